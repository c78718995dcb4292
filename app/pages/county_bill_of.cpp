// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/county_bill_of.h"

#include "app/text/finding_text.h"
#include "app/text/resource_paths.h"
#include "core/survey/check_survey.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace suyuan::pages {

namespace {

QString text(const std::string& words) { return QString::fromStdString(words); }

/// The county's code and those that it had before, as they stand in the records.
Result<std::vector<std::string>> codesOf(store::Reader& reader, const rules::RuleBook& book, DivisionCode county) {
  std::vector<std::string> codes{county.text()};
  auto seen = reader.countBy(Layer::Outfalls, "division_code");
  if (!seen) return std::unexpected(std::move(seen).error());
  for (const auto& [code, count] : *seen)
    if (const auto parsed = DivisionCode::parse(code); parsed && *parsed != county && book.divisions().same(*parsed, county))
      codes.push_back(code);
  return codes;
}

std::string listOf(const std::vector<std::string>& codes) {
  std::string out;
  for (const std::string& code : codes) out += (out.empty() ? "'" : ", '") + code + "'";
  return out;
}

struct Who {
  std::string code, name;
  bool confirmed = false, coded = false;
};

/// The county's outfalls, and what belongs to them, by fid.
struct County {
  std::unordered_map<Fid, Who> outfalls;
  std::map<std::pair<Layer, Fid>, Fid> owner; ///< samples, visits and photos
};

Result<County> readCounty(store::Reader& reader, const std::vector<std::string>& codes) {
  County county;
  store::Query query;
  query.fields = {"code_national", "name", "status"};
  query.geometry = false;
  query.where = "division_code IN (" + listOf(codes) + ")";
  SUYUAN_TRY(reader.scan(Layer::Outfalls, query, [&](const Row& row) {
    const std::string code = toText(row.values[0]);
    county.outfalls.emplace(row.fid, Who{code, toText(row.values[1]), toText(row.values[2]) == "已确认", !code.empty()});
    return true;
  }));
  for (const Layer layer : {Layer::Samples, Layer::Visits, Layer::Photos}) {
    store::Query owned;
    owned.fields = {"outfall_fid"};
    owned.geometry = false;
    SUYUAN_TRY(reader.scan(layer, owned, [&](const Row& row) {
      const auto* owner = std::get_if<std::int64_t>(&row.values[0]);
      if (owner && county.outfalls.contains(Fid{*owner})) county.owner.emplace(std::pair(layer, row.fid), Fid{*owner});
      return true;
    }));
  }
  return county;
}

} // namespace

Result<reports::CountyBill> countyBillOf(const store::SurveyFile& survey, const rules::RuleBook& book, DivisionCode county,
                                         const std::string& today, text::Language language, std::stop_token stop,
                                         const std::function<void(double)>& progress) {
  if (!book.divisions().known(county)) return failure(ErrorCode::ValueInvalid, {.field = "division_code"}, {}, {county.text()});
  county = book.divisions().current(county);
  auto readers = survey::readersForCheck(survey);
  if (!readers) return std::unexpected(std::move(readers).error());
  store::Reader& reader = readers->front();
  auto codes = codesOf(reader, book, county);
  if (!codes) return std::unexpected(std::move(codes).error());
  auto records = readCounty(reader, *codes);
  if (!records) return std::unexpected(std::move(records).error());
  auto report = survey::checkSurvey(std::span(*readers), book, stop, progress,
                                    {.rules = {}, .where = "division_code in (" + listOf(*codes) + ")", .today = today});
  if (!report) return std::unexpected(std::move(report).error());

  const char* key = language == text::Language::English ? "en" : "zh";
  reports::CountyBill bill;
  bill.county = text(book.divisions().fullName(county));
  bill.divisionCode = text(county.text());
  bill.survey = text(survey.info().name);
  bill.author = text(survey.info().author);
  bill.date = text(today);
  bill.ruleBook = text(book.version());
  for (const auto& [fid, who] : records->outfalls) {
    ++bill.outfalls;
    bill.coded += who.coded ? 1 : 0;
    bill.confirmed += who.confirmed ? 1 : 0;
  }
  const auto whoOf = [&](const Finding& finding) -> const Who* {
    Fid fid = finding.fid;
    if (finding.layer != Layer::Outfalls) {
      const auto owner = records->owner.find({finding.layer, finding.fid});
      if (owner == records->owner.end()) return nullptr;
      fid = owner->second;
    }
    const auto found = records->outfalls.find(fid);
    return found == records->outfalls.end() ? nullptr : &found->second;
  };
  std::map<std::string, reports::CountyBill::RuleLine> rules;
  const auto ruleLine = [&](const Finding& finding) -> reports::CountyBill::RuleLine& {
    auto& line = rules[finding.rule];
    line.id = finding.rule;
    line.severity = std::max(line.open + line.ignored > 0 ? line.severity : Severity::Info, finding.severity);
    line.unverified = line.unverified || finding.unverified;
    return line;
  };
  for (const Finding& finding : report->findings) {
    const Who* who = whoOf(finding);
    if (!who) continue;
    ++ruleLine(finding).open;
    bill.findings.push_back({text(who->code), text(who->name), text(book.message(finding, key)), text(book.advice(finding.rule, key)),
                             finding.severity, finding.unverified});
  }
  for (const survey::SetAside& aside : report->ignored) {
    const Who* who = whoOf(aside.finding);
    if (!who) continue;
    ++ruleLine(aside.finding).ignored;
    bill.ignored.push_back({text(who->code), text(who->name), text(book.title(aside.finding.rule, key)), text(aside.by.reason),
                            text(aside.by.by), text(aside.by.at)});
  }
  for (auto& [id, line] : rules) {
    line.title = text(book.title(id, key));
    if (const rules::Rule* rule = book.rule(id)) line.citation = text(rule->citation.in(key));
    bill.rules.push_back(std::move(line));
  }
  std::ranges::stable_sort(bill.rules, [](const auto& a, const auto& b) {
    return a.severity != b.severity ? a.severity > b.severity : a.open > b.open;
  });
  return bill;
}

Result<int> writeCountyBill(const reports::CountyBill& bill, const std::filesystem::path& out) {
  if (out.extension() == ".xlsx") {
    SUYUAN_TRY(reports::writeCountyBillXlsx(bill, out));
    return 1;
  }
  auto resources = text::resourcesFolder();
  if (!resources) return std::unexpected(std::move(resources).error());
  auto style = render::loadStyle(*resources);
  if (!style) return std::unexpected(std::move(style).error());
  return reports::writeCountyBillPdf(bill, **style, out);
}

} // namespace suyuan::pages
