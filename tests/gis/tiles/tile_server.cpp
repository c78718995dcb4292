// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gis/tiles/tile_server.h"

#include <QBuffer>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>

#include <mutex>

namespace suyuan::tiles::sample {

struct TileServer::Impl {
  QThread thread;
  QObject worker;
  QTcpServer* server = nullptr;
  quint16 port = 0;
  mutable std::mutex mutex;
  Answering answering;
  std::vector<Request> requests;
  bool holding = true;
  std::vector<std::pair<QPointer<QTcpSocket>, Answer>> held;
  std::vector<QPointer<QTcpSocket>> sockets;

  template <class Work>
  void onThread(Work work) {
    QMetaObject::invokeMethod(&worker, work, Qt::BlockingQueuedConnection);
  }
  void listen() {
    server = new QTcpServer(&worker);
    if (!server->listen(QHostAddress::LocalHost, port)) qFatal("no port");
    port = server->serverPort();
    QObject::connect(server, &QTcpServer::newConnection, &worker, [this] {
      while (QTcpSocket* socket = server->nextPendingConnection()) {
        sockets.emplace_back(socket);
        QObject::connect(socket, &QTcpSocket::readyRead, &worker, [this, socket] { read(*socket); });
        QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
      }
    });
  }
  void close() {
    for (const auto& socket : sockets)
      if (socket) socket->abort();
    sockets.clear();
    delete server;
    server = nullptr;
  }
  void read(QTcpSocket& socket) {
    const QByteArray known = socket.property("head").toByteArray() + socket.readAll();
    const auto end = known.indexOf("\r\n\r\n");
    socket.setProperty("head", end < 0 ? known : QByteArray());
    if (end < 0) return;
    Request request;
    const auto lines = known.left(end).split('\n');
    request.path = lines.front().split(' ').value(1).toStdString();
    for (qsizetype i = 1; i < lines.size(); ++i)
      if (const auto colon = lines[i].indexOf(':'); colon > 0)
        request.headers[lines[i].left(colon).trimmed().toLower().toStdString()] = lines[i].mid(colon + 1).trimmed().toStdString();
    Answer answer;
    {
      const std::scoped_lock lock(mutex);
      requests.push_back(request);
      answer = answering(request);
      if (answer.isSilent) return;
      if (answer.isHeld && holding) return held.emplace_back(&socket, std::move(answer)), void();
    }
    send(socket, answer);
  }
  static void send(QTcpSocket& socket, const Answer& answer) {
    QByteArray head = "HTTP/1.1 " + QByteArray::number(answer.status) + " X\r\n";
    for (const auto& [name, value] : answer.headers) head += QByteArray::fromStdString(name + ": " + value + "\r\n");
    head += "Content-Length: " + QByteArray::number(answer.status == 304 || answer.status == 204 ? 0 : answer.body.size()) + "\r\n\r\n";
    socket.write(head);
    if (answer.status == 304 || answer.status == 204) return;
    socket.write(answer.cutTo >= 0 ? answer.body.left(answer.cutTo) : answer.body);
    if (answer.cutTo >= 0) socket.disconnectFromHost();
  }
};

TileServer::TileServer(Answering answering) : impl_(std::make_unique<Impl>()) {
  impl_->answering = std::move(answering);
  impl_->worker.moveToThread(&impl_->thread);
  impl_->thread.start();
  start();
}

TileServer::~TileServer() {
  stop();
  impl_->thread.quit();
  impl_->thread.wait();
}

std::string TileServer::address(const std::string& path) const { return "http://127.0.0.1:" + std::to_string(impl_->port) + path; }

std::vector<Request> TileServer::requests() const {
  const std::scoped_lock lock(impl_->mutex);
  return impl_->requests;
}

void TileServer::answer(Answering answering) {
  const std::scoped_lock lock(impl_->mutex);
  impl_->answering = std::move(answering);
}

void TileServer::release() {
  impl_->onThread([this] {
    std::vector<std::pair<QPointer<QTcpSocket>, Answer>> now;
    {
      const std::scoped_lock lock(impl_->mutex);
      impl_->holding = false;
      now.swap(impl_->held);
    }
    for (const auto& [socket, answer] : now)
      if (socket) Impl::send(*socket, answer);
  });
}

void TileServer::stop() {
  impl_->onThread([this] { impl_->close(); });
}
void TileServer::start() {
  impl_->onThread([this] { impl_->listen(); });
}

QByteArray pngOf(const QImage& image) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  image.save(&buffer, "PNG");
  return bytes;
}

QByteArray plainTile(QRgb colour) {
  QImage image(256, 256, QImage::Format_RGB32);
  image.fill(colour);
  return pngOf(image);
}

} // namespace suyuan::tiles::sample
