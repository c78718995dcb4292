// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coding/name_builder.h"
#include "core/model/outfall.h"
#include "core/rules/rule_book.h"
#include "core/store/survey_file.h"

#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

// Names for many outfalls at once: a plan of values to show and to choose from, carried out as one undo step.

namespace suyuan::survey {

/// What the record knows that a name can be made of.
[[nodiscard]] coding::NameFacts nameFacts(const Outfall& outfall, const rules::RuleBook& book);

struct NameQuery {
  std::vector<Fid> fids;  ///< only these; empty = by `where`
  std::string where;      ///< SQL condition over outfalls; empty = all
  bool overwrite = false; ///< also those that have a name
};

struct NameProposal {
  Fid fid;
  std::string before, after;
  std::vector<coding::NameDifference> parts; ///< the written name against its template, for display; empty without a name
  bool unverified = false;                   ///< the template rests on an entry whose source is not verified
};

/// An outfall that no name can be made for, and the field that is missing.
struct Unnamed {
  Fid fid;
  std::string missing;
};

struct NamePlan {
  std::vector<NameProposal> proposals; ///< in walking order
  std::vector<Unnamed> left;
  std::int64_t alreadyRight = 0; ///< named as the template says
};

/// Names by the template of each outfall's class. Names that would be the same are numbered in walking order (1#, 2# …),
/// going on from the numbers that other outfalls have; one that stands alone gets no number.
[[nodiscard]] Result<NamePlan> planNames(store::Reader& reader, const rules::RuleBook& book, const NameQuery& query,
                                         std::stop_token stop = {});

/// Carries the plan out in one entry; nothing when it is empty. Error PlanStale (args: fid) when a record's name is no
/// longer the one that the plan found: then nothing is written.
Result<std::optional<EntryId>> applyNames(store::SurveyFile& survey, const NamePlan& plan, std::string_view label = "命名");

} // namespace suyuan::survey
