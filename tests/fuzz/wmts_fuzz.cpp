// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz_target.h"

#include "gis/tiles/wmts_capabilities.h"

#include <cmath>
#include <fstream>
#include <iterator>

using namespace suyuan;
using namespace suyuan::tiles;

std::vector<std::string> fuzzSeeds() {
  std::vector<std::string> seeds;
  for (const char* name : {"tianditu_img_w.xml", "tianditu_vec_c.xml", "geoserver.xml"}) {
    std::ifstream in(std::string(SUYUAN_TEST_DATA) + "/wmts/" + name, std::ios::binary);
    seeds.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    fuzzRequire(!seeds.back().empty());
  }
  return seeds;
}

/// What is taken can be drawn and kept: levels from coarse to fine, whole numbers of tiles, an address without open braces.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto sources = readWmtsCapabilities(QByteArray(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size)), "https://maps.example.cn/wmts?tk=KEY");
  if (!sources) {
    fuzzRequire(sources.error().code == ErrorCode::WmtsInvalid);
    return 0;
  }
  for (const OwnSource& own : *sources) {
    const TileSource& source = own.source;
    fuzzRequire(source.address.find("KEY") == std::string::npos);
    double last = INFINITY;
    for (int level = source.minLevel; level <= source.maxLevel; ++level) {
      const TileLevel& one = source.grid.levels[static_cast<std::size_t>(level)];
      fuzzRequire(one.unitsPerPixel > 0 && one.unitsPerPixel < last && std::isfinite(one.west) && std::isfinite(one.north) && !one.tiles.isEmpty());
      last = one.unitsPerPixel;
      const std::string address = addressOf(source, {level, one.tiles.minX, one.tiles.minY}, own.key);
      fuzzRequire(address.find("{x}") == std::string::npos && address.find("{z}") == std::string::npos);
    }
    const auto back = tileSourceFrom(toJson(source));
    fuzzRequire(back.has_value() && back->id == source.id);
  }
  return 0;
}
