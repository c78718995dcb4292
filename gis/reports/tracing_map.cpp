// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/reports/tracing_map.h"

#include "core/model/geometry_functions.h"
#include "core/model/outfall_names.h"
#include "gis/projection/crs.h"
#include "gis/projection/position_notation.h"
#include "gis/render/decorations.h"
#include "gis/render/geo_bridge.h"
#include "gis/render/legend.h"
#include "gis/composition/map_frame.h"
#include "gis/composition/page_painter.h"
#include "gis/composition/write_page.h"
#include "gis/reports/section_drawing.h"

#include <QLocale>

#include <cmath>

namespace suyuan::reports {

namespace {

QString text(const std::string& s) { return QString::fromStdString(s); }
QString orDash(const std::string& s) { return s.empty() ? QStringLiteral("—") : text(s); }

QString lengthText(double metres) {
  return metres >= 1000 ? QStringLiteral("%1 km").arg(metres / 1000, 0, 'f', 2) : QStringLiteral("%1 m").arg(metres, 0, 'f', 0);
}

std::vector<std::pair<QString, QString>> rowsOf(const TracingMapInput& in) {
  const Outfall& o = in.outfall;
  const std::string& code = codeOf(o);
  std::string kind = o.class1;
  for (const std::string* deeper : {&o.class2, &o.class3})
    if (!deeper->empty() && *deeper != kind) kind += (kind.empty() ? "" : " › ") + *deeper;
  std::vector<std::pair<QString, QString>> rows{
      {QStringLiteral("排污口编码"), orDash(code)},
      {QStringLiteral("排污口名称"), orDash(o.name)},
      {QStringLiteral("类别"), orDash(kind)},
      {QStringLiteral("受纳水体"), orDash(o.riverName)},
      {QStringLiteral("行政区划"), orDash(in.countyName.empty() ? o.divisionCode : in.countyName)},
      {QStringLiteral("入河方式"), orDash(o.inflowMode)},
  };
  if (const auto* at = std::get_if<Point>(&o.geometry))
    rows.emplace_back(QStringLiteral("位置"), text(projection::dmsText(at->x, 'E', 'W', 1)) + QStringLiteral("  ") + text(projection::dmsText(at->y, 'N', 'S', 1)));
  rows.emplace_back(QStringLiteral("通道长度"), lengthText(in.lengthMetres));
  rows.emplace_back(QStringLiteral("溯源到单位"), in.units.empty() ? QStringLiteral("未溯源到单位") : QStringLiteral("%1 家").arg(in.units.size()));
  constexpr std::size_t most = 8;
  for (std::size_t i = 0; i < in.units.size() && i < most; ++i) {
    QString unit = orDash(in.units[i].name);
    if (!in.units[i].uscc.empty()) unit += QStringLiteral("\n") + text(in.units[i].uscc);
    rows.emplace_back(QStringLiteral("单位 %1").arg(i + 1), unit);
  }
  if (in.units.size() > most) rows.emplace_back(QStringLiteral("其余单位"), QStringLiteral("另有 %1 家,见台账").arg(in.units.size() - most));
  if (!o.responsibleBody.empty()) rows.emplace_back(QStringLiteral("责任主体"), text(o.responsibleBody));
  return rows;
}

/// The map's part of the input in map units: the path, and the box that must be seen.
struct OnMap {
  render::MapScene scene;
  Box box;
};

Result<OnMap> placeOnMap(const TracingMapInput& in) {
  auto bridge = render::GeoBridge::make(in.mapCrs);
  if (!bridge) return std::unexpected(std::move(bridge).error());
  if (bridge->isGeographic()) return failure(ErrorCode::ReportFailed, {}, "a page of true scale needs a projected CRS");
  OnMap out{in.scene, {}};
  out.scene.tracePaths.clear();
  for (const auto& line : in.pathLines) {
    auto& path = out.scene.tracePaths.emplace_back();
    for (const Point& p : line)
      if (const auto at = bridge->toMap(p)) {
        path.push_back(*at);
        out.box.add(at->x, at->y);
      }
  }
  const auto addPlace = [&](const Geometry& geometry) {
    if (const auto anchor = anchorOf(geometry))
      if (const auto at = bridge->toMap(*anchor)) out.box.add(at->x, at->y);
  };
  addPlace(in.outfall.geometry);
  for (const Unit& unit : in.units) addPlace(unit.geometry);
  if (out.box.isEmpty()) return failure(ErrorCode::ReportFailed, {}, "the outfall has no position and no path");
  const auto select = [&](std::string_view layer, std::int64_t fid) {
    if (render::SceneLayer* found = out.scene.find(layer)) found->selected = {fid};
  };
  select("outfalls", in.outfall.fid.value);
  return out;
}

class TracingPage {
public:
  TracingPage(QPainter& painter, const TracingMapInput& in, QSizeF paper)
      : painter_(painter), in_(in), paper_(paper), page_(painter, *in.scene.style) {}

