// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/outfall.h"
#include "core/store/survey_file.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace suyuan::test {

/// A folder of its own with a new survey in it; gone at the end.
class TestSurvey {
public:
  TestSurvey();
  ~TestSurvey();
  TestSurvey(const TestSurvey&) = delete;
  TestSurvey& operator=(const TestSurvey&) = delete;

  std::filesystem::path folder;
  std::optional<store::SurveyFile> survey;

  std::filesystem::path write(const std::string& name, std::string_view bytes) const;
  std::int64_t outfalls();
};

/// Output of a program, standard error included.
std::string run(const std::string& command);

inline std::filesystem::path data(const std::string& name) { return std::filesystem::path(SUYUAN_TEST_DATA) / "exchange" / name; }

} // namespace suyuan::test
