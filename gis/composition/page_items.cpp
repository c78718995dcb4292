// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/composition/page_items.h"

#include "gis/composition/page_painter.h"
#include "gis/projection/crs.h"
#include "gis/projection/gauss_kruger.h"
#include "gis/render/decorations.h"
#include "gis/render/legend.h"

#include <QLocale>

#include <algorithm>

namespace suyuan::composition {

namespace {

bool english(const PageDrawing& page) { return page.content.language == "en"; }
QString words(const PageDrawing& page, const char16_t* zh, const char16_t* en) { return QString::fromUtf16(english(page) ? en : zh); }

/// Draws what counts in logical pixels (symbols, scale bar) at a place given in mm.
template <class Draw>
void inPixels(const PageDrawing& page, QPointF at, const Draw& draw) {
  page.painter.save();
  page.painter.translate(at);
  page.painter.scale(1 / page.report.map.pixelsPerMm, 1 / page.report.map.pixelsPerMm);
  draw();
  page.painter.restore();
}

PagePainter painterOf(const PageDrawing& page) { return {page.painter, *page.scene.style}; }

/// 1:50,000
QString scaleText(double denominator) { return QStringLiteral("1:") + QLocale(QLocale::English).toString(denominator, 'f', 0); }

/// Name of the system with its central meridian, in the page's language as far as it is one of China's zones.
QString crsText(const PageDrawing& page) {
  const auto crs = projection::Crs::parse(page.content.mapCrs);
  if (!crs) return QString::fromStdString(page.content.mapCrs);
  if (const auto epsg = crs->epsg())
    if (const auto zone = projection::zoneOfEpsg(*epsg)) {
      const int width = zone->width == projection::ZoneWidth::ThreeDegrees ? 3 : 6;
      return (english(page) ? QStringLiteral("CGCS2000, Gauss–Krüger %1° zone, central meridian %2° E (EPSG:%3)")
                            : QStringLiteral("2000国家大地坐标系,高斯-克吕格投影%1度带,中央经线%2°E(EPSG:%3)"))
          .arg(width)
          .arg(projection::centralMeridian(zone->number, zone->width))
          .arg(*epsg);
    }
  return QString::fromStdString(crs->name() + " (" + page.content.mapCrs + ")");
}

QString valueOf(const PageDrawing& page, const QString& name) {
  if (name == QLatin1String("scale")) return scaleText(page.report.scaleDenominator);
  if (name == QLatin1String("crs")) return crsText(page);
  if (name == QLatin1String("outfalls")) return QString::number(page.report.outfalls);
  const auto found = page.content.words.find(name.toStdString());
  return found == page.content.words.end() || found->second.isEmpty() ? QStringLiteral("—") : found->second;
}

QString filled(const PageDrawing& page, const QString& pattern) {
  QString out;
  for (qsizetype i = 0; i < pattern.size(); ++i) {
    const qsizetype end = pattern[i] == u'{' ? pattern.indexOf(u'}', i) : -1;
    if (end < 0) {
      out += pattern[i];
      continue;
    }
    out += valueOf(page, pattern.mid(i + 1, end - i - 1));
    i = end;
  }
  return out;
}

/// The title above a legend, table or overview; what is left of its place.
QRectF withTitle(const PageDrawing& page, const Item& item) {
  if (item.words.isEmpty()) return item.at;
  const double high = item.points * 25.4 / 72 * 1.9;
  painterOf(page).text({item.at.left(), item.at.top(), item.at.width(), high}, filled(page, item.words), item.points * 1.15, Qt::AlignLeft | Qt::AlignVCenter, true);
  return item.at.adjusted(0, high, 0, 0);
}

/// Letters no larger than asked at which the words fit their box; no smaller than half.
double fittingSize(PagePainter& painter, const QRectF& box, const QString& text, double points, bool bold) {
  double size = points;
  while (size > points / 2 && painter.heightOf(text, box.width(), size, bold) > box.height() * 1.02) size *= 0.95;
  return size;
}

/// A word that does not fit its cell ends in an ellipsis.
QString elided(PagePainter& painter, const QString& text, double width, double points) {
  if (painter.widthOf(text, points) <= width) return text;
  QString shorter = text;
  while (!shorter.isEmpty() && painter.widthOf(shorter + QStringLiteral("…"), points) > width) shorter.chop(1);
  return shorter + QStringLiteral("…");
}

struct Column {
  const char* key;
  const char16_t *zh, *en;
  double share;
};
constexpr Column columns[]{
    {"number", u"序号", u"No.", 0.55},     {"code", u"编码", u"Code", 2.0},      {"name", u"名称", u"Name", 2.6},
    {"class", u"类别", u"Class", 1.5},     {"river", u"受纳水体", u"River", 1.1}, {"status", u"状态", u"Status", 0.9},
    {"longitude", u"经度", u"Longitude", 1.1}, {"latitude", u"纬度", u"Latitude", 1.1},
};

QString cellOf(const std::string& column, const OutfallLine& line, std::size_t number) {
  if (column == "number") return QString::number(number);
  if (column == "code") return line.code;
  if (column == "name") return line.name;
  if (column == "class") return line.kind;
  if (column == "river") return line.river;
  if (column == "status") return line.status;
  return QString::number(column == "longitude" ? line.lonLat.x : line.lonLat.y, 'f', 6);
}

} // namespace

void paintText(const PageDrawing& page, const Item& item) {
  PagePainter painter = painterOf(page);
  const QString text = filled(page, item.words);
  painter.text(item.at, text, fittingSize(painter, item.at, text, item.points, item.bold), item.align, item.bold, true);
}

void paintLegendItem(const PageDrawing& page, const Item& item) {
  const render::StyleSheet& style = *page.scene.style;
  std::vector<render::LegendEntry> entries = render::legendOf(page.scene, page.report.map.view);
  if (entries.empty()) return;
  const QRectF room = withTitle(page, item);
  const double perMm = page.report.map.pixelsPerMm, wide = room.width() * perMm, high = room.height() * perMm;
  const double asked = item.points * 25.4 / 72 * perMm;
  double size = asked;
  const auto fits = [&](double letters) {
    const QSizeF needed = render::paintLegend(nullptr, {}, entries, style, letters);
    return needed.width() <= wide && needed.height() <= high;
  };
  // Smaller letters first; only then are the last entries left out, and the legend says so.
  while (size > asked * 0.65 && !fits(size)) size *= 0.96;
  const std::vector<render::LegendEntry> whole = entries;
  for (std::size_t kept = whole.size(); !fits(size) && kept > 1;) {
    --kept;
    entries.assign(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(kept));
    const auto left = std::count_if(whole.begin() + static_cast<std::ptrdiff_t>(kept), whole.end(), [](const auto& entry) { return !entry.header; });
    entries.push_back({"", words(page, u"另有 %1 类未列出", u"%1 more classes not listed").arg(left), GeometryKind::None, {}, true});
  }
  for (const render::LegendEntry& entry : entries) page.report.legend.push_back(entry.title);
  inPixels(page, room.topLeft(), [&] { render::paintLegend(&page.painter, {0, 0}, entries, style, size); });
}

void paintScaleBarItem(const PageDrawing& page, const Item& item) {
  const double perMm = page.report.map.pixelsPerMm;
  // The last figure stands half outside the bar.
  const render::ScaleBar bar = render::scaleBarFor(page.report.map.view, (item.at.width() - 10 * page.layout.enlarge) * perMm);
  page.report.barMetres = bar.metres;
  page.report.barMm = bar.pixels / perMm;
  inPixels(page, {item.at.center().x() - bar.pixels / perMm / 2, item.at.bottom() - 0.5 * page.layout.enlarge},
           [&] { render::paintScaleBar(page.painter, {0, 0}, bar, *page.scene.style); });
}

void paintNorthArrowItem(const PageDrawing& page, const Item& item) {
  const double high = std::min(item.at.height(), item.at.width() / 0.45);
  inPixels(page, item.at.center(), [&] { render::paintNorthArrow(page.painter, {0, 0}, high * page.report.map.pixelsPerMm, *page.scene.style); });
}

void paintOutfallTable(const PageDrawing& page, const Item& item) {
  const std::vector<const OutfallLine*>& lines = page.outfalls;
  if (lines.empty()) return;
  const QRectF room = withTitle(page, item);
  PagePainter painter = painterOf(page);
  const double high = item.points * 25.4 / 72 * 1.75, padding = high * 0.2;
  std::vector<const Column*> chosen;
  double all = 0;
  for (const std::string& key : item.columns)
    for (const Column& column : columns)
      if (key == column.key) {
        chosen.push_back(&column);
        all += column.share;
      }
  const auto rowsIn = static_cast<std::size_t>(std::max(0.0, room.height() / high + 1e-6));
  if (rowsIn < 2) return;
  // The last row is given to what does not fit, so that nobody takes the table for all there is.
  const bool over = lines.size() > rowsIn - 1;
  const std::size_t listed = over ? rowsIn - 2 : lines.size();
  page.report.listed = listed;
  const auto paintRow = [&](double y, bool head, const auto& text) {
    double x = room.left();
    for (std::size_t c = 0; c < chosen.size(); ++c) {
      const QRectF cell(x, y, room.width() * chosen[c]->share / all, high);
      if (head) page.painter.fillRect(cell, QColor(0xf1, 0xf3, 0xf5));
      painter.frame(cell, 0.12 * page.layout.enlarge);
      painter.text(cell.adjusted(padding, 0, -padding, 0), elided(painter, text(c), cell.width() - 2 * padding, item.points), item.points,
                   (head ? Qt::AlignHCenter : Qt::AlignLeft) | Qt::AlignVCenter, head);
      x += cell.width();
    }
  };
  paintRow(room.top(), true, [&](std::size_t c) { return words(page, chosen[c]->zh, chosen[c]->en); });
  for (std::size_t r = 0; r < listed; ++r)
    paintRow(room.top() + high * static_cast<double>(r + 1), false, [&](std::size_t c) { return cellOf(chosen[c]->key, *lines[r], r + 1); });
  if (!over) return;
  const QRectF last(room.left(), room.top() + high * static_cast<double>(listed + 1), room.width(), high);
  painter.frame(last, 0.12 * page.layout.enlarge);
  painter.text(last.adjusted(padding, 0, -padding, 0),
               words(page, u"图内另有 %1 个排污口未列出,见台账", u"%1 more outfalls on the map are not listed; see the register").arg(lines.size() - listed), item.points);
}

Result<> paintOverview(const PageDrawing& page, const Item& item) {
  const QRectF room = withTitle(page, item);
  render::MapScene scene = page.scene;
  scene.tracePaths.clear();
  scene.underlay.reset(); // where the map is, is said by lines
  if (!item.layers.empty())
    std::erase_if(scene.layers, [&](const render::SceneLayer& layer) { return std::ranges::find(item.layers, layer.id) == item.layers.end(); });
  for (render::SceneLayer& layer : scene.layers) {
    layer.labels = false;
    layer.selected.clear();
    layer.traced.clear();
  }
  Box all = scene.extent();
  const Box shown = page.report.map.box();
  all.add(shown);
  if (all.isEmpty()) return {};
  const double wide = std::max((all.maxX - all.minX) / room.width(), (all.maxY - all.minY) / room.height()) * 1.06; // metres in a mm
  const MapFrame frame = frameAround(page.content.mapCrs, room, (all.minX + all.maxX) / 2, (all.minY + all.maxY) / 2, wide * 1000, page.layout.enlarge);
  SUYUAN_TRY(paintMapFrame(page.painter, frame, scene, Item{.kind = ItemKind::Map, .at = room}, page.layout.enlarge, page.stop));
  const QRectF mark = QRectF(frame.toPaper(shown.minX, shown.maxY), frame.toPaper(shown.maxX, shown.minY)).intersected(room);
  page.painter.setBrush(QColor(0xc8, 0x10, 0x2e, 28));
  page.painter.setPen(QPen(QColor(0xc8, 0x10, 0x2e), 0.4 * page.layout.enlarge, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
  page.painter.drawRect(mark);
  return {};
}

} // namespace suyuan::composition
