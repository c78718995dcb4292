// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz_target.h"

#include "gis/exchange/name_tables.h"

#include <algorithm>
#include <fstream>
#include <iterator>

using namespace suyuan;
using namespace suyuan::exchange;

std::vector<std::string> fuzzSeeds() {
  std::vector<std::string> seeds;
  for (const char* name : {"import_names.json", "shapefile_fields.csv"}) {
    std::ifstream in(std::string(SUYUAN_RESOURCES_DIR) + "/exchange/" + name, std::ios::binary);
    seeds.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    fuzzRequire(!seeds.back().empty());
  }
  return seeds;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto lines = 1 + std::ranges::count(text, '\n');
  const auto placed = [&](const auto& read) {
    if (!read) fuzzRequire(!read.error().detail.empty() && read.error().place.row <= lines);
  };
  placed(parseImportNames(text, "fuzz.json"));
  const auto names = ShapefileNames::parse(text, "fuzz.csv");
  placed(names);
  if (names)
    for (const Layer layer : allLayers)
      for (const std::string& name : names->of(layer)) fuzzRequire(!name.empty() && name.size() <= 10);
  return 0;
}
