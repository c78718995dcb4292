// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/table_file.h"

#include "gis/exchange/layer_writer.h"
#include "gis/exchange/replace_files.h"

#include <xlsxwriter.h>

#include <cctype>
#include <format>
#include <fstream>

namespace suyuan::exchange {

namespace {

std::string csvCell(const TableSheet::Cell& cell) {
  if (const auto* number = std::get_if<double>(&cell)) return std::format("{}", *number);
  const std::string& text = std::get<std::string>(cell);
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

Result<> writeCsv(const TableSheet& sheet, const std::filesystem::path& out) {
  auto file = OutFile::create(out);
  if (!file) return std::unexpected(std::move(file).error());
  std::string line = "\xEF\xBB\xBF";
  const auto end = [&] {
    file->write(line + "\r\n");
    line.clear();
  };
  for (std::size_t i = 0; i < sheet.headings.size(); ++i) line += (i > 0 ? "," : "") + csvCell(sheet.headings[i].first);
  end();
  for (const auto& row : sheet.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) line += (i > 0 ? "," : "") + csvCell(row[i]);
    end();
  }
  return file->close();
}

Result<> writeXlsx(const std::vector<TableSheet>& sheets, const std::filesystem::path& out) {
  for (const TableSheet& sheet : sheets)
    if (sheet.rows.size() + 1 > LXW_ROW_MAX) return failure(ErrorCode::ReportFailed, {.file = out.string()}, "a sheet holds 1,048,576 rows");
  // The library prints when it cannot create its file; it is asked only where one can be.
  lxw_workbook* book = std::ofstream(out) ? workbook_new(out.c_str()) : nullptr;
  if (!book) return failure(ErrorCode::FileUnwritable, {.file = out.string()}, "no workbook");
  lxw_format* bold = workbook_add_format(book);
  format_set_bold(bold);
  bool good = true;
  for (const TableSheet& sheet : sheets) {
    lxw_worksheet* made = workbook_add_worksheet(book, sheet.title.c_str());
    if (!made) {
      good = false;
      break;
    }
    lxw_col_t column = 0;
    for (const auto& [heading, width] : sheet.headings) {
      worksheet_set_column(made, column, column, width, nullptr);
      good = worksheet_write_string(made, 0, column++, heading.c_str(), bold) == LXW_NO_ERROR && good;
    }
    worksheet_freeze_panes(made, 1, 0);
    lxw_row_t at = 0;
    for (const auto& row : sheet.rows) {
      ++at;
      column = 0;
      for (const TableSheet::Cell& cell : row) {
        if (const auto* number = std::get_if<double>(&cell)) good = worksheet_write_number(made, at, column, *number, nullptr) == LXW_NO_ERROR && good;
        else if (const auto& text = std::get<std::string>(cell); !text.empty()) good = worksheet_write_string(made, at, column, text.c_str(), nullptr) == LXW_NO_ERROR && good;
        ++column;
      }
    }
    if (at > 0 && column > 0) worksheet_autofilter(made, 0, 0, at, static_cast<lxw_col_t>(sheet.headings.size() - 1));
  }
  const lxw_error fault = workbook_close(book);
  if (!good || fault != LXW_NO_ERROR) return failure(ErrorCode::FileUnwritable, {.file = out.string()}, lxw_strerror(fault));
  return {};
}

} // namespace

Result<> writeTable(const std::vector<TableSheet>& sheets, const std::filesystem::path& out) {
  std::string ending = out.extension().string();
  for (char& c : ending) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if ((ending != ".xlsx" && ending != ".csv") || sheets.empty()) return failure(ErrorCode::FormatUnknown, {.file = out.string()}, {}, {ending});
  auto aside = AsideFolder::make(out);
  if (!aside) return std::unexpected(std::move(aside).error());
  const std::filesystem::path made = aside->path() / out.filename();
  SUYUAN_TRY(ending == ".csv" ? writeCsv(sheets.front(), made) : writeXlsx(sheets, made));
  auto placed = putInPlace(*aside, {made}, out.parent_path());
  if (!placed) return std::unexpected(std::move(placed).error());
  return {};
}

} // namespace suyuan::exchange
