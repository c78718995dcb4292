// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/fieldwork/bank_lines.h"

#include "app/desktop/fieldwork/fieldwork_words.h"
#include "gis/render/beside_line.h"
#include "gis/render/geo_bridge.h"
#include "gis/render/halo_text.h"

#include <QLineF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace suyuan::desktop {

namespace {

constexpr double asidePx = 5;          ///< from the river's line
constexpr double finestPx = 0.8;       ///< vertices nearer to each other are left out
constexpr double labelledPx = 64;      ///< a gap that is drawn this long has its length written beside
constexpr std::size_t mostLabels = 120;

/// As drawn, without what no eye sees.
QPolygonF onScreen(const QPolygonF& line, const render::MapView& view) {
  QPolygonF drawn;
  for (qsizetype i = 0; i < line.size(); ++i) {
    const QPointF at = view.toScreen(line[i].x(), line[i].y());
    if (drawn.isEmpty() || i + 1 == line.size() || std::abs(at.x() - drawn.last().x()) + std::abs(at.y() - drawn.last().y()) >= finestPx) drawn << at;
  }
  return drawn;
}

double drawnLength(const QPolygonF& line) {
  double length = 0;
  for (qsizetype i = 1; i < line.size(); ++i) length += QLineF(line[i - 1], line[i]).length();
  return length;
}

QPointF middleOf(const QPolygonF& line, double length) {
  double left = length / 2;
  for (qsizetype i = 1; i < line.size(); ++i) {
    const QLineF step(line[i - 1], line[i]);
    if (step.length() >= left && step.length() > 0) return step.pointAt(left / step.length());
    left -= step.length();
  }
  return line.last();
}

} // namespace

Result<BankLines> BankLines::read(store::Reader& reader, const rules::FieldworkLimits& limits, const std::stop_token& stop) {
  auto reaches = reader.all<SurveyReach>();
  if (!reaches) return std::unexpected(std::move(reaches).error());
  fieldwork::Coverage coverage(*reaches, limits);
  if (!reaches->empty()) {
    auto tracks = reader.scan(Layer::Tracks, {}, [&](const Row& row) {
      coverage.addTrack(fromRow<Track>(row));
      return !stop.stop_requested();
    });
    if (!tracks) return std::unexpected(std::move(tracks).error());
  }
  if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
  return BankLines(fieldwork::SurveyCoverage{std::move(*reaches), std::move(coverage)});
}

bool BankLines::add(const fieldwork::TrackPoint& point) {
  const auto touched = all_.coverage.add(point.at, point.time);
  for (const std::size_t reach : touched) pieces_[reach].fresh = false;
  return !touched.empty();
}

void BankLines::addTrack(const Track& track) {
  all_.coverage.addTrack(track);
  for (Reach& reach : pieces_) reach.fresh = false;
}

bool BankLines::take(const SurveyReach& reach) {
  const auto at = all_.coverage.indexOf(reach.fid);
  if (!at) return false;
  SurveyReach& had = all_.reaches[*at];
  if (had.walkSince != reach.walkSince || had.bank != reach.bank || had.geometry != reach.geometry) return false;
  if (had.team != reach.team) all_.coverage.setTeam(*at, reach.team);
  had = reach;
  return true;
}

fieldwork::Coverage::Share BankLines::share(std::string_view team) const {
  if (team.empty()) return all_.coverage.total();
  fieldwork::Coverage::Share sum;
  for (std::size_t i = 0; i < all_.reaches.size(); ++i)
    if (all_.reaches[i].team == team) sum += all_.coverage.share(i);
  return sum;
}

void BankLines::refresh(std::size_t index) {
  Reach& reach = pieces_[index];
  reach = {.pieces = {}, .box = {}, .fresh = true};
  const auto& gaps = all_.coverage.gaps(index);
  const auto& covered = all_.coverage.covered(index);
  const double length = all_.coverage.share(index).length;
  std::vector<std::pair<fieldwork::Interval, Kind>> parts;
  for (const auto& one : covered) parts.emplace_back(one, Kind::Covered);
  for (const auto& one : gaps) parts.emplace_back(one, Kind::Gap);
  std::ranges::sort(parts, {}, [](const auto& part) { return part.first.from; });
  std::vector<std::pair<fieldwork::Interval, Kind>> all;
  double at = 0;
  const auto seenUntil = [&](double to) {
    if (to - at > 0.01) all.emplace_back(fieldwork::Interval{at, to}, Kind::Seen);
  };
  for (const auto& part : parts) {
    seenUntil(part.first.from);
    all.push_back(part);
    at = std::max(at, part.first.to);
  }
  seenUntil(length);
  for (const auto& [interval, kind] : all) {
    Piece piece{kind, {}, interval.length()};
    for (const Point& p : all_.coverage.line(index, interval))
      if (const auto on = bridge_->toMap(p)) {
        piece.line << QPointF(on->x, on->y);
        reach.box.add(on->x, on->y);
      }
    if (piece.line.size() >= 2) reach.pieces.push_back(std::move(piece));
  }
}

