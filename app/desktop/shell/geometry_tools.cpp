// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/geometry_tools.h"

#include "app/desktop/canvas/map_canvas.h"
#include "app/desktop/shell/look.h"
#include "app/desktop/shell/survey_session.h"
#include "app/desktop/tools/draw_tool.h"
#include "app/desktop/tools/line_tool.h"
#include "app/desktop/tools/measure_words.h"
#include "app/desktop/tools/vertex_tool.h"
#include "core/model/geometry_functions.h"

#include <algorithm>

namespace suyuan::desktop {

namespace {

constexpr double stepAlong = 4;      ///< logical pixels between the places where a drawn line is looked at for what it crosses
constexpr int mostLooks = 1'000;

/// The records that a drawn line meets on the screen, in its order.
std::vector<LineRecord> recordsAlong(const MapCanvas& canvas, std::span<const Point> drawn) {
  std::vector<LineRecord> met;
  const auto look = [&](QPointF at) {
    for (const LineRecord& record : linesUnder(canvas, at, true))
      if (std::ranges::find(met, record) == met.end()) met.push_back(record);
  };
  const QPolygonF line = canvas.polylineOf(drawn);
  double length = 0;
  for (qsizetype i = 0; i + 1 < line.size(); ++i) length += QLineF(line[i], line[i + 1]).length();
  const double step = std::max(stepAlong, length / mostLooks);
  for (qsizetype i = 0; i + 1 < line.size(); ++i) {
    const QLineF edge(line[i], line[i + 1]);
    const int steps = std::max(1, static_cast<int>(edge.length() / step));
    for (int k = 0; k <= steps; ++k) look(edge.pointAt(static_cast<double>(k) / steps));
  }
  return met;
}

/// Field, what stays and what went, as a sentence's part.
QString wordsOf(Layer layer, const survey::LineChange::Difference& difference) {
  const LayerSchema& schema = schemaOf(layer);
  const int field = schema.indexOf(difference.field);
  const QString name = field < 0 ? qs(difference.field) : labelOf(schema.fields[static_cast<std::size_t>(field)]);
  const QString kept = qs(toText(difference.kept));
  return QStringLiteral("%1: %2 ← %3").arg(name, kept.isEmpty() ? QStringLiteral("—") : kept, qs(toText(difference.lost)));
}

} // namespace

GeometryTools::GeometryTools(SurveySession& session, MapCanvas& canvas) : QObject(&canvas), session_(session), canvas_(canvas) {}

SnapAim GeometryTools::aim(std::initializer_list<Layer> layers) {
  return SnapAim(canvas_, session_.reader(), [this] { return snapping_; }, layers);
}

std::unique_ptr<MapTool> GeometryTools::make(std::string_view name) {
  if (name == "draw")
    return std::make_unique<DrawTool>(canvas_, aim(),
                                      DrawTool::Job{[this] { return schemaOf(target_).geometry == GeometryKind::Polygon; }, [this](auto corners) { return draw(corners); }});
  if (name == "reshape")
    return std::make_unique<DrawTool>(canvas_, aim(), DrawTool::Job{[] { return false; }, [this](auto drawn) { return reshape(drawn); }});
  if (name == "vertices") {
    auto tool = std::make_unique<VertexTool>(
        canvas_, session_.reader(), aim(),
        VertexTool::Job{[this](const auto& record, auto place, const Point& from, const Point& to) { return moveVertex(record, place, from, to); },
                        [this](const auto& record, const Geometry& geometry) { return replace(record, geometry, tr("Change vertices")); },
                        [this] { Q_EMIT failed(Error{.code = ErrorCode::VerticesTooFew}); }});
    connect(&session_, &SurveySession::changed, &canvas_, [this] {
      if (auto* shown = dynamic_cast<VertexTool*>(canvas_.tool())) shown->refresh();
    });
    return tool;
  }
  const auto lineTool = [&](LineTool::Count count, std::function<void(std::span<const LineRecord>, const Point&)> act) {
    return std::make_unique<LineTool>(canvas_, session_.reader(), aim({Layer::Rivers, Layer::Channels, Layer::Wells}), count, std::move(act));
  };
  if (name == "split") return lineTool(LineTool::Count::One, [this](auto records, const Point& at) { split(records.front(), at); });
  if (name == "join") return lineTool(LineTool::Count::Several, [this](auto records, const Point&) { join(records); });
  if (name == "reverse") return lineTool(LineTool::Count::One, [this](auto records, const Point&) { reverse(records.front()); });
  return nullptr;
}

bool GeometryTools::record(const QString& label, const Result<survey::LineChange>& plan, const QString& told) {
  if (!plan) {
    Q_EMIT failed(plan.error());
    return false;
  }
  const auto done = session_.edit(label, [&](store::Edit& e) -> Result<> {
    if (auto written = survey::write(e, *plan); !written) return std::unexpected(std::move(written).error());
    return {};
  });
  if (!done) {
    Q_EMIT failed(done.error());
    return false;
  }
  Q_EMIT said(told);
  return true;
}

bool GeometryTools::draw(std::span<const Point> corners) {
  const auto plan = survey::planDrawn(session_.reader(), target_, corners);
  QString told;
  if (plan && schemaOf(target_).geometry == GeometryKind::Line) told = tr("%1 recorded, %2.").arg(labelOf(target_), lengthWords(lengthMetres(plan->fresh->geometry)));
  else if (plan) told = tr("%1 recorded, %2.").arg(labelOf(target_), areaWords(areaSquareMetres(plan->fresh->geometry)));
  return record(tr("Draw: %1").arg(labelOf(target_)), plan, told);
}

bool GeometryTools::replace(const LineRecord& record, const Geometry& geometry, const QString& label) {
  const auto done = session_.edit(label, [&](store::Edit& e) { return e.setGeometry(record.layer, record.fid, geometry); });
  if (!done) Q_EMIT failed(done.error());
  return done.has_value();
}

bool GeometryTools::reshape(std::span<const Point> drawn) {
  for (const LineRecord& record : recordsAlong(canvas_, drawn)) {
    const auto row = session_.reader().row(record.layer, record.fid);
    if (!row || !*row) continue;
    if (const auto changed = reshaped((*row)->geometry, drawn)) {
      const bool done = replace(record, *changed, tr("Reshape: %1").arg(labelOf(record.layer)));
      if (done) Q_EMIT said(tr("%1 reshaped.").arg(labelOf(record.layer)));
      return done;
    }
  }
  Q_EMIT failed(Error{.code = ErrorCode::ReshapeMisses});
  return false;
}

bool GeometryTools::moveVertex(const LineRecord& record, VertexPlace place, const Point& from, const Point& to) {
  Point there = to;
  if (!there.hasHeight()) there.z = from.z;
  // Lines that meet in this very vertex go on meeting in it.
  auto neighbours = std::vector<std::pair<Fid, Geometry>>{};
  const auto read = session_.reader().scan(record.layer, {.box = Box{from.x, from.y, from.x, from.y}, .equals = {}, .where = {}, .containsText = {}, .orderBy = {}, .fields = {}},
                                           [&](const Row& row) {
                                             Geometry geometry = row.geometry;
                                             bool moved = false;
                                             if (row.fid == record.fid) {
                                               if (auto changed = withMovedVertex(geometry, place, there)) geometry = std::move(*changed), moved = true;
                                             } else {
                                               const auto runs = runsOf(row.geometry);
                                               for (std::size_t run = 0; run < runs.size(); ++run)
                                                 for (std::size_t vertex = 0; vertex < runs[run].size(); ++vertex)
                                                   if (const Point& at = runs[run][vertex]; at.x == from.x && at.y == from.y) {
                                                     Point own = there;
                                                     own.z = at.z;
                                                     if (auto changed = withMovedVertex(geometry, {run, vertex}, own)) geometry = std::move(*changed), moved = true;
                                                   }
                                             }
                                             if (moved) neighbours.emplace_back(row.fid, std::move(geometry));
                                             return true;
                                           });
  if (!read) {
    Q_EMIT failed(read.error());
    return false;
  }
  const auto done = session_.edit(tr("Move a vertex"), [&](store::Edit& e) -> Result<> {
    for (const auto& [fid, geometry] : neighbours) SUYUAN_TRY(e.setGeometry(record.layer, fid, geometry));
    return {};
  });
  if (!done) Q_EMIT failed(done.error());
  else if (neighbours.size() > 1) Q_EMIT said(tr("The vertex was moved in %n record(s) that meet in it.", nullptr, static_cast<int>(neighbours.size())));
  return done.has_value();
}

void GeometryTools::split(const LineRecord& line, const Point& at) {
  const auto plan = survey::planSplit(session_.reader(), line.layer, line.fid, at);
  QString told;
  if (plan) {
    told = tr("Split into two, %1 and %2; both keep all values.").arg(lengthWords(lengthMetres(plan->changed.geometry)), lengthWords(lengthMetres(plan->fresh->geometry)));
    if (!plan->relinked.empty()) told += u' ' + tr("%n outfall(s) go with the new piece.", nullptr, static_cast<int>(plan->relinked.size()));
  }
  record(tr("Split: %1").arg(labelOf(line.layer)), plan, told);
}

void GeometryTools::join(std::span<const LineRecord> records) {
  const Layer layer = records.front().layer;
  if (std::ranges::any_of(records, [&](const LineRecord& other) { return other.layer != layer; }))
    return Q_EMIT said(tr("Only lines of one layer can be joined; nothing was changed."));
  std::vector<Fid> fids;
  for (const LineRecord& one : records) fids.push_back(one.fid);
  const auto plan = survey::planJoin(session_.reader(), layer, fids);
  QString told;
  if (plan) {
    told = tr("Joined into one, %1.").arg(lengthWords(lengthMetres(plan->changed.geometry)));
    if (!plan->differences.empty()) {
      QStringList words;
      for (const auto& difference : plan->differences) {
        if (words.size() == 4) {
          words << QStringLiteral("…");
          break;
        }
        words << wordsOf(layer, difference);
      }
      told += u' ' + tr("Values of the others that were not taken over: %1. Undo brings them back.").arg(words.join(QStringLiteral("; ")));
    }
  }
  record(tr("Join: %1").arg(labelOf(layer)), plan, told);
}

void GeometryTools::reverse(const LineRecord& line) {
  const auto plan = survey::planReverse(session_.reader(), line.layer, line.fid);
  QString told = tr("%1 reversed.").arg(labelOf(line.layer));
  if (plan && plan->placedBeside > 0)
    told += u' ' + tr("Bank or chainage of %n outfall(s) were recorded for the former direction: look at them.", nullptr, static_cast<int>(plan->placedBeside));
  record(tr("Reverse: %1").arg(labelOf(line.layer)), plan, told);
}

} // namespace suyuan::desktop
