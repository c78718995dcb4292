// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"

#include <QString>

#include <cstdint>

namespace suyuan::location {

enum class GnssKind : std::uint8_t { Serial, Tcp, Udp, Replay };

/// Where a receiver's bytes come from. As text, for settings and the command line:
///     serial:/dev/ttyUSB0@115200      tcp:192.168.42.1:9001 (IPv6 in brackets)      udp:10110      file:/home/li/walk.nmea@4
struct GnssAddress {
  GnssKind kind = GnssKind::Serial;
  QString name;      ///< device, host or file
  int number = 9600; ///< baud or port
  double speed = 1;  ///< of a replay: so many times the log's own time; 0 as fast as can be
  friend bool operator==(const GnssAddress&, const GnssAddress&) = default;
};

[[nodiscard]] QString toText(const GnssAddress& address);
/// Error Usage, with what is wrong in the detail.
[[nodiscard]] Result<GnssAddress> gnssAddressFrom(const QString& text);

} // namespace suyuan::location
