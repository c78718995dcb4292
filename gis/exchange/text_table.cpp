// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/text_table.h"

#include "gis/exchange/encoding.h"
#include "gis/gdal/gdal_errors.h"

#include <cpl_csv.h>
#include <cpl_vsi.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cctype>
#include <memory>
#include <mutex>

namespace suyuan::exchange {

namespace {

constexpr std::size_t mostRows = 200'000;
constexpr std::size_t longestLine = 1 << 20;

struct CloseFile {
  void operator()(VSILFILE* file) const noexcept { VSIFCloseL(file); }
};
using File = std::unique_ptr<VSILFILE, CloseFile>;

/// The sign between cells that the beginning of the text has most of.
char delimiterOf(std::string_view text) {
  char best = ',';
  std::ptrdiff_t most = -1;
  for (const char sign : {',', '\t', ';'})
    if (const auto count = std::ranges::count(text, sign); count > most) {
      best = sign;
      most = count;
    }
  return best;
}

Result<TextTable> readCsv(const std::filesystem::path& path, const std::string& asked) {
  const std::string name = utf8Path(path);
  const auto damaged = [&](std::string why) { return failure(ErrorCode::SourceDamaged, {.file = name}, std::move(why)); };
  const File file(VSIFOpenL(name.c_str(), "rb"));
  if (!file) return failure(ErrorCode::FileUnreadable, {.file = name});
  std::string head(1 << 20, '\0');
  head.resize(VSIFReadL(head.data(), 1, head.size(), file.get()));
  VSIFSeekL(file.get(), 0, SEEK_SET);
  TextTable table;
  table.encoding = asked;
  if (table.encoding.empty()) {
    auto guess = guessEncoding(head);
    if (!guess) return failure(ErrorCode::EncodingUnknown, {.file = name}, guess.error().detail, {"?"});
    table.encoding = guess->encoding;
  }
  auto recoder = Recoder::make(table.encoding);
  if (!recoder) return std::unexpected(std::move(recoder).error());
  const char delimiter[] = {delimiterOf(head), '\0'};
  gdal::GdalErrors errors;
  bool first = true;
  while (!VSIFEofL(file.get())) {
    const CPLStringList cells(CSVReadParseLine3L(file.get(), longestLine, delimiter, true, false, false, first), true);
    first = false;
    if (!errors.first().empty()) return damaged(errors.first());
    std::vector<std::string>& row = table.rows.emplace_back();
    for (int i = 0; i < cells.size(); ++i) {
      std::string text;
      if (!recoder->toUtf8(cells[i], text)) return damaged("line " + std::to_string(table.rows.size()) + " is no text of " + table.encoding);
      row.push_back(std::move(text));
    }
    if (table.rows.size() > mostRows) return damaged("more than 200,000 lines");
  }
  while (!table.rows.empty() && table.rows.back().empty()) table.rows.pop_back();
  if (table.rows.empty()) return failure(ErrorCode::SourceEmpty, {.file = name});
  return table;
}

Result<TextTable> readXlsx(const std::filesystem::path& path, const std::string& sheet) {
  static std::once_flag once;
  std::call_once(once, [] { GDALAllRegister(); });
  const std::string name = utf8Path(path);
  gdal::GdalErrors errors;
  CPLStringList options, only;
  options.SetNameValue("FIELD_TYPES", "STRING");
  options.SetNameValue("HEADERS", "DISABLE");
  only.AddString("XLSX");
  const GDALDatasetUniquePtr dataset(GDALDataset::Open(name.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, only.List(), options.List(), nullptr));
  if (!dataset) return failure(ErrorCode::SourceDamaged, {.file = name}, errors.first());
  OGRLayer* layer = nullptr;
  for (OGRLayer* each : dataset->GetLayers())
    if (sheet.empty() ? layer == nullptr && each->GetFeatureCount() > 0 : each->GetName() == sheet) layer = each;
  if (!layer && !sheet.empty()) return failure(ErrorCode::SourceLayerUnknown, {.file = name, .layer = sheet});
  if (!layer) return failure(ErrorCode::SourceEmpty, {.file = name});
  TextTable table;
  table.sheet = layer->GetName();
  table.encoding = "UTF-8";
  for (const auto& feature : *layer) {
    std::vector<std::string>& row = table.rows.emplace_back();
    for (int i = 0; i < feature->GetFieldCount(); ++i) row.emplace_back(feature->IsFieldSetAndNotNull(i) ? feature->GetFieldAsString(i) : "");
    while (!row.empty() && row.back().empty()) row.pop_back();
    if (table.rows.size() > mostRows) return failure(ErrorCode::SourceDamaged, {.file = name}, "more than 200,000 rows");
  }
  if (table.rows.empty()) return failure(ErrorCode::SourceEmpty, {.file = name});
  return table;
}

} // namespace

Result<TextTable> readTextTable(const std::filesystem::path& file, const std::string& sheet, const std::string& encoding) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(file, ignored)) return failure(ErrorCode::FileNotFound, {.file = utf8Path(file)});
  if (std::filesystem::file_size(file, ignored) == 0) return failure(ErrorCode::SourceEmpty, {.file = utf8Path(file)}, "0 bytes");
  std::string extension = file.extension().string();
  std::ranges::transform(extension, extension.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (extension == ".xlsx") return readXlsx(file, sheet);
  if (extension == ".csv" || extension == ".txt" || extension == ".tsv") return readCsv(file, encoding);
  return failure(ErrorCode::FormatUnknown, {.file = utf8Path(file)}, {}, {extension});
}

} // namespace suyuan::exchange
