// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/rule_book.h"

#include <filesystem>
#include <string>
#include <vector>

namespace suyuan::rules {

// A test file says, for each rule, how a small survey must be changed so that the rule fires, and how so that it does not:
//   {"format": "suyuan-rules/tests/1", "title": …, "pack": "hubei", "today": "2025-06-01",
//    "world": {"outfalls": [{…}], "rivers": […], …},
//    "tests": [{"rule": "code.shape", "fires": {"outfalls": {"code_national": "AB-1"}}, "silent": {}, "fix": "…"}]}
// In `fires` and `silent` an object changes the first record of a layer, a list the first, second … one (a record beyond
// the world's is a copy of the first with another fid), null takes the layer's records away. "geom" is [lon, lat], a list
// of those, or a list of rings. Several examples may stand in a list.

struct RuleTestFailure {
  std::string rule;
  std::int64_t line = 0; ///< of the test in the file
  std::string why;       ///< English, for whoever writes rules
};

struct RuleTestReport {
  std::string pack;                     ///< that the file is about; empty: the national rules
  std::size_t examples = 0;             ///< run
  std::vector<std::string> fired;       ///< rules with an example that fires them, each once
  std::vector<std::string> silent;      ///< rules with one that does not
  std::vector<RuleTestFailure> failures;

  /// Enabled rules of the book (of one pack only, when named) that lack either example. What is odd among many records (evidence.*) is no
  /// rule of one; tests/core/evidence has those.
  [[nodiscard]] std::vector<std::string> uncovered(const RuleBook& book, std::string_view onlyPack = {}) const;
};

/// Name of the pack in a test file. Errors: RuleFileMissing, RuleFileInvalid.
[[nodiscard]] Result<std::string> packOfRuleTests(const std::filesystem::path& file);

/// Runs every example of the file. Errors: RuleFileMissing, RuleFileInvalid with file, line and reason.
[[nodiscard]] Result<RuleTestReport> runRuleTests(const std::filesystem::path& file, const RuleBook& book);

} // namespace suyuan::rules
