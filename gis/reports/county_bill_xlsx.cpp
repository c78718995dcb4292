// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/reports/county_bill.h"

#include <xlsxwriter.h>

#include <fstream>
#include <system_error>

namespace suyuan::reports {

namespace {

const char* severityWord(Severity severity) {
  switch (severity) {
  case Severity::Error: return "错误";
  case Severity::Warning: return "提醒";
  default: return "提示";
  }
}

/// Writes a sheet from left to right and downwards; remembers whether all went well.
class Sheet {
public:
  Sheet(lxw_workbook* book, const char* name, lxw_format* bold, std::initializer_list<std::pair<const char*, double>> columns)
      : sheet_(workbook_add_worksheet(book, name)), bold_(bold) {
    lxw_col_t at = 0;
    for (const auto& [title, width] : columns) {
      worksheet_set_column(sheet_, at, at, width, nullptr);
      good_ = worksheet_write_string(sheet_, 0, at++, title, bold_) == LXW_NO_ERROR && good_;
    }
    worksheet_freeze_panes(sheet_, 1, 0);
  }
  void next() {
    ++row_;
    column_ = 0;
  }
  void text(const QString& words) { text(words.toStdString()); }
  void text(const std::string& words) { good_ = worksheet_write_string(sheet_, row_, column_++, words.c_str(), nullptr) == LXW_NO_ERROR && good_; }
  void number(std::int64_t value) { good_ = worksheet_write_number(sheet_, row_, column_++, static_cast<double>(value), nullptr) == LXW_NO_ERROR && good_; }
  [[nodiscard]] bool good() const noexcept { return good_; }

private:
  lxw_worksheet* sheet_;
  lxw_format* bold_;
  lxw_row_t row_ = 0;
  lxw_col_t column_ = 0;
  bool good_ = true;
};

} // namespace

Result<> writeCountyBillXlsx(const CountyBill& bill, const std::filesystem::path& out) {
  if (bill.findings.size() + 1 > LXW_ROW_MAX || bill.ignored.size() + 1 > LXW_ROW_MAX)
    return failure(ErrorCode::ReportFailed, {.file = out.string()}, "a sheet holds 1,048,576 rows");
  const std::filesystem::path aside = out.string() + ".part";
  // The library prints when it cannot create its file; it is asked only where one can be.
  const bool writable = static_cast<bool>(std::ofstream(aside));
  lxw_workbook* book = writable ? workbook_new(aside.c_str()) : nullptr;
  if (!book) return failure(ErrorCode::FileUnwritable, {.file = out.string()}, "no workbook");
  lxw_format* bold = workbook_add_format(book);
  format_set_bold(bold);
  bool good = true;
  {
    Sheet sheet(book, "汇总", bold, {{"项目", 26}, {"内容", 44}});
    const auto line = [&](const char* name, const auto& value) {
      sheet.next();
      sheet.text(std::string(name));
      if constexpr (std::is_convertible_v<decltype(value), std::int64_t>) sheet.number(value);
      else sheet.text(value);
    };
    line("县区", bill.county);
    line("行政区划代码", bill.divisionCode);
    line("调查库", bill.survey);
    line("规则库版本", bill.ruleBook);
    line("检查日期", bill.date);
    line("检查人", bill.author);
    line("结论", QString(bill.clean() ? QStringLiteral("未发现错误") : QStringLiteral("有错误待改正")));
    line("排污口", bill.outfalls);
    line("已确认", bill.confirmed);
    line("已赋码", bill.coded);
    line("未处理的错误", bill.openOf(Severity::Error));
    line("未处理的提醒", bill.openOf(Severity::Warning));
    line("已忽略", static_cast<std::int64_t>(bill.ignored.size()));
    good = sheet.good() && good;
  }
  {
    Sheet sheet(book, "规则", bold, {{"规则编号", 30}, {"规则", 40}, {"程度", 8}, {"依据", 44}, {"依据已核实", 12}, {"未处理", 9}, {"已忽略", 9}});
    for (const auto& rule : bill.rules) {
      sheet.next();
      sheet.text(rule.id);
      sheet.text(rule.title);
      sheet.text(std::string(severityWord(rule.severity)));
      sheet.text(rule.citation);
      sheet.text(std::string(rule.unverified ? "否" : "是"));
      sheet.number(rule.open);
      sheet.number(rule.ignored);
    }
    good = sheet.good() && good;
  }
  {
    Sheet sheet(book, "问题", bold, {{"排污口编码", 24}, {"排污口名称", 40}, {"程度", 8}, {"问题", 60}, {"怎样改", 50}, {"依据已核实", 12}});
    for (const auto& finding : bill.findings) {
      sheet.next();
      sheet.text(finding.code);
      sheet.text(finding.name);
      sheet.text(std::string(severityWord(finding.severity)));
      sheet.text(finding.sentence);
      sheet.text(finding.advice);
      sheet.text(std::string(finding.unverified ? "否" : "是"));
    }
    good = sheet.good() && good;
  }
  {
    Sheet sheet(book, "已忽略", bold, {{"排污口编码", 24}, {"排污口名称", 40}, {"规则", 34}, {"理由", 50}, {"何人", 14}, {"何时", 22}});
    for (const auto& one : bill.ignored) {
      sheet.next();
      for (const QString* words : {&one.code, &one.name, &one.rule, &one.reason, &one.by, &one.at}) sheet.text(*words);
    }
    good = sheet.good() && good;
  }
  const lxw_error fault = workbook_close(book);
  std::error_code error;
  if (!good || fault != LXW_NO_ERROR) {
    std::filesystem::remove(aside, error);
    return failure(ErrorCode::FileUnwritable, {.file = out.string()}, lxw_strerror(fault));
  }
  std::filesystem::rename(aside, out, error);
  if (error) {
    const std::string why = error.message();
    std::filesystem::remove(aside, error);
    return failure(ErrorCode::FileUnwritable, {.file = out.string()}, why);
  }
  return {};
}

} // namespace suyuan::reports
