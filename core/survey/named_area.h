// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"
#include "core/store/reader.h"

#include <string>
#include <string_view>
#include <vector>

namespace suyuan::survey {

/// Where a name of the survey is: outlines of the divisions with this code or name, else the rivers and lakes with this
/// name, EPSG:4490. Error RecordMissing (args: the name).
[[nodiscard]] Result<std::vector<Geometry>> shapesNamed(store::Reader& reader, std::string_view name);

/// The names that shapesNamed knows: of divisions, then of waters, each once.
[[nodiscard]] Result<std::vector<std::string>> areaNames(store::Reader& reader);

} // namespace suyuan::survey
