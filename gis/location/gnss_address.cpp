// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/location/gnss_address.h"

namespace suyuan::location {

namespace {

/// A port or a baud rate.
std::optional<int> numberIn(const QString& text, int most) {
  bool whole = false;
  const int number = text.toInt(&whole);
  return whole && number >= 1 && number <= most ? std::optional(number) : std::nullopt;
}

std::unexpected<Error> wrong(const QString& text, const char* why) { return failure(ErrorCode::Usage, {}, why, {text.toStdString()}); }

} // namespace

QString toText(const GnssAddress& address) {
  const QString number = QString::number(address.number);
  switch (address.kind) {
  case GnssKind::Serial: return QStringLiteral("serial:") + address.name + QLatin1Char('@') + number;
  case GnssKind::Tcp: return QStringLiteral("tcp:") + (address.name.contains(QLatin1Char(':')) ? QLatin1Char('[') + address.name + QLatin1Char(']') : address.name) + QLatin1Char(':') + number;
  case GnssKind::Udp: return QStringLiteral("udp:") + number;
  case GnssKind::Replay: return QStringLiteral("file:") + address.name + QLatin1Char('@') + QString::number(address.speed);
  }
  return {};
}

Result<GnssAddress> gnssAddressFrom(const QString& text) {
  const qsizetype colon = text.indexOf(QLatin1Char(':'));
  const QString kind = text.left(colon), rest = colon < 0 ? QString() : text.mid(colon + 1);
  if (colon < 0 || rest.isEmpty()) return wrong(text, "serial:DEVICE@BAUD, tcp:HOST:PORT, udp:PORT or file:PATH is wanted");
  GnssAddress address;
  if (kind == QLatin1String("udp")) {
    const auto port = numberIn(rest, 65535);
    if (!port) return wrong(text, "a port is a number up to 65535");
    return GnssAddress{.kind = GnssKind::Udp, .number = *port};
  }
  if (kind == QLatin1String("tcp")) {
    const qsizetype last = rest.lastIndexOf(QLatin1Char(':'));
    const auto port = last > 0 ? numberIn(rest.mid(last + 1), 65535) : std::nullopt;
    if (!port) return wrong(text, "tcp:HOST:PORT is wanted, the port a number up to 65535");
    QString host = rest.left(last);
    if (host.startsWith(QLatin1Char('[')) && host.endsWith(QLatin1Char(']'))) host = host.mid(1, host.size() - 2);
    return GnssAddress{.kind = GnssKind::Tcp, .name = host, .number = *port};
  }
  const qsizetype at = rest.lastIndexOf(QLatin1Char('@'));
  if (kind == QLatin1String("serial")) {
    address.name = rest.left(at < 0 ? rest.size() : at);
    const auto baud = at < 0 ? std::optional(address.number) : numberIn(rest.mid(at + 1), 4'000'000);
    if (!baud || address.name.isEmpty()) return wrong(text, "serial:DEVICE@BAUD is wanted");
    address.number = *baud;
    return address;
  }
  if (kind == QLatin1String("file")) {
    // "@" may be part of a name; only a number behind the last one is the speed.
    bool isNumber = false;
    const double speed = at > 0 ? rest.mid(at + 1).toDouble(&isNumber) : 1;
    if (isNumber && !(speed >= 0 && speed <= 1000)) return wrong(text, "a speed is from 0 to 1000");
    return GnssAddress{.kind = GnssKind::Replay, .name = isNumber ? rest.left(at) : rest, .number = 0, .speed = isNumber ? speed : 1};
  }
  return wrong(text, "only serial, tcp, udp and file are known");
}

} // namespace suyuan::location
