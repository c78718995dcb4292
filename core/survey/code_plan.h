// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/outfall.h"
#include "core/rules/rule_book.h"
#include "core/store/survey_file.h"
#include "core/survey/walking_order.h"

#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

// Codes for many outfalls at once, in two steps: a plan, which is values to show and to choose from, and its carrying
// out as one journal entry, so as one undo step. Numbers that were given stay given for ever, also when it is undone.

namespace suyuan::survey {

/// An outfall that could not be given a code, and what is missing: a field ("division_code", "class_1", "basin") or
/// "lease" when this device has no number left of the series.
struct Uncoded {
  Fid fid;
  std::string missing;
};

struct CodeProposal {
  Fid fid;
  std::string name;          ///< of the outfall, for display
  std::string before, after; ///< national codes, canonical; before empty: none yet
  bool unverified = false;   ///< the type letters rest on an entry whose source is not verified
};

struct CodePlan {
  std::vector<CodeProposal> proposals; ///< in walking order
  std::vector<Uncoded> left;
  std::int64_t alreadyRight = 0;       ///< coded already, and nothing to change
  WalkingNotes notes;
};

struct CodeOptions {
  BankOrder banks = BankOrder::LeftThenRight;
  std::string where;   ///< SQL condition over outfalls; empty = all
  std::string reserve; ///< take the numbers that were set aside for this purpose
  std::string device;  ///< whose leases; SurveyInfo::deviceId
};

/// Codes for confirmed outfalls that have no national code (HJ 1235-2021): by county and type, in walking order,
/// numbers never reused. Errors: those of the reader; CodeNumbersExhausted.
[[nodiscard]] Result<CodePlan> planCodes(store::Reader& reader, const rules::RuleBook& book, const CodeOptions& options,
                                         std::stop_token stop = {});

/// What a renumbering goes by.
enum class Renumbering : std::uint8_t {
  ByRecord, ///< parts that the record contradicts: county (also one that got another code), basin, type
  InOrder,  ///< every number anew, in walking order
};

/// New codes for outfalls that have one. ByRecord changes only what is wrong and keeps the number as long as county
/// and type stay; the branches of an outfall follow it. Codes whose shape is broken are left ("code_national").
[[nodiscard]] Result<CodePlan> planRenumbering(store::Reader& reader, const rules::RuleBook& book, Renumbering how,
                                               const CodeOptions& options, std::stop_token stop = {});

/// Codes for the branches of one outfall: its base code and the next extensions, in the order given. Errors:
/// RecordMissing (args: fid), CodePartsMissing (code_national: the outfall has no valid code), CodeNumbersExhausted.
[[nodiscard]] Result<CodePlan> planBranches(store::Reader& reader, const rules::RuleBook& book, Fid outfall,
                                            std::span<const Fid> branches);

/// Carries a plan out in one entry; nothing when it is empty. Error PlanStale (args: fid) when a record has no longer
/// the code that the plan found or one of the numbers was given meanwhile: then nothing is written.
Result<std::optional<EntryId>> applyCodes(store::SurveyFile& survey, const CodePlan& plan, std::string_view label);

/// Labels of the entries, which the history shows.
inline constexpr std::string_view codingLabel = "编码";
inline constexpr std::string_view renumberingLabel = "重新编号";
inline constexpr std::string_view branchLabel = "支口编码";

/// One row of an old → new table.
struct CodeChange {
  Fid fid;
  std::string name; ///< the outfall's name now; empty when it is gone
  std::string before, after;
};

/// The old → new table of a journal entry, as the journal keeps it. Error RecordMissing when there is no such entry.
[[nodiscard]] Result<std::vector<CodeChange>> codeChanges(store::Reader& reader, EntryId entry);
/// The newest entry that renumbered, undone ones passed over; nothing when there is none.
[[nodiscard]] Result<std::optional<EntryId>> lastRenumbering(store::Reader& reader);
/// The table as CSV for spreadsheets: UTF-8 with its mark, CRLF.
[[nodiscard]] std::string codeChangesCsv(std::span<const CodeChange> changes);

} // namespace suyuan::survey
