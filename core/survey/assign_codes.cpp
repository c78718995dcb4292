// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/survey/assign_codes.h"

#include "core/coding/code_allocator.h"
#include "core/survey/code_leases.h"
#include "core/survey/code_parts.h"
#include "core/survey/name_plan.h"

namespace suyuan::survey {

Result<CodeReport> assignCodes(store::SurveyFile& survey, const rules::RuleBook& book, std::stop_token stop) {
  CodeOptions options;
  options.device = survey.info().deviceId;
  auto plan = planCodes(survey.reader(), book, options, std::move(stop));
  if (!plan) return std::unexpected(std::move(plan).error());
  auto entry = applyCodes(survey, *plan, codingLabel);
  if (!entry) return std::unexpected(std::move(entry).error());
  CodeReport report;
  for (CodeProposal& proposal : plan->proposals) report.assigned.emplace_back(proposal.fid, std::move(proposal.after));
  report.left = std::move(plan->left);
  report.alreadyCoded = plan->alreadyRight;
  return report;
}

Result<std::string> proposeCode(store::Reader& reader, const rules::RuleBook& book, const Outfall& outfall,
                                const std::string& device) {
  const auto wanted = wantedCode(outfall, book);
  if (!wanted) return failure(ErrorCode::CodePartsMissing, {.layer = "outfalls", .field = wanted.error()});
  auto numbers = NumberSource::open(reader, device);
  if (!numbers) return std::unexpected(std::move(numbers).error());
  auto number = numbers->next(coding::codeSeries(wanted->parts.division, wanted->parts.type));
  if (!number) return std::unexpected(std::move(number).error());
  return coding::nextCode(wanted->parts, *number - 1);
}

Result<std::string> proposeName(store::Reader& reader, const rules::RuleBook& book, const Outfall& outfall) {
  coding::NameFacts facts = nameFacts(outfall, book);
  std::string name;
  for (int number = 0; number < 10000; ++number) {
    facts.number = number ? std::to_string(number) : std::string();
    std::string next = coding::buildName(facts, book.names()).text;
    if (next == name) return name; // the template has no place for a number
    name = std::move(next);
    store::Query same;
    same.equals = {{"name", Value{name}}};
    if (outfall.fid.isSet()) same.where = "fid <> " + toText(outfall.fid);
    auto taken = reader.count(Layer::Outfalls, same);
    if (!taken) return std::unexpected(std::move(taken).error());
    if (*taken == 0) return name;
  }
  return name;
}

} // namespace suyuan::survey
