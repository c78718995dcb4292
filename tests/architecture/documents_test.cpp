// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>

namespace fs = std::filesystem;

namespace {

const fs::path root = SUYUAN_SOURCE_DIR;

std::string textOf(const fs::path& file) {
  std::ifstream in(file);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

} // namespace

TEST_CASE("every file that the documents link to exists") {
  const std::regex link(R"(\]\(([^)#:]+)\))");
  for (const char* document : {"README.md", "README.zh.md", "ARCHITECTURE.md", "CONTRIBUTING.md"}) {
    const std::string text = textOf(root / document);
    REQUIRE_FALSE(text.empty());
    for (std::sregex_iterator it(text.begin(), text.end(), link), end; it != end; ++it) {
      INFO(document << " links to " << (*it)[1]);
      CHECK(fs::exists(root / (*it)[1].str()));
    }
  }
}

TEST_CASE("every folder that ARCHITECTURE.md draws exists") {
  std::istringstream lines(textOf(root / "ARCHITECTURE.md"));
  const std::regex folder(R"(^( {4}| {6})([a-z]+)/ )");
  std::string top;
  int seen = 0;
  for (std::string line; std::getline(lines, line);) {
    std::smatch match;
    if (!std::regex_search(line, match, folder)) continue;
    const bool isTop = match[1].length() == 4;
    if (isTop) top = match[2];
    const fs::path path = isTop ? root / top : root / top / match[2].str();
    INFO(path.filename());
    CHECK(fs::is_directory(path));
    ++seen;
  }
  CHECK(seen > 15);
}

TEST_CASE("every source names its licence first") {
  for (const char* top : {"core", "gis", "app", "tests"})
    for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
      const auto extension = entry.path().extension();
      if (extension != ".h" && extension != ".cpp") continue;
      std::ifstream in(entry.path());
      std::string first;
      std::getline(in, first);
      INFO(entry.path().filename());
      CHECK(first == "// SPDX-License-Identifier: GPL-3.0-or-later");
    }
}
