// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/composition/pdf_file.h"
#include "gis/reports/county_bill.h"
#include "gis/reports/table_pages.h"

namespace suyuan::reports {

namespace {

QString severityTerm(Severity severity) {
  switch (severity) {
  case Severity::Error: return QStringLiteral("错误");
  case Severity::Warning: return QStringLiteral("提醒");
  default: return QStringLiteral("提示");
  }
}

QString marked(const QString& words, bool unverified) { return unverified ? words + QStringLiteral(" ※") : words; }

void paintBill(const CountyBill& bill, TablePages& pages) {
  const auto errors = bill.openOf(Severity::Error), warnings = bill.openOf(Severity::Warning);
  std::int64_t unverified = 0;
  for (const auto& finding : bill.findings) unverified += finding.unverified ? 1 : 0;
  pages.title(bill.county + QStringLiteral("入河排污口数据质量检查单"));
  pages.line(QStringLiteral("行政区划代码:%1    调查库:%2    检查日期:%3    检查人:%4")
                 .arg(bill.divisionCode, bill.survey, bill.date, bill.author.isEmpty() ? QStringLiteral("—") : bill.author));
  pages.line(QStringLiteral("规则库版本:%1").arg(bill.ruleBook));
  pages.space(2);
  pages.line(bill.clean() ? QStringLiteral("结论:未发现错误。") : QStringLiteral("结论:有 %1 处错误待改正。").arg(errors), 12, true);
  pages.line(QStringLiteral("排污口 %1 个,其中已确认 %2 个、已赋码 %3 个;未处理的错误 %4 处、提醒 %5 处,已说明理由而忽略的 %6 处。")
                 .arg(bill.outfalls)
                 .arg(bill.confirmed)
                 .arg(bill.coded)
                 .arg(errors)
                 .arg(warnings)
                 .arg(bill.ignored.size()));
  if (unverified > 0) pages.line(QStringLiteral("标 ※ 的 %1 处依据的条款未经原文核实,仅供参考。").arg(unverified));

  if (!bill.rules.empty()) {
    pages.heading(QStringLiteral("一、按规则汇总"));
    pages.table({{QStringLiteral("规则"), 3}, {QStringLiteral("程度"), 0.8, Qt::AlignHCenter}, {QStringLiteral("依据"), 2.6},
                 {QStringLiteral("未处理"), 0.9, Qt::AlignRight}, {QStringLiteral("已忽略"), 0.9, Qt::AlignRight}},
                bill.rules.size(), [&](std::size_t row, std::size_t column) {
                  const auto& rule = bill.rules[row];
                  switch (column) {
                  case 0: return marked(rule.title, rule.unverified);
                  case 1: return severityTerm(rule.severity);
                  case 2: return rule.citation;
                  case 3: return QString::number(rule.open);
                  default: return QString::number(rule.ignored);
                  }
                });
  }
  if (!bill.findings.empty()) {
    pages.heading(QStringLiteral("二、未处理的问题"));
    pages.table({{QStringLiteral("序号"), 0.6, Qt::AlignRight}, {QStringLiteral("排污口"), 2.6}, {QStringLiteral("程度"), 0.7, Qt::AlignHCenter},
                 {QStringLiteral("问题"), 3.2}, {QStringLiteral("怎样改"), 2.4}},
                bill.findings.size(), [&](std::size_t row, std::size_t column) {
                  const auto& finding = bill.findings[row];
                  switch (column) {
                  case 0: return QString::number(row + 1);
                  case 1: return finding.code.isEmpty() ? finding.name : finding.name + QLatin1Char('\n') + finding.code;
                  case 2: return severityTerm(finding.severity);
                  case 3: return marked(finding.sentence, finding.unverified);
                  default: return finding.advice;
                  }
                }, 7.5);
  }
  if (!bill.ignored.empty()) {
    pages.heading(QStringLiteral("三、已说明理由而忽略的问题"));
    pages.table({{QStringLiteral("排污口"), 2.6}, {QStringLiteral("规则"), 2}, {QStringLiteral("理由"), 3}, {QStringLiteral("何人何时"), 1.6}},
                bill.ignored.size(), [&](std::size_t row, std::size_t column) {
                  const auto& one = bill.ignored[row];
                  switch (column) {
                  case 0: return one.code.isEmpty() ? one.name : one.name + QLatin1Char('\n') + one.code;
                  case 1: return one.rule;
                  case 2: return one.reason;
                  default: return one.by + QLatin1Char('\n') + one.at;
                  }
                }, 7.5);
  }
  pages.space(8);
  pages.line(QStringLiteral("检查人(签字):____________        复核人(签字):____________        单位(盖章):____________"), 9.5);
  pages.finish();
}

} // namespace

std::int64_t CountyBill::openOf(Severity severity) const noexcept {
  std::int64_t sum = 0;
  for (const RuleLine& rule : rules)
    if (rule.severity == severity) sum += rule.open;
  return sum;
}

Result<int> writeCountyBillPdf(const CountyBill& bill, const render::StyleSheet& style, const std::filesystem::path& out) {
  const QSizeF page(210, 297);
  auto pdf = composition::PdfFile::begin(out, page, bill.county + QStringLiteral("入河排污口数据质量检查单"), QString::fromStdString(style.fontFamily));
  if (!pdf) return std::unexpected(std::move(pdf).error());
  TablePages pages((*pdf)->painter(), (*pdf)->writer(), style, page, [&](int number) { return QStringLiteral("%1    第 %2 页").arg(bill.county).arg(number); });
  paintBill(bill, pages);
  SUYUAN_TRY((*pdf)->commit());
  return pages.pages();
}

} // namespace suyuan::reports
