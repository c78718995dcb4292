// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "gis/render/style.h"

#include <QString>
#include <QVariant>

#include <filesystem>
#include <functional>
#include <vector>

namespace suyuan::reports {

/// A few tables under one title, as plain data: the same to a screen, a sheet and paper.
struct TableReport {
  struct Table {
    QString heading;
    std::vector<QString> columns;
    std::vector<std::vector<QVariant>> rows; ///< texts, whole numbers and doubles; doubles are written to one decimal
  };
  QString title;
  std::vector<QString> lines; ///< below the title
  std::vector<Table> tables;
};

/// A cell as a person reads it.
[[nodiscard]] QString cellText(const QVariant& cell);

/// By the ending of `out`: .csv (UTF-8 with its mark, one table under the other), .xlsx (a sheet a table) or .pdf (A4, lying). `foot` gives
/// the words at the bottom of page n. What was at `out` stays when it cannot be written. Errors: FormatUnknown, FileUnwritable, ReportFailed.
[[nodiscard]] Result<> writeTableReport(const TableReport& report, const render::StyleSheet& style, const std::filesystem::path& out,
                                        const std::function<QString(int)>& foot);

} // namespace suyuan::reports
