// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/survey/ignored_findings.h"

#include <algorithm>
#include <chrono>
#include <format>
#include <map>
#include <tuple>

namespace suyuan::survey {

Result<> ignoreFindings(store::SurveyFile& survey, std::span<const Finding> findings, std::string_view reason) {
  if (reason.find_first_not_of(" \t\r\n") == reason.npos) return failure(ErrorCode::ValueInvalid, {.field = "reason"}, "a reason is wanted");
  const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  const std::string at = std::format("{:%FT%T}Z", now);
  auto entry = survey.edit("忽略检查结果", [&](store::Edit& edit) -> Result<> {
    for (const Finding& finding : findings)
      SUYUAN_TRY(edit.ignoreFinding({finding.layer, finding.fid, finding.rule, finding.field, std::string(reason), survey.info().author, at}));
    return {};
  });
  if (!entry) return std::unexpected(std::move(entry).error());
  return {};
}

Result<> takeUpFindings(store::SurveyFile& survey, std::span<const store::IgnoredFinding> ignored) {
  auto entry = survey.edit("恢复检查结果", [&](store::Edit& edit) -> Result<> {
    for (const store::IgnoredFinding& one : ignored) SUYUAN_TRY(edit.takeUpFinding(one.layer, one.fid, one.rule, one.field));
    return {};
  });
  if (!entry) return std::unexpected(std::move(entry).error());
  return {};
}

Result<std::vector<store::IgnoredFinding>> ignoredFindings(store::Reader& reader) {
  std::vector<store::IgnoredFinding> all;
  bool known = false;
  SUYUAN_TRY(reader.select("SELECT 1 FROM sqlite_master WHERE name = 'suyuan_ignored'", {}, [&](const auto&) {
    known = true;
    return false;
  }));
  if (!known) return all;
  SUYUAN_TRY(reader.select("SELECT layer, fid, rule, field, reason, author, at FROM suyuan_ignored ORDER BY fid, rule, field", {},
                           [&](const std::vector<Value>& row) {
                             const auto layer = layerNamed(toText(row[0]));
                             const auto* fid = std::get_if<std::int64_t>(&row[1]);
                             if (layer && fid)
                               all.push_back({*layer, Fid{*fid}, toText(row[2]), toText(row[3]), toText(row[4]), toText(row[5]), toText(row[6])});
                             return true;
                           }));
  return all;
}

std::vector<SetAside> setAside(std::vector<Finding>& findings, std::span<const store::IgnoredFinding> ignored) {
  std::vector<SetAside> aside;
  if (ignored.empty()) return aside;
  using Key = std::tuple<Layer, Fid, std::string_view, std::string_view>;
  std::map<Key, const store::IgnoredFinding*> known;
  for (const store::IgnoredFinding& one : ignored) known.emplace(Key{one.layer, one.fid, one.rule, one.field}, &one);
  std::erase_if(findings, [&](Finding& finding) {
    const auto found = known.find(Key{finding.layer, finding.fid, finding.rule, finding.field});
    if (found == known.end()) return false;
    aside.push_back({std::move(finding), *found->second});
    return true;
  });
  return aside;
}

} // namespace suyuan::survey
