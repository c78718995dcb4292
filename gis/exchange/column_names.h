// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/record.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace suyuan::exchange {

/// Lower case, without blanks, underscores, hyphens and what stands in brackets: "Flow (m3/d)" and "FLOW" agree.
[[nodiscard]] std::string foldedColumn(std::string_view name);

/// Index of a column by its name as written, else by its folded name.
[[nodiscard]] std::optional<std::size_t> columnNamed(const std::vector<std::string>& columns, std::string_view name);

/// Field → column by names: the field's own, its Chinese term, English label and shapefile name, and the words that
/// tables in the field use. "lon" and "lat" are proposed too.
[[nodiscard]] std::map<std::string, std::string> proposeMapping(const std::vector<std::string>& columns, const LayerSchema& schema);

} // namespace suyuan::exchange
