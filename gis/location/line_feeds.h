// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/location/byte_feed.h"

#include <QSerialPort>
#include <QTcpSocket>
#include <QTimer>
#include <QUdpSocket>

namespace suyuan::location {

/// A serial port, USB or Bluetooth's rfcomm; 8 data bits, no parity, one stop bit. A receiver that was unplugged and gets another name when it
/// comes back is known by its USB identity.
class SerialFeed : public ByteFeed {
  Q_OBJECT
public:
  SerialFeed(QString device, int baud);
  void open() override;
  void close() override;

private:
  void broke(const QString& reason);

  QString device_;
  QString identity_; ///< vendor, product and serial number, once it was open
  QSerialPort port_;
  QTimer watch_;     ///< QSerialPort does not tell that a line was hung up
};

/// A server that sends NMEA: a receiver in a network, gpsd's raw port, a phone that shares its position.
class TcpFeed : public ByteFeed {
  Q_OBJECT
public:
  TcpFeed(QString host, int port);
  void open() override;
  void close() override;

private:
  QString host_;
  int number_;
  QTcpSocket socket_;
};

/// Datagrams to a port of this computer.
class UdpFeed : public ByteFeed {
  Q_OBJECT
public:
  explicit UdpFeed(int port);
  void open() override;
  void close() override;

private:
  int number_;
  QUdpSocket socket_;
};

} // namespace suyuan::location
