// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/tiles/wmts_capabilities.h"

#include "gis/tiles/source_file.h"

#include <QUrl>
#include <QUrlQuery>
#include <QXmlStreamReader>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace suyuan::tiles {

namespace {

constexpr int deepest = 24;
constexpr std::size_t mostElements = 400'000, mostSources = 2000;
constexpr std::int64_t mostTiles = std::int64_t{1} << 28; ///< of a matrix, in each direction
constexpr double metresPerDegree = 111319.49079327358;    ///< the standard's, of the semi-axis 6378137 m
constexpr double pixelOfStandard = 0.00028, pixelOf96 = 0.0254 / 96; ///< metres
constexpr double worldMetres = 40075016.685578488;

struct Element {
  QString name; ///< without prefix
  QXmlStreamAttributes attributes;
  QString text;
  std::vector<Element> children;

  [[nodiscard]] const Element* child(QStringView wanted) const {
    const auto found = std::ranges::find_if(children, [&](const Element& one) { return one.name == wanted; });
    return found == children.end() ? nullptr : &*found;
  }
  [[nodiscard]] QString textOf(QStringView wanted) const {
    const Element* found = child(wanted);
    return found ? found->text.trimmed() : QString();
  }
  template <class Visit>
  void each(QStringView wanted, const Visit& visit) const {
    for (const Element& one : children)
      if (one.name == wanted) visit(one);
  }
};

bool readInto(QXmlStreamReader& xml, Element& parent, int depth, std::size_t& count) {
  while (!xml.atEnd()) {
    switch (xml.readNext()) {
    case QXmlStreamReader::StartElement: {
      if (depth > deepest || ++count > mostElements) return false;
      Element& one = parent.children.emplace_back();
      one.name = xml.name().toString();
      one.attributes = xml.attributes();
      if (!readInto(xml, one, depth + 1, count)) return false;
      break;
    }
    case QXmlStreamReader::EndElement: return true;
    case QXmlStreamReader::Characters: parent.text += xml.text(); break;
    default: break;
    }
  }
  return !xml.hasError() && depth == 0;
}

struct System {
  std::string crs;
  bool isGeographic = false, isLongitudeFirst = false;
};

/// "urn:ogc:def:crs:EPSG::4490", "EPSG:6.18.3:3857", "http://www.opengis.net/def/crs/EPSG/0/4326", "urn:ogc:def:crs:OGC:1.3:CRS84" …
std::optional<System> systemOf(const QString& words) {
  const QString last = words.split(u':').last().split(u'/').last().trimmed().toUpper();
  if (last == u"3857" || last == u"900913" || last == u"3785" || last == u"102100" || last == u"102113") return System{"EPSG:3857", false, true};
  if (last == u"CRS84") return System{"EPSG:4326", true, true};
  const bool isUrn = words.startsWith(u"urn:", Qt::CaseInsensitive) || words.startsWith(u"http", Qt::CaseInsensitive);
  if (last == u"4490") return System{"EPSG:4490", true, !isUrn};
  if (last == u"4326") return System{"EPSG:4326", true, !isUrn};
  return std::nullopt;
}

std::optional<std::pair<double, double>> twoNumbers(const QString& text) {
  const QStringList parts = text.simplified().split(u' ');
  bool first = false, second = false;
  if (parts.size() != 2) return std::nullopt;
  const double a = parts[0].toDouble(&first), b = parts[1].toDouble(&second);
  if (!first || !second || !std::isfinite(a) || !std::isfinite(b)) return std::nullopt;
  return std::pair(a, b);
}

/// West and north of a corner, in whatever order it was written.
std::optional<std::pair<double, double>> cornerOf(const QString& text, const System& system) {
  const auto numbers = twoNumbers(text);
  if (!numbers) return std::nullopt;
  const auto [a, b] = *numbers;
  if (!system.isGeographic) return a > 0 && b < 0 ? std::pair(b, a) : std::pair(a, b); // 天地图 writes y before x
  bool isLongitudeFirst = system.isLongitudeFirst;
  if (std::abs(a) > 90.5) isLongitudeFirst = true;
  else if (std::abs(b) > 90.5) isLongitudeFirst = false;
  return isLongitudeFirst ? std::pair(a, b) : std::pair(b, a);
}

/// How many times the world's width is halved to get a tile's, when it is a whole number.
std::optional<int> halvings(double units, int width, double world) {
  const double times = std::log2(world / (units * width)), whole = std::round(times);
  return std::abs(times - whole) < 0.003 && whole >= 0 && whole <= 30 ? std::optional(static_cast<int>(whole)) : std::nullopt;
}

struct MatrixSet {
  QString id;
  TileGrid grid;
};

std::optional<MatrixSet> matrixSetOf(const Element& element) {
  const auto system = systemOf(element.textOf(u"SupportedCRS"));
  if (!system) return std::nullopt;
  MatrixSet set{element.textOf(u"Identifier"), {system->crs, {}}};
  const double perUnit = system->isGeographic ? metresPerDegree : 1, world = system->isGeographic ? 360 : worldMetres;
  bool isSound = !set.id.isEmpty();
  element.each(u"TileMatrix", [&](const Element& one) {
    const auto corner = cornerOf(one.textOf(u"TopLeftCorner"), *system);
    bool good[5];
    const double scale = one.textOf(u"ScaleDenominator").toDouble(&good[0]);
    const int width = one.textOf(u"TileWidth").toInt(&good[1]), height = one.textOf(u"TileHeight").toInt(&good[2]);
    const qint64 columns = one.textOf(u"MatrixWidth").toLongLong(&good[3]), rows = one.textOf(u"MatrixHeight").toLongLong(&good[4]);
    if (!corner || !std::ranges::all_of(good, std::identity()) || !(scale > 0) || !std::isfinite(scale) || width < 16 || width > 4096 || height < 16 || height > 4096 ||
        columns < 1 || rows < 1 || columns > mostTiles || rows > mostTiles || one.textOf(u"Identifier").isEmpty()) {
      isSound = false;
      return;
    }
    double units = scale * pixelOfStandard / perUnit;
    // A set that halves the world tells which pixel its author reckoned with, and its exact size.
    if (const auto times = halvings(units, width, world)) units = world / std::exp2(*times) / width;
    else if (const auto other = halvings(scale * pixelOf96 / perUnit, width, world)) units = world / std::exp2(*other) / width;
    set.grid.levels.push_back({one.textOf(u"Identifier").toStdString(), units, corner->first, corner->second, width, height, {0, 0, columns - 1, rows - 1}});
  });
  std::ranges::stable_sort(set.grid.levels, std::greater(), &TileLevel::unitsPerPixel);
  const auto twice = std::ranges::unique(set.grid.levels, {}, &TileLevel::unitsPerPixel);
  set.grid.levels.erase(twice.begin(), twice.end());
  if (!isSound || set.grid.levels.empty() || set.grid.levels.size() > 40) return std::nullopt;
  return set;
}

/// Tiles that the layer has of the set (TileMatrixSetLimits).
void limit(TileGrid& grid, const Element& link) {
  const Element* limits = link.child(u"TileMatrixSetLimits");
  if (!limits) return;
  limits->each(u"TileMatrixLimits", [&](const Element& one) {
    const std::string id = one.textOf(u"TileMatrix").toStdString();
    bool good[4];
    const TileRange range{one.textOf(u"MinTileCol").toLongLong(&good[0]), one.textOf(u"MinTileRow").toLongLong(&good[1]), one.textOf(u"MaxTileCol").toLongLong(&good[2]),
                          one.textOf(u"MaxTileRow").toLongLong(&good[3])};
    for (TileLevel& level : grid.levels)
      if (level.id == id && std::ranges::all_of(good, std::identity()))
        if (const TileRange within = range.within(level.tiles); !within.isEmpty()) level.tiles = within;
  });
}

/// The picture format to ask for; empty when there is none.
QString formatOf(const Element& layer) {
  QStringList formats;
  layer.each(u"Format", [&](const Element& one) { formats << one.text.trimmed(); });
  for (const QString& wanted : {QStringLiteral("image/png"), QStringLiteral("image/png8"), QStringLiteral("image/jpeg"), QStringLiteral("image/jpgpng"), QStringLiteral("image/gif")})
    for (const QString& one : formats)
      if (one.compare(wanted, Qt::CaseInsensitive) == 0) return one;
  for (const QString& one : formats) // "tiles", "png", "image/png; mode=24bit"
    if (one == u"tiles" || one.contains(u"png", Qt::CaseInsensitive) || one.contains(u"jp", Qt::CaseInsensitive)) return one;
  return {};
}

QString styleOf(const Element& layer) {
  QString first, usual;
  layer.each(u"Style", [&](const Element& one) {
    if (first.isEmpty()) first = one.textOf(u"Identifier");
    if (one.attributes.value(QLatin1String("isDefault")) == u"true") usual = one.textOf(u"Identifier");
  });
  return usual.isEmpty() ? first : usual;
}

std::optional<Box> degreesOf(const Element& layer) {
  const Element* box = layer.child(u"WGS84BoundingBox");
  if (!box) return std::nullopt;
  const auto low = twoNumbers(box->textOf(u"LowerCorner")), high = twoNumbers(box->textOf(u"UpperCorner"));
  if (!low || !high) return std::nullopt;
  const Box found{low->first, low->second, high->first, high->second};
  const bool isSound = found.minX >= -180.01 && found.maxX <= 180.01 && found.minY >= -90.01 && found.maxY <= 90.01 && found.minX < found.maxX && found.minY < found.maxY;
  return isSound ? std::optional(found) : std::nullopt;
}

/// Parameters of the service itself, which are made anew for each tile.
bool isOfProtocol(const QString& name) {
  constexpr std::array words{"service", "request", "version", "acceptversions", "layer", "style", "format", "tilematrixset", "tilematrix", "tilerow", "tilecol", "sections"};
  return std::ranges::any_of(words, [&](const char* word) { return name.compare(QLatin1String(word), Qt::CaseInsensitive) == 0; });
}

/// What an address has besides: keys, names of maps.
QList<std::pair<QString, QString>> furtherOf(const QUrl& address) {
  QList<std::pair<QString, QString>> further;
  for (const auto& [name, value] : QUrlQuery(address).queryItems(QUrl::FullyEncoded))
    if (!isOfProtocol(name)) further.append({name, value});
  return further;
}

QString escaped(const QString& text) { return QString::fromLatin1(QUrl::toPercentEncoding(text)); }

/// The address of GetTile by KVP, without its query; from the document, else where it came from.
QUrl kvpAddress(const Element& root, const QUrl& came) {
  QUrl found;
  if (const Element* operations = root.child(u"OperationsMetadata"))
    operations->each(u"Operation", [&](const Element& operation) {
      if (operation.attributes.value(QLatin1String("name")) != u"GetTile") return;
      const Element* dcp = operation.child(u"DCP");
      const Element* http = dcp ? dcp->child(u"HTTP") : nullptr;
      if (!http) return;
      http->each(u"Get", [&](const Element& get) {
        bool isKvp = get.child(u"Constraint") == nullptr;
        get.each(u"Constraint", [&](const Element& constraint) {
          if (const Element* values = constraint.child(u"AllowedValues"))
            values->each(u"Value", [&](const Element& value) { isKvp = isKvp || value.text.trimmed().compare(u"KVP", Qt::CaseInsensitive) == 0; });
        });
        const auto href = std::ranges::find_if(get.attributes, [](const auto& one) { return one.name() == u"href"; });
        if (isKvp && found.isEmpty() && href != get.attributes.end()) found = came.resolved(QUrl(href->value().toString().trimmed()));
      });
    });
  if (!found.isValid() || found.host().isEmpty()) found = came;
  if (found.host() == came.host() && came.scheme() == u"https") found.setScheme(QStringLiteral("https")), found.setPort(came.port());
  return found;
}

/// Adds what is lacking of `further` to a template.
void addFurther(QString& address, const QList<std::pair<QString, QString>>& further) {
  for (const auto& [name, value] : further)
    if (!address.contains(u'?' + name + u'=', Qt::CaseInsensitive) && !address.contains(u'&' + name + u'=', Qt::CaseInsensitive))
      address += (address.contains(u'?') ? u'&' : u'?') + name + u'=' + value;
}

QString kvpTemplate(const QUrl& base, const QString& layer, const QString& style, const QString& format, const QString& set) {
  QUrl bare = base;
  bare.setQuery(QString());
  bare.setFragment(QString());
  QString address = bare.toString(QUrl::FullyEncoded) +
                    QStringLiteral("?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=%1&STYLE=%2&FORMAT=%3&TILEMATRIXSET=%4&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}")
                        .arg(escaped(layer), escaped(style), escaped(format), escaped(set));
  addFurther(address, furtherOf(base));
  return address;
}

/// The ResourceURL for tiles in the format, filled in but for the tile's place; empty when there is none.
QString restTemplate(const Element& layer, const QUrl& came, const QString& style, const QString& format, const QString& set) {
  QString address;
  layer.each(u"ResourceURL", [&](const Element& one) {
    if (one.attributes.value(QLatin1String("resourceType")) != u"tile" || !address.isEmpty()) return;
    if (one.attributes.value(QLatin1String("format")).toString().compare(format, Qt::CaseInsensitive) != 0) return;
    address = one.attributes.value(QLatin1String("template")).toString().trimmed();
  });
  if (address.isEmpty()) return {};
  const auto fill = [&](const char* name, const QString& with) { address.replace(QStringLiteral("{%1}").arg(QLatin1String(name)), with, Qt::CaseInsensitive); };
  fill("TileMatrixSet", escaped(set));
  fill("TileMatrix", QStringLiteral("{z}"));
  fill("TileRow", QStringLiteral("{y}"));
  fill("TileCol", QStringLiteral("{x}"));
  fill("Style", escaped(style));
  layer.each(u"Dimension", [&](const Element& one) { address.replace(QStringLiteral("{%1}").arg(one.textOf(u"Identifier")), escaped(one.textOf(u"Default")), Qt::CaseInsensitive); });
  if (came.scheme() == u"https" && address.startsWith(QStringLiteral("http://") + came.host() + u'/')) address.insert(4, u's');
  return address;
}

} // namespace