QImage BankLines::paint(const render::MapView& view, const Look& look, const std::stop_token& stop) {
  if (crs_ != view.crs || !bridge_) {
    auto bridge = render::GeoBridge::make(view.crs);
    if (!bridge) return {};
    bridge_ = std::make_shared<const render::GeoBridge>(std::move(*bridge));
    crs_ = view.crs;
    for (Reach& reach : pieces_) reach.fresh = false;
  }
  QImage image(view.deviceSize(), QImage::Format_ARGB32_Premultiplied);
  image.setDevicePixelRatio(view.devicePixelRatio);
  image.fill(Qt::transparent);
  QPainter painter(&image);
  painter.setRenderHint(QPainter::Antialiasing);
  const Box seen = view.box(20);
  struct Drawn {
    Kind kind;
    QPolygonF line;
  };
  std::vector<Drawn> lines;
  struct Gap {
    QPointF at;
    double lengthM, drawnPx;
  };
  std::vector<Gap> gaps;
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    if (stop.stop_requested()) return {};
    if (!pieces_[i].fresh) refresh(i);
    if (pieces_[i].box.isEmpty() || !pieces_[i].box.intersects(seen)) continue;
    const bool left = all_.reaches[i].bank == term(Bank::Left);
    for (const Piece& piece : pieces_[i].pieces) {
      QPolygonF line = render::besideLine(onScreen(piece.line, view), asidePx, left);
      if (line.size() < 2) continue;
      if (const double drawn = piece.kind == Kind::Gap ? drawnLength(line) : 0; drawn >= labelledPx) gaps.push_back({middleOf(line, drawn), piece.lengthM, drawn});
      lines.push_back({piece.kind, std::move(line)});
    }
  }
  // What is to be walked lies above what was walked.
  const QColor halo = look.style ? look.style->textHalo : QColor(Qt::white);
  painter.setPen(QPen(halo, 6, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
  for (const Drawn& one : lines) painter.drawPolyline(one.line);
  for (const auto& [kind, pen] : {std::pair{Kind::Covered, QPen(QColor(0x2e, 0x8b, 0x57), 3.6, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin)},
                                  std::pair{Kind::Seen, QPen(QColor(0x2f, 0x6f, 0xb0), 3.2, Qt::CustomDashLine, Qt::FlatCap, Qt::RoundJoin)},
                                  std::pair{Kind::Gap, QPen(QColor(0xd4, 0x1c, 0x1c), 4.4, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin)}}) {
    QPen one = pen;
    if (kind == Kind::Seen) one.setDashPattern({2.5, 1.2});
    painter.setPen(one);
    for (const Drawn& line : lines) {
      if (line.kind == kind) painter.drawPolyline(line.line);
    }
    if (stop.stop_requested()) return {};
  }
  if (!look.style) return image;
  std::ranges::stable_sort(gaps, std::ranges::greater{}, &Gap::drawnPx);
  std::vector<QRectF> taken = look.keepOff;
  render::TextFace& face = render::TextFace::of(look.style->fontFamily, 12, true);
  const QRectF page(QPointF(0, 0), QSizeF(view.size));
  std::size_t written = 0;
  for (const Gap& gap : gaps) {
    if (written == mostLabels) break;
    const QString words = lengthWord(gap.lengthM);
    const double width = face.width(words);
    const QRectF box(gap.at.x() + 8, gap.at.y() - 9, width + 4, 18);
    if (!page.contains(box) || std::ranges::any_of(taken, [&](const QRectF& other) { return other.intersects(box); })) continue;
    taken.push_back(box);
    render::paintHaloText(painter, {box.left() + 2, box.bottom() - 5}, words, face, QColor(0xb0, 0x10, 0x10), QColor(0xff, 0xff, 0xff), 2.4);
    ++written;
  }
  return image;
}

} // namespace suyuan::desktop