  Result<double> paint() {
    auto placed = placeOnMap(in_);
    if (!placed) return std::unexpected(std::move(placed).error());
    const double side = in_.paper == Paper::A3Landscape ? 104 : 78;
    const double margin = 14, top = 24, foot = 14;
    constexpr double border = composition::borderMm(1); // around the map, for the grid's labels
    const double high = paper_.height() - top - foot - 3, sectionHigh = in_.section.isEmpty() ? 0 : high * 0.34;
    const QRectF mapFrame(margin + 3, top, paper_.width() - 2 * margin - side - 6 - border, high - sectionHigh);
    const QRectF aside(mapFrame.right() + border + 3, top, side, high);
    if (!in_.section.isEmpty()) paintLongSection(painter_, page_, {mapFrame.left() - 3, mapFrame.bottom() + border + 3, mapFrame.width() + 3, sectionHigh - border - 3}, in_.section);
    const double scale = in_.scaleDenominator > 0 ? in_.scaleDenominator
                                                  : composition::roundScaleFor(placed->box, mapFrame.adjusted(0, 0, -mapFrame.width() * 0.2, -mapFrame.height() * 0.2));
    const composition::MapFrame framed = composition::frameAround(in_.mapCrs, mapFrame, (placed->box.minX + placed->box.maxX) / 2,
                                                                  (placed->box.minY + placed->box.maxY) / 2, scale);

    page_.text({margin, 8, paper_.width() - 2 * margin, 10}, titleText(), 17, Qt::AlignCenter, true);
    SUYUAN_TRY(composition::paintMapFrame(painter_, framed, placed->scene, {.kind = composition::ItemKind::Map, .at = mapFrame, .kilometres = true, .gridMm = 40}, 1));
    paintNorthArrow(mapFrame);
    paintAside(aside, placed->scene, framed.view, scale);
    page_.frame({margin - 4, 5, paper_.width() - 2 * margin + 8, paper_.height() - 10}, 0.5);
    return scale;
  }

private:
  [[nodiscard]] QString titleText() const {
    if (!in_.title.isEmpty()) return in_.title;
    return (in_.outfall.name.empty() ? QStringLiteral("入河排污口") : text(in_.outfall.name)) + QStringLiteral("溯源图");
  }

  /// Draws what counts in pixels at a place given in mm.
  template <class Draw>
  void inPixels(QPointF at, const Draw& draw) {
    painter_.save();
    painter_.translate(at);
    painter_.scale(1 / composition::pixelsPerMm, 1 / composition::pixelsPerMm);
    draw();
    painter_.restore();
  }

  void paintNorthArrow(const QRectF& frame) {
    inPixels({frame.right() - 10, frame.top() + 13}, [&] { render::paintNorthArrow(painter_, {0, 0}, 62, *in_.scene.style); });
  }

