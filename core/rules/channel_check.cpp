// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/channel_check.h"

#include "core/model/geometry_functions.h"
#include "core/rules/finding_maker.h"
#include "core/rules/spatial_index.h"

#include <algorithm>
#include <cmath>

namespace suyuan::rules {

namespace {

constexpr double tolerance = 1.0;      ///< metres: ends within it are one place
constexpr double narrower = 0.02;      ///< metres of diameter that are told
constexpr double step = 0.05;          ///< metres of invert that are told
constexpr std::size_t lookedAt = 32;   ///< ends at one place

std::vector<std::span<const Point>> partsOf(const Geometry& geometry) {
  std::vector<std::span<const Point>> parts;
  if (const auto* line = std::get_if<LineString>(&geometry)) parts.emplace_back(line->points);
  else if (const auto* lines = std::get_if<MultiLineString>(&geometry))
    for (const LineString& part : lines->parts) parts.emplace_back(part.points);
  return parts;
}

bool usable(const Point& p) { return std::isfinite(p.x) && std::isfinite(p.y) && std::abs(p.x) <= 360 && std::abs(p.y) <= 90; }

double side(const Point& a, const Point& b, const Point& c) { return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x); }

bool between(const Point& a, const Point& b, const Point& c) {
  return std::min(a.x, b.x) <= c.x && c.x <= std::max(a.x, b.x) && std::min(a.y, b.y) <= c.y && c.y <= std::max(a.y, b.y);
}

bool segmentsMeet(const Point& a, const Point& b, const Point& c, const Point& d) {
  const double s1 = side(a, b, c), s2 = side(a, b, d), s3 = side(c, d, a), s4 = side(c, d, b);
  if (((s1 > 0 && s2 < 0) || (s1 < 0 && s2 > 0)) && ((s3 > 0 && s4 < 0) || (s3 < 0 && s4 > 0))) return true;
  return (s1 == 0 && between(a, b, c)) || (s2 == 0 && between(a, b, d)) || (s3 == 0 && between(c, d, a)) || (s4 == 0 && between(c, d, b));
}

/// Ends of all channels under a grid of cells of the tolerance.
class Ends {
public:
  struct End {
    Point at;
    std::uint32_t channel = 0;
    bool last = false;   ///< the downstream end, as drawn
    bool met = false;    ///< meets something
  };

  void add(const Point& at, std::uint32_t channel, bool last) {
    const auto slot = static_cast<std::uint32_t>(ends_.size());
    ends_.push_back({at, channel, last, false});
    index_.set(slot, cell(row(at.y), column(at)));
  }

  template <class Use>
  void near(const Point& at, Use&& use) {
    std::size_t looked = 0;
    for (std::int64_t r = row(at.y) - 1; r <= row(at.y) + 1; ++r)
      for (std::int64_t c = column(at) - 1; c <= column(at) + 1; ++c)
        index_.each(cell(r, c), [&](std::uint32_t slot) {
          if (distanceMetres(at, ends_[slot].at) <= tolerance) use(ends_[slot]);
          return ++looked < lookedAt;
        });
  }

  std::vector<End>& all() { return ends_; }

private:
  // Columns of one width everywhere: cells only grow narrower in metres towards the poles, and three of them still hold it
  // up to 60 degrees.
  static constexpr double height = tolerance / 110000.0;
  static std::int64_t row(double y) { return static_cast<std::int64_t>(std::floor(y / height)); }
  static std::int64_t column(const Point& p) { return static_cast<std::int64_t>(std::floor(p.x / (2 * height))); }
  static std::uint64_t cell(std::int64_t r, std::int64_t c) {
    std::uint64_t key = static_cast<std::uint64_t>(r) * 0x9E3779B97F4A7C15ULL ^ (static_cast<std::uint64_t>(c) * 0xC2B2AE3D27D4EB4FULL + 0x165667B1ULL);
    key ^= key >> 31;
    return key == ChainIndex::noKey ? 1 : key;
  }

  std::vector<End> ends_;
  ChainIndex index_;
};

std::string nameOf(const Channel& channel) { return channel.name.empty() ? toText(channel.fid) : channel.name; }

} // namespace

bool crossesItself(std::span<const Point> line) {
  constexpr std::size_t run = 16; // segments under one box, so that long lines stay cheap
  if (line.size() < 4 || line.size() > 200000) return false;
  const std::size_t segments = line.size() - 1;
  std::vector<Box> boxes((segments + run - 1) / run);
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (!usable(line[i])) return false;
    if (i < segments) boxes[i / run].add(line[i].x, line[i].y);
    if (i > 0) boxes[(i - 1) / run].add(line[i].x, line[i].y);
  }
  for (std::size_t a = 0; a < boxes.size(); ++a)
    for (std::size_t b = a; b < boxes.size(); ++b) {
      if (!boxes[a].intersects(boxes[b])) continue;
      for (std::size_t i = a * run; i < std::min(segments, (a + 1) * run); ++i)
        for (std::size_t k = std::max(b * run, i + 2); k < std::min(segments, (b + 1) * run); ++k) {
          if (i == 0 && k == segments - 1 && line.front() == line.back()) continue; // a closed ring
          if (segmentsMeet(line[i], line[i + 1], line[k], line[k + 1])) return true;
        }
    }
  return false;
}

