// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/day_report.h"

#include "core/fieldwork/moves.h"
#include "core/model/photo.h"

#include <cmath>

namespace suyuan::pages {

namespace {

QString fromUtf8(const std::string& text) { return QString::fromStdString(text); }

} // namespace

Result<DayReport> dayReportOf(store::Reader& reader, const rules::RuleBook& book, const std::string& day) {
  const rules::FieldworkLimits& limits = book.fieldwork().limits;
  DayReport report{.day = day, .teams = {}, .banks = {}, .all = {}, .wanted = limits.coverShare};
  auto did = fieldwork::daySummary(reader, limits, day);
  if (!did) return std::unexpected(std::move(did).error());
  for (const auto& [team, one] : *did) report.teams[team].did = one;
  auto candidates = reader.scan(Layer::Candidates, {.geometry = false}, [&](const Row& row) {
    const auto candidate = fromRow<Candidate>(row);
    const CandidateStage stage = fieldwork::stageOf(candidate);
    if (candidate.team.empty()) return true;
    if (stage == CandidateStage::OnFoot) ++report.teams[candidate.team].waiting;
    if (stage == CandidateStage::Difficult) ++report.teams[candidate.team].difficult;
    return true;
  });
  if (!candidates) return std::unexpected(std::move(candidates).error());
  auto photos = reader.scan(Layer::Photos, {.geometry = false}, [&](const Row& row) {
    const auto photo = fromRow<Photo>(row);
    if (fieldwork::chinaDay(photo.takenAt) != day) return true;
    TeamDay& team = report.teams[photo.team];
    ++team.photos;
    if (!photo.outfallFid.isSet() && !photo.candidateFid.isSet()) ++team.photosUnplaced;
    return true;
  });
  if (!photos) return std::unexpected(std::move(photos).error());
  auto coverage = fieldwork::coverageOf(reader, limits);
  if (!coverage) return std::unexpected(std::move(coverage).error());
  report.all = coverage->coverage.total();
  using enum fieldwork::SumBy;
  for (const auto by : {Team, River, County, Level})
    for (const auto& [key, share] : fieldwork::sumBy(*coverage, by)) {
      std::string name = key;
      if (by == County)
        if (const auto code = DivisionCode::parse(key); code && book.divisions().exists(*code)) name = book.divisions().fullName(*code);
      report.banks[by][name] += share;
    }
  return report;
}

reports::TableReport tablesOf(const DayReport& report, const store::SurveyInfo& survey, text::Language language) {
  const bool english = language == text::Language::English;
  const auto words = [&](const char* zh, const char* en) { return QString::fromUtf8(english ? en : zh); };
  const auto named = [&](const std::string& name) { return name.empty() ? words("（未填）", "(none)") : fromUtf8(name); };
  const auto metres = [](double value) { return QVariant(static_cast<qlonglong>(std::llround(value))); };
  const auto number = [](std::int64_t value) { return QVariant(static_cast<qlonglong>(value)); };
  const auto percent = [](double share) { return QVariant(std::round(share * 1000) / 10); };

  reports::TableReport tables;
  tables.title = words("排查日小结 %1", "Fieldwork, day of %1").arg(fromUtf8(report.day));
  tables.lines.push_back(words("项目：%1", "Survey: %1").arg(fromUtf8(survey.name)));
  tables.lines.push_back(words("岸线 %1 m，已走或对岸看到 %2 %（要求 %3 %），缺口 %4 m", "Bank %1 m, walked or seen %2 % (wanted %3 %), gap %4 m")
                             .arg(std::llround(report.all.length))
                             .arg(report.all.done() * 100, 0, 'f', 1)
                             .arg(report.wanted * 100, 0, 'f', 0)
                             .arg(std::llround(report.all.gap())));
  reports::TableReport::Table day{words("各队当日", "What the teams did"),
                                  {words("排查队", "Team"), words("走了（m）", "Walked (m)"), words("新覆盖岸线（m）", "New bank (m)"), words("确认", "Confirmed"), words("排除", "Excluded"),
                                   words("转第三级", "Passed on"), words("新增", "Found"), words("待查", "Waiting"), words("第三级待查", "At level 3"), words("照片", "Photos"),
                                   words("未归位照片", "Photos not placed")},
                                  {}};
  for (const auto& [team, one] : report.teams)
    day.rows.push_back({named(team), metres(one.did.walkedM), metres(one.did.newBankM), number(one.did.confirmed), number(one.did.excluded), number(one.did.passedOn),
                        number(one.did.added), number(one.waiting), number(one.difficult), number(one.photos), number(one.photosUnplaced)});
  tables.tables.push_back(std::move(day));
  using enum fieldwork::SumBy;
  for (const auto& [by, heading, key] : {std::tuple{Team, words("岸线覆盖（按队）", "Banks by team"), words("排查队", "Team")}, std::tuple{River, words("岸线覆盖（按河流）", "Banks by river"), words("河流", "River")},
                                         std::tuple{County, words("岸线覆盖（按县区）", "Banks by county"), words("县区", "County")}, std::tuple{Level, words("岸线覆盖（按排查阶段）", "Banks by level"), words("排查阶段", "Level")}}) {
    reports::TableReport::Table table{heading,
                                      {key, words("岸线（m）", "Bank (m)"), words("走到（m）", "Walked (m)"), words("对岸看到（m）", "Seen (m)"), words("缺口（m）", "Gap (m)"), words("覆盖率（%）", "Done (%)")},
                                      {}};
    if (const auto sums = report.banks.find(by); sums != report.banks.end())
      for (const auto& [name, share] : sums->second)
        table.rows.push_back({named(name), metres(share.length), metres(share.covered), metres(share.seen), metres(share.gap()), percent(share.done())});
    tables.tables.push_back(std::move(table));
  }
  return tables;
}

Result<> writeDayReport(const DayReport& report, const store::SurveyInfo& survey, const std::filesystem::path& resources, const std::filesystem::path& out,
                        text::Language language) {
  auto style = render::loadStyle(resources, "print", std::string(text::code(language)));
  if (!style) return std::unexpected(std::move(style).error());
  const QString foot = language == text::Language::English ? QStringLiteral("%1    page %2") : QStringLiteral("%1    第 %2 页");
  return reports::writeTableReport(tablesOf(report, survey, language), **style, out,
                                   [&](int page) { return foot.arg(QString::fromStdString(survey.name)).arg(page); });
}

} // namespace suyuan::pages
