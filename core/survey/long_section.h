// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/network/drainage_graph.h"
#include "core/store/reader.h"
#include "core/survey/trace_survey.h"

#include <limits>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace suyuan::survey {

/// Levels are metres as the records have them, NaN where they say nothing; distances are metres along the channels from the section's beginning.
inline constexpr double noLevel = std::numeric_limits<double>::quiet_NaN();

/// A piece of a channel between two places of the section, in the direction of flow.
struct SectionPiece {
  Fid channel;
  std::string name, material;
  double from = 0, to = 0;
  double invertFrom = noLevel, invertTo = noLevel; ///< 管底高程
  double size = noLevel;                           ///< 管径 or height of the section, m

  /// Fall by length; NaN without levels.
  [[nodiscard]] double slope() const noexcept { return to > from ? (invertFrom - invertTo) / (to - from) : noLevel; }
};

/// A unit, well or outfall that the section passes.
struct SectionStation {
  Layer layer = Layer::Wells;
  Fid fid;
  std::string name;
  double at = 0;
  double ground = noLevel, invert = noLevel;
};

/// 纵断面 from the beginning (a unit, or the uppermost place) down to the outfall.
struct LongSection {
  std::vector<SectionPiece> pieces;
  std::vector<SectionStation> stations;
  double length = 0;
  double levelled = 0; ///< metres of it whose levels are known at both ends

  [[nodiscard]] bool isEmpty() const noexcept { return pieces.empty(); }
};

/// The section of the way to an outfall: from `from`, else from the farthest unit that drains to it, else from the farthest place. Empty when nothing drains to
/// it. A channel's levels are taken along its length, a well's own invert where the channel has none. Errors: TraceStartMissing, the store's, Cancelled.
[[nodiscard]] Result<LongSection> longSection(store::Reader& reader, const network::DrainageGraph& graph, Fid outfall, const std::optional<RecordName>& from = {},
                                              std::stop_token stop = {});

} // namespace suyuan::survey