  void paintAside(const QRectF& box, const render::MapScene& scene, const render::MapView& view, double scale) {
    double y = box.top();
    y += page_.table({box.left(), y}, box.width(), 22, rowsOf(in_), 8);
    if (!in_.note.isEmpty()) {
      y += 2.5;
      page_.text({box.left(), y, box.width(), 16}, QStringLiteral("说明:") + in_.note, 7.5, Qt::AlignLeft | Qt::AlignTop, false, true);
      y += 16;
    }
    const double footHeight = 33;
    const double legendTop = y + 4, legendRoom = box.bottom() - footHeight - legendTop;
    std::vector<render::LegendEntry> entries{{"trace", QStringLiteral("溯源路径"), GeometryKind::Line, traceSymbol(), false}};
    for (auto& entry : render::legendOf(scene, view)) entries.push_back(std::move(entry));
    page_.text({box.left(), legendTop, box.width(), 5}, QStringLiteral("图例"), 9, Qt::AlignLeft | Qt::AlignVCenter, true);
    // Smaller letters before anything is left out.
    double size = 11;
    while (size > 6 && render::paintLegend(nullptr, {}, entries, *scene.style, size).height() / composition::pixelsPerMm > legendRoom - 6) size -= 0.5;
    inPixels({box.left() + 1, legendTop + 6}, [&] { render::paintLegend(&painter_, {0, 0}, entries, *scene.style, size); });

    const double foot = box.bottom() - footHeight;
    const render::ScaleBar bar = render::scaleBarFor(view, box.width() * composition::pixelsPerMm * 0.6);
    page_.text({box.left(), foot, box.width(), 5}, QStringLiteral("比例尺 1:%1").arg(QLocale(QLocale::Chinese).toString(scale, 'f', 0)), 9,
               Qt::AlignLeft | Qt::AlignVCenter, true);
    inPixels({box.left() + 2, foot + 12.5}, [&] { render::paintScaleBar(painter_, {0, 0}, bar, *scene.style); });
    QString crs = text(in_.mapCrs);
    if (const auto parsed = projection::Crs::parse(in_.mapCrs)) crs = text(parsed->name()) + QStringLiteral("(") + crs + QStringLiteral(")");
    page_.text({box.left(), foot + 15, box.width(), 7}, QStringLiteral("坐标系:") + crs, 7, Qt::AlignLeft | Qt::AlignTop, false, true);
    page_.text({box.left(), foot + 22, box.width(), 4}, QStringLiteral("图廓注记为东、北坐标,单位为千米。"), 7);
    page_.text({box.left(), foot + 27, box.width(), 5},
               QStringLiteral("制图:%1    日期:%2").arg(in_.author.isEmpty() ? QStringLiteral("—") : in_.author,
                                                         in_.date.isEmpty() ? QStringLiteral("—") : in_.date), 7.5);
  }

  [[nodiscard]] render::Symbol traceSymbol() const {
    render::Symbol s;
    s.color = in_.scene.style->trace;
    s.width = 3.6;
    return s;
  }

  QPainter& painter_;
  const TracingMapInput& in_;
  QSizeF paper_;
  composition::PagePainter page_;
};

} // namespace

Result<TracingMapReport> writeTracingMap(const TracingMapInput& input, const std::filesystem::path& out) {
  if (!input.scene.style) return failure(ErrorCode::ReportFailed, {.file = out.string()}, "the scene has no style");
  const QSizeF page = input.paper == Paper::A3Landscape ? QSizeF(420, 297) : QSizeF(297, 210);
  TracingMapReport report;
  SUYUAN_TRY(composition::writeSheet(out, {page, input.title.isEmpty() ? text(input.outfall.name) + QStringLiteral("溯源图") : input.title, text(input.scene.style->fontFamily)},
                                     [&](QPainter& painter) -> Result<> {
                                       auto scale = TracingPage(painter, input, page).paint();
                                       if (!scale) return std::unexpected(std::move(scale).error());
                                       report.scaleDenominator = *scale;
                                       return {};
                                     }));
  return report;
}

} // namespace suyuan::reports
