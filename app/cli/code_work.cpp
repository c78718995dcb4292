// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/code_work.h"

#include "core/survey/code_leases.h"
#include "core/survey/name_plan.h"
#include "core/sync/folder_hub.h"
#include "core/sync/sync.h"

#include <format>
#include <fstream>

namespace suyuan::cli {

namespace {

survey::CodeOptions optionsOf(const store::SurveyFile& survey, const CodeWork& work) {
  survey::CodeOptions options;
  options.banks = work.banks;
  options.where = work.where;
  options.reserve = work.purpose;
  options.device = survey.info().deviceId;
  return options;
}

/// A survey for a work that may only look.
Result<store::SurveyFile> open(Session& session, const std::string& folder, const CodeWork& work) {
  return work.dryRun ? session.openForReading(folder) : session.openForWriting(folder);
}

Result<> write(const std::string& file, const std::string& text) {
  std::ofstream out(file, std::ios::binary);
  out << text;
  out.close();
  if (!out) return failure(ErrorCode::FileUnwritable, {.file = file});
  return {};
}

Json jsonOfUncoded(const std::vector<survey::Uncoded>& left) {
  Json list = Json::array();
  for (const survey::Uncoded& one : left) list.push_back({{"fid", toText(one.fid)}, {"missing", one.missing}});
  return list;
}

/// Carries a plan out unless it is only to be shown, and answers with it.
int finish(Session& session, store::SurveyFile& survey, const survey::CodePlan& plan, std::string_view label, const CodeWork& work) {
  std::optional<EntryId> entry;
  if (!work.dryRun) {
    auto applied = survey::applyCodes(survey, plan, label);
    if (!applied) return session.fail(applied.error());
    entry = *applied;
  }
  std::vector<survey::CodeChange> changes;
  Json assigned = Json::array();
  std::string lines;
  for (const survey::CodeProposal& p : plan.proposals) {
    changes.push_back({p.fid, p.name, p.before, p.after});
    Json one{{"fid", toText(p.fid)}, {"name", p.name}, {"code", p.after}};
    if (!p.before.empty()) one["before"] = p.before;
    if (p.unverified) one["unverified"] = true;
    assigned.push_back(std::move(one));
    lines += std::format("{}\t{}\t{}\t{}\n", toText(p.fid), p.before, p.after, p.name);
  }
  if (!work.csv.empty())
    if (auto written = write(work.csv, survey::codeChangesCsv(changes)); !written) return session.fail(written.error());
  for (const survey::Uncoded& one : plan.left)
    lines += std::format("{}\t{} {}\n", toText(one.fid), session.words("未编码，缺少", "no code, missing"), one.missing);
  for (const std::string& river : plan.notes.flowUnknown)
    session.say(session.words("流向未经确认，按绘制方向编号：", "Numbered by the drawn direction, which nobody vouched for: ") + river);
  Json notPlaced = Json::array();
  for (const Fid fid : plan.notes.notPlaced) notPlaced.push_back(toText(fid));
  session.answer({{"assigned", assigned},
                  {"left", jsonOfUncoded(plan.left)},
                  {"already_coded", plan.alreadyRight},
                  {"dry_run", work.dryRun},
                  {"entry", entry ? Json(entry->value) : Json(nullptr)},
                  {"flow_unknown", plan.notes.flowUnknown},
                  {"not_placed", notPlaced}},
                 lines);
  return session.exitCode = plan.left.empty() ? Done : LookAt;
}

Json jsonOfLease(const survey::CodeLease& lease) {
  return {{"series", lease.series},
          {"kind", lease.kind == coding::NumberMark::Kind::Lease ? "lease" : "reserve"},
          {"holder", lease.holder},
          {"first", lease.numbers.front()},
          {"last", lease.numbers.back()},
          {"count", lease.numbers.size()},
          {"free", lease.free.size()},
          {"confirmed", lease.confirmed}};
}

std::string lineOf(Session& session, const survey::CodeLease& lease) {
  return std::format("{}\t{:04}–{:04}\t{}\t{} {}\t{}\n", lease.series, lease.numbers.front(), lease.numbers.back(), lease.holder,
                     lease.free.size(), session.words("可用", "free"),
                     lease.confirmed ? session.words("已确认", "confirmed") : session.words("待同步", "waits for a sync"));
}

} // namespace

int assignCodes(Session& session, const std::string& folder, const CodeWork& work) {
  auto book = session.book();
  if (!book) return session.fail(book.error());
  auto survey = open(session, folder, work);
  if (!survey) return session.fail(survey.error());
  auto plan = survey::planCodes(survey->reader(), **book, optionsOf(*survey, work), Session::stopToken());
  if (!plan) return session.fail(plan.error());
  return finish(session, *survey, *plan, survey::codingLabel, work);
}

int renumber(Session& session, const std::string& folder, survey::Renumbering how, const CodeWork& work) {
  auto book = session.book();
  if (!book) return session.fail(book.error());
  auto survey = open(session, folder, work);
  if (!survey) return session.fail(survey.error());
  auto plan = survey::planRenumbering(survey->reader(), **book, how, optionsOf(*survey, work), Session::stopToken());
  if (!plan) return session.fail(plan.error());
  return finish(session, *survey, *plan, survey::renumberingLabel, work);
}

int codeBranches(Session& session, const std::string& folder, const std::string& outfall, const CodeWork& work) {
  const auto main = parseFid(outfall);
  std::vector<Fid> branches;
  for (const std::string& text : work.branches) branches.push_back(parseFid(text).value_or(Fid{}));
  if (!main || branches.empty() || !std::ranges::all_of(branches, &Fid::isSet))
    return session.fail({ErrorCode::Usage, {}, {"--branch-of FID --branch FID…"}, {}});
  auto book = session.book();
  if (!book) return session.fail(book.error());
  auto survey = open(session, folder, work);
  if (!survey) return session.fail(survey.error());
  auto plan = survey::planBranches(survey->reader(), **book, *main, branches);
  if (!plan) return session.fail(plan.error());
  return finish(session, *survey, *plan, survey::branchLabel, work);
}

int nameOutfalls(Session& session, const std::string& folder, const CodeWork& work) {
  auto book = session.book();
  if (!book) return session.fail(book.error());
  auto survey = open(session, folder, work);
  if (!survey) return session.fail(survey.error());
  survey::NameQuery query;
  query.where = work.where;
  query.overwrite = work.overwrite;
  auto plan = survey::planNames(survey->reader(), **book, query, Session::stopToken());
  if (!plan) return session.fail(plan.error());
  if (!work.dryRun)
    if (auto applied = survey::applyNames(*survey, *plan); !applied) return session.fail(applied.error());
  Json named = Json::array(), left = Json::array();
  std::string lines;
  for (const survey::NameProposal& p : plan->proposals) {
    Json differences = Json::array();
    for (const coding::NameDifference& d : p.parts)
      if (d.differs) differences.push_back({{"part", d.part}, {"written", d.written}, {"expected", d.expected}, {"at", d.at}});
    Json one{{"fid", toText(p.fid)}, {"name", p.after}};
    if (!p.before.empty()) one["before"] = p.before;
    if (!differences.empty()) one["differs"] = differences;
    if (p.unverified) one["unverified"] = true;
    named.push_back(std::move(one));
    lines += std::format("{}\t{}{}\n", toText(p.fid), p.before.empty() ? "" : p.before + " → ", p.after);
  }
  for (const survey::Unnamed& one : plan->left) {
    left.push_back({{"fid", toText(one.fid)}, {"missing", one.missing}});
    lines += std::format("{}\t{} {}\n", toText(one.fid), session.words("未命名，缺少", "no name, missing"), one.missing);
  }
  session.answer({{"named", named}, {"left", left}, {"already_right", plan->alreadyRight}, {"dry_run", work.dryRun}}, lines);
  return session.exitCode = plan->left.empty() ? Done : LookAt;
}

int showTable(Session& session, const std::string& folder, const CodeWork& work) {
  auto survey = session.openForReading(folder);
  if (!survey) return session.fail(survey.error());
  std::optional<EntryId> entry;
  if (work.entry > 0) {
    entry = EntryId{work.entry};
  } else {
    auto last = survey::lastRenumbering(survey->reader());
    if (!last) return session.fail(last.error());
    entry = *last;
  }
  std::vector<survey::CodeChange> changes;
  if (entry) {
    auto table = survey::codeChanges(survey->reader(), *entry);
    if (!table) return session.fail(table.error());
    changes = std::move(*table);
  } else {
    session.say(session.words("没有重新编号的记录。", "Nothing was renumbered in this survey."));
  }
  if (!work.csv.empty())
    if (auto written = write(work.csv, survey::codeChangesCsv(changes)); !written) return session.fail(written.error());
  Json rows = Json::array();
  std::string lines;
  for (const survey::CodeChange& c : changes) {
    rows.push_back({{"fid", toText(c.fid)}, {"name", c.name}, {"before", c.before}, {"after", c.after}});
    lines += std::format("{}\t{}\t{}\n", c.before, c.after, c.name);
  }
  session.answer({{"entry", entry ? Json(entry->value) : Json(nullptr)}, {"changes", rows}}, lines);
  return session.exitCode = Done;
}

int lease(Session& session, const std::string& folder, const std::string& series, const CodeWork& work) {
  auto survey = session.openForWriting(folder);
  if (!survey) return session.fail(survey.error());
  std::optional<sync::FolderHub> hub;
  const auto meet = [&]() -> Result<> {
    if (!hub) return {};
    auto synced = sync::syncWith(*survey, *hub, {}, Session::stopToken());
    return synced ? Result<>{} : std::unexpected(std::move(synced).error());
  };
  if (!work.hub.empty()) {
    auto opened = sync::FolderHub::open(work.hub);
    if (!opened) return session.fail(opened.error());
    hub.emplace(std::move(*opened));
  }
  // First what the others took, so that the claim begins above it; then the claim itself.
  if (auto met = meet(); !met) return session.fail(met.error());
  auto taken = survey::takeLease(*survey, series, work.count);
  if (!taken) return session.fail(taken.error());
  if (auto met = meet(); !met) return session.fail(met.error());
  auto all = survey::codeLeases(survey->reader());
  if (!all) return session.fail(all.error());
  const auto mine = std::ranges::find(*all, taken->claim, &survey::CodeLease::claim);
  if (mine == all->end()) { // the hub had every one of these numbers before
    session.answer({{"lease", nullptr}}, session.words("这些编号已被别人先领取，请再领一次。\n", "Others had all these numbers first. Take a lease again.\n"));
    return session.exitCode = LookAt;
  }
  session.answer({{"lease", jsonOfLease(*mine)}}, lineOf(session, *mine));
  return session.exitCode = mine->confirmed ? Done : LookAt;
}

int reserve(Session& session, const std::string& folder, const std::string& series, const CodeWork& work) {
  auto survey = session.openForWriting(folder);
  if (!survey) return session.fail(survey.error());
  auto taken = survey::reserveNumbers(*survey, series, work.first, work.last, work.purpose);
  if (!taken) return session.fail(taken.error());
  session.answer({{"reserve", jsonOfLease(*taken)}}, lineOf(session, *taken));
  return session.exitCode = Done;
}

int listLeases(Session& session, const std::string& folder) {
  auto survey = session.openForReading(folder);
  if (!survey) return session.fail(survey.error());
  auto all = survey::codeLeases(survey->reader());
  if (!all) return session.fail(all.error());
  Json list = Json::array();
  std::string lines;
  for (const survey::CodeLease& one : *all) {
    list.push_back(jsonOfLease(one));
    lines += lineOf(session, one);
  }
  session.answer({{"device", survey->info().deviceId}, {"leases", list}}, lines);
  return session.exitCode = Done;
}

} // namespace suyuan::cli
