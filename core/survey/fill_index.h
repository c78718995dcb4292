// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"
#include "core/rules/survey_index.h"
#include "core/store/reader.h"

#include <functional>
#include <stop_token>

namespace suyuan::survey {

// What the rules over several records must know, read from a survey in narrow passes, in the order of fids. To be called
// while a SurveyIndex::Filling stands. Errors: Cancelled, and those of the reader.

[[nodiscard]] Result<> fillOutfalls(store::Reader& reader, rules::SurveyIndex& index, const std::stop_token& stop = {},
                                    const std::function<void(Fid)>& each = {});
[[nodiscard]] Result<> fillUnits(store::Reader& reader, rules::SurveyIndex& index, const std::stop_token& stop = {},
                                 const std::function<void(Fid, const Geometry&)>& each = {});
[[nodiscard]] Result<> fillPhotos(store::Reader& reader, rules::SurveyIndex& index, const std::stop_token& stop = {});

/// Numbers of records, for SurveyIndex::fill.
struct IndexSizes {
  std::size_t outfalls = 0, units = 0, photos = 0;
};
[[nodiscard]] Result<IndexSizes> indexSizes(store::Reader& reader);

} // namespace suyuan::survey
