// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace suyuan::sampling {

// 现场测流: the flow of an outlet from what can be read with a tape, a bucket and a watch (HJ 91.1-2019, 流量测量: 容积法, 浮标法).

/// 容积法: the time that a vessel takes to fill, several times over.
struct BucketReadings {
  double litres = 0;
  std::vector<double> seconds;
};

/// A section of water: a ditch of one width with its depths across, or a round pipe partly full.
struct DitchSection {
  double widthM = 0;
  std::vector<double> depthsM; ///< at even distances across, the banks (depth 0) not among them; one depth alone is the mean depth
};
struct PipeSection {
  double diameterM = 0, depthM = 0;
};

/// 浮标法: the times that floats take over a measured stretch. The surface runs faster than the mean of the section, hence the factor.
struct FloatReadings {
  double metres = 0;
  std::vector<double> seconds;
  std::variant<DitchSection, PipeSection> section;
  double factor = 0.85; ///< mean speed by surface speed; the rule book's float_factor
};

using FlowReadings = std::variant<BucketReadings, FloatReadings>;

struct FieldFlow {
  double m3PerSecond = 0;
  double spread = 0; ///< standard deviation of the single flows by their mean, 0 for one reading
};

/// Area of the water in m²: a ditch by trapezoids between its depths, a pipe by the circle's segment. Error ValueInvalid with the field.
[[nodiscard]] Result<double> sectionArea(const std::variant<DitchSection, PipeSection>& section);

/// Error ValueInvalid, its field naming what is missing or impossible: litres, metres, seconds, width_m, depths_m, diameter_m, depth_m, factor.
[[nodiscard]] Result<FieldFlow> flowOf(const FlowReadings& readings);

/// As Sample::flowReadings keeps it: "float metres=10 seconds=12.1,12.4 width_m=1.2 depths_m=0.3,0.35 factor=0.85". The way back gives nothing for text
/// that is none.
[[nodiscard]] std::string toText(const FlowReadings& readings);
[[nodiscard]] std::optional<FlowReadings> parseFlowReadings(std::string_view text);
/// 测流方法: "浮标法", "容积法".
[[nodiscard]] std::string_view methodTerm(const FlowReadings& readings) noexcept;

} // namespace suyuan::sampling
