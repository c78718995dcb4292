// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/location/line_feeds.h"

#include "gis/location/replay_feed.h"

#include <QNetworkDatagram>
#include <QNetworkProxy>
#include <QSerialPortInfo>

#include <algorithm>

#include <poll.h>

namespace suyuan::location {

namespace {

/// Empty for ports that are not USB: they keep their names.
QString identityOf(const QSerialPortInfo& info) {
  if (!info.hasVendorIdentifier() || !info.hasProductIdentifier()) return {};
  return QStringLiteral("%1:%2:%3").arg(info.vendorIdentifier()).arg(info.productIdentifier()).arg(info.serialNumber());
}

/// The device, or where the one of that identity is now.
QString whereNow(const QString& device, const QString& identity) {
  const auto ports = QSerialPortInfo::availablePorts();
  const auto isThere = [&](const QSerialPortInfo& info) { return info.systemLocation() == device; };
  if (identity.isEmpty() || std::ranges::any_of(ports, isThere)) return device;
  for (const QSerialPortInfo& info : ports)
    if (identityOf(info) == identity) return info.systemLocation();
  return device;
}

/// The device is gone: reading gives nothing from now on, and says no more than that.
bool isHungUp(int handle) {
  pollfd asked{.fd = handle, .events = 0, .revents = 0};
  return ::poll(&asked, 1, 0) > 0 && (asked.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0;
}

} // namespace

SerialFeed::SerialFeed(QString device, int baud) : device_(std::move(device)) {
  port_.setBaudRate(baud);
  connect(&port_, &QSerialPort::readyRead, this, [this] { Q_EMIT bytes(port_.readAll()); });
  connect(&port_, &QSerialPort::errorOccurred, this, [this](QSerialPort::SerialPortError error) {
    // A byte with a wrong stop bit or a setting that a line does not know is no reason to give it up.
    if (error == QSerialPort::ResourceError || error == QSerialPort::ReadError) broke(port_.errorString());
  });
  connect(&watch_, &QTimer::timeout, this, [this] {
    if (isHungUp(port_.handle())) broke(QStringLiteral("unplugged"));
  });
}

void SerialFeed::broke(const QString& reason) {
  if (!port_.isOpen()) return;
  close();
  Q_EMIT failed(reason);
}

void SerialFeed::open() {
  if (port_.isOpen()) return;
  device_ = whereNow(device_, identity_);
  port_.setPortName(device_);
  if (!port_.open(QIODevice::ReadOnly)) {
    Q_EMIT failed(port_.errorString());
    return;
  }
  identity_ = identityOf(QSerialPortInfo(port_));
  watch_.start(200);
  Q_EMIT opened();
}

void SerialFeed::close() {
  watch_.stop();
  if (port_.isOpen()) port_.close();
}

TcpFeed::TcpFeed(QString host, int port) : host_(std::move(host)), number_(port) {
  // A receiver stands in the team's own network, never behind a proxy.
  socket_.setProxy(QNetworkProxy::NoProxy);
  connect(&socket_, &QTcpSocket::connected, this, [this] {
    socket_.setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    Q_EMIT opened();
  });
  connect(&socket_, &QTcpSocket::readyRead, this, [this] { Q_EMIT bytes(socket_.readAll()); });
  connect(&socket_, &QTcpSocket::errorOccurred, this, [this] {
    const QString reason = socket_.errorString();
    socket_.abort();
    Q_EMIT failed(reason);
  });
}

void TcpFeed::open() {
  if (socket_.state() == QAbstractSocket::UnconnectedState) socket_.connectToHost(host_, static_cast<quint16>(number_), QIODevice::ReadOnly);
}

void TcpFeed::close() {
  const QSignalBlocker quiet(socket_);
  socket_.abort();
}

UdpFeed::UdpFeed(int port) : number_(port) {
  socket_.setProxy(QNetworkProxy::NoProxy);
  connect(&socket_, &QUdpSocket::readyRead, this, [this] {
    while (socket_.hasPendingDatagrams()) Q_EMIT bytes(socket_.receiveDatagram().data());
  });
}

void UdpFeed::open() {
  if (socket_.state() == QAbstractSocket::BoundState) return;
  if (socket_.bind(QHostAddress::Any, static_cast<quint16>(number_), QUdpSocket::ShareAddress | QUdpSocket::ReuseAddressHint)) {
    Q_EMIT opened();
    return;
  }
  const QString reason = socket_.errorString();
  socket_.abort();
  Q_EMIT failed(reason);
}

void UdpFeed::close() { socket_.abort(); }

std::unique_ptr<ByteFeed> makeFeed(const GnssAddress& address) {
  switch (address.kind) {
  case GnssKind::Serial: return std::make_unique<SerialFeed>(address.name, address.number);
  case GnssKind::Tcp: return std::make_unique<TcpFeed>(address.name, address.number);
  case GnssKind::Udp: return std::make_unique<UdpFeed>(address.number);
  case GnssKind::Replay: return std::make_unique<ReplayFeed>(address.name, address.speed);
  }
  return nullptr;
}

} // namespace suyuan::location
