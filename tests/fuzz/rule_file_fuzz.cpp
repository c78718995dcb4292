// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz_target.h"

#include "core/rules/rule_book_reader.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

using namespace suyuan;
using namespace suyuan::rules;

std::vector<std::string> fuzzSeeds() {
  std::vector<std::string> seeds;
  for (const char* name : {"hj1235.json", "hj1312.json", "checks.json", "vocabulary.json", "limits.json", "class_key.json", "fieldwork.json", "provinces/jilin.json", "provinces/hubei.json"}) {
    std::ifstream in(std::string(SUYUAN_RESOURCES_DIR) + "/rules/" + name, std::ios::binary);
    seeds.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    fuzzRequire(!seeds.back().empty());
  }
  return seeds;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto lines = 1 + std::ranges::count(text, '\n');
  const auto root = json::parseJson(text, "fuzz.json");
  if (!root) {
    fuzzRequire(root.error().place.row <= lines && !root.error().detail.empty());
    return 0;
  }
  RuleBookReader reader;
  for (const auto section : {&RuleBookReader::codes, &RuleBookReader::classes, &RuleBookReader::checks, &RuleBookReader::vocabulary,
                             &RuleBookReader::limits, &RuleBookReader::classKey}) {
    const auto read = (reader.*section)(*root, "fuzz.json");
    if (!read) fuzzRequire(read.error().place.row >= 1 && read.error().place.row <= lines && !read.error().detail.empty());
  }
  (void)reader.province(*root, "fuzz.json", "fuzz");
  return 0;
}
