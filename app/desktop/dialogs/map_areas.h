// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/dialogs/county_list.h"

#include <cstdint>
#include <string>
#include <vector>

namespace suyuan::desktop {

struct RiverRow {
  std::string name;
  std::int64_t outfalls = 0;
};

/// What a map can be made of, beside the window's own view and the whole survey.
struct MapAreas {
  std::vector<CountyRow> prefectures; ///< where outfalls lie in more than one county of them
  std::vector<CountyRow> counties;
  std::vector<RiverRow> rivers;       ///< most outfalls first, no more than a list can be looked through
};

/// Errors: the store's.
[[nodiscard]] Result<MapAreas> mapAreasOf(store::Reader& reader, const rules::RuleBook& book);

} // namespace suyuan::desktop
