// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/reports/table_report.h"

#include "gis/composition/pdf_file.h"
#include "gis/reports/table_pages.h"

#include <QFile>
#include <QLocale>
#include <QSaveFile>

#include <xlsxwriter.h>

#include <fstream>
#include <set>
#include <system_error>

namespace suyuan::reports {

namespace {

bool isNumber(const QVariant& cell) {
  return cell.typeId() == QMetaType::Double || cell.typeId() == QMetaType::LongLong || cell.typeId() == QMetaType::Int || cell.typeId() == QMetaType::ULongLong;
}

QByteArray csvCell(const QVariant& cell) {
  QString text = cellText(cell);
  // A text that begins like a formula is one to many programs; a number is not.
  if (!isNumber(cell) && !text.isEmpty() && QStringLiteral("=+-@").contains(text.front())) text.prepend(u'\'');
  if (text.contains(u',') || text.contains(u'"') || text.contains(u'\n')) text = u'"' + text.replace(QStringLiteral("\""), QStringLiteral("\"\"")) + u'"';
  return text.toUtf8();
}

Result<> writeCsv(const TableReport& report, const std::filesystem::path& out) {
  QSaveFile file(QString::fromStdString(out.string()));
  if (!file.open(QIODevice::WriteOnly)) return failure(ErrorCode::FileUnwritable, {.file = out.string()}, file.errorString().toStdString());
  QByteArray text("\xEF\xBB\xBF");
  const auto line = [&](const auto& cells, const auto& read) {
    bool first = true;
    for (const auto& cell : cells) {
      if (!std::exchange(first, false)) text += ',';
      text += csvCell(read(cell));
    }
    text += "\r\n";
  };
  const auto asText = [](const QString& words) { return QVariant(words); };
  line(std::vector{report.title}, asText);
  for (const QString& words : report.lines) line(std::vector{words}, asText);
  for (const TableReport::Table& table : report.tables) {
    text += "\r\n";
    if (!table.heading.isEmpty()) line(std::vector{table.heading}, asText);
    line(table.columns, asText);
    for (const auto& row : table.rows) line(row, [](const QVariant& cell) { return cell; });
  }
  if (file.write(text) != text.size() || !file.commit()) return failure(ErrorCode::FileUnwritable, {.file = out.string()}, file.errorString().toStdString());
  return {};
}

/// A name that a sheet may have and no other one has.
std::string sheetName(const QString& heading, std::set<QString>& taken) {
  QString name = heading;
  for (const QChar c : QStringLiteral("[]:*?/\\'")) name.remove(c);
  name = name.left(28);
  if (name.isEmpty()) name = QStringLiteral("1");
  QString one = name;
  for (int i = 2; !taken.insert(one.toLower()).second; ++i) one = name + QString::number(i);
  return one.toStdString();
}

Result<> writeXlsx(const TableReport& report, const std::filesystem::path& out) {
  const std::filesystem::path aside = out.string() + ".part";
  // The library prints when it cannot create its file; it is asked only where one can be.
  const bool writable = static_cast<bool>(std::ofstream(aside));
  lxw_workbook* book = writable ? workbook_new(aside.c_str()) : nullptr;
  if (book == nullptr) return failure(ErrorCode::FileUnwritable, {.file = out.string()}, "no workbook");
  lxw_format* bold = workbook_add_format(book);
  format_set_bold(bold);
  bool good = true;
  std::set<QString> taken;
  for (const TableReport::Table& table : report.tables) {
    lxw_worksheet* sheet = workbook_add_worksheet(book, sheetName(table.heading, taken).c_str());
    if (sheet == nullptr) {
      good = false;
      continue;
    }
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      worksheet_set_column(sheet, column, column, i == 0 ? 26 : 14, nullptr);
      good = worksheet_write_string(sheet, 0, column, table.columns[i].toUtf8().constData(), bold) == LXW_NO_ERROR && good;
    }
    worksheet_freeze_panes(sheet, 1, 0);
    lxw_row_t at = 0;
    for (const auto& row : table.rows) {
      ++at;
      for (std::size_t i = 0; i < row.size(); ++i) {
        const auto column = static_cast<lxw_col_t>(i);
        const auto written = isNumber(row[i]) ? worksheet_write_number(sheet, at, column, row[i].toDouble(), nullptr)
                                              : worksheet_write_string(sheet, at, column, row[i].toString().toUtf8().constData(), nullptr);
        good = written == LXW_NO_ERROR && good;
      }
    }
  }
  const bool closed = workbook_close(book) == LXW_NO_ERROR;
  std::error_code ec;
  if (closed && good) {
    std::filesystem::rename(aside, out, ec);
    if (!ec) return {};
  }
  std::error_code ignored;
  std::filesystem::remove(aside, ignored);
  return failure(ErrorCode::FileUnwritable, {.file = out.string()}, ec ? ec.message() : "the workbook could not be written");
}

Result<> writePdf(const TableReport& report, const render::StyleSheet& style, const std::filesystem::path& out, const std::function<QString(int)>& foot) {
  const QSizeF page(297, 210);
  auto pdf = composition::PdfFile::begin(out, page, report.title, QString::fromStdString(style.fontFamily));
  if (!pdf) return std::unexpected(std::move(pdf).error());
  TablePages pages((*pdf)->painter(), (*pdf)->writer(), style, page, foot);
  pages.title(report.title);
  for (const QString& words : report.lines) pages.line(words);
  for (const TableReport::Table& table : report.tables) {
    pages.space(3);
    if (!table.heading.isEmpty()) pages.heading(table.heading);
    std::vector<TablePages::Column> columns;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const bool number = !table.rows.empty() && i < table.rows.front().size() && isNumber(table.rows.front()[i]);
      columns.push_back({table.columns[i], i == 0 ? 2.0 : 1.0, number ? Qt::AlignRight : Qt::AlignLeft});
    }
    pages.table(columns, table.rows.size(), [&](std::size_t row, std::size_t column) { return column < table.rows[row].size() ? cellText(table.rows[row][column]) : QString(); });
  }
  pages.finish();
  return (*pdf)->commit();
}

} // namespace

QString cellText(const QVariant& cell) {
  return cell.typeId() == QMetaType::Double ? QLocale::c().toString(cell.toDouble(), 'f', 1) : cell.toString();
}

Result<> writeTableReport(const TableReport& report, const render::StyleSheet& style, const std::filesystem::path& out,
                          const std::function<QString(int)>& foot) {
  const std::string ending = out.extension().string();
  if (ending == ".csv") return writeCsv(report, out);
  if (ending == ".xlsx") return writeXlsx(report, out);
  if (ending == ".pdf") return writePdf(report, style, out, foot);
  return failure(ErrorCode::FormatUnknown, {.file = out.string()});
}

} // namespace suyuan::reports
