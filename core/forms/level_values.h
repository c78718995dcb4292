// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/form_set.h"
#include "core/store/reader.h"

#include <array>
#include <string>
#include <vector>

namespace suyuan::forms {

/// One answer as it was given.
struct GivenAnswer {
  std::string value, unit, by, at, form;
  Fid answer, visit, candidate;
};

/// The answers to one question by the level of the survey (1, 2, 3).
struct ComparedAnswer {
  std::string question;
  std::array<std::vector<GivenAnswer>, 3> levels; ///< of each level, the newest first: repeat visits keep their own
  std::string now, nowUnit; ///< what stands in the record; empty: nothing, or the question has no field there
  bool differs = false;     ///< levels, by their newest answers, do not say the same; 0.02 m3/s and 1728 m3/d do. Never what is of the moment: who, when, measured values

  [[nodiscard]] const GivenAnswer* newest(int level) const noexcept {
    const auto& all = levels[static_cast<std::size_t>(level - 1)];
    return all.empty() ? nullptr : &all.front();
  }
};

/// Every question that was ever answered for an outfall, in the order of the forms, with its answers side by side; those of the candidates that
/// became it are with them. Reads answers by a scan where a candidate has some: a worker's work in a large survey. Errors: RecordMissing, the store's.
[[nodiscard]] Result<std::vector<ComparedAnswer>> answersOf(store::Reader& reader, Fid outfall, const FormSet& forms);

/// The newest answers of one level, for a form that is gone on with. `visit` not set: of any visit of that level.
[[nodiscard]] Result<std::vector<std::pair<std::string, GivenAnswer>>> answersOfLevel(store::Reader& reader, Fid outfall, int level, Fid visit = {});

} // namespace suyuan::forms
