// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/labels.h"

#include "gis/render/cluster_symbol.h"
#include "gis/render/decorations.h"
#include "gis/render/halo_text.h"
#include "gis/render/label_placer.h"
#include "gis/render/line_label.h"
#include "gis/render/line_width.h"
#include "gis/render/marker.h"
#include "gis/render/outline.h"

#include <QLineF>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <unordered_map>

namespace suyuan::render {

namespace {

constexpr std::size_t mostLabels = 600;     ///< more cannot be read
constexpr std::size_t mostCandidates = 6000; ///< for each layer; the placer would refuse the rest anyway
constexpr double lineLabelCell = 110;        ///< px; one name of a line in each such square, so that the lines stay to be seen

/// What of a stretch lies in a box (Liang and Barsky, 1984); nothing when none does.
std::optional<QLineF> clipped(QPointF from, QPointF to, const QRectF& box) {
  double begin = 0, end = 1;
  const QPointF along = to - from;
  const auto cut = [&](double direction, double room) {
    if (direction == 0) return room >= 0;
    const double at = room / direction;
    if (direction < 0) begin = std::max(begin, at);
    else end = std::min(end, at);
    return begin < end;
  };
  if (!cut(-along.x(), from.x() - box.left()) || !cut(along.x(), box.right() - from.x()) || !cut(-along.y(), from.y() - box.top()) || !cut(along.y(), box.bottom() - from.y()))
    return std::nullopt;
  return QLineF(begin > 0 ? from + along * begin : from, end < 1 ? from + along * end : to);
}

QString textOf(std::string_view bytes) { return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size())); }

/// Places the labels of one layer after another into one placer.
class LabelRun {
public:
  LabelRun(QPainter& painter, const MapScene& scene, const MapView& view, std::stop_token stop)
      : painter_(painter), scene_(scene), view_(view), stop_(std::move(stop)), placer_(QSizeF(view.size)),
        denominator_(view.scaleDenominator()) {
    for (const QRectF& box : furnitureOf(scene, view)) placer_.take(box);
  }

  void avoidMarkers(const ShownLayer& shown) {
    for (const Cluster& cluster : shown.clusters) {
      const double r = clusterRadius(cluster) + 1;
      const QPointF at = view_.toScreen(cluster.place.x, cluster.place.y);
      placer_.take(QRectF(at.x() - r, at.y() - r, 2 * r, 2 * r));
    }
    const layers::FeatureTable& table = *shown.layer->table;
    const int rank = shown.layer->style->label ? shown.layer->style->label->priority : 0;
    if (table.kind != GeometryKind::Point || shown.rows.size() > 3000) return;
    const ClassMap classes(table, *shown.layer->style);
    for (const std::uint32_t row : shown.rows) {
      const double r = markerSize(shown, classes, row) / 2;
      const QPointF at = pointOf(table, row);
      placer_.take(QRectF(at.x() - r, at.y() - r, 2 * r, 2 * r), rank);
    }
  }

  void placeLayer(const ShownLayer& shown) {
    const LayerStyle& style = *shown.layer->style;
    const layers::FeatureTable& table = *shown.layer->table;
    if (!style.label || !shown.layer->labels || table.label.ends.empty()) return;
    const ClassMap classes(table, style);
    const Words words(table, style, denominator_);
    if (!words.any) return;
    std::vector<Candidate> candidates;
    for (const std::uint32_t row : shown.rows) {
      if (candidates.size() >= mostCandidates && table.kind == GeometryKind::Point) break;
      const std::uint8_t word = words.column.at(row);
      const double size = words.size[word];
      if (size <= 0) continue;
      if (table.label.at(row).empty() && table.detail.at(row).empty()) continue;
      const int classIndex = classes.classAt(table, row);
      const Box b = table.boxOf(row);
      const double extent = std::hypot(b.maxX - b.minX, b.maxY - b.minY) / view_.metresPerPixel;
      // Names along a line need at least their own length; this throws out nearly all lines of a small-scale map.
      if (style.label->along && table.kindOf(row) == GeometryKind::Line && extent < size * 2) continue;
      const int rank = classIndex < 0 ? 1000 : classIndex;
      candidates.push_back({row, rank, extent, size, classIndex});
    }
    std::ranges::sort(candidates, [&](const Candidate& a, const Candidate& b) {
      if (a.rank != b.rank) return a.rank < b.rank;
      if (table.kind != GeometryKind::Point && a.extent != b.extent) return a.extent > b.extent;
      return table.fids[a.row] < table.fids[b.row];
    });
    for (const Candidate& c : candidates) {
      if (stop_.stop_requested() || placed_.size() >= mostLabels) return;
      switch (table.kindOf(c.row)) {
      case GeometryKind::Point: placePoint(shown, classes, c); break;
      case GeometryKind::Line: placeLine(shown, c); break;
      case GeometryKind::Polygon: placeArea(shown, c); break;
      default: break;
      }
    }
  }

