// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/media/inspect_photo.h"

#include "gis/media/exif_reading.h"
#include "gis/media/film_reading.h"
#include "gis/media/gpx_sidecar.h"
#include "gis/media/media_file.h"

#include <algorithm>
#include <cmath>
#include <format>

namespace suyuan::media {

namespace {

using namespace std::chrono;

std::optional<int> digitsAt(std::string_view text, std::size_t from, std::size_t count) {
  if (text.size() < from + count) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(from, count)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<year_month_day> exifDate(std::string_view text) {
  const auto y = digitsAt(text, 0, 4), m = digitsAt(text, 5, 2), d = digitsAt(text, 8, 2);
  if (!y || !m || !d || *y == 0) return std::nullopt;
  const year_month_day date{year{*y}, month{static_cast<unsigned>(*m)}, day{static_cast<unsigned>(*d)}};
  return date.ok() ? std::optional(date) : std::nullopt;
}

// "2008:10:22 16:28:39" with the part of a second beside it.
std::optional<local_time<milliseconds>> exifTime(std::string_view text, std::string_view part) {
  const auto date = exifDate(text);
  const auto h = digitsAt(text, 11, 2), m = digitsAt(text, 14, 2), s = digitsAt(text, 17, 2);
  if (!date || !h || !m || !s || *h > 24 || *m > 59 || *s > 60) return std::nullopt;
  milliseconds fraction{0};
  for (std::size_t i = 0, scale = 100; i < 3 && i < part.size() && part[i] >= '0' && part[i] <= '9'; ++i, scale /= 10)
    fraction += milliseconds{static_cast<std::int64_t>(scale) * (part[i] - '0')};
  return local_days{*date} + hours{*h} + minutes{*m} + seconds{*s} + fraction;
}

// "+08:00"; the standard's blanks mean not known.
std::optional<minutes> exifOffset(std::string_view text) {
  if (text == "Z") return minutes{0};
  const auto h = digitsAt(text, 1, 2), m = digitsAt(text, 4, 2);
  if (!h || !m || *h > 14 || *m > 59 || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  const minutes offset = hours{*h} + minutes{*m};
  return text[0] == '-' ? -offset : offset;
}

std::string lowered(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  return text;
}

bool usualDatum(const std::string& datum) {
  std::string plain;
  for (const char c : lowered(datum))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) plain += c;
  return plain.empty() || plain.starts_with("wgs84") || plain.starts_with("wgs1984") || plain == "cgcs2000" || plain == "unknown" || plain.starts_with("undef");
}

void judgePosition(const ExifReading& exif, PhotoFacts& facts) {
  const auto found = [&](PhotoFault fault, std::vector<std::pair<std::string, std::string>> args = {}) { facts.faults.push_back({fault, std::move(args)}); };
  facts.datum = exif.datum;
  if (!usualDatum(exif.datum)) found(PhotoFault::DatumOther, {{"value", exif.datum}});
  if (!exif.latitude || !exif.longitude) {
    found(PhotoFault::NoPosition);
    return;
  }
  const double lon = *exif.longitude, lat = *exif.latitude;
  if (std::abs(lon) > 180 || std::abs(lat) > 90) {
    found(PhotoFault::PositionImpossible, {{"value", std::format("{:.6f}, {:.6f}", lon, lat)}});
    return;
  }
  if (std::abs(lon) < 1e-6 && std::abs(lat) < 1e-6) {
    found(PhotoFault::PositionZero);
    return;
  }
  if (exif.sideUnknown) found(PhotoFault::PositionSideUnknown);
  facts.position = exif.altitude && std::abs(*exif.altitude) < 1e5 ? Point{lon, lat, *exif.altitude} : Point{lon, lat};
  if (exif.accuracy && *exif.accuracy > 0) facts.accuracy = exif.accuracy;
}

void judgeExif(const ExifReading& exif, const InspectOptions& options, PhotoFacts& facts) {
  const auto found = [&](PhotoFault fault, std::vector<std::pair<std::string, std::string>> args = {}) { facts.faults.push_back({fault, std::move(args)}); };
  facts.make = exif.make;
  facts.model = exif.model;
  facts.software = exif.software;
  if (exif.orientation && *exif.orientation != 0) {
    if (*exif.orientation >= 1 && *exif.orientation <= 8) facts.orientation = *exif.orientation;
    else found(PhotoFault::OrientationImpossible, {{"value", std::to_string(*exif.orientation)}});
  }
  facts.cameraTime = exifTime(exif.takenAt, exif.subSeconds);
  facts.offset = facts.cameraTime ? exifOffset(exif.offset) : std::nullopt;
  if (const auto date = exifDate(exif.gpsDate); date && exif.gpsSeconds && *exif.gpsSeconds >= 0 && *exif.gpsSeconds < 86'401)
    facts.gpsTime = sys_days{*date} + milliseconds{std::llround(*exif.gpsSeconds * 1000)};
  if (!facts.cameraTime) found(PhotoFault::NoTime);
  settleTimes(facts, options.clockOff);
  judgePosition(exif, facts);
  if (exif.bearing) {
    if (*exif.bearing >= 0 && *exif.bearing <= 360) {
      facts.bearing = *exif.bearing == 360 ? 0 : *exif.bearing;
      facts.magneticBearing = exif.magnetic;
    } else {
      found(PhotoFault::BearingImpossible, {{"value", std::format("{:.1f}", *exif.bearing)}});
    }
  }
  const std::string program = lowered(exif.software);
  const bool editor = std::ranges::any_of(options.editors, [&](const std::string& word) { return !word.empty() && program.contains(lowered(word)); });
  const auto changed = exifTime(exif.changedAt, {});
  const bool later = facts.cameraTime && changed && *changed - *facts.cameraTime > minutes{2};
  facts.edited = editor || later;
  if (facts.edited) found(PhotoFault::Edited, {{"software", editor ? exif.software : std::string()}, {"changed_at", later ? exif.changedAt : std::string()}});
  if (exif.statedWidth > 0 && exif.statedHeight > 0 && facts.width > 0 && facts.height > 0) {
    const auto [a, b] = std::minmax(exif.statedWidth, exif.statedHeight);
    const auto [c, d] = std::minmax(facts.width, facts.height);
    if (a != c || b != d)
      found(PhotoFault::SizeOther, {{"stated", std::format("{}x{}", exif.statedWidth, exif.statedHeight)}, {"actual", std::format("{}x{}", facts.width, facts.height)}});
  }
}

void judgeFilm(const FilmReading& film, const InspectOptions& options, PhotoFacts& facts) {
  const auto found = [&](PhotoFault fault) { facts.faults.push_back({fault, {}}); };
  if (!film.complete) found(PhotoFault::Broken);
  facts.duration = film.seconds;
  // "2024-05-01T10:00:00+0800": EXIF's ways but for the marks between.
  facts.cameraTime = exifTime(film.createdText, {});
  if (facts.cameraTime && film.createdText.size() >= 24) {
    std::string zone = film.createdText.substr(19);
    if (zone.size() == 5) zone.insert(3, ":");
    facts.offset = exifOffset(zone);
  } else if (facts.cameraTime && film.createdText.ends_with('Z')) {
    facts.offset = minutes{0};
  } else if (!facts.cameraTime && film.createdAt) {
    facts.cameraTime = local_time<milliseconds>{film.createdAt->time_since_epoch()};
    facts.offset = minutes{0};
  }
  if (!facts.cameraTime) found(PhotoFault::NoTime);
  settleTimes(facts, options.clockOff);
  if (film.place && std::abs(film.place->x) < 1e-6 && std::abs(film.place->y) < 1e-6) found(PhotoFault::PositionZero);
  else if (film.place) facts.position = film.place;
  else found(PhotoFault::NoPosition);
}

// A track beside the file gives the place that the file itself lacks, and the time of a recording without one: its beginning.
void takeSidecar(const std::filesystem::path& file, PhotoFacts& facts) {
  if (facts.position && facts.takenAt) return;
  const auto beside = gpxBeside(file);
  if (!beside) return;
  const auto track = readGpx(*beside);
  if (track.empty()) return;
  if (!facts.takenAt && facts.kind != MediaKind::Photo) facts.takenAt = track.front().at;
  if (facts.position || !facts.takenAt) return;
  facts.position = placeAt(track, *facts.takenAt);
  facts.fromSidecar = facts.position.has_value();
}

} // namespace

Result<PhotoFacts> inspectPhoto(const std::filesystem::path& file, const InspectOptions& options) {
  auto bytes = lookAtMediaFile(file);
  if (!bytes) return std::unexpected(std::move(bytes).error());
  PhotoFacts facts;
  facts.kind = bytes->kind;
  facts.bytes = bytes->bytes;
  facts.width = bytes->width;
  facts.height = bytes->height;
  if (facts.kind == MediaKind::Other) {
    facts.faults.push_back({bytes->bytes == 0 ? PhotoFault::Broken : PhotoFault::NotMedia, {}});
    return facts;
  }
  if (facts.kind != MediaKind::Photo) {
    judgeFilm(readFilm(file), options, facts);
    takeSidecar(file, facts);
    return facts;
  }
  if (!bytes->complete) facts.faults.push_back({PhotoFault::Broken, {}});
  const ExifReading exif = readExif(file);
  if (facts.width == 0 || facts.height == 0) {
    facts.width = exif.width;
    facts.height = exif.height;
  }
  if (!exif.readable) facts.faults.push_back({PhotoFault::ExifDamaged, {{"detail", exif.trouble}}});
  else if (!exif.present) facts.faults.push_back({PhotoFault::NoExif, {}});
  else judgeExif(exif, options, facts);
  takeSidecar(file, facts);
  return facts;
}

} // namespace suyuan::media
