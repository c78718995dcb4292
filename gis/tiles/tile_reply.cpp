// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/tiles/tile_reply.h"

#include "gis/tiles/tile_picture.h"

#include <QDateTime>
#include <QLocale>
#include <QNetworkReply>
#include <QTimeZone>

#include <algorithm>

namespace suyuan::tiles {

namespace {

constexpr std::int64_t day = 86'400;
constexpr std::int64_t usualAge = 7 * day, longestAge = 365 * day; ///< seconds; a service that says nothing has the usual
constexpr std::int64_t nothingAge = day;                           ///< of "there is no such tile"

/// Seconds since 1970 of an HTTP date (RFC 9110, 5.6.7); nothing when it is none.
std::optional<std::int64_t> httpDate(const QByteArray& text) {
  QDateTime time = QLocale::c().toDateTime(QString::fromLatin1(text).trimmed(), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
  if (!time.isValid()) return std::nullopt;
  time.setTimeZone(QTimeZone::UTC);
  return time.toSecsSinceEpoch();
}

/// RFC 9111, 5.2.2 and 5.3.
std::int64_t ageOf(const QNetworkReply& reply, std::int64_t now) {
  for (const QByteArray& part : reply.rawHeader("Cache-Control").toLower().split(',')) {
    const QByteArray word = part.trimmed();
    if (word == "no-cache" || word == "no-store") return 0;
    bool good = false;
    if (word.startsWith("max-age="))
      if (const qint64 seconds = word.mid(8).toLongLong(&good); good) return std::clamp<std::int64_t>(seconds, 0, longestAge);
  }
  if (const auto until = httpDate(reply.rawHeader("Expires"))) return std::clamp<std::int64_t>(*until - now, 0, longestAge);
  return usualAge;
}

std::chrono::seconds pauseAsked(const QNetworkReply& reply, std::int64_t now) {
  const QByteArray text = reply.rawHeader("Retry-After").trimmed();
  bool good = false;
  std::int64_t seconds = text.toLongLong(&good);
  if (!good) seconds = httpDate(text).value_or(now) - now;
  return std::chrono::seconds(std::clamp<std::int64_t>(seconds, 0, 3600));
}

} // namespace

TileAnswer readReply(QNetworkReply& reply, std::int64_t now) {
  using Kind = TileAnswer::Kind;
  TileAnswer answer;
  const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
  if (status == 0) return answer;
  answer.freshness = {now + ageOf(reply, now), reply.rawHeader("ETag").toStdString(), reply.rawHeader("Last-Modified").toStdString()};
  switch (status) {
  case 200: break;
  case 304: answer.kind = Kind::Same; return answer;
  case 204:
  case 400: // some services say so of a place outside
  case 404:
  case 410: answer.kind = Kind::Nothing; answer.freshness = {now + nothingAge, {}, {}}; return answer;
  case 429:
  case 503: answer.kind = Kind::Busy; answer.pause = pauseAsked(reply, now); return answer;
  default: answer.kind = status >= 400 && status < 500 && status != 408 ? Kind::Refused : Kind::Spoilt; return answer;
  }
  answer.kind = Kind::Spoilt;
  if (reply.error() != QNetworkReply::NoError) return answer;
  answer.bytes = reply.readAll();
  if (answer.bytes.isEmpty()) answer.kind = Kind::Nothing, answer.freshness = {now + nothingAge, {}, {}};
  else if (answer.bytes.size() <= largestTile && !decodeTile(answer.bytes).isNull()) answer.kind = Kind::Picture;
  return answer;
}

} // namespace suyuan::tiles
