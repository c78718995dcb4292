// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sampling/lab_sheet.h"

#include <filesystem>
#include <string>

namespace suyuan::exchange {

struct LabFile {
  sampling::LabSheet sheet;
  std::string encoding;
};

/// A laboratory's sheet of a CSV or XLSX file, by the headings of `tables`/lab_words.json. Errors: readLabWords', readTextTable's and readLabSheet's.
[[nodiscard]] Result<LabFile> readLabFile(const std::filesystem::path& file, const std::filesystem::path& tables, const std::string& sheet = {},
                                          const std::string& encoding = {});

} // namespace suyuan::exchange
