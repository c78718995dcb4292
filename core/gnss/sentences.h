// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gnss/decimal.h"
#include "core/gnss/satellites.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace suyuan::gnss {

// The sentences of NMEA 0183 (2.x to 4.1x) that make a position. Angles are degrees, north and east positive, of whatever datum the
// receiver works in (WGS 84 as a rule); lengths metres; times UTC. `unknown` (NaN), -1 or false stand for empty fields.
// Each read() is strict: a field that is neither empty nor what it must be refuses the whole sentence, even when its checksum is right.

enum class SentenceKind : std::uint8_t { Gga, Rmc, Gns, Gll, Gsa, Gsv, Gst, Vtg, Zda, Other };

/// What kind of position it is: the digit of GGA, the letters of RMC, GNS and GLL.
enum class Quality : std::uint8_t { None, Single, Dgps, Pps, RtkFixed, RtkFloat, Estimated, Manual, Simulated, Unstated };

/// A good sentence cut at its commas; views into the body that it was made of. More fields than `most` are left out.
class Fields {
public:
  static constexpr std::size_t most = 32;
  explicit Fields(std::string_view body) noexcept;

  [[nodiscard]] Talker talker() const noexcept { return talker_; }
  [[nodiscard]] SentenceKind kind() const noexcept { return kind_; }
  [[nodiscard]] std::size_t size() const noexcept { return count_; } ///< fields after the address
  /// Field `index`, counted from 1 as NMEA does; empty behind the last.
  [[nodiscard]] std::string_view operator[](std::size_t index) const noexcept { return index <= count_ ? fields_[index - 1] : std::string_view(); }

private:
  std::array<std::string_view, most> fields_;
  std::size_t count_ = 0;
  Talker talker_ = Talker::Other;
  SentenceKind kind_ = SentenceKind::Other;
};

struct Where {
  double lon = unknown, lat = unknown;
  [[nodiscard]] bool known() const noexcept { return lon == lon && lat == lat; }
  friend bool operator==(const Where&, const Where&) = default;
};

struct Gga {
  int timeOfDay = -1; ///< ms
  Where at;
  Quality quality = Quality::Unstated;
  int satellites = -1;
  double hdop = unknown, heightMsl = unknown, geoid = unknown, correctionAge = unknown; ///< age in seconds
};
struct Rmc {
  int timeOfDay = -1;
  bool valid = false;
  Where at;
  double speed = unknown, course = unknown, variation = unknown; ///< m/s; degrees, of true north; declination, east positive
  int year = 0, month = 0, day = 0;                              ///< 0 unknown
  Quality quality = Quality::Unstated;
};
struct Gns {
  int timeOfDay = -1;
  Where at;
  Quality quality = Quality::Unstated; ///< the best of the constellations
  int satellites = -1;
  double hdop = unknown, heightMsl = unknown, geoid = unknown, correctionAge = unknown;
};
struct Gll {
  int timeOfDay = -1;
  Where at;
  bool valid = false;
  Quality quality = Quality::Unstated;
};
struct Gsa {
  int mode = 0; ///< 1 none, 2 plane, 3 space; 0 unknown
  std::array<SatelliteId, 12> used;
  std::size_t usedCount = 0;
  double pdop = unknown, hdop = unknown, vdop = unknown;
};
struct Gsv {
  int messages = 0, message = 0, inView = 0;
  int signal = -1; ///< signal id of NMEA 4.1x, -1 when there is none
  std::array<Satellite, 4> satellites;
  std::size_t count = 0;
};
struct Gst {
  int timeOfDay = -1;
  double rangeRms = unknown, semiMajor = unknown, semiMinor = unknown, orientation = unknown; ///< metres, 1 sigma; degrees from north
  double sigmaLat = unknown, sigmaLon = unknown, sigmaHeight = unknown;
};
struct Vtg {
  double course = unknown, speed = unknown;
};
struct Zda {
  int timeOfDay = -1;
  int year = 0, month = 0, day = 0;
};

// False: refused; the target may be half written.
[[nodiscard]] bool read(const Fields& fields, Gga& target) noexcept;
[[nodiscard]] bool read(const Fields& fields, Rmc& target) noexcept;
[[nodiscard]] bool read(const Fields& fields, Gns& target) noexcept;
[[nodiscard]] bool read(const Fields& fields, Gll& target) noexcept;
[[nodiscard]] bool read(const Fields& fields, Gsa& target) noexcept;
[[nodiscard]] bool read(const Fields& fields, Gsv& target) noexcept;
[[nodiscard]] bool read(const Fields& fields, Gst& target) noexcept;
[[nodiscard]] bool read(const Fields& fields, Vtg& target) noexcept;
[[nodiscard]] bool read(const Fields& fields, Zda& target) noexcept;

} // namespace suyuan::gnss
