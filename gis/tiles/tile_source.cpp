// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/tiles/source_file.h"

#include <QByteArray>
#include <QCryptographicHash>
#include <QString>
#include <QUrl>

#include <algorithm>
#include <array>

namespace suyuan::tiles {

namespace {

/// Names under which services take a key.
constexpr std::array keyParameters{"tk", "key", "token", "apikey", "api_key", "access_token", "ak", "appkey"};

void replace(std::string& text, std::string_view what, std::string_view with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) text.replace(at, what.size(), with);
}

bool has(const std::string& text, std::string_view what) { return text.find(what) != std::string::npos; }

} // namespace

std::string addressOf(const TileSource& source, const TilePlace& place, const std::string& key) {
  const TileLevel& level = source.grid.levels[static_cast<std::size_t>(place.level)];
  std::string address = source.address;
  replace(address, "{z}", level.id);
  replace(address, "{x}", std::to_string(place.x));
  replace(address, "{y}", std::to_string(place.y));
  replace(address, "{-y}", std::to_string(level.tiles.maxY - place.y));
  // One tile is always had from one host, so that caches on the way serve it.
  if (!source.hosts.empty()) replace(address, "{s}", source.hosts[static_cast<std::size_t>(place.x + place.y) % source.hosts.size()]);
  replace(address, "{key}", QUrl::toPercentEncoding(QString::fromStdString(key)).toStdString());
  return address;
}

std::string keyCutFrom(std::string& address) {
  std::size_t at = address.find('?');
  while (at != std::string::npos) {
    const std::size_t from = at + 1, equals = address.find('=', from), end = std::min(address.find_first_of("&#", from), address.size());
    if (equals < end) {
      const QString name = QString::fromStdString(address.substr(from, equals - from)).toLower();
      const std::string value = address.substr(equals + 1, end - equals - 1);
      if (std::ranges::any_of(keyParameters, [&](const char* one) { return name == QLatin1String(one); }) && !value.empty() && !value.starts_with('{')) {
        address.replace(equals + 1, end - equals - 1, "{key}");
        return value;
      }
    }
    at = end < address.size() && address[end] == '&' ? end : std::string::npos;
  }
  return {};
}

std::string idOfAddress(const std::string& address) {
  return "own-" + QCryptographicHash::hash(QByteArray::fromStdString(address), QCryptographicHash::Sha1).toHex().left(16).toStdString();
}

Result<> checkAddress(const std::string& address, const std::vector<std::string>& hosts) {
  const auto wrong = [&](const char* why) { return failure(ErrorCode::TileSourceInvalid, {}, why, {address}); };
  if (!address.starts_with("https://") && !address.starts_with("http://")) return wrong("neither http nor https");
  for (const char* part : {"{z}", "{x}"})
    if (!has(address, part)) return wrong("{z}, {x} or {y} is missing");
  if (!has(address, "{y}") && !has(address, "{-y}")) return wrong("{z}, {x} or {y} is missing");
  if (has(address, "{s}") != !hosts.empty()) return wrong("{s} and its hosts go together");
  TileSource probe{.address = address, .hosts = hosts, .grid = webMercatorGrid()};
  const std::string one = addressOf(probe, {}, "k");
  if (has(one, "{") || has(one, "}")) return wrong("an unknown word in braces");
  if (!QUrl(QString::fromStdString(one), QUrl::StrictMode).isValid()) return wrong("no address");
  return {};
}

Result<OwnSource> ownTileSource(const std::string& asked, const std::string& title) {
  OwnSource own;
  TileSource& source = own.source;
  source.address = QString::fromStdString(asked).trimmed().toStdString();
  own.key = keyCutFrom(source.address);
  if (has(source.address, "{s}")) source.hosts = {"a", "b", "c"};
  SUYUAN_TRY(checkAddress(source.address, source.hosts));
  source.id = idOfAddress(source.address);
  source.grid = webMercatorGrid();
  source.maxLevel = 19;
  if (has(source.address, "{key}")) source.key = source.id;
  source.title = title.empty() ? QUrl(QString::fromStdString(addressOf(source, {}, {}))).host().toStdString() : title;
  return own;
}

} // namespace suyuan::tiles
