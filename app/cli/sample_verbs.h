// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/verbs.h"
#include "core/model/rain_day.h"

#include <string>
#include <vector>

namespace suyuan::cli {

// Parts of `suyuan samples`.
void addFieldReadings(CLI::App& samples, Session& session); ///< add: 现场快检
void addRain(CLI::App& samples, Session& session);          ///< rain: 降雨量

/// Days of a CSV or XLSX.
[[nodiscard]] Result<std::vector<RainDay>> readRain(const std::string& file);

} // namespace suyuan::cli
