// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/media/gpx_sidecar.h"

#include <QFile>
#include <QXmlStreamReader>

#include <algorithm>
#include <cmath>

namespace suyuan::media {

namespace {

std::optional<TimedPoint> pointIn(QXmlStreamReader& xml) {
  bool latRead = false, lonRead = false;
  const double lat = xml.attributes().value(QLatin1String("lat")).toDouble(&latRead), lon = xml.attributes().value(QLatin1String("lon")).toDouble(&lonRead);
  std::optional<UtcMillis> at;
  std::optional<double> height;
  while (xml.readNextStartElement()) {
    if (xml.name() == QLatin1String("time")) at = parseUtc(xml.readElementText().trimmed().toStdString());
    else if (xml.name() == QLatin1String("ele")) height = xml.readElementText().toDouble();
    else xml.skipCurrentElement();
  }
  if (!latRead || !lonRead || !at || std::abs(lat) > 90 || std::abs(lon) > 180) return std::nullopt;
  return TimedPoint{*at, height && std::isfinite(*height) ? Point{lon, lat, *height} : Point{lon, lat}};
}

} // namespace

std::optional<std::filesystem::path> gpxBeside(const std::filesystem::path& file) {
  for (const char* ending : {".gpx", ".GPX", ".Gpx"}) {
    std::filesystem::path beside = file;
    beside.replace_extension(ending);
    std::error_code error;
    if (std::filesystem::is_regular_file(beside, error)) return beside;
  }
  return std::nullopt;
}

std::vector<TimedPoint> readGpx(const std::filesystem::path& file) {
  std::vector<TimedPoint> track;
  QFile in(QString::fromStdString(file.string()));
  if (!in.open(QIODevice::ReadOnly)) return track;
  QXmlStreamReader xml(&in);
  while (!xml.atEnd())
    if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == QLatin1String("trkpt"))
      if (auto point = pointIn(xml)) track.push_back(*point);
  std::ranges::stable_sort(track, {}, &TimedPoint::at);
  return track;
}

std::optional<Point> placeAt(std::span<const TimedPoint> track, UtcMillis time, std::chrono::milliseconds slack) {
  const auto after = std::ranges::lower_bound(track, time, {}, &TimedPoint::at);
  const auto near = [&](const TimedPoint& one) { return std::chrono::abs(one.at - time) <= slack; };
  if (after == track.begin() || after == track.end()) {
    if (track.empty()) return std::nullopt;
    const TimedPoint& end = after == track.end() ? track.back() : track.front();
    return near(end) ? std::optional(end.place) : std::nullopt;
  }
  const TimedPoint &a = *(after - 1), &b = *after;
  if (!near(a) && !near(b)) return std::nullopt;
  const double share = std::chrono::duration<double>(time - a.at) / std::chrono::duration<double>(b.at - a.at);
  return Point{std::lerp(a.place.x, b.place.x, share), std::lerp(a.place.y, b.place.y, share)};
}

} // namespace suyuan::media
