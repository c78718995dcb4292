// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/pages/map_page_of.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace suyuan::pages {

/// What each page of an atlas (图集) shows.
enum class AtlasBy : std::uint8_t {
  Outfall, ///< one outfall and half a kilometre around
  River,   ///< a river or lake that has outfalls
  Reach,   ///< a survey reach
  County,  ///< a county that has outfalls
};

/// A page that is to be made.
struct AtlasPage {
  QString title, code;
  Box lonLat;  ///< of what it shows
  Fid outfall; ///< marked on the page; not set for others
};

/// The pages, in the order of the codes or names. `county`: digits that a division begins with; empty: all. Excluded outfalls have none.
[[nodiscard]] Result<std::vector<AtlasPage>> atlasPages(store::Reader& reader, const rules::RuleBook& book, AtlasBy by, const std::string& county, std::stop_token stop = {});

struct AtlasReport {
  std::size_t pages = 0, indexPages = 0;
  std::vector<QString> leftOut; ///< titles of pages that could not be made: they lie where their map's projection does not hold
};

/// Writes an atlas as one PDF with an index sheet (接图表) that has each page's place and number, the list of pages, and a bookmark for each.
/// `request` gives theme, author, language and scale of all pages. Layers are read once for each projection. A stop leaves no file. Errors: SourceEmpty without pages,
/// those of mapPageOf and paintPage.
[[nodiscard]] Result<AtlasReport> writeAtlas(store::Reader& reader, const store::SurveyInfo& survey, const rules::RuleBook& book, const std::filesystem::path& resources,
                                             const composition::Layout& layout, const std::vector<AtlasPage>& pages, const MapPageRequest& request,
                                             const std::filesystem::path& out, std::stop_token stop = {}, const std::function<void(double)>& progress = {});

} // namespace suyuan::pages
