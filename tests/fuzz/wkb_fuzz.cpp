// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz_target.h"

#include "core/model/wkb.h"

using namespace suyuan;

namespace {

/// Hex, two signs a byte.
std::string bytes(std::string_view hex) {
  std::string out;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) out += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  return out;
}

struct Counter {
  std::size_t promised = 0, seen = 0;
  bool begin(WkbType, std::uint32_t) noexcept { return true; }
  void run(std::uint32_t n) noexcept { promised += n; }
  void vertex(double, double, double) noexcept { ++seen; }
};

} // namespace

std::vector<std::string> fuzzSeeds() {
  return {bytes("010100000033333333335F5F4033333333333F4540"),
          bytes("0000000001405F533333333333404595999999999A"),
          bytes("01EA03000002000000000000000000F03F000000000000004000000000000008400000000000001040000000000000144000000000000018400"),
          bytes("0106000000010000000103000000010000000400000000000000000000000000000000000000000000000000F03F000000000000000000000000"
                "0000F03F000000000000F03F00000000000000000000000000000000"),
          bytes("0107000000010000000107000000010000000101000000000000000000F03F000000000000F03F"), ""};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::byte> wkb(reinterpret_cast<const std::byte*>(data), size);
  Counter counter;
  const WkbOutcome visited = visitWkb(wkb, counter);
  fuzzRequire(counter.seen <= counter.promised && counter.seen * 16 <= size);
  if (visited == WkbOutcome::Read) fuzzRequire(counter.seen == counter.promised);
  Geometry geometry;
  const WkbOutcome made = geometryOfWkb(wkb, geometry);
  if (made == WkbOutcome::Read) fuzzRequire(visited == WkbOutcome::Read);
  else fuzzRequire(std::holds_alternative<std::monostate>(geometry));
  Point p;
  if (pointOfWkb(wkb, p)) fuzzRequire(wkbType(wkb) == WkbType::Point);
  return 0;
}
