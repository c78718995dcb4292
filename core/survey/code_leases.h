// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coding/code_allocator.h"
#include "core/store/survey_file.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

// Numbers set aside in advance. A device that works away from the hub numbers from its own lease, so that two offline
// teams never give the same number; the office reserves blocks for a purpose.
//
// A number that is set aside is a row of suyuan_code_number under the series' own key with @ before it ("@220102/GY"),
// its mark in place of a code. The rows are journalled and travel with the survey. Where two devices took the same
// number before they met, sync keeps the row that the hub had first; so a lease is what is left of it after a sync,
// and nothing of it may be used before: a lease counts once the hub has its entry.

namespace suyuan::survey {

/// Numbers of one series that one holder has under one claim.
struct CodeLease {
  std::string series;       ///< "220102/GY"
  coding::NumberMark::Kind kind = coding::NumberMark::Kind::Lease;
  std::string holder;       ///< device id, or the purpose
  std::string claim;        ///< 8 hex digits, its own
  std::vector<int> numbers; ///< ascending
  std::vector<int> free;    ///< those of them that no code has taken
  bool confirmed = false;   ///< the hub has it; a reserve counts at once
};

/// All leases and reserves of the survey, by series and first number.
[[nodiscard]] Result<std::vector<CodeLease>> codeLeases(store::Reader& reader);

/// Whether numbers are leased in this survey at all: from the first lease on every device numbers from its own only.
[[nodiscard]] Result<bool> numbersAreLeased(store::Reader& reader);

/// Highest number used or set aside in a series.
[[nodiscard]] Result<int> highestTaken(store::Reader& reader, std::string_view series);

/// Takes the next `count` numbers of a series for this device, in one journal entry. Not to be used before the next
/// sync (CodeLease::confirmed). Errors: ValueInvalid (count not in 1 … 9999; series not "220102/GY"),
/// CodeNumbersExhausted (args: series).
Result<CodeLease> takeLease(store::SurveyFile& survey, std::string_view series, int count);

/// Sets numbers aside for a purpose; they are given out only when it is named. Errors: ValueInvalid, CodeNumberTaken
/// (args: series, number, by whom).
Result<CodeLease> reserveNumbers(store::SurveyFile& survey, std::string_view series, int first, int last,
                                 const std::string& purpose);

/// Where new codes take their numbers: a lease, a reserve, or above all that was ever taken. Counts on from call to
/// call without writing. One use each.
class NumberSource {
public:
  /// Leases of `device` when numbers are leased here, or the named reserve when there is one.
  [[nodiscard]] static Result<NumberSource> open(store::Reader& reader, std::string device, std::string purpose = {});
  /// The next number of the series. Errors: CodeNumbersExhausted (args: series), CodeLeaseMissing (args: series) when
  /// this device has no free number of it.
  [[nodiscard]] Result<int> next(const std::string& series);

private:
  NumberSource(store::Reader& reader) : reader_(&reader) {}

  store::Reader* reader_; ///< not owned
  bool bound_ = false;    ///< only what was set aside
  std::map<std::string, std::vector<int>> free_; ///< descending: the last is the next
  std::map<std::string, int> highest_;
};

} // namespace suyuan::survey
