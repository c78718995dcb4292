// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"

#include <filesystem>
#include <string>
#include <vector>

namespace suyuan::exchange {

/// Every row of a sheet as text, the first one too, whatever it is. For sheets that people fill in: titles above the headings, rows of units.
struct TextTable {
  std::vector<std::vector<std::string>> rows;
  std::string sheet, encoding;
};

/// Reads a CSV or XLSX, or one sheet of it. No more than 200,000 rows. Errors: FileNotFound, FormatUnknown, SourceDamaged, SourceEmpty,
/// SourceLayerUnknown, EncodingUnknown.
[[nodiscard]] Result<TextTable> readTextTable(const std::filesystem::path& file, const std::string& sheet = {}, const std::string& encoding = {});

} // namespace suyuan::exchange
