// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/text/language.h"
#include "core/rules/rule_book.h"
#include "core/store/survey_file.h"
#include "gis/reports/county_bill.h"

#include <filesystem>
#include <functional>
#include <stop_token>

namespace suyuan::pages {

/// Checks the outfalls of a county, with their samples, photos and visits, and puts together its bill. Records under a
/// code that the county had before count as its own. `today` is YYYY-MM-DD.
/// Errors: DivisionUnknown when no county has the code; those of the check.
[[nodiscard]] Result<reports::CountyBill> countyBillOf(const store::SurveyFile& survey, const rules::RuleBook& book,
                                                       DivisionCode county, const std::string& today, text::Language language,
                                                       std::stop_token stop = {},
                                                       const std::function<void(double)>& progress = {});

/// Writes the bill as a workbook when the file ends in .xlsx, else as PDF. Returns the number of pages, 1 for a workbook. Errors:
/// ResourceMissing, ReportFailed, FileUnwritable; no half file is left.
[[nodiscard]] Result<int> writeCountyBill(const reports::CountyBill& bill, const std::filesystem::path& out);

} // namespace suyuan::pages
