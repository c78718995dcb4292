// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/likening.h"
#include "core/media/place_photo.h"
#include "core/model/photo.h"
#include "core/store/survey_file.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace suyuan::media {

/// How a file's facts are read: gis/media's inspectPhoto, which core may not know.
using Inspect = std::function<Result<PhotoFacts>(const std::filesystem::path&)>;

struct TakeOptions {
  std::string team;           ///< whose photos these are; empty: by track, then by the outfall's
  std::string kind;           ///< 照片类别 of all; empty: from the word in the file's or its folder's name
  bool dryRun = false;        ///< say what would be done; nothing is copied or recorded
  std::size_t perEntry = 200; ///< photos of one journal entry; what is done before a crash stays
  Liken liken;                ///< gives photos their likeness while others are copied; may be empty
};

enum class TakeOutcome : std::uint8_t {
  Taken,    ///< stored and recorded
  Recorded, ///< the survey had these bytes and their record
  Twice,    ///< the same bytes as a file before it: one file, one record
  Restored, ///< recorded before, but its stored file was missing or altered; it is there again
  NotMedia, ///< no photo, video or sound: left where it is
  Failed,   ///< could not be read or stored (error)
};
[[nodiscard]] std::string_view takeOutcomeKey(TakeOutcome outcome) noexcept;

struct TakenFile {
  std::filesystem::path file;
  TakeOutcome outcome = TakeOutcome::Failed;
  std::string sha256;
  Fid photo;                   ///< the record of these bytes
  std::filesystem::path sameAs; ///< Twice: the file before it
  PhotoFacts facts;
  Placing placing; ///< Taken only
  std::string likeness;
  Error error;     ///< Failed only
};

struct TakeReport {
  std::vector<TakenFile> files;
  std::int64_t entries = 0;        ///< journal entries made
  std::int64_t unfinishedGone = 0; ///< leftovers of a copying that was cut off
  [[nodiscard]] std::int64_t count(TakeOutcome outcome) const noexcept;
};

/// done, total
using TakeProgress = std::function<void(std::size_t, std::size_t)>;

/// 收入照片: takes files into the survey. Each file's bytes are copied to media/, on the disk, before the journal entry with
/// its record is written; so there is never a record without its file, and a crash between the two leaves a file that orphansOf
/// finds. The originals are only read. A file that fails does not keep the others from being taken. Stopped by `stop`, what is done
/// stays, told in the report. Errors: SurveyReadOnly, DiskFull, the store's.
[[nodiscard]] Result<TakeReport> takePhotos(store::SurveyFile& survey, std::span<const std::filesystem::path> files, const Inspect& inspect, const rules::PhotoRules& rules,
                                            const TakeOptions& options, const TakeProgress& progress = {}, const std::stop_token& stop = {});

/// Files of media/ that no record speaks of: of a crash, or put there by hand. They are offered for taking, not removed.
[[nodiscard]] Result<std::vector<std::filesystem::path>> orphansOf(store::SurveyFile& survey);

/// The record that a file's facts and placing make.
[[nodiscard]] Photo photoOf(const TakenFile& taken, const TakeOptions& options);

/// Puts a photo to an outfall or candidate by hand, with its kind where one is given; also to the one where it is, which confirms it. The second is
/// one journal entry of its own. Errors: RecordMissing, the store's.
Result<> putPhoto(store::Edit& edit, const Photo& photo, Layer layer, Fid target, const std::string& kind = {});
Result<> putPhoto(store::SurveyFile& survey, Fid photo, Layer layer, Fid target, const std::string& kind = {});

/// 照片类别 that the name of a file or its folder says ("近景/IMG_1.jpg", "3号口 远景.jpg"); empty when none.
[[nodiscard]] std::string kindInName(const std::filesystem::path& file);

} // namespace suyuan::media
