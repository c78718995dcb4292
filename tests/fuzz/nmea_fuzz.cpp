// SPDX-License-Identifier: GPL-3.0-or-later
// A receiver's bytes, whatever they are, in pieces, to fixes, faults and a mean.
#include "fuzz_target.h"

#include "core/gnss/fault_watch.h"
#include "core/gnss/nmea_reader.h"
#include "core/gnss/point_average.h"

#include <cmath>
#include <fstream>
#include <iterator>

using namespace suyuan::gnss;

std::vector<std::string> fuzzSeeds() {
  std::vector<std::string> seeds;
  for (const char* name : {"unicore-um621", "skytraq-dgps", "gp-320fw-2019-04-07-coldboot", "beidou-bd", "quectelLC79D", "nmea-rtk", "garmin48"}) {
    std::ifstream in(std::string(SUYUAN_TEST_DATA) + "/nmea/gpsd_" + name + ".log", std::ios::binary);
    seeds.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    fuzzRequire(!seeds.back().empty());
    seeds.back().resize(std::min<std::size_t>(seeds.back().size(), 12'000));
  }
  return seeds;
}

namespace {

/// Checksums put right, so that the contents are reached too.
std::string mended(std::string text) {
  for (std::size_t at = text.find('$'); at != std::string::npos; at = text.find('$', at + 1)) {
    const std::size_t star = text.find_first_of("*$\r\n", at + 1);
    if (star == std::string::npos || text[star] != '*' || star + 3 > text.size()) continue;
    unsigned sum = 0;
    for (std::size_t i = at + 1; i < star; ++i) sum ^= static_cast<unsigned char>(text[i]);
    text[star + 1] = "0123456789ABCDEF"[sum / 16];
    text[star + 2] = "0123456789ABCDEF"[sum % 16];
  }
  return text;
}

void run(std::string_view text) {
  NmeaReader reader;
  FaultWatch watch;
  PointAverage average({.leastFixes = 5, .standardErrorM = 100});
  std::int64_t host = 0;
  std::uint64_t valid = 0, all = 0;
  const auto take = [&](const Fix& fix) {
    ++all;
    fuzzRequire(!fix.valid || (fix.lon >= -180 && fix.lon <= 180 && fix.lat >= -90 && fix.lat <= 90 && fix.quality != Quality::None));
    fuzzRequire(fix.valid || (std::isnan(fix.lon) && std::isnan(fix.lat)));
    fuzzRequire(fix.sky.count <= Sky::most && fix.sky.usedCount() <= fix.sky.count);
    for (const Satellite& s : fix.sky) fuzzRequire(s.id.number > 0 && s.azimuth <= 360 && s.elevation <= 90);
    fuzzRequire(!fix.timed || !timeText(fix).empty());
    valid += fix.valid;
    (void)watch.take(fix, {}, host += 1000);
    const bool running = average.state() == AverageState::Running;
    if (average.add(fix) == GateAnswer::Passes && running) {
      const AveragedPoint& p = average.result();
      fuzzRequire(p.kept >= 1 && p.kept <= p.taken && p.lon >= -180 && p.lon <= 180 && std::abs(p.lat) < 90.001 && p.accuracy >= 0);
    }
  };
  std::size_t at = 0, step = 1;
  while (at < text.size()) {
    reader.feed(text.substr(at, step), take);
    if (step % 5 == 0) reader.rest(take);
    at += step;
    step = 1 + (step * 7 + at) % 301;
  }
  reader.finish(take);
  const SplitCounts& c = reader.bytes();
  fuzzRequire(c.sentences == c.good + c.badChecksum + c.missingChecksum + c.tooLong);
  fuzzRequire(reader.sentences().epochs == all && reader.sentences().fixes == valid);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  run(text);
  run(mended(text));
  return 0;
}
