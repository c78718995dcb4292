// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "core/model/finding.h"
#include "gis/render/style.h"

#include <QString>

#include <cstdint>
#include <filesystem>
#include <vector>

namespace suyuan::reports {

/// What the checks found in one county, as plain data: the office signs it and answers for each figure.
struct CountyBill {
  struct RuleLine {
    std::string id;
    QString title, citation;
    Severity severity = Severity::Warning;
    bool unverified = false; ///< rests on an entry that nobody confirmed
    std::int64_t open = 0, ignored = 0;
  };
  struct FindingLine {
    QString code, name, sentence, advice;
    Severity severity = Severity::Warning;
    bool unverified = false;
  };
  struct IgnoredLine {
    QString code, name, rule, reason, by, at;
  };
  QString county, divisionCode; ///< 长春市南关区, 220102
  QString survey, ruleBook;     ///< the survey's name; version of the rules that were asked
  QString author, date;
  std::int64_t outfalls = 0, coded = 0, confirmed = 0;
  std::vector<RuleLine> rules;      ///< those that fired, errors first
  std::vector<FindingLine> findings; ///< open ones, in the records' order
  std::vector<IgnoredLine> ignored;

  [[nodiscard]] std::int64_t openOf(Severity severity) const noexcept;
  /// No error is open. Warnings are to be looked at, and do not stand against it.
  [[nodiscard]] bool clean() const noexcept { return openOf(Severity::Error) == 0; }
};

/// 质量检查单: A4 pages. Returns the number of pages. Errors: ReportFailed, FileUnwritable; no half file is left.
[[nodiscard]] Result<int> writeCountyBillPdf(const CountyBill& bill, const render::StyleSheet& style, const std::filesystem::path& out);
/// The same as a workbook of four sheets: 汇总, 规则, 问题, 已忽略. Errors as above.
[[nodiscard]] Result<> writeCountyBillXlsx(const CountyBill& bill, const std::filesystem::path& out);

} // namespace suyuan::reports
