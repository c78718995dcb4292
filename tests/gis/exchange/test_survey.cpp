// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gis/exchange/test_survey.h"

#include <catch2/catch_test_macros.hpp>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>

namespace suyuan::test {

TestSurvey::TestSurvey() {
  std::string pattern = (std::filesystem::temp_directory_path() / "suyuan-exchange-XXXXXX").string();
  REQUIRE(mkdtemp(pattern.data()) != nullptr);
  folder = pattern;
  auto made = store::SurveyFile::create(folder / "survey", {.name = "测试", .divisionCode = "220100", .author = "test"});
  if (!made) FAIL(made.error().detail);
  survey.emplace(std::move(*made));
}

TestSurvey::~TestSurvey() {
  survey.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
}

std::filesystem::path TestSurvey::write(const std::string& name, std::string_view bytes) const {
  const auto path = folder / name;
  std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return path;
}

std::int64_t TestSurvey::outfalls() {
  const auto count = survey->reader().count(Layer::Outfalls);
  REQUIRE(count);
  return *count;
}

std::string run(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen((command + " 2>&1").c_str(), "r"), pclose);
  std::string out;
  char buffer[4096];
  while (const std::size_t n = std::fread(buffer, 1, sizeof buffer, pipe.get())) out.append(buffer, n);
  return out;
}

} // namespace suyuan::test
