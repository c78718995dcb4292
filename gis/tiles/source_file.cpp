// SPDX-License-Identifier: GPL-3.0-or-later
// Tile sources as JSON: the program's list, and one in a survey.
#include "gis/tiles/source_file.h"

#include "core/json/json_document.h"
#include "gis/projection/crs.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <cmath>
#include <optional>
#include <set>

namespace suyuan::tiles {

namespace {

using json::JsonObject;

constexpr std::array<std::pair<Offline, const char*>, 3> offlineWords{{{Offline::Forbidden, "forbidden"}, {Offline::Allowed, "allowed"}, {Offline::ByOwnRight, "own_right"}}};

std::optional<TileGrid> gridNamed(const std::string& name) {
  if (name == "web_mercator") return webMercatorGrid();
  if (name == "lon_lat_4490") return lonLatGrid("EPSG:4490");
  return std::nullopt;
}

std::string wordsIn(JsonObject& o, std::string_view name, std::string_view language, bool mayBeAbsent) {
  std::string words;
  o.object(name, mayBeAbsent, [&](JsonObject& both) {
    const std::string zh = both.text("zh"), en = both.text("en");
    words = language == "en" ? en : zh;
  });
  return words;
}

Offline offlineIn(JsonObject& o) {
  const std::string word = o.text("offline");
  for (const auto& [offline, name] : offlineWords)
    if (word == name) return offline;
  o.fault("offline", "forbidden, allowed or own_right");
  return Offline::Forbidden;
}

/// A whole number between two others; else a fault.
std::int64_t wholeIn(JsonObject& o, std::string_view name, std::int64_t least, std::int64_t most) {
  const double number = o.number(name);
  if (number >= static_cast<double>(least) && number <= static_cast<double>(most) && std::floor(number) == number) return static_cast<std::int64_t>(number);
  o.fault(name, std::string(name) + " is out of its range");
  return least;
}

void commonIn(JsonObject& o, TileSource& source) {
  source.id = o.text("id");
  source.address = o.text("address");
  source.hosts = o.texts("hosts", true);
  source.terms = o.optionalText("terms");
  source.key = o.optionalText("key");
  source.keyPage = o.optionalText("key_page");
  source.offline = offlineIn(o);
}

void limitsIn(JsonObject& o, TileSource& source) {
  const auto finest = static_cast<std::int64_t>(source.grid.levels.size()) - 1;
  if (!o.ok() || finest < 0) return;
  source.minLevel = static_cast<int>(wholeIn(o, "min_level", 0, finest));
  source.maxLevel = static_cast<int>(wholeIn(o, "max_level", source.minLevel, finest));
  if (o.has("lon_lat")) {
    const auto numbers = o.numbers("lon_lat");
    if (numbers.size() != 4 || !numbers[0] || !numbers[1] || !numbers[2] || !numbers[3] || !(*numbers[0] < *numbers[2] && *numbers[1] < *numbers[3]))
      return o.fault("lon_lat", "west, south, east, north");
    source.lonLat = {*numbers[0], *numbers[1], *numbers[2], *numbers[3]};
  }
  if (o.ok())
    if (const auto right = checkAddress(source.address, source.hosts); !right) o.fault("address", right.error().detail);
  if (source.address.find("{key}") != std::string::npos && source.key.empty()) o.fault("key", "{key} has no name");
}

TileGrid gridIn(JsonObject& o) {
  TileGrid grid;
  grid.crs = o.text("crs");
  if (o.ok() && !projection::Crs::parse(grid.crs)) o.fault("crs", "a CRS that is not known");
  double last = 0;
  o.each("levels", false, [&](JsonObject& one) {
    constexpr std::int64_t most = std::int64_t{1} << 30;
    TileLevel level;
    level.id = one.text("id");
    level.unitsPerPixel = one.number("units_per_pixel");
    level.west = one.number("west");
    level.north = one.number("north");
    level.width = static_cast<int>(wholeIn(one, "width", 16, 4096));
    level.height = static_cast<int>(wholeIn(one, "height", 16, 4096));
    level.tiles.minX = wholeIn(one, "min_x", 0, most);
    level.tiles.minY = wholeIn(one, "min_y", 0, most);
    level.tiles.maxX = wholeIn(one, "max_x", level.tiles.minX, most);
    level.tiles.maxY = wholeIn(one, "max_y", level.tiles.minY, most);
    if (!(level.unitsPerPixel > 0) || (last > 0 && level.unitsPerPixel >= last)) one.fault("units_per_pixel", "levels go from coarse to fine");
    last = level.unitsPerPixel;
    grid.levels.push_back(std::move(level));
  });
  if (o.ok() && grid.levels.empty()) o.fault("levels", "no levels");
  return grid;
}

} // namespace

Result<std::vector<TileSource>> readTileSources(const std::filesystem::path& file, std::string_view language) {
  auto document = json::readJsonFile(file);
  if (!document) {
    if (document.error().code == ErrorCode::RuleFileMissing) return failure(ErrorCode::ResourceMissing, {.file = file.string()});
    return std::unexpected(std::move(document).error());
  }
  json::JsonReading reading(file.string());
  JsonObject root(reading, *document, "");
  root.expectUnknown("$schema");
  std::vector<TileSource> sources;
  std::set<std::string> ids;
  root.each("sources", false, [&](JsonObject& o) {
    TileSource source;
    commonIn(o, source);
    source.title = wordsIn(o, "title", language, false);
    source.credit = wordsIn(o, "credit", language, true);
    source.offlineNote = wordsIn(o, "offline_note", language, true);
    const std::string name = o.text("grid");
    if (const auto grid = gridNamed(name)) source.grid = *grid;
    else o.fault("grid", "web_mercator or lon_lat_4490");
    limitsIn(o, source);
    if (!ids.insert(source.id).second) o.fault("id", "twice: " + source.id);
    sources.push_back(std::move(source));
  });
  root.finish();
  SUYUAN_TRY(reading.outcome());
  return sources;
}

std::string toJson(const TileSource& source) {
  const auto text = [](const std::string& words) { return QString::fromStdString(words); };
  QJsonObject o{{QStringLiteral("id"), text(source.id)},           {QStringLiteral("title"), text(source.title)}, {QStringLiteral("address"), text(source.address)},
                {QStringLiteral("min_level"), source.minLevel},    {QStringLiteral("max_level"), source.maxLevel},
                {QStringLiteral("lon_lat"), QJsonArray{source.lonLat.minX, source.lonLat.minY, source.lonLat.maxX, source.lonLat.maxY}}};
  for (const auto& [offline, name] : offlineWords)
    if (source.offline == offline) o[QStringLiteral("offline")] = QLatin1String(name);
  for (const auto& [name, words] : {std::pair("credit", &source.credit), {"terms", &source.terms}, {"key", &source.key}, {"key_page", &source.keyPage}})
    if (!words->empty()) o[QLatin1String(name)] = text(*words);
  if (!source.hosts.empty()) {
    QJsonArray hosts;
    for (const std::string& host : source.hosts) hosts.append(text(host));
    o[QStringLiteral("hosts")] = hosts;
  }
  if (source.grid == webMercatorGrid()) return o[QStringLiteral("grid")] = QStringLiteral("web_mercator"), QJsonDocument(o).toJson(QJsonDocument::Compact).toStdString();
  QJsonArray levels;
  for (const TileLevel& level : source.grid.levels)
    levels.append(QJsonObject{{QStringLiteral("id"), text(level.id)}, {QStringLiteral("units_per_pixel"), level.unitsPerPixel}, {QStringLiteral("west"), level.west},
                              {QStringLiteral("north"), level.north}, {QStringLiteral("width"), level.width}, {QStringLiteral("height"), level.height},
                              {QStringLiteral("min_x"), static_cast<qint64>(level.tiles.minX)}, {QStringLiteral("min_y"), static_cast<qint64>(level.tiles.minY)},
                              {QStringLiteral("max_x"), static_cast<qint64>(level.tiles.maxX)}, {QStringLiteral("max_y"), static_cast<qint64>(level.tiles.maxY)}});
  o[QStringLiteral("matrix_set")] = QJsonObject{{QStringLiteral("crs"), text(source.grid.crs)}, {QStringLiteral("levels"), levels}};
  return QJsonDocument(o).toJson(QJsonDocument::Compact).toStdString();
}

Result<TileSource> tileSourceFrom(const std::string& words) {
  const auto invalid = [](const Error& error) { return failure(ErrorCode::TileSourceInvalid, {}, error.detail, {}); };
  auto document = json::parseJson(words, "source");
  if (!document) return invalid(document.error());
  json::JsonReading reading("source");
  JsonObject o(reading, *document, "");
  TileSource source;
  commonIn(o, source);
  source.title = o.text("title");
  source.credit = o.optionalText("credit");
  if (o.has("grid")) {
    if (o.text("grid") == "web_mercator") source.grid = webMercatorGrid();
    else o.fault("grid", "web_mercator or matrix_set");
  } else {
    o.object("matrix_set", false, [&](JsonObject& set) { source.grid = gridIn(set); });
  }
  limitsIn(o, source);
  o.finish();
  if (const auto outcome = reading.outcome(); !outcome) return invalid(outcome.error());
  return source;
}

} // namespace suyuan::tiles
