// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace suyuan::demo {

struct DemoOptions {
  std::filesystem::path resources; ///< folder with demo/, rules/, styles/ …; empty = text::resourcesFolder()
  bool replace = false;            ///< a folder that already holds a demo is emptied first; other folders never are
  std::string author = "示范员";
};

/// One step of the chain.
struct DemoStep {
  std::string key;   ///< "import-rivers", "trace" …
  std::string term;  ///< 导入河流
  std::int64_t count = 0; ///< records taken, changed, found or written
  double ms = 0;
};

struct DemoReport {
  std::filesystem::path survey; ///< folder of the survey, for the window to open
  std::filesystem::path out;    ///< exports, map.png, tracing_map.pdf, check.json, summary.json
  std::vector<DemoStep> steps;
  std::vector<std::pair<std::string, std::int64_t>> findings; ///< by rule, most frequent first
  std::vector<std::filesystem::path> files;                   ///< made in `out`
  std::int64_t outfalls = 0, coded = 0, traced = 0;
  double totalMs = 0;
};

/// Called at the start of each step and now and then within it: the step's term, and the part done of the whole, 0 … 1.
using DemoProgress = std::function<void(std::string_view term, double done)>;

/// Makes the demo survey (长春市入河排污口排查(示范)) in `folder`/survey and runs the whole chain over it: imports, confirms,
/// places, classifies, names, traces, codes, samples, checks, exports, draws. Deterministic apart from ids and times.
/// resources/demo/SOURCES.md says which inputs are real. No photos: none may be shipped.
/// Errors: SurveyExists when the folder is not empty (and `replace` is not set, or it holds no demo); ResourceMissing;
/// those of the steps. What was made up to then stays for a look. A QGuiApplication must exist, for the pictures.
[[nodiscard]] Result<DemoReport> runDemo(const std::filesystem::path& folder, const DemoOptions& options = {},
                                         const DemoProgress& progress = {}, std::stop_token stop = {});

} // namespace suyuan::demo
