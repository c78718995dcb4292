// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/encoding.h"
#include "gis/exchange/layer_writer.h"

#include <xlsxwriter.h>

#include <cmath>
#include <cstdio>

namespace suyuan::exchange {

namespace {

constexpr std::size_t longestCell = 32767; // characters of a cell; bytes are never fewer

struct Workbook {
  lxw_workbook* book = nullptr;
  std::vector<lxw_worksheet*> sheets; ///< the library's own; rows wait in a temporary file of each
  ~Workbook() {
    if (book) workbook_close(book);
  }
};

class XlsxWriter final : public LayerWriter {
public:
  XlsxWriter(const WriterTask& task, std::shared_ptr<Workbook> book) : task_(task), schema_(schemaOf(task.layer)), book_(std::move(book)),
                                                                              heights_(schema_.geometry == GeometryKind::Point && task.heights > 0) {
    sheet_ = workbook_add_worksheet(book_->book, std::string(layerTerm(task.layer)).c_str());
    book_->sheets.push_back(sheet_);
    lxw_format* bold = workbook_add_format(book_->book);
    format_set_bold(bold);
    lxw_col_t column = 0;
    worksheet_write_string(sheet_, 0, column++, "fid", bold);
    if (schema_.geometry == GeometryKind::Point) {
      worksheet_write_string(sheet_, 0, column++, task.crs.isGeographic() ? "经度" : "东坐标", bold);
      worksheet_write_string(sheet_, 0, column++, task.crs.isGeographic() ? "纬度" : "北坐标", bold);
      if (heights_) worksheet_write_string(sheet_, 0, column++, "高程(m)", bold);
    }
    for (const FieldDef& field : schema_.fields) {
      const std::string head = field.unit.empty() ? std::string(field.term) : std::string(field.term) + "(" + std::string(field.unit) + ")";
      worksheet_write_string(sheet_, 0, column++, head.c_str(), bold);
    }
    worksheet_freeze_panes(sheet_, 1, 0);
  }

  Result<> row(const Row& row) override {
    const lxw_row_t at = ++row_;
    lxw_col_t column = 0;
    bool good = worksheet_write_string(sheet_, at, column++, toText(row.fid).c_str(), nullptr) == LXW_NO_ERROR;
    if (schema_.geometry == GeometryKind::Point) {
      if (const auto* p = std::get_if<Point>(&row.geometry)) {
        worksheet_write_number(sheet_, at, column, p->x, nullptr);
        worksheet_write_number(sheet_, at, static_cast<lxw_col_t>(column + 1), p->y, nullptr);
        if (heights_ && p->hasHeight()) worksheet_write_number(sheet_, at, static_cast<lxw_col_t>(column + 2), p->z, nullptr);
      }
      column = static_cast<lxw_col_t>(column + (heights_ ? 3 : 2));
    }
    for (std::size_t i = 0; i < row.values.size(); ++i, ++column) {
      const Value& value = row.values[i];
      if (const auto* text = std::get_if<std::string>(&value)) {
        if (text->size() <= longestCell) {
          good = worksheet_write_string(sheet_, at, column, text->c_str(), nullptr) == LXW_NO_ERROR && good;
        } else {
          std::size_t n = longestCell;
          while (n > 0 && (static_cast<unsigned char>((*text)[n]) & 0xC0) == 0x80) --n;
          worksheet_write_string(sheet_, at, column, text->substr(0, n).c_str(), nullptr);
          notes.add({NoteKey::TextCut, {{"value", std::string(cutUtf8(*text, 60))}, {"limit", std::to_string(longestCell)}}, task_.layer, std::string(schema_.fields[i].name), row.fid});
        }
      } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        if (schema_.fields[i].type == FieldType::Fid) worksheet_write_string(sheet_, at, column, std::to_string(*whole).c_str(), nullptr);
        else if (schema_.fields[i].type == FieldType::Boolean) worksheet_write_string(sheet_, at, column, *whole ? "是" : "否", nullptr);
        else worksheet_write_number(sheet_, at, column, static_cast<double>(*whole), nullptr);
      } else if (const auto* real = std::get_if<double>(&value); real && std::isfinite(*real)) {
        worksheet_write_number(sheet_, at, column, *real, nullptr);
      }
    }
    if (!good) return failure(ErrorCode::ExportFailed, {.file = task_.out.string(), .row = static_cast<std::int64_t>(at)}, "the sheet takes no more rows");
    return {};
  }

  Result<> finish() override {
    lxw_workbook* book = std::exchange(book_->book, nullptr);
    if (!book) return {};
    // The library does not look whether its temporary rows were written; a full disk would leave a sound-looking file
    // with rows missing.
    bool whole = true;
    for (lxw_worksheet* sheet : book_->sheets)
      whole = std::fflush(sheet->optimize_tmpfile) == 0 && std::ferror(sheet->optimize_tmpfile) == 0 && whole;
    if (!whole) {
      workbook_close(book);
      return failure(ErrorCode::FileUnwritable, {.file = task_.out.string()}, "rows could not be kept in a temporary file");
    }
    if (const lxw_error fault = workbook_close(book); fault != LXW_NO_ERROR)
      return failure(ErrorCode::FileUnwritable, {.file = task_.out.string()}, lxw_strerror(fault));
    return {};
  }
  [[nodiscard]] std::vector<std::filesystem::path> files() const override { return {task_.out}; }
  [[nodiscard]] std::shared_ptr<Workbook> takeBook() { return std::move(book_); }

private:
  WriterTask task_;
  const LayerSchema& schema_;
  std::shared_ptr<Workbook> book_;
  bool heights_;
  lxw_worksheet* sheet_ = nullptr;
  lxw_row_t row_ = 0;
};

} // namespace

Result<std::unique_ptr<LayerWriter>> makeXlsxWriter(const WriterTask& task, LayerWriter* previous) {
  if (task.records + 1 > LXW_ROW_MAX)
    return failure(ErrorCode::ExportFailed, {.file = task.out.string()}, "a sheet holds 1,048,576 rows", {std::to_string(task.records)});
  std::shared_ptr<Workbook> book;
  if (auto* before = dynamic_cast<XlsxWriter*>(previous)) {
    book = before->takeBook();
  } else {
    book = std::make_shared<Workbook>();
    // One row at a time in memory; the next sheet begins when the one before is complete.
    const std::string beside = task.out.parent_path().string(); // where there is room for the file itself
    lxw_workbook_options options{.constant_memory = LXW_TRUE, .tmpdir = beside.c_str(), .use_zip64 = LXW_TRUE, .output_buffer = nullptr, .output_buffer_size = nullptr};
    book->book = workbook_new_opt(task.out.c_str(), &options);
  }
  if (!book || !book->book) return failure(ErrorCode::FileUnwritable, {.file = task.out.string()}, "no workbook");
  return std::make_unique<XlsxWriter>(task, std::move(book));
}

} // namespace suyuan::exchange
