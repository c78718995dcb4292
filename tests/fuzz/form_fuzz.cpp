// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz_target.h"

#include "core/forms/form_reader.h"

#include <algorithm>
#include <fstream>
#include <iterator>

using namespace suyuan;
using namespace suyuan::forms;

std::vector<std::string> fuzzSeeds() {
  std::vector<std::string> seeds;
  for (const char* name : {"level_1_candidate.json", "level_2_outfall.json", "level_3_outfall.json", "revisit.json"}) {
    std::ifstream in(std::string(SUYUAN_RESOURCES_DIR) + "/forms/" + name, std::ios::binary);
    seeds.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    fuzzRequire(!seeds.back().empty());
  }
  seeds.push_back(R"({"format": "suyuan-form/1", "id": "ice", "version": "1", "citation": "x", "extends": "level-2-outfall", "remove": ["note"], "sections": [{"id": "look", "questions": [
    {"id": "ice", "zh": "冰", "en": "Ice", "type": "choice", "choices": [{"value": "封冻"}], "after": "outlet_shape", "shown_when": "drain_feature = '无水'", "citation": "x", "confidence": "M"}]}]})");
  return seeds;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto base = readFormFile(std::string(SUYUAN_RESOURCES_DIR) + "/forms/level_2_outfall.json");
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto lines = 1 + std::ranges::count(text, '\n');
  const auto read = readFormText(text, "fuzz.json");
  if (!read) {
    fuzzRequire(read.error().place.row <= lines && !read.error().detail.empty());
    return 0;
  }
  if (read->extends.empty()) {
    const auto bound = bind(*read);
    if (!bound) fuzzRequire(bound.error().place.row >= 1 && bound.error().place.row <= lines && !bound.error().detail.empty());
    return 0;
  }
  FormFile over = *base;
  if (layOver(over, *read)) (void)bind(over);
  return 0;
}
