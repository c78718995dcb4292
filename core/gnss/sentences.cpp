// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gnss/sentences.h"

#include "core/gnss/sentence_fields.h"

namespace suyuan::gnss {

namespace {

constexpr double knot = 1852.0 / 3600;

bool readQualityDigit(std::string_view field, Quality& target) noexcept {
  if (field.empty()) return true;
  if (field.size() != 1 || field.front() < '0' || field.front() > '9') return false;
  static constexpr std::array meanings{Quality::None,     Quality::Single,    Quality::Dgps,   Quality::Pps,       Quality::RtkFixed,
                                       Quality::RtkFloat, Quality::Estimated, Quality::Manual, Quality::Simulated, Quality::Unstated};
  target = meanings[static_cast<std::size_t>(field.front() - '0')];
  return true;
}

/// The letters of GNS, one a constellation: the best decides.
bool readModes(std::string_view field, Quality& target) noexcept {
  static constexpr std::array order{Quality::RtkFixed, Quality::RtkFloat, Quality::Pps,       Quality::Dgps, Quality::Single,
                                    Quality::Estimated, Quality::Manual,  Quality::Simulated, Quality::None};
  std::size_t best = order.size();
  for (std::size_t i = 0; i < field.size(); ++i) {
    Quality one = Quality::Unstated;
    if (!readMode(field.substr(i, 1), one)) return false;
    for (std::size_t rank = 0; rank < best; ++rank)
      if (order[rank] == one) best = rank;
  }
  if (best < order.size()) target = order[best];
  return true;
}

bool isMetres(std::string_view field) noexcept { return field.empty() || field == "M"; }

} // namespace

bool read(const Fields& f, Gga& t) noexcept {
  return f.size() >= 11 && readTime(f[1], t.timeOfDay) && readWhere(f, 2, t.at) && readQualityDigit(f[6], t.quality) && readWhole(f[7], t.satellites, 0, 999) &&
         readNumber(f[8], t.hdop, 0, 1e4) && readNumber(f[9], t.heightMsl, -1e5, 1e8) && isMetres(f[10]) && readNumber(f[11], t.geoid, -1e3, 1e3) &&
         isMetres(f[12]) && readNumber(f[13], t.correctionAge, 0, 1e6);
}

bool read(const Fields& f, Rmc& t) noexcept {
  if (f.size() < 9 || (f[2] != "A" && f[2] != "V" && !f[2].empty())) return false;
  t.valid = f[2] == "A";
  double speed = unknown;
  if (!readTime(f[1], t.timeOfDay) || !readWhere(f, 3, t.at) || !readNumber(f[7], speed, 0, 1e5) || !readNumber(f[8], t.course, 0, 360) ||
      !readDate(f[9], t.year, t.month, t.day) || !readNumber(f[10], t.variation, 0, 180))
    return false;
  t.speed = speed * knot;
  // Before NMEA 2.3 there was no mode; some of that age write it in the place of the declination's letter.
  const std::string_view side = f[11];
  if (side == "W") t.variation = -t.variation;
  else if (!side.empty() && side != "E" && !readMode(side, t.quality)) return false;
  return readMode(f[12], t.quality);
}

bool read(const Fields& f, Gns& t) noexcept {
  return f.size() >= 10 && readTime(f[1], t.timeOfDay) && readWhere(f, 2, t.at) && readModes(f[6], t.quality) && readWhole(f[7], t.satellites, 0, 999) &&
         readNumber(f[8], t.hdop, 0, 1e4) && readNumber(f[9], t.heightMsl, -1e5, 1e8) && readNumber(f[10], t.geoid, -1e3, 1e3) &&
         readNumber(f[11], t.correctionAge, 0, 1e6);
}

bool read(const Fields& f, Gll& t) noexcept {
  if (f.size() < 6 || (f[6] != "A" && f[6] != "V" && !f[6].empty())) return false;
  t.valid = f[6] == "A";
  return readWhere(f, 1, t.at) && readTime(f[5], t.timeOfDay) && readMode(f[7], t.quality);
}

bool read(const Fields& f, Gsa& t) noexcept {
  if (f.size() < 17 || !readWhole(f[2], t.mode, 1, 3)) return false;
  // Some old BeiDou receivers put a number with a fraction where the system id belongs: no id then.
  int system = 0;
  if (f[18].size() != 1 || !readWhole(f[18], system, 0, 9)) system = 0;
  t.usedCount = 0;
  for (std::size_t i = 3; i <= 14; ++i) {
    int written = 0;
    if (!readWhole(f[i], written, 0, 999)) return false;
    if (const SatelliteId id = satelliteOf(f.talker(), system, written); id.number != 0) t.used[t.usedCount++] = id;
  }
  return readNumber(f[15], t.pdop, 0, 1e4) && readNumber(f[16], t.hdop, 0, 1e4) && readNumber(f[17], t.vdop, 0, 1e4);
}

bool read(const Fields& f, Gsv& t) noexcept {
  if (f.size() < 3 || f[1].empty() || f[2].empty() || f[3].empty()) return false;
  if (!readWhole(f[1], t.messages, 1, 99) || !readWhole(f[2], t.message, 1, 99) || !readWhole(f[3], t.inView, 0, 999) || t.message > t.messages) return false;
  std::size_t rest = f.size() - 3;
  if (rest % 4 == 1) {
    const std::string_view id = f[f.size()];
    t.signal = -1;
    if (id.size() == 1 && id.front() >= 'A' && id.front() <= 'F') t.signal = id.front() - 'A' + 10;
    else if (!readWhole(id, t.signal, 0, 15)) return false;
    --rest;
  }
  if (rest % 4 != 0) return false;
  t.count = 0;
  for (std::size_t i = 4; i < 4 + rest; i += 4) {
    int written = 0, elevation = -128, azimuth = -1, snr = -1;
    if (!readWhole(f[i], written, 0, 999) || !readWhole(f[i + 1], elevation, -90, 90) || !readWhole(f[i + 2], azimuth, 0, 360) || !readWhole(f[i + 3], snr, 0, 99)) return false;
    const SatelliteId id = satelliteOf(f.talker(), 0, written);
    if (id.number == 0) continue;
    if (t.count == t.satellites.size()) return false;
    t.satellites[t.count++] = {.id = id, .elevation = static_cast<std::int8_t>(elevation), .snr = static_cast<std::int8_t>(snr), .azimuth = static_cast<std::int16_t>(azimuth)};
  }
  return true;
}

bool read(const Fields& f, Gst& t) noexcept {
  return f.size() >= 8 && readTime(f[1], t.timeOfDay) && readNumber(f[2], t.rangeRms, 0, 1e9) && readNumber(f[3], t.semiMajor, 0, 1e9) &&
         readNumber(f[4], t.semiMinor, 0, 1e9) && readNumber(f[5], t.orientation, -360, 360) && readNumber(f[6], t.sigmaLat, 0, 1e9) &&
         readNumber(f[7], t.sigmaLon, 0, 1e9) && readNumber(f[8], t.sigmaHeight, 0, 1e9);
}

bool read(const Fields& f, Vtg& t) noexcept {
  double knots = unknown, kilometres = unknown;
  if (f.size() < 7 || !readNumber(f[1], t.course, 0, 360) || !readNumber(f[5], knots, 0, 1e5) || !readNumber(f[7], kilometres, 0, 2e5)) return false;
  t.speed = knots == knots ? knots * knot : kilometres / 3.6;
  return true;
}

bool read(const Fields& f, Zda& t) noexcept {
  int year = 0, month = 0, day = 0;
  if (f.size() < 4 || !readTime(f[1], t.timeOfDay) || !readWhole(f[2], day, 1, 31) || !readWhole(f[3], month, 1, 12) || !readWhole(f[4], year, 1980, 2199)) return false;
  if (year == 0 && month == 0 && day == 0) return true;
  if (!isDate(year, month, day)) return false;
  t.year = year, t.month = month, t.day = day;
  return true;
}

} // namespace suyuan::gnss
