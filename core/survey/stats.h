// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/reader.h"

namespace suyuan::survey {

using Counts = std::vector<std::pair<std::string, std::int64_t>>;

/// Counts for reports: records by layer; outfalls by class, survey level, status, county, trace and rectification.
struct Stats {
  Counts byLayer; ///< every layer, in the model's order
  Counts byClass, byLevel, byStatus, byDivision, byTraceStatus, byHandleStage;
  std::int64_t coded = 0; ///< outfalls with a national code
};

[[nodiscard]] Result<Stats> stats(store::Reader& reader);

} // namespace suyuan::survey