  std::vector<PlacedLabel> take() { return std::move(placed_); }

private:
  /// What the scale allows for each word of the column that the layer is classified by.
  struct Words {
    Words(const layers::FeatureTable& table, const LayerStyle& style, double denominator)
        : column(style.by == ClassifyBy::Grade ? table.grade : table.category) {
      for (const std::string& word : column.words) {
        const int classIndex = style.by == ClassifyBy::None ? -1 : style.classOf(word);
        const bool shows = scaleShows(ofClass(style.label->maxScaleByClass, word, style.label->maxScale), denominator) &&
                           scaleShows(symbolOf(style, classIndex).maxScale, denominator);
        size.push_back(shows ? ofClass(style.label->sizeByClass, word, style.label->size) : 0);
        any = any || shows;
      }
    }
    const layers::CategoryColumn& column;
    std::vector<double> size; ///< of the text, px; 0 = not written
    bool any = false;
  };

  struct Candidate {
    std::uint32_t row;
    int rank;
    double extent; ///< px
    double size;   ///< of the text, px
    int classIndex;
  };

  static double ofClass(const std::map<std::string, double>& byClass, const std::string& word, double otherwise) {
    const auto found = byClass.find(word);
    return found == byClass.end() ? otherwise : found->second;
  }

  [[nodiscard]] double markerSize(const ShownLayer& shown, const ClassMap& classes, std::size_t row) const {
    const layers::FeatureTable& table = *shown.layer->table;
    const MarkerLook look = markerLook(*shown.layer->style, classes.classAt(table, row), classes.statusAt(table, row), denominator_,
                                       crowdedSize(*shown.layer, view_));
    const bool picture = shown.layer->style->svgScale > 0 && denominator_ <= shown.layer->style->svgScale && !look.symbol->svg.empty();
    return picture ? look.size * 2.1 : look.size;
  }

  [[nodiscard]] QPointF pointOf(const layers::FeatureTable& table, std::size_t row) const {
    const Box b = table.boxOf(row);
    return view_.toScreen((b.minX + b.maxX) / 2, (b.minY + b.maxY) / 2);
  }

  [[nodiscard]] QStringList linesOf(const ShownLayer& shown, const Candidate& c) const {
    const layers::FeatureTable& table = *shown.layer->table;
    QStringList lines;
    if (!table.label.at(c.row).empty()) lines << textOf(table.label.at(c.row));
    const double detail = shown.layer->style->label->detailScale;
    if (!table.detail.at(c.row).empty() && (lines.isEmpty() || (detail > 0 && denominator_ <= detail)))
      lines << textOf(table.detail.at(c.row));
    return lines;
  }

  TextFace& faceOf(const LabelStyle& label, double size) const {
    return TextFace::of(scene_.style->fontFamily, size, label.bold, label.italic, label.spacing);
  }

  void write(const ShownLayer& shown, const Candidate& c, const QStringList& lines, const QRectF& box, TextFace& face,
             Qt::Alignment align) {
    const LabelStyle& label = *shown.layer->style->label;
    double base = box.top() + face.ascent();
    for (const QString& line : lines) {
      const double width = face.width(line) - label.spacing;
      const double x = align == Qt::AlignLeft    ? box.left()
                       : align == Qt::AlignRight ? box.right() - width
                                                 : box.center().x() - width / 2;
      paintHaloText(painter_, {x, base}, line, face, label.color, label.halo, label.haloWidth);
      base += face.height() * 0.95;
    }
    placer_.take(box);
    placed_.push_back({shown.layer->id, shown.layer->table->fids[c.row], lines.join('\n'), {box}});
  }

  [[nodiscard]] static QSizeF sizeOf(const QStringList& lines, TextFace& face, double spacing) {
    double width = 0;
    for (const QString& line : lines) width = std::max(width, face.width(line) - spacing);
    return {width, face.height() * (1 + 0.95 * static_cast<double>(lines.size() - 1))};
  }

