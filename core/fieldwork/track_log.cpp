// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fieldwork/track_log.h"

#include "core/fieldwork/coverage.h"
#include "core/model/geometry_functions.h"
#include "core/store/capture.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstring>
#include <fcntl.h>
#include <format>
#include <fstream>
#include <random>
#include <unistd.h>

namespace suyuan::fieldwork {

namespace {

constexpr std::string_view magic = "suyuan-track 1";

/// CRC-32 (IEEE 802.3), of one line.
std::uint32_t crc32(std::string_view text) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char c : text) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320U : 0U);
  }
  return ~crc;
}

std::unexpected<Error> writeFailure(const std::filesystem::path& file, int error) {
  return failure(error == ENOSPC || error == EDQUOT ? ErrorCode::DiskFull : ErrorCode::FileUnwritable, {.file = file.string()}, std::strerror(error));
}

Result<> writeAll(int fd, std::string_view text, const std::filesystem::path& file) {
  const off_t began = ::lseek(fd, 0, SEEK_END);
  std::string_view rest = text;
  while (!rest.empty()) {
    const auto n = ::write(fd, rest.data(), rest.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) {
      const int error = n < 0 ? errno : EIO;
      // Half a line would end the recording for whoever reads it: taken back.
      if (began < 0 || ::ftruncate(fd, began) != 0) return writeFailure(file, error);
      return writeFailure(file, error);
    }
    rest.remove_prefix(static_cast<std::size_t>(n));
  }
  if (::fdatasync(fd) != 0) return writeFailure(file, errno);
  return {};
}

Result<> syncFolder(const std::filesystem::path& folder) {
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return writeFailure(folder, errno);
  const int failed = ::fsync(fd) != 0 && errno != EINVAL && errno != ENOTSUP ? errno : 0;
  ::close(fd);
  return failed ? Result<>(writeFailure(folder, failed)) : Result<>{};
}

std::string sealed(const std::string& text) { return std::format("{}\t{:08x}\n", text, crc32(text)); }

std::string oneLine(std::string text) {
  for (char& c : text)
    if (c == '\t' || c == '\n' || c == '\r') c = ' ';
  return text;
}

std::vector<std::string_view> cells(std::string_view line) {
  std::vector<std::string_view> parts;
  for (std::size_t tab = 0; tab != line.npos;) {
    tab = line.find('\t');
    parts.push_back(line.substr(0, tab));
    if (tab != line.npos) line.remove_prefix(tab + 1);
  }
  return parts;
}

std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

Result<Recording> readRecording(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return failure(ErrorCode::FileUnreadable, {.file = file.string()});
  const std::string all{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  Recording recording{.file = file, .uid = file.stem().string(), .team = {}, .device = {}, .points = {}, .cutOff = false};
  std::string_view rest = all;
  bool first = true;
  while (!rest.empty()) {
    const auto end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
    const auto seal = line.rfind('\t');
    if (end == std::string_view::npos || seal == line.npos || line.substr(seal + 1) != std::format("{:08x}", crc32(line.substr(0, seal)))) {
      recording.cutOff = true;
      break;
    }
    const auto parts = cells(line.substr(0, seal));
    if (first) {
      if (parts.size() != 3 || parts[0] != magic) {
        recording.cutOff = true;
        break;
      }
      recording.team = parts[1];
      recording.device = parts[2];
      first = false;
      continue;
    }
    const auto x = parts.size() == 5 ? number(parts[0]) : std::nullopt, y = parts.size() == 5 ? number(parts[1]) : std::nullopt;
    if (!x || !y) {
      recording.cutOff = true;
      break;
    }
    TrackPoint point{{*x, *y}, std::string(parts[3]), number(parts[4]).value_or(-1)};
    if (const auto z = number(parts[2])) point.at.z = *z;
    recording.points.push_back(std::move(point));
  }
  return recording;
}

} // namespace

Result<TrackLog> TrackLog::begin(const std::filesystem::path& survey, const std::string& team, const std::string& device) {
  const auto folder = survey / "recording";
  std::error_code ec;
  std::filesystem::create_directories(folder, ec);
  if (ec) return writeFailure(folder, ec.value());
  std::random_device random;
  const auto file = folder / std::format("{:08x}{:08x}{:08x}{:08x}.track", random(), random(), random(), random());
  const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0644);
  if (fd < 0) return writeFailure(file, errno);
  TrackLog log(fd, file);
  SUYUAN_TRY(writeAll(fd, sealed(std::format("{}\t{}\t{}", magic, oneLine(team), oneLine(device))), file));
  SUYUAN_TRY(syncFolder(folder));
  SUYUAN_TRY(syncFolder(survey));
  return log;
}