Result<> checkChannels(const ChannelSurroundings& around, const RuleBook& book, std::vector<Finding>& out, std::stop_token stop) {
  const auto channels = around.channels;
  if (channels.empty()) return {};
  Ends ends;
  std::vector<const Geometry*> geometries;
  std::vector<double> lengths(channels.size());
  for (std::uint32_t i = 0; i < channels.size(); ++i) {
    if (i % 1024 == 0 && stop.stop_requested()) return failure(ErrorCode::Cancelled);
    const Channel& channel = channels[i];
    geometries.push_back(&channel.geometry);
    lengths[i] = lengthMetres(channel.geometry);
    FindingMaker make(book, out, Layer::Channels, channel.fid);
    const auto parts = partsOf(channel.geometry);
    if (parts.empty() || !(lengths[i] > 0)) {
      make.add("channel.no-line", "", {{"name", nameOf(channel)}});
      continue;
    }
    if (std::ranges::any_of(parts, crossesItself)) make.add("channel.self-crossing", "", {{"name", nameOf(channel)}});
    for (const auto part : parts) {
      if (part.empty() || !usable(part.front()) || !usable(part.back())) continue;
      ends.add(part.front(), i, false);
      ends.add(part.back(), i, true);
    }
  }
  const auto mark = [&](const Point& at) {
    if (usable(at)) ends.near(at, [](Ends::End& end) { end.met = true; });
  };
  for (const Well& well : around.wells)
    if (const auto* at = std::get_if<Point>(&well.geometry)) mark(*at);
  for (const Point& at : around.places) mark(at);
  if (around.outfalls) around.outfalls->eachPosition([&](Fid, const auto& place) { mark(Point{place.x, place.y}); });

  const LineIndex lines(geometries);
  std::vector<int> free(channels.size(), 0), counted(channels.size(), 0);
  std::vector<Point> gap(channels.size());
  for (Ends::End& end : ends.all()) {
    const Channel& channel = channels[end.channel];
    FindingMaker make(book, out, Layer::Channels, channel.fid);
    bool toldNarrow = false, toldStep = false, toldTwice = false;
    ends.near(end.at, [&](Ends::End& other) {
      if (other.channel == end.channel) return;
      end.met = true;
      const Channel& next = channels[other.channel];
      // Water runs from this one's last end into the other's first.
      if (end.last && !other.last) {
        if (!toldNarrow && channel.diameter && next.diameter && *next.diameter < *channel.diameter - narrower) {
          toldNarrow = true;
          make.add("channel.narrowing", "diameter_m",
                   {{"name", nameOf(channel)}, {"diameter", numberText(*channel.diameter, 3)}, {"next", nameOf(next)}, {"nextDiameter", numberText(*next.diameter, 3)}});
        }
        if (!toldStep && channel.invertDown && next.invertUp && *next.invertUp > *channel.invertDown + step) {
          toldStep = true;
          make.add("channel.invert-step", "invert_down_m",
                   {{"name", nameOf(channel)}, {"invert", numberText(*channel.invertDown, 3)}, {"next", nameOf(next)}, {"nextInvert", numberText(*next.invertUp, 3)}});
        }
      }
      if (!toldTwice && !end.last && other.channel > end.channel && std::abs(lengths[end.channel] - lengths[other.channel]) <= tolerance) {
        const auto mine = partsOf(channel.geometry), theirs = partsOf(next.geometry);
        if (mine.size() == 1 && theirs.size() == 1) {
          const Point& far = mine.front().back();
          const Point& otherFar = other.last ? theirs.front().front() : theirs.front().back();
          if (distanceMetres(far, otherFar) <= tolerance) {
            toldTwice = true;
            make.add("channel.duplicate", "", {{"name", nameOf(channel)}, {"other", nameOf(next)}});
          }
        }
      }
    });
    // A branch that runs into the middle of another channel meets it too.
    if (!end.met) end.met = lines.nearest(end.at, tolerance, [&](std::uint32_t owner) { return owner != end.channel; }).has_value();
    ++counted[end.channel];
    if (end.met) continue;
    ++free[end.channel];
    if (end.last) gap[end.channel] = end.at;
  }
  for (std::uint32_t i = 0; i < channels.size(); ++i) {
    FindingMaker make(book, out, Layer::Channels, channels[i].fid);
    if (counted[i] == 2 && free[i] == 2) make.add("channel.isolated", "", {{"name", nameOf(channels[i])}});
    else if (gap[i] != Point{})
      make.add("channel.dangling", "", {{"name", nameOf(channels[i])}, {"lon", numberText(gap[i].x, 6)}, {"lat", numberText(gap[i].y, 6)}});
  }
  return {};
}

} // namespace suyuan::rules
