// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/inspections.h"

#include "core/media/media_folder.h"
#include "core/model/geometry_functions.h"
#include "core/sync/durable_file.h"

#include <algorithm>
#include <array>
#include <limits>

namespace suyuan::media {

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::string_view, 6> kinds{"侧扫声呐", "无人机航测", "CCTV", "潜望镜", "人工潜水", "其他"};
constexpr std::array linked{Layer::Reaches, Layer::Candidates, Layer::Channels, Layer::Outfalls};
constexpr double stepMetres = 5;

/// Positions on the track, no farther apart than the step.
std::vector<Point> positionsOf(const Geometry& track) {
  std::vector<Point> positions;
  const auto add = [&](const std::vector<Point>& line) {
    const double length = lengthMetres(std::span(line));
    for (double along = 0; along < length; along += stepMetres) positions.push_back(pointAlong(line, along));
    if (!line.empty()) positions.push_back(line.back());
  };
  if (const auto* point = std::get_if<Point>(&track)) positions.push_back(*point);
  if (const auto* line = std::get_if<LineString>(&track)) add(line->points);
  if (const auto* lines = std::get_if<MultiLineString>(&track))
    for (const LineString& line : lines->parts) add(line.points);
  return positions;
}

/// Metres between a record and the positions.
double distanceOf(const Geometry& record, std::span<const Point> positions) {
  double least = std::numeric_limits<double>::infinity();
  for (const Point& at : positions) {
    if (const auto* point = std::get_if<Point>(&record)) least = std::min(least, distanceMetres(*point, at));
    else if (const auto place = nearestOnLine(record, at)) least = std::min(least, place->distance);
  }
  return least;
}

Fid& linkOf(Inspection& inspection, Layer layer) {
  switch (layer) {
  case Layer::Reaches: return inspection.reachFid;
  case Layer::Candidates: return inspection.candidateFid;
  case Layer::Channels: return inspection.channelFid;
  default: return inspection.aboutFid;
  }
}

/// The records of a run: the first one has its track and as many links as it holds.
std::vector<Inspection> recordsOf(const Inspection& run, std::span<const NearRecord> about) {
  std::vector<Inspection> records{run};
  for (const NearRecord& one : about) {
    if (Fid& link = linkOf(records.front(), one.layer); !link.isSet()) {
      link = one.fid;
      continue;
    }
    Inspection beside = run;
    beside.geometry = {};
    beside.note.clear();
    linkOf(beside, one.layer) = one.fid;
    records.push_back(std::move(beside));
  }
  return records;
}

} // namespace

std::span<const std::string_view> inspectionKinds() noexcept { return kinds; }

Geometry rimOf(const Box& box) {
  return LineString{{{box.minX, box.minY}, {box.maxX, box.minY}, {box.maxX, box.maxY}, {box.minX, box.maxY}, {box.minX, box.minY}}};
}

Result<std::vector<NearRecord>> alongTrack(store::Reader& reader, const Geometry& track, double metres) {
  const std::vector<Point> positions = positionsOf(track);
  std::vector<NearRecord> found;
  if (positions.empty()) return found;
  Box box = boxOf(track);
  const DegreeLength degree = degreeLength((box.minY + box.maxY) / 2);
  box.minX -= metres / degree.lon, box.maxX += metres / degree.lon;
  box.minY -= metres / degree.lat, box.maxY += metres / degree.lat;
  for (const Layer layer : linked)
    SUYUAN_TRY(reader.scan(layer, {.box = box, .fields = {"source_id"}}, [&](const Row& row) {
      const double distance = distanceOf(row.geometry, positions);
      // Half a step is what a line that crosses may be off from the nearest position.
      if (distance <= metres + stepMetres / 2) found.push_back({layer, row.fid, std::max(0.0, distance - (std::holds_alternative<Point>(row.geometry) ? 0 : stepMetres / 2))});
      return true;
    }));
  std::erase_if(found, [&](const NearRecord& one) { return one.metres > metres; });
  std::ranges::stable_sort(found, {}, &NearRecord::metres);
  return found;
}

Result<std::vector<Fid>> addInspection(store::SurveyFile& survey, const InspectionRequest& request) {
  Inspection run = request.run;
  if (!std::ranges::contains(kinds, std::string_view(run.kind))) return failure(ErrorCode::ValueInvalid, {.layer = "inspections", .field = "kind"}, {}, {run.kind});
  for (const NearRecord& one : request.about) {
    if (!std::ranges::contains(linked, one.layer)) return failure(ErrorCode::ValueInvalid, {.layer = "inspections", .field = std::string(layerName(one.layer))}, {}, {toText(one.fid)});
    const auto row = survey.reader().row(one.layer, one.fid);
    if (!row) return std::unexpected(row.error());
    if (!*row) return failure(ErrorCode::RecordMissing, {.layer = std::string(layerName(one.layer))}, {}, {toText(one.fid)});
  }
  if (!request.file.empty()) {
    const auto digest = sync::sha256OfFile(request.file);
    if (!digest) return std::unexpected(digest.error());
    run.sha256 = *digest;
    run.fileName = request.file.filename().string();
    if (run.name.empty()) run.name = request.file.stem().string();
    const auto before = survey.reader().all<Inspection>({.equals = {{"sha256", Value{run.sha256}}, {"name", Value{run.name}}}});
    if (!before) return std::unexpected(before.error());
    if (!before->empty()) {
      std::vector<Fid> fids;
      for (const Inspection& one : *before) fids.push_back(one.fid);
      return fids;
    }
    std::error_code error;
    run.bytes = static_cast<std::int64_t>(fs::file_size(request.file, error));
    if (request.takeIn) {
      MediaFolder media(survey.folder() / "media");
      const auto added = media.add(request.file);
      if (!added) return std::unexpected(added.error());
    } else {
      const fs::path whole = fs::absolute(request.file, error), home = fs::absolute(survey.folder(), error);
      const fs::path beside = whole.lexically_relative(home);
      run.filePath = !beside.empty() && *beside.begin() != ".." ? beside.string() : whole.string();
    }
  }
  std::vector<Fid> fids;
  auto done = survey.edit("添加专项检查", [&](store::Edit& edit) -> Result<> {
    for (const Inspection& record : recordsOf(run, request.about)) {
      auto fid = edit.insert(record);
      if (!fid) return std::unexpected(std::move(fid).error());
      fids.push_back(*fid);
    }
    return {};
  });
  if (!done) return std::unexpected(std::move(done).error());
  return fids;
}

fs::path fileOf(const Inspection& inspection, const fs::path& survey) {
  std::error_code error;
  if (!inspection.filePath.empty()) {
    const fs::path file = survey / inspection.filePath; // an absolute path stays what it is
    return fs::exists(file, error) ? file : fs::path();
  }
  return inspection.sha256.empty() ? fs::path() : MediaFolder(survey / "media").fileOf(inspection.sha256);
}

} // namespace suyuan::media