TrackLog::TrackLog(TrackLog&& other) noexcept : fd_(other.fd_), file_(std::move(other.file_)) { other.fd_ = -1; }

TrackLog::~TrackLog() {
  if (fd_ >= 0) ::close(fd_);
}

Result<> TrackLog::append(const TrackPoint& point) {
  const std::string height = point.at.hasHeight() ? std::format("{:.2f}", point.at.z) : std::string();
  return writeAll(fd_, sealed(std::format("{:.9f}\t{:.9f}\t{}\t{}\t{:.2f}", point.at.x, point.at.y, height, oneLine(point.time), point.accuracyM)), file_);
}

Result<std::vector<Recording>> recordingsOf(const std::filesystem::path& survey) {
  std::vector<std::filesystem::path> files;
  std::error_code ec;
  for (std::filesystem::directory_iterator it(survey / "recording", ec), end; !ec && it != end; it.increment(ec))
    if (it->path().extension() == ".track") files.push_back(it->path());
  std::ranges::sort(files);
  std::vector<Recording> recordings;
  for (const auto& file : files) {
    auto recording = readRecording(file);
    if (!recording) return std::unexpected(std::move(recording).error());
    recordings.push_back(std::move(*recording));
  }
  return recordings;
}

Result<Fid> takeRecording(store::SurveyFile& survey, const Recording& recording, double toleranceM) {
  Fid fid;
  auto known = survey.reader().all<Track>({.equals = {{"source_id", Value{recording.uid}}}});
  if (!known) return std::unexpected(std::move(known).error());
  if (!known->empty()) {
    fid = known->front().fid;
  } else if (recording.points.size() >= 2) {
    // Where the receiver lost the way nobody is known to have walked: the track has a break there.
    std::vector<std::vector<Point>> lines(1);
    for (const TrackPoint& point : recording.points) {
      if (!lines.back().empty() && distanceMetres(lines.back().back(), point.at) > Coverage::joinM) lines.emplace_back();
      lines.back().push_back(point.at);
    }
    for (std::vector<Point>& line : lines)
      if (line.size() == 1) line.push_back(line.front()); // a place alone: it was stood there
    Track track;
    if (lines.size() == 1) {
      track.geometry = LineString{thinned(lines.front(), toleranceM)};
    } else {
      MultiLineString parts;
      for (const std::vector<Point>& line : lines) parts.parts.push_back({thinned(line, toleranceM)});
      track.geometry = std::move(parts);
    }
    track.sourceId = recording.uid;
    track.source = "现场记录";
    track.team = recording.team;
    track.device = recording.device;
    track.startedAt = recording.points.front().time;
    track.endedAt = recording.points.back().time;
    auto entry = survey.edit("记录踏查轨迹", [&](store::Edit& edit) -> Result<> {
      auto inserted = edit.insert(track);
      if (!inserted) return std::unexpected(std::move(inserted).error());
      fid = *inserted;
      return {};
    });
    if (!entry) return std::unexpected(std::move(entry).error());
  }
  std::error_code ec;
  std::filesystem::remove(recording.file, ec);
  if (ec) return writeFailure(recording.file, ec.value());
  return fid;
}

std::vector<Point> thinned(std::span<const Point> line, double toleranceM) {
  if (line.size() < 3) return {line.begin(), line.end()};
  const DegreeLength degree = degreeLength(line[line.size() / 2].y);
  std::vector<bool> stays(line.size(), false);
  stays.front() = stays.back() = true;
  std::vector<std::pair<std::size_t, std::size_t>> open{{0, line.size() - 1}};
  while (!open.empty()) {
    const auto [first, last] = open.back();
    open.pop_back();
    if (last - first < 2) continue;
    const double ax = line[first].x, ay = line[first].y, dx = (line[last].x - ax) * degree.lon, dy = (line[last].y - ay) * degree.lat;
    const double l2 = dx * dx + dy * dy;
    double farthest = -1;
    std::size_t at = first;
    for (std::size_t i = first + 1; i < last; ++i) {
      const double px = (line[i].x - ax) * degree.lon, py = (line[i].y - ay) * degree.lat;
      const double t = l2 > 0 ? std::clamp((px * dx + py * dy) / l2, 0.0, 1.0) : 0;
      const double d = std::hypot(px - t * dx, py - t * dy);
      if (d > farthest) farthest = d, at = i;
    }
    if (farthest <= toleranceM) continue;
    stays[at] = true;
    open.emplace_back(first, at);
    open.emplace_back(at, last);
  }
  std::vector<Point> kept;
  for (std::size_t i = 0; i < line.size(); ++i)
    if (stays[i]) kept.push_back(line[i]);
  return kept;
}

} // namespace suyuan::fieldwork
