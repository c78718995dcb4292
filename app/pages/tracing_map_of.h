// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/rule_book.h"
#include "core/store/reader.h"
#include "gis/reports/tracing_map.h"

#include <filesystem>
#include <stop_token>

namespace suyuan::pages {

/// Traces an outfall of a survey up its channels and writes the page (溯源图). `resources` is the folder with styles/.
/// Errors: RecordMissing, TraceStartMissing when the outfall touches no channel, and those of the tracing map.
[[nodiscard]] Result<reports::TracingMapReport> writeTracingMapOf(store::Reader& reader, const rules::RuleBook& book,
                                                                  const std::filesystem::path& resources, Fid outfall,
                                                                  const std::filesystem::path& out,
                                                                  std::stop_token stop = {});

} // namespace suyuan::pages
