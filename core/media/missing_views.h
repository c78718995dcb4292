// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/photo.h"
#include "core/rules/photo_rules.h"
#include "core/store/reader.h"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace suyuan::media {

/// An outfall's photos against the views that its record needs; videos and sound are none.
struct OutfallViews {
  Fid outfall;
  std::string label, team;          ///< code, else name, else provisional id
  std::int64_t photos = 0;
  std::vector<std::string> missing; ///< ids of PhotoView, in the rule book's order
};

/// The outfall that each confirmed candidate has become: its photos are that outfall's. Errors: the store's.
[[nodiscard]] Result<std::map<Fid, Fid>> outfallsOfCandidates(store::Reader& reader);

/// 照片要求: of every outfall from the second level on that is not excluded, by fid; those without anything missing included.
/// Errors: the store's.
[[nodiscard]] Result<std::vector<OutfallViews>> viewsOfOutfalls(store::Reader& reader, std::span<const rules::PhotoView> views);

/// The same of one outfall, whatever its level.
[[nodiscard]] Result<OutfallViews> viewsOf(store::Reader& reader, Fid outfall, std::span<const rules::PhotoView> views);

/// Ids of the views that none of these photos shows, in the rule book's order.
[[nodiscard]] std::vector<std::string> missingViews(std::span<const Photo> photos, std::span<const rules::PhotoView> views);

} // namespace suyuan::media
