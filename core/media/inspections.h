// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/inspection.h"
#include "core/store/survey_file.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace suyuan::media {

/// Words of Inspection::kind: 侧扫声呐, 无人机航测, CCTV, 潜望镜 (QV), 人工潜水, 其他.
[[nodiscard]] std::span<const std::string_view> inspectionKinds() noexcept;

/// A record that a run went past or over.
struct NearRecord {
  Layer layer = Layer::Reaches;
  Fid fid;
  double metres = 0; ///< between it and the track; 0 where they cross
};

/// Reaches, candidates, channels and outfalls no farther from a track than so many metres, nearest first. The track is looked at every few metres.
[[nodiscard]] Result<std::vector<NearRecord>> alongTrack(store::Reader& reader, const Geometry& track, double metres);

/// The rim of a raster, as the track of a run that has none of its own.
[[nodiscard]] Geometry rimOf(const Box& box);

struct InspectionRequest {
  Inspection run;                   ///< name, kind, times, team, device, found, geometry; links and file are set here
  std::filesystem::path file;       ///< of the run: raster, video, sound, report; empty: none
  bool takeIn = true;               ///< copy the file into media/; else it stays where it is, known by its SHA-256
  std::vector<NearRecord> about;    ///< what it is linked to
};

/// Adds a run in one journal entry. The first record has the track; further candidates, channels and outfalls than its own have records beside it
/// with the same name and digest, so that each thing knows its inspections. A file whose digest the survey has under this name is not taken twice: its
/// records are given back. Errors: FileUnreadable, ValueInvalid for a kind that is none, RecordMissing for a link, the store's.
[[nodiscard]] Result<std::vector<Fid>> addInspection(store::SurveyFile& survey, const InspectionRequest& request);

/// Where a run's file is now: in media/, or where it stayed; empty when it is gone.
[[nodiscard]] std::filesystem::path fileOf(const Inspection& inspection, const std::filesystem::path& survey);

} // namespace suyuan::media
