// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz_target.h"

#include "gis/exchange/swmm_model.h"

#include <cmath>
#include <fstream>
#include <iterator>

using namespace suyuan::exchange;

std::vector<std::string> fuzzSeeds() {
  std::vector<std::string> seeds{
      "[JUNCTIONS]\nA 1 2\nB 1\n[CONDUITS]\nC A B 5 0.01 0 *\n[XSECTIONS]\nC CIRCULAR 1 0 0 0 1\n[COORDINATES]\nA 0 0\nB 1 1\n[VERTICES]\nC .5 .5\n",
      " [outfalls]\nO 3 FREE\n[ORIFICES]\nR O O SIDE 0 .6\n[OPTIONS]\nFLOW_UNITS LPS\nLINK_OFFSETS ELEVATION\n[MAP]\nUNITS Degrees\n", "[PIPES]\n1 2 3\n"};
  for (const char* name : {"swmmio_invalid_model", "pystorms_theta"}) {
    std::ifstream in(std::string(SUYUAN_TEST_DATA) + "/network/swmm/" + name + ".inp", std::ios::binary);
    seeds.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return seeds;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto model = readSwmm({reinterpret_cast<const char*>(data), size}, "fuzz.inp");
  if (!model) return 0;
  fuzzRequire(!model->nodes.empty());
  for (const SwmmNode& node : model->nodes) fuzzRequire(!node.at || (std::isfinite(node.at->x) && std::isfinite(node.at->y)));
  for (const SwmmLink& link : model->links) {
    fuzzRequire(link.points.empty() || link.points.size() >= 2);
  }
  return 0;
}