Result<std::vector<OwnSource>> readWmtsCapabilities(const QByteArray& document, const std::string& address) {
  const QUrl came(QString::fromStdString(address));
  const auto invalid = [&](const char* why) { return failure(ErrorCode::WmtsInvalid, {}, why, {came.host().toStdString()}); };
  QXmlStreamReader xml(document);
  Element top;
  std::size_t count = 0;
  if (!readInto(xml, top, 0, count) || xml.hasError()) return invalid("no XML, or cut off");
  const Element* root = top.child(u"Capabilities");
  const Element* contents = root ? root->child(u"Contents") : nullptr;
  if (!contents) return invalid("no WMTS capabilities");
  std::vector<MatrixSet> sets;
  contents->each(u"TileMatrixSet", [&](const Element& one) {
    if (auto set = matrixSetOf(one)) sets.push_back(std::move(*set));
  });
  const QUrl kvp = kvpAddress(*root, came);
  QString fees;
  if (const Element* service = root->child(u"ServiceProvider")) fees = service->textOf(u"ProviderName");
  std::vector<OwnSource> sources;
  contents->each(u"Layer", [&](const Element& layer) {
    const QString id = layer.textOf(u"Identifier"), format = formatOf(layer), style = styleOf(layer), title = layer.textOf(u"Title");
    if (id.isEmpty() || format.isEmpty()) return;
    layer.each(u"TileMatrixSetLink", [&](const Element& link) {
      const QString wanted = link.textOf(u"TileMatrixSet");
      const auto set = std::ranges::find(sets, wanted, &MatrixSet::id);
      if (set == sets.end() || sources.size() >= mostSources) return;
      OwnSource own;
      TileSource& source = own.source;
      source.grid = set->grid;
      limit(source.grid, link);
      source.maxLevel = static_cast<int>(source.grid.levels.size()) - 1;
      if (const auto box = degreesOf(layer)) source.lonLat = *box;
      QString tiles = restTemplate(layer, came, style, format, wanted);
      if (tiles.isEmpty()) tiles = kvpTemplate(kvp, id, style, format, wanted);
      addFurther(tiles, furtherOf(came));
      source.address = tiles.toStdString();
      own.key = keyCutFrom(source.address);
      if (!checkAddress(source.address, source.hosts)) return;
      source.id = idOfAddress(source.address);
      if (source.address.find("{key}") != std::string::npos) source.key = source.id;
      source.title = (title.isEmpty() ? id : title).toStdString() + " (" + set->grid.crs + ")";
      source.credit = fees.toStdString();
      sources.push_back(std::move(own));
    });
  });
  if (sources.empty()) return invalid("no layer that can be used");
  return sources;
}

std::string capabilitiesAddress(const std::string& pasted) {
  QUrl address(QString::fromStdString(pasted).trimmed());
  if (address.path().endsWith(u".xml", Qt::CaseInsensitive)) return address.toString(QUrl::FullyEncoded).toStdString();
  QUrlQuery query;
  query.addQueryItem(QStringLiteral("SERVICE"), QStringLiteral("WMTS"));
  query.addQueryItem(QStringLiteral("REQUEST"), QStringLiteral("GetCapabilities"));
  query.addQueryItem(QStringLiteral("VERSION"), QStringLiteral("1.0.0"));
  for (const auto& [name, value] : furtherOf(address)) query.addQueryItem(name, value);
  address.setQuery(query);
  return address.toString(QUrl::FullyEncoded).toStdString();
}

} // namespace suyuan::tiles
