// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/tiles/fetch_document.h"

#include "gis/tiles/tile_fetcher.h"

#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTimer>

namespace suyuan::tiles {

namespace {

constexpr qsizetype largestDocument = qsizetype{64} << 20; ///< bytes

} // namespace

Result<QByteArray> fetchDocument(const std::string& address, std::stop_token stop) {
  QNetworkAccessManager network;
  QNetworkRequest request(QUrl(QString::fromStdString(address)));
  request.setHeader(QNetworkRequest::UserAgentHeader, QString::fromStdString(programName()));
  request.setTransferTimeout(std::chrono::seconds(30));
  QEventLoop loop;
  const std::unique_ptr<QNetworkReply> reply(network.get(request));
  QTimer look;
  QObject::connect(&look, &QTimer::timeout, &loop, [&] {
    if (stop.stop_requested() || reply->bytesAvailable() > largestDocument) reply->abort();
  });
  look.start(100);
  QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
  if (!reply->isFinished()) loop.exec();
  if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
  const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
  if (reply->error() != QNetworkReply::NoError)
    return failure(ErrorCode::TilesUnreachable, {}, status != 0 ? "HTTP " + std::to_string(status) : "no answer", {QUrl(QString::fromStdString(address)).host().toStdString()});
  return reply->readAll();
}

} // namespace suyuan::tiles
