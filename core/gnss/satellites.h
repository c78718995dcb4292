// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace suyuan::gnss {

enum class Constellation : std::uint8_t { Unknown, Gps, Glonass, Galileo, BeiDou, Qzss, Navic, Sbas };

/// Who speaks, by the two letters of a sentence's address.
enum class Talker : std::uint8_t { Gps, Glonass, Galileo, BeiDou, BeiDouOld, Qzss, QzssOld, Navic, Combined, Other };

[[nodiscard]] Talker talkerOf(char first, char second) noexcept;

/// Constellation and the number within it as RINEX counts (G07, R12, E33, C45, J02, I05; S the PRN less 100).
struct SatelliteId {
  Constellation constellation = Constellation::Unknown;
  std::uint8_t number = 0;
  friend bool operator==(const SatelliteId&, const SatelliteId&) = default;
};

/// What receivers write (65 for R01, 33 for S20, 214 or 14 for C14, 193 for J01, 301 or 101 for E01 …) as one numbering. `system` is the system
/// id of NMEA 4.1x (1 GPS, 2 GLONASS, 3 Galileo, 4 BeiDou, 5 QZSS, 6 NavIC), 0 when the sentence has none: then the talker decides,
/// and for GN the number's range. Unknown with number 0 when it is none.
[[nodiscard]] SatelliteId satelliteOf(Talker talker, int system, int written) noexcept;

/// "C14".
[[nodiscard]] std::string nameOf(SatelliteId id);

struct Satellite {
  SatelliteId id;
  std::int8_t elevation = -128; ///< degrees, -128 unknown
  std::int8_t snr = -1;         ///< dB-Hz, the best of its signals; -1 not tracked
  std::int16_t azimuth = -1;    ///< degrees from north, -1 unknown
  bool used = false;            ///< in the position
  [[nodiscard]] bool hasPlace() const noexcept { return elevation != -128 && azimuth >= 0; }
  friend bool operator==(const Satellite&, const Satellite&) = default;
};

/// The satellites of one moment, each once; what does not fit any more is left out.
struct Sky {
  static constexpr std::size_t most = 128;
  std::array<Satellite, most> satellites;
  std::size_t count = 0;

  [[nodiscard]] const Satellite* begin() const noexcept { return satellites.data(); }
  [[nodiscard]] const Satellite* end() const noexcept { return satellites.data() + count; }
  /// The place of a satellite, made when it is new; null when there is no room.
  Satellite* at(SatelliteId id) noexcept;
  [[nodiscard]] std::size_t usedCount() const noexcept;
};

} // namespace suyuan::gnss
