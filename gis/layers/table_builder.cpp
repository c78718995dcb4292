// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/layers/table_builder.h"

#include "gis/layers/parallel.h"
#include "gis/projection/transformer.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <string>

namespace suyuan::layers {

namespace {

/// A few positions, by a transformer that this thread keeps: PROJ takes milliseconds to make one.
Result<> projectFew(std::span<double> x, std::span<double> y, const projection::Crs& from, const projection::Crs& to) {
  struct Kept {
    std::string from, to;
    projection::Transformer transformer;
  };
  static thread_local std::optional<Kept> kept;
  if (!kept || kept->from != from.code() || kept->to != to.code()) {
    auto made = projection::Transformer::make(from, to);
    if (!made) return std::unexpected(std::move(made).error());
    kept.emplace(from.code(), to.code(), std::move(*made));
  }
  kept->transformer.transform(x, y);
  return {};
}

/// Projects on all cores: a transformer each, since PROJ's objects are for one thread.
Result<> projectAll(std::span<double> x, std::span<double> y, const projection::Crs& from, const projection::Crs& to) {
  constexpr std::size_t aloneBelow = 20000;
  if (x.size() < aloneBelow) return projectFew(x, y, from, to);
  const std::size_t shares = shareCount();
  std::vector<projection::Transformer> transformers;
  for (std::size_t i = 0; i < shares; ++i) {
    auto made = projection::Transformer::make(from, to);
    if (!made) return std::unexpected(std::move(made).error());
    transformers.push_back(std::move(*made));
  }
  inShares(x.size(), aloneBelow, [&](std::size_t share, std::size_t first, std::size_t last) {
    transformers[share].transform(x.subspan(first, last - first), y.subspan(first, last - first));
  });
  return {};
}

} // namespace

void indexTable(FeatureTable& t) {
  const bool single = t.kind == GeometryKind::Point && t.kinds.empty() && t.x.size() == t.size() &&
                      (t.partStart.size() == 1 || t.partStart.size() == t.size() + 1);
  t.boxes.clear();
  if (single) {
    // One vertex each: row, part and vertex are the same number, so the offsets need not be kept.
    t.partStart = {0};
    t.featureStart = {0};
    t.partStart.shrink_to_fit();
    t.featureStart.shrink_to_fit();
    t.index = SpatialIndex(t.x, t.y);
  } else {
    t.boxes.resize(t.size());
    for (std::size_t row = 0; row < t.size(); ++row)
      for (std::size_t i = t.partStart[t.featureStart[row]]; i < t.partStart[t.featureStart[row + 1]]; ++i)
        t.boxes[row].add(t.x[i], t.y[i]);
    t.index = SpatialIndex(t.boxes);
  }
  t.byFid.clear();
  if (!std::ranges::is_sorted(t.fids)) {
    t.byFid.resize(t.size());
    std::iota(t.byFid.begin(), t.byFid.end(), 0U);
    std::ranges::sort(t.byFid, {}, [&](std::uint32_t row) { return t.fids[row]; });
  }
}

GeometryKind TableBuilder::addGeometry(const Geometry& geometry) {
  const auto addLine = [&](const std::vector<Point>& points) {
    if (points.empty()) return;
    openPart();
    for (const Point& p : points) addVertex(p.x, p.y);
  };
  const auto addPoint = [&](const Point& p) {
    openPart();
    addVertex(p.x, p.y);
  };
  const auto addPolygon = [&](const Polygon& polygon) {
    for (const auto& ring : polygon.rings) addLine(ring);
  };
  struct Visitor {
    decltype(addLine)& line;
    decltype(addPoint)& point;
    decltype(addPolygon)& polygon;
    GeometryKind operator()(std::monostate) const { return GeometryKind::None; }
    GeometryKind operator()(const Point& p) const { return point(p), GeometryKind::Point; }
    GeometryKind operator()(const LineString& l) const { return line(l.points), GeometryKind::Line; }
    GeometryKind operator()(const Polygon& p) const { return polygon(p), GeometryKind::Polygon; }
    GeometryKind operator()(const MultiPoint& m) const {
      for (const Point& p : m.parts) point(p);
      return GeometryKind::Point;
    }
    GeometryKind operator()(const MultiLineString& m) const {
      for (const LineString& l : m.parts) line(l.points);
      return GeometryKind::Line;
    }
    GeometryKind operator()(const MultiPolygon& m) const {
      for (const Polygon& p : m.parts) polygon(p);
      return GeometryKind::Polygon;
    }
  };
  return std::visit(Visitor{addLine, addPoint, addPolygon}, geometry);
}

void TableBuilder::reject(std::int64_t fid, Fault fault) {
  table_.x.resize(featureFirstVertex_);
  table_.y.resize(featureFirstVertex_);
  partOpenedAt_.clear();
  table_.broken.push_back({fid, fault});
}

/// A ring that does not come back to where it began is one all the same: its last side is drawn and hit like the others.
void TableBuilder::closeRings() {
  FeatureTable& t = table_;
  for (std::size_t part = partOpenedAt_.size(); part-- > 0;) { // from behind, so that the places of those before stay
    const std::size_t first = partOpenedAt_[part], end = part + 1 < partOpenedAt_.size() ? partOpenedAt_[part + 1] : t.x.size();
    if (end - first < 3 || (t.x[first] == t.x[end - 1] && t.y[first] == t.y[end - 1])) continue;
    const double x = t.x[first], y = t.y[first];
    t.x.insert(t.x.begin() + static_cast<std::ptrdiff_t>(end), x);
    t.y.insert(t.y.begin() + static_cast<std::ptrdiff_t>(end), y);
    for (std::size_t later = part + 1; later < partOpenedAt_.size(); ++later) ++partOpenedAt_[later];
  }
}

bool TableBuilder::commit(std::int64_t fid, GeometryKind kind) {
  if (kind == GeometryKind::Polygon) closeRings();
  FeatureTable& t = table_;
  const std::size_t end = t.x.size();
  if (end == featureFirstVertex_ || kind == GeometryKind::None) {
    reject(fid, Fault::NoGeometry);
    return false;
  }
  for (std::size_t i = featureFirstVertex_; i < end; ++i)
    if (!std::isfinite(t.x[i]) || !std::isfinite(t.y[i])) {
      // A point that says "NaN NaN" is how many formats write an empty one.
      const bool empty = kind == GeometryKind::Point && std::isnan(t.x[i]) && std::isnan(t.y[i]) && end - featureFirstVertex_ == 1;
      reject(fid, empty ? Fault::NoGeometry : Fault::NotFinite);
      return false;
    }
  const std::size_t least = kind == GeometryKind::Polygon ? 3 : kind == GeometryKind::Line ? 2 : 1;
  if (end - featureFirstVertex_ < least) {
    reject(fid, Fault::Damaged);
    return false;
  }
  if (t.kind == GeometryKind::None) t.kind = kind;
  if (kind != t.kind && !mixed_) {
    mixed_ = true;
    t.kinds.assign(t.fids.size(), t.kind);
  }
  if (mixed_) t.kinds.push_back(kind);
  t.fids.push_back(fid);
  for (std::size_t i = 1; i < partOpenedAt_.size(); ++i) t.partStart.push_back(partOpenedAt_[i]);
  t.partStart.push_back(static_cast<std::uint32_t>(end));
  t.featureStart.push_back(static_cast<std::uint32_t>(t.partStart.size() - 1));
  partOpenedAt_.clear();
  featureFirstVertex_ = end;
  return true;
}

namespace {

/// Where a system's formulas can be trusted, degrees: well around where it is meant for, so that neighbours are drawn, too. Beyond it a
/// projection folds over: what lies there would come out somewhere near. Nothing: everywhere.
std::optional<Box> soundArea(const projection::Crs& crs) {
  if (!crs.isProjected()) return std::nullopt;
  const auto area = crs.area();
  if (!area) return std::nullopt;
  constexpr double around = 40;
  const double grow = area->maxX - area->minX < 180 ? around : 0; // a system of the whole world ends where it says
  return Box{area->minX - grow, std::max(area->minY - grow, -90.0), area->maxX + grow, std::min(area->maxY + grow, 90.0)};
}

} // namespace

Result<> TableBuilder::finish(const projection::Crs& from, const projection::Crs& to) {
  FeatureTable& t = table_;
  std::vector<bool> drop(t.size(), false);
  bool any = false;
  if (const auto area = from.isGeographic() ? soundArea(to) : std::nullopt)
    for (std::size_t row = 0; row < t.size(); ++row)
      for (std::size_t i = t.partStart[t.featureStart[row]]; i < t.partStart[t.featureStart[row + 1]] && !drop[row]; ++i)
        if (!(t.x[i] >= area->minX && t.x[i] <= area->maxX && t.y[i] >= area->minY && t.y[i] <= area->maxY)) drop[row] = any = true;
  SUYUAN_TRY(projectAll(t.x, t.y, from, to));

  for (std::size_t row = 0; row < t.size(); ++row) {
    const std::size_t first = t.partStart[t.featureStart[row]];
    const std::size_t last = t.partStart[t.featureStart[row + 1]];
    for (std::size_t i = first; i < last && !drop[row]; ++i)
      if (!std::isfinite(t.x[i]) || !std::isfinite(t.y[i])) drop[row] = any = true;
  }
  if (any) dropRows(drop);
  t.crs = to.code();
  indexTable(t);
  return {};
}

void TableBuilder::dropRows(const std::vector<bool>& drop) {
  FeatureTable old = std::move(table_);
  FeatureTable& t = table_;
  t = FeatureTable{};
  t.name = std::move(old.name);
  t.layer = old.layer;
  t.kind = old.kind;
  t.broken = std::move(old.broken);
  t.category.words = old.category.words;
  t.status.words = old.status.words;
  t.grade.words = old.grade.words;
  const auto keepByte = [](const CategoryColumn& in, CategoryColumn& out, std::size_t row) {
    if (!in.index.empty()) out.index.push_back(in.at(row));
  };
  const auto keepText = [](const TextColumn& in, TextColumn& out, std::size_t row) {
    if (!in.ends.empty()) out.add(in.at(row));
  };
  for (std::size_t row = 0; row < old.size(); ++row) {
    if (drop[row]) {
      t.broken.push_back({old.fids[row], Fault::OutsideCrs});
      continue;
    }
    for (std::size_t part = old.featureStart[row]; part < old.featureStart[row + 1]; ++part) {
      for (std::size_t i = old.partStart[part]; i < old.partStart[part + 1]; ++i) {
        t.x.push_back(old.x[i]);
        t.y.push_back(old.y[i]);
      }
      t.partStart.push_back(static_cast<std::uint32_t>(t.x.size()));
    }
    t.featureStart.push_back(static_cast<std::uint32_t>(t.partStart.size() - 1));
    t.fids.push_back(old.fids[row]);
    if (!old.kinds.empty()) t.kinds.push_back(old.kinds[row]);
    keepByte(old.category, t.category, row);
    keepByte(old.status, t.status, row);
    keepByte(old.grade, t.grade, row);
    keepText(old.label, t.label, row);
    keepText(old.detail, t.detail, row);
  }
}

} // namespace suyuan::layers
