// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/record.h"
#include "gis/exchange/name_tables.h"

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

/// "lon", "lat", "height": where a table keeps positions.
[[nodiscard]] bool isPositionField(std::string_view field) noexcept;

/// Field → column by names: the field's own, its shapefile name and Chinese term, then the words that tables in the field use, then its
/// English label. Positions are proposed too.
[[nodiscard]] std::map<std::string, std::string> proposeMapping(const std::vector<std::string>& columns, const LayerSchema& schema,
                                                                const NameTables& tables);

} // namespace suyuan::exchange
