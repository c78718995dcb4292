// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/survey/code_leases.h"

#include "core/store/capture.h"

#include <algorithm>
#include <format>
#include <map>
#include <set>
#include <tuple>

namespace suyuan::survey {

namespace {

using coding::NumberMark;

constexpr int highestNumber = 9999;
constexpr std::string_view leaseLabel = "领取编号 "; // the claim stands at the label's end: entries that were not sent are found by it

std::string asideKey(std::string_view series) { return "@" + std::string(series); }

bool isSeries(std::string_view series) {
  if (series.size() != 9 || series[6] != '/') return false;
  const auto division = DivisionCode::parse(series.substr(0, 6));
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  return division && division->isCounty() && capital(series[7]) && capital(series[8]);
}

std::unexpected<Error> invalid(const char* field, std::string_view value) {
  return failure(ErrorCode::ValueInvalid, {.file = {}, .layer = {}, .row = -1, .field = field}, {}, {field, std::string(value)});
}

/// Claims of this copy that the hub does not have yet.
Result<std::set<std::string>> unsentClaims(store::Reader& reader) {
  std::set<std::string> claims;
  auto read = reader.select("SELECT label FROM suyuan_journal WHERE hub_seq IS NULL AND label LIKE '领取编号 %#%'", {},
                            [&](const std::vector<Value>& row) {
                              const std::string label = toText(row[0]);
                              claims.insert(label.substr(label.rfind('#') + 1));
                              return true;
                            });
  if (!read) return std::unexpected(std::move(read).error());
  return claims;
}

} // namespace

Result<std::vector<CodeLease>> codeLeases(store::Reader& reader) {
  auto unsent = unsentClaims(reader);
  if (!unsent) return std::unexpected(std::move(unsent).error());
  std::map<std::tuple<std::string, std::string>, CodeLease> found; // by series and mark
  auto read = reader.select(
      "SELECT a.series, a.number, a.code, EXISTS (SELECT 1 FROM suyuan_code_number u WHERE u.series = substr(a.series, 2) "
      "AND u.number = a.number) FROM suyuan_code_number a WHERE a.series >= '@' AND a.series < 'A' ORDER BY a.series, a.number",
      {}, [&](const std::vector<Value>& row) {
        const std::string text = toText(row[2]);
        const auto mark = coding::parseMark(text);
        const auto* number = std::get_if<std::int64_t>(&row[1]);
        if (!mark || !number) return true;
        const std::string series = toText(row[0]).substr(1);
        CodeLease& lease = found[{series, text}];
        if (lease.numbers.empty()) {
          lease.series = series;
          lease.kind = mark->kind;
          const std::size_t slash = mark->holder.rfind('/');
          lease.holder = mark->holder.substr(0, slash);
          if (slash != std::string::npos) lease.claim = mark->holder.substr(slash + 1);
          lease.confirmed = lease.kind == NumberMark::Kind::Reserve || !unsent->contains(lease.claim);
        }
        lease.numbers.push_back(static_cast<int>(*number));
        if (row[3] == Value{std::int64_t{0}}) lease.free.push_back(static_cast<int>(*number));
        return true;
      });
  if (!read) return std::unexpected(std::move(read).error());
  std::vector<CodeLease> leases;
  for (auto& [key, lease] : found) leases.push_back(std::move(lease));
  std::ranges::sort(leases, {}, [](const CodeLease& l) { return std::tuple(l.series, l.numbers.front()); });
  return leases;
}

Result<bool> numbersAreLeased(store::Reader& reader) {
  bool any = false;
  auto read = reader.select("SELECT 1 FROM suyuan_code_number WHERE series >= '@' AND series < 'A' AND code LIKE '@lease/%' LIMIT 1", {},
                            [&](const std::vector<Value>&) {
                              any = true;
                              return false;
                            });
  if (!read) return std::unexpected(std::move(read).error());
  return any;
}

Result<int> highestTaken(store::Reader& reader, std::string_view series) {
  auto used = reader.highestCodeNumber(series);
  if (!used) return used;
  auto aside = reader.highestCodeNumber(asideKey(series));
  if (!aside) return aside;
  return std::max(*used, *aside);
}

Result<CodeLease> takeLease(store::SurveyFile& survey, std::string_view series, int count) {
  if (!isSeries(series)) return invalid("series", series);
  if (count < 1 || count > highestNumber) return invalid("count", std::to_string(count));
  auto highest = highestTaken(survey.reader(), series);
  if (!highest) return std::unexpected(std::move(highest).error());
  if (*highest + count > highestNumber) return failure(ErrorCode::CodeNumbersExhausted, {}, {}, {std::string(series)});
  CodeLease lease{std::string(series), NumberMark::Kind::Lease, survey.info().deviceId, store::randomHex(8), {}, {}, false};
  const std::string mark = coding::markText({lease.kind, lease.holder + "/" + lease.claim});
  const std::string label = std::format("{}{} {:04}–{:04} #{}", leaseLabel, series, *highest + 1, *highest + count, lease.claim);
  auto entry = survey.edit(label, [&](store::Edit& edit) -> Result<> {
    for (int n = *highest + 1; n <= *highest + count; ++n) {
      SUYUAN_TRY(edit.reserveCodeNumber(asideKey(series), n, mark));
      lease.numbers.push_back(n);
    }
    return {};
  });
  if (!entry) return std::unexpected(std::move(entry).error());
  lease.free = lease.numbers;
  return lease;
}

Result<CodeLease> reserveNumbers(store::SurveyFile& survey, std::string_view series, int first, int last,
                                 const std::string& purpose) {
  if (!isSeries(series)) return invalid("series", series);
  if (first < 1 || last < first || last > highestNumber) return invalid("numbers", std::format("{}–{}", first, last));
  if (purpose.empty() || purpose.find('/') != std::string::npos) return invalid("purpose", purpose);
  std::optional<std::pair<int, std::string>> taken;
  auto read = survey.reader().select(
      "SELECT number, code FROM suyuan_code_number WHERE series IN (?, ?) AND number BETWEEN ? AND ? ORDER BY number LIMIT 1",
      {Value{std::string(series)}, Value{asideKey(series)}, Value{std::int64_t{first}}, Value{std::int64_t{last}}},
      [&](const std::vector<Value>& row) {
        taken.emplace(static_cast<int>(std::get<std::int64_t>(row[0])), toText(row[1]));
        return false;
      });
  if (!read) return std::unexpected(std::move(read).error());
  if (taken) return failure(ErrorCode::CodeNumberTaken, {}, {}, {std::string(series), std::format("{:04}", taken->first), taken->second});
  CodeLease lease{std::string(series), NumberMark::Kind::Reserve, purpose, store::randomHex(8), {}, {}, true};
  const std::string mark = coding::markText({lease.kind, lease.holder + "/" + lease.claim});
  auto entry = survey.edit(std::format("预留编号 {} {:04}–{:04} {}", series, first, last, purpose), [&](store::Edit& edit) -> Result<> {
    for (int n = first; n <= last; ++n) {
      SUYUAN_TRY(edit.reserveCodeNumber(asideKey(series), n, mark));
      lease.numbers.push_back(n);
    }
    return {};
  });
  if (!entry) return std::unexpected(std::move(entry).error());
  lease.free = lease.numbers;
  return lease;
}

Result<NumberSource> NumberSource::open(store::Reader& reader, std::string device, std::string purpose) {
  NumberSource source(reader);
  auto leased = numbersAreLeased(reader);
  if (!leased) return std::unexpected(std::move(leased).error());
  source.bound_ = *leased || !purpose.empty();
  if (!source.bound_) return source;
  auto leases = codeLeases(reader);
  if (!leases) return std::unexpected(std::move(leases).error());
  for (const CodeLease& lease : *leases) {
    const bool mine = purpose.empty() ? lease.kind == NumberMark::Kind::Lease && lease.holder == device && lease.confirmed
                                      : lease.kind == NumberMark::Kind::Reserve && lease.holder == purpose;
    if (!mine) continue;
    std::vector<int>& free = source.free_[lease.series];
    free.insert(free.end(), lease.free.begin(), lease.free.end());
  }
  for (auto& [series, free] : source.free_) std::ranges::sort(free, std::greater{});
  return source;
}

Result<int> NumberSource::next(const std::string& series) {
  if (bound_) {
    const auto free = free_.find(series);
    if (free == free_.end() || free->second.empty()) return failure(ErrorCode::CodeLeaseMissing, {}, {}, {series});
    const int number = free->second.back();
    free->second.pop_back();
    return number;
  }
  auto known = highest_.find(series);
  if (known == highest_.end()) {
    auto taken = highestTaken(*reader_, series);
    if (!taken) return taken;
    known = highest_.emplace(series, *taken).first;
  }
  if (known->second >= highestNumber) return failure(ErrorCode::CodeNumbersExhausted, {}, {}, {series});
  return ++known->second;
}

} // namespace suyuan::survey
