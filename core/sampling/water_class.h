// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/standard_table.h"

#include <optional>
#include <vector>

namespace suyuan::sampling {

/// 水质类别 of a sample after the surface water standard (GB 3838-2002 表1): an aid to the eye, what an outfall may discharge is not judged by it.
struct WaterClass {
  std::size_t grade = 0; ///< of the standard; grades.size() = 劣Ⅴ类, worse than all
  std::vector<const rules::LimitRow*> deciding; ///< 定类项目: items that no better grade allows
  std::size_t items = 0;                        ///< that were judged
};

/// The worst class of its items (单因子评价). Nothing when the sample has none of them. pH and temperature decide nothing but "worse than all" and
/// nothing. Rivers; for lakes the table has other rows.
[[nodiscard]] std::optional<WaterClass> waterClassOf(const Sample& sample, const rules::Standard& quality);

/// The surface water standard of the rule book; null when it has none.
[[nodiscard]] const rules::Standard* surfaceWater(const rules::StandardTable& table);
/// "Ⅲ类"; "劣Ⅴ类" for what is worse than all.
[[nodiscard]] std::string classTitle(const WaterClass& of, const rules::Standard& quality);

} // namespace suyuan::sampling
