// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/lab_file.h"

#include "gis/exchange/text_table.h"

#include <utility>

namespace suyuan::exchange {

Result<LabFile> readLabFile(const std::filesystem::path& file, const std::filesystem::path& tables, const std::string& sheet, const std::string& encoding) {
  auto words = sampling::readLabWords(tables / "lab_words.json");
  if (!words) return std::unexpected(std::move(words).error());
  auto table = readTextTable(file, sheet, encoding);
  if (!table) return std::unexpected(std::move(table).error());
  auto read = sampling::readLabSheet(table->rows, *words, file.string());
  if (!read) return std::unexpected(std::move(read).error());
  return LabFile{std::move(*read), std::move(table->encoding)};
}

} // namespace suyuan::exchange