  void placePoint(const ShownLayer& shown, const ClassMap& classes, const Candidate& c) {
    const LabelStyle& label = *shown.layer->style->label;
    const QStringList lines = linesOf(shown, c);
    TextFace& face = faceOf(label, c.size);
    const QSizeF size = sizeOf(lines, face, label.spacing);
    const QPointF at = pointOf(*shown.layer->table, c.row);
    const double gap = markerSize(shown, classes, c.row) / 2 + 2.5;
    const double w = size.width(), h = size.height();
    const std::array<std::pair<QPointF, Qt::Alignment>, 6> places{{
        {{gap, -h / 2}, Qt::AlignLeft},
        {{-gap - w, -h / 2}, Qt::AlignRight},
        {{-w / 2, -gap - h + 1}, Qt::AlignHCenter},
        {{-w / 2, gap - 1}, Qt::AlignHCenter},
        {{gap * 0.7, -gap * 0.7 - h}, Qt::AlignLeft},
        {{gap * 0.7, gap * 0.7}, Qt::AlignLeft},
    }};
    // Where every place is taken, it may cover signs of what has a lesser name: the name of an outfall goes before the wells around it.
    for (const int above : {0, label.priority})
      for (const auto& [offset, align] : places) {
        const QRectF box(at + offset, size);
        if (placer_.fits(box, above)) return write(shown, c, lines, box, face, align);
      }
  }

  void placeArea(const ShownLayer& shown, const Candidate& c) {
    const LabelStyle& label = *shown.layer->style->label;
    const QStringList lines = linesOf(shown, c);
    TextFace& face = faceOf(label, c.size);
    const QSizeF size = sizeOf(lines, face, label.spacing);
    if (c.extent < size.width() * 0.8) return;
    const auto anchor = areaAnchor(*shown.layer->table, c.row, size);
    if (!anchor) return;
    const QRectF box(*anchor - QPointF(size.width() / 2, size.height() / 2), size);
    if (placer_.fits(box)) write(shown, c, lines, box, face, Qt::AlignHCenter);
  }

  /// Middle of the widest stretch inside the visible part of the area, on one of some horizontal cuts.
  [[nodiscard]] std::optional<QPointF> areaAnchor(const layers::FeatureTable& table, std::size_t row, QSizeF size) const {
    const QRectF screen(QPointF(0, 0), QSizeF(view_.size));
    std::vector<QPolygonF> rings;
    for (std::size_t part = table.featureStart[row]; part < table.featureStart[row + 1]; ++part)
      rings.push_back(screenLine(table, part, view_, 2));
    QRectF box;
    for (const QPolygonF& ring : rings) box |= ring.boundingRect();
    box &= screen;
    if (box.isEmpty()) return std::nullopt;
    double best = size.width() * 0.9;
    std::optional<QPointF> anchor;
    constexpr std::array order{0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8};
    for (const double t : order) {
      const double y = box.top() + box.height() * t;
      std::vector<double> cuts;
      for (const QPolygonF& ring : rings)
        for (qsizetype i = 1; i < ring.size(); ++i) {
          const QPointF a = ring[i - 1], b = ring[i];
          if ((a.y() > y) != (b.y() > y)) cuts.push_back(a.x() + (y - a.y()) / (b.y() - a.y()) * (b.x() - a.x()));
        }
      std::ranges::sort(cuts);
      for (std::size_t i = 0; i + 1 < cuts.size(); i += 2) {
        const double left = std::max(cuts[i], box.left()), right = std::min(cuts[i + 1], box.right());
        // A little dearer away from the middle, so that a name does not jump to the rim for a few pixels.
        const double worth = (right - left) * (1 - 0.5 * std::fabs(t - 0.5));
        if (worth > best) {
          best = worth;
          anchor = QPointF((left + right) / 2, y);
        }
      }
    }
    return anchor;
  }

  void placeLine(const ShownLayer& shown, const Candidate& c) {
    const layers::FeatureTable& table = *shown.layer->table;
    const LabelStyle& label = *shown.layer->style->label;
    const QString text = textOf(table.label.at(c.row));
    if (text.isEmpty()) return;
    const Box b = table.boxOf(c.row);
    const QPointF middleOf = view_.toScreen((b.minX + b.maxX) / 2, (b.minY + b.maxY) / 2);
    if (isCrowded(middleOf)) return;
    double needed = 0;
    const std::vector<double> widths = widthsOf(text, c.size);
    for (const double width : widths) needed += width;
    if (c.extent < needed) return;
    // The same river comes in many pieces: its name is repeated only a good way off.
    auto& taken = namesAt_[text];
    if (taken.size() >= 4) return;
    // Beside the line, so that the river stays to be seen; on its other side, or a little farther off, where outfalls stand along it.
    const double near = c.size * 0.62 + 2, far = near + 9;
    for (std::size_t part = table.featureStart[c.row]; part < table.featureStart[c.row + 1]; ++part) {
      for (const QPolygonF& line : visiblePieces(screenLine(table, part, view_, 1.0))) {
        for (const double lift : {near, -near, far, -far}) {
          for (const double middle : {0.5, 0.35, 0.65, 0.2, 0.8}) {
            const auto places = placeAlong(line, widths, c.size, label.spacing, lift, middle);
            if (!places) continue;
            const QPointF at = (*places)[places->size() / 2].center;
            if (isCrowded(at)) continue;
            if (std::ranges::any_of(taken, [&](QPointF o) { return std::hypot(o.x() - at.x(), o.y() - at.y()) < 420; })) continue;
            if (writeAlong(shown, c, text, *places)) {
              taken.push_back(at);
              lineNames_.push_back(at);
              return;
            }
          }
        }
      }
    }
  }

