// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz_target.h"

#include "gis/exchange/coordinate_text.h"

#include <cmath>

using namespace suyuan::exchange;

std::vector<std::string> fuzzSeeds() {
  return {"125.3", "-93.99837", "125.3E", "43°52'12.5\"N", "43-52-12.5", "43 52 12.5", "东经125度18分30秒", "１２５．３", "94°0'11\"W",
          "42443735.25", "43:52:12.5", "NA", "—", "北纬 43°52.25'", "1e5", "SO 21649 17987"};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto read = parseCoordinate(text);
  if (isNoValue(text)) fuzzRequire(!read);
  if (!read) return 0;
  fuzzRequire(std::isfinite(read->value));
  if (read->sexagesimal) fuzzRequire(std::abs(read->value) < 362);
  // A number that was understood is understood again when written plainly.
  const auto again = parseCoordinate(std::to_string(std::abs(read->value)));
  fuzzRequire(std::abs(read->value) > 1e90 || (again && std::abs(again->value - std::abs(read->value)) <= 1e-6 * (1 + std::abs(read->value))));
  return 0;
}
