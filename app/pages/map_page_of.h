// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/text/language.h"
#include "core/rules/rule_book.h"
#include "core/store/reader.h"
#include "core/store/survey_file.h"
#include "gis/composition/compose.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace suyuan::pages {

/// What a map page is asked to show. The first of box, division, river and outfall that is given; all outfalls without any.
struct MapPageRequest {
  std::optional<Box> box;               ///< lon/lat, EPSG:4490
  std::optional<DivisionCode> division; ///< county, prefecture or province: its outline, or where its outfalls are when the survey has no outline
  std::string river;                    ///< all of the river of this name or code
  Fid outfall;                          ///< and half a kilometre around
  double scaleDenominator = 0;        ///< 0 = the layout's, else what fits
  std::string title;                  ///< empty makes one
  std::string author, today;          ///< YYYY-MM-DD
  text::Language language = text::Language::Chinese;
  std::string theme = "print";
  const render::MapScene* loaded = nullptr; ///< layers that somebody has read already, in loadedCrs; they are not read again when that fits
  std::string loadedCrs;
  std::optional<std::string> sources; ///< what the page says of where its data come from, when that is known already
  std::shared_ptr<const render::Underlay> underlay; ///< backdrops; null without
};

/// Reads what the page needs of a survey: its layers in the 3-degree zone of the place, drawn in the theme, the outfalls of the frame when the
/// layout lists or counts them, the sources. Errors: ValueInvalid for a division or river that is not known, SourceEmpty when there is nothing to
/// show, RecordMissing, those of the store and the style.
[[nodiscard]] Result<composition::PageContent> mapPageOf(store::Reader& reader, const store::SurveyInfo& survey, const rules::RuleBook& book,
                                                         const std::filesystem::path& resources, const composition::Layout& layout,
                                                         const MapPageRequest& request, std::stop_token stop = {});

} // namespace suyuan::pages
