// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"

#include <filesystem>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace suyuan::exchange {

/// A sheet of a list that goes out: 责任主体清单 and the like.
struct TableSheet {
  using Cell = std::variant<std::string, double>;
  std::string title;
  std::vector<std::pair<std::string, double>> headings; ///< with the column's width in characters
  std::vector<std::vector<Cell>> rows;
};

/// Writes the sheets as a workbook (.xlsx) or the first of them as comma-separated values (.csv, UTF-8 with a mark for spreadsheet programs). The file is put in
/// place when it is whole. Errors: FormatUnknown, FileUnwritable, DiskFull, ReportFailed when a sheet would have too many rows.
Result<> writeTable(const std::vector<TableSheet>& sheets, const std::filesystem::path& out);

} // namespace suyuan::exchange