  /// True when a line's name is so near that another would only hide the lines.
  [[nodiscard]] bool isCrowded(QPointF at) const {
    return std::ranges::any_of(lineNames_, [&](QPointF o) {
      return std::fabs(o.x() - at.x()) < lineLabelCell && std::fabs(o.y() - at.y()) < lineLabelCell * 0.6;
    });
  }

  /// Widths of the characters: Chinese ones are square, Latin ones a good half.
  static std::vector<double> widthsOf(const QString& text, double size) {
    std::vector<double> widths;
    for (const QChar ch : text) widths.push_back(size * (ch.unicode() > 0x2E7F ? 1.0 : 0.6));
    return widths;
  }

  /// The stretches of a line that lie on the screen.
  [[nodiscard]] std::vector<QPolygonF> visiblePieces(const QPolygonF& line) const {
    const QRectF screen = QRectF(QPointF(0, 0), QSizeF(view_.size)).adjusted(6, 6, -6, -6);
    std::vector<QPolygonF> pieces(1);
    for (qsizetype i = 1; i < line.size(); ++i) {
      const auto seen = clipped(line[i - 1], line[i], screen);
      if (!seen) {
        if (!pieces.back().isEmpty()) pieces.emplace_back();
        continue;
      }
      if (pieces.back().isEmpty() || pieces.back().back() != seen->p1()) {
        if (!pieces.back().isEmpty()) pieces.emplace_back();
        pieces.back().push_back(seen->p1());
      }
      pieces.back().push_back(seen->p2());
    }
    const auto length = [](const QPolygonF& piece) {
      double sum = 0;
      for (qsizetype i = 1; i < piece.size(); ++i) sum += std::hypot(piece[i].x() - piece[i - 1].x(), piece[i].y() - piece[i - 1].y());
      return sum;
    };
    std::ranges::stable_sort(pieces, std::greater(), length);
    return pieces;
  }

  bool writeAlong(const ShownLayer& shown, const Candidate& c, const QString& text, const std::vector<GlyphPlace>& places) {
    const LabelStyle& label = *shown.layer->style->label;
    PlacedLabel done{shown.layer->id, shown.layer->table->fids[c.row], text, {}};
    for (const GlyphPlace& place : places) {
      const double half = c.size * 0.52;
      const QRectF box(place.center.x() - half, place.center.y() - half, 2 * half, 2 * half);
      // Names along lines keep a distance, so that a dense net of rivers is not written over.
      if (!placer_.fits(box.adjusted(-6, -6, 6, 6))) return false;
      done.boxes.push_back(box);
    }
    TextFace& face = TextFace::of(scene_.style->fontFamily, c.size, label.bold, label.italic);
    for (std::size_t i = 0; i < places.size(); ++i) {
      const QString glyph = text.mid(static_cast<qsizetype>(i), 1);
      painter_.save();
      painter_.translate(places[i].center);
      painter_.rotate(std::round(places[i].angle / 2) * 2); // few angles, so that characters are found in the store
      paintHaloText(painter_, {-face.width(glyph) / 2, (face.ascent() - face.descent()) / 2}, glyph, face,
                    label.color, label.halo, label.haloWidth);
      painter_.restore();
    }
    for (const QRectF& box : done.boxes) placer_.take(box);
    placed_.push_back(std::move(done));
    return true;
  }

  QPainter& painter_;
  const MapScene& scene_;
  const MapView& view_;
  std::stop_token stop_;
  LabelPlacer placer_;
  double denominator_;
  std::vector<PlacedLabel> placed_;
  std::unordered_map<QString, std::vector<QPointF>> namesAt_;
  std::vector<QPointF> lineNames_; ///< middles of the names along lines, of all layers
};

} // namespace

std::vector<PlacedLabel> paintLabels(QPainter& painter, const MapScene& scene, const MapView& view,
                                     const std::vector<ShownLayer>& shown, std::stop_token stop) {
  LabelRun run(painter, scene, view, std::move(stop));
  for (const ShownLayer& layer : shown) run.avoidMarkers(layer);
  std::vector<const ShownLayer*> order;
  for (const ShownLayer& layer : shown)
    if (layer.layer->style->label) order.push_back(&layer);
  std::ranges::stable_sort(order, [](const ShownLayer* a, const ShownLayer* b) {
    return a->layer->style->label->priority > b->layer->style->label->priority;
  });
  for (const ShownLayer* layer : order) run.placeLayer(*layer);
  return run.take();
}

} // namespace suyuan::render
