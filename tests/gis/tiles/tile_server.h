// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QImage>
#include <QString>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace suyuan::tiles::sample {

struct Request {
  std::string path; ///< with its query
  std::map<std::string, std::string> headers; ///< names in small letters
};

struct Answer {
  int status = 200;
  std::map<std::string, std::string> headers{{"Content-Type", "image/png"}, {"Cache-Control", "max-age=86400"}};
  QByteArray body;
  qsizetype cutTo = -1;  ///< sends so many bytes of the body, then hangs up
  bool isSilent = false; ///< nothing is ever answered
  bool isHeld = false;   ///< until release()
};

/// An HTTP server on the loopback, on a thread of its own; it answers as the test says. Thread-safe.
class TileServer {
public:
  using Answering = std::function<Answer(const Request&)>; ///< on the server's thread
  explicit TileServer(Answering answering);
  ~TileServer();

  [[nodiscard]] std::string address(const std::string& path) const; ///< "http://127.0.0.1:PORT" and the path
  [[nodiscard]] std::vector<Request> requests() const;              ///< so far, in their order
  [[nodiscard]] std::size_t count() const { return requests().size(); }
  void answer(Answering answering);
  void release(); ///< answers what was held, and holds no more
  void stop();    ///< as if the network were cut: connections are refused
  void start();   ///< again, at the same port

private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

[[nodiscard]] QByteArray pngOf(const QImage& image);
[[nodiscard]] QByteArray plainTile(QRgb colour); ///< 256 × 256

} // namespace suyuan::tiles::sample
