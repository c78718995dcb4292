// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/layer.h"

#include <span>
#include <string_view>

namespace suyuan::layers {

/// Which columns of a source become which columns of the table: names in order of preference.
struct ColumnChoice {
  std::span<const std::string_view> category, status, grade, label, detail;
};

/// For a survey layer.
[[nodiscard]] ColumnChoice columnsOf(Layer layer) noexcept;
/// For a file: the names that such layers commonly use, compared without regard to case.
[[nodiscard]] ColumnChoice columnsOfFile() noexcept;

} // namespace suyuan::layers
