// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/take_photos.h"

#include "core/media/media_folder.h"
#include "core/model/terms.h"
#include "core/sync/durable_file.h"

#include <algorithm>
#include <array>
#include <map>

namespace suyuan::media {

namespace fs = std::filesystem;

namespace {

Result<std::map<std::string, Fid, std::less<>>> recordedHashes(store::Reader& reader) {
  std::map<std::string, Fid, std::less<>> known;
  auto scanned = reader.scanColumns(Layer::Photos, {.fields = {"sha256"}, .geometry = false}, [&](const store::RowView& row) {
    if (const auto hash = row.text(0); hash && !hash->empty()) known.try_emplace(std::string(*hash), row.fid());
    return true;
  });
  if (!scanned) return std::unexpected(std::move(scanned).error());
  return known;
}

class Taking {
public:
  Taking(store::SurveyFile& survey, const Inspect& inspect, const TakeOptions& options, PhotoPlacer placer, std::map<std::string, Fid, std::less<>> known)
      : survey_(survey), inspect_(inspect), options_(options), placer_(std::move(placer)), folder_(survey.media()), known_(std::move(known)) {
    if (options.liken && !options.dryRun) likening_.emplace(options.liken, std::thread::hardware_concurrency());
  }

  Result<TakeReport> run(std::span<const fs::path> files, const TakeProgress& progress, const std::stop_token& stop) {
    stop_ = stop;
    if (!options_.dryRun) report_.unfinishedGone = folder_.clearUnfinished();
    for (std::size_t i = 0; i < files.size() && !stop.stop_requested(); ++i) {
      if (progress) progress(i, files.size());
      report_.files.push_back({.file = files[i]});
      TakenFile& taken = report_.files.back();
      if (auto done = one(taken); !done) {
        taken.outcome = TakeOutcome::Failed;
        taken.error = done.error();
        // What every further file would meet as well ends the taking; what was stored so far is recorded first.
        if (taken.error.code == ErrorCode::DiskFull || taken.error.code == ErrorCode::FileUnwritable) {
          SUYUAN_TRY(record());
          return std::unexpected(taken.error);
        }
      }
      if (waiting_.size() >= options_.perEntry) SUYUAN_TRY(record());
    }
    SUYUAN_TRY(record());
    if (progress && !stop.stop_requested()) progress(files.size(), files.size());
    return std::move(report_);
  }

private:
  Result<> one(TakenFile& taken) {
    auto facts = inspect_(taken.file);
    if (!facts) return std::unexpected(std::move(facts).error());
    taken.facts = std::move(*facts);
    if (taken.facts.kind == MediaKind::Other) {
      taken.outcome = TakeOutcome::NotMedia;
      return {};
    }
    bool mended = false;
    fs::path stored;
    if (options_.dryRun) {
      auto hash = sync::sha256OfFile(taken.file);
      if (!hash) return std::unexpected(std::move(hash).error());
      taken.sha256 = std::move(*hash);
    } else {
      auto added = folder_.add(taken.file);
      if (!added) return std::unexpected(std::move(added).error());
      taken.sha256 = added->sha256;
      taken.facts.bytes = added->bytes;
      mended = added->mended || added->isNew;
      stored = std::move(added->file);
    }
    if (const auto before = seen_.find(taken.sha256); before != seen_.end()) {
      taken.outcome = TakeOutcome::Twice;
      taken.sameAs = before->second;
      return {};
    }
    seen_.emplace(taken.sha256, taken.file);
    if (const auto record = known_.find(taken.sha256); record != known_.end()) {
      taken.outcome = mended ? TakeOutcome::Restored : TakeOutcome::Recorded;
      taken.photo = record->second;
      return {};
    }
    auto placing = placer_.place(taken.facts);
    if (!placing) return std::unexpected(std::move(placing).error());
    taken.placing = std::move(*placing);
    taken.outcome = TakeOutcome::Taken;
    waiting_.push_back(report_.files.size() - 1);
    if (likening_ && taken.facts.kind == MediaKind::Photo) likening_->begin(waiting_.back(), std::move(stored), taken.sha256);
    return {};
  }

  Result<> record() {
    if (waiting_.empty() || options_.dryRun) return {};
    if (likening_)
      for (auto& [i, likeness] : likening_->take(stop_)) report_.files[i].likeness = std::move(likeness);
    const std::string label = "收入照片 " + std::to_string(waiting_.size()) + " 张";
    auto entry = survey_.edit(label, [&](store::Edit& edit) -> Result<> {
      for (const std::size_t i : waiting_) {
        auto fid = edit.insert(photoOf(report_.files[i], options_));
        if (!fid) return std::unexpected(std::move(fid).error());
        report_.files[i].photo = *fid;
      }
      return {};
    });
    if (!entry) return std::unexpected(std::move(entry).error());
    for (const std::size_t i : waiting_) known_.emplace(report_.files[i].sha256, report_.files[i].photo);
    waiting_.clear();
    ++report_.entries;
    return {};
  }

  store::SurveyFile& survey_;
  const Inspect& inspect_;
  const TakeOptions& options_;
  PhotoPlacer placer_;
  MediaFolder folder_;
  std::map<std::string, Fid, std::less<>> known_;
  std::map<std::string, fs::path, std::less<>> seen_;
  std::vector<std::size_t> waiting_; // stored, not yet recorded
  TakeReport report_;
  std::stop_token stop_;
  std::optional<Likening> likening_; // last: its threads end first
};

} // namespace

std::string_view takeOutcomeKey(TakeOutcome outcome) noexcept {
  constexpr std::array<std::string_view, 6> keys{"taken", "recorded", "twice", "restored", "not-media", "failed"};
  return keys[static_cast<std::size_t>(outcome)];
}

std::int64_t TakeReport::count(TakeOutcome outcome) const noexcept { return std::ranges::count(files, outcome, &TakenFile::outcome); }

std::string kindInName(const fs::path& file) {
  const std::string name = file.stem().string(), folder = file.parent_path().filename().string();
  for (const std::string& text : {name, folder})
    for (const auto& [kind, word] : termsOf<PhotoKind>())
      if (text.contains(word)) return std::string(word);
  return {};
}

Photo photoOf(const TakenFile& taken, const TakeOptions& options) {
  const PhotoFacts& facts = taken.facts;
  Photo photo;
  if (facts.position && !facts.has(PhotoFault::DatumOther)) photo.geometry = *facts.position;
  photo.sha256 = taken.sha256;
  photo.fileName = taken.file.filename().string();
  photo.kind = options.kind.empty() ? kindInName(taken.file) : options.kind;
  if (facts.takenAt) photo.takenAt = toIso(*facts.takenAt);
  photo.bearing = facts.bearing;
  photo.bytes = facts.bytes;
  photo.team = options.team.empty() ? taken.placing.team : options.team;
  photo.placing = placingWord(taken.placing.state);
  std::vector<PlacingReason> why = taken.placing.reasons;
  if (!taken.placing.targets.empty()) {
    const PhotoTarget& best = taken.placing.targets.front();
    why.insert(why.end(), best.reasons.begin(), best.reasons.end());
    if (taken.placing.state == PlacingState::Sure) {
      (best.layer == Layer::Outfalls ? photo.outfallFid : photo.candidateFid) = best.fid;
      photo.visitFid = best.visit;
    }
  }
  photo.placingWhy = reasonsText(why);
  photo.mediaKind = mediaKindWord(facts.kind);
  photo.duration = facts.duration;
  photo.likeness = taken.likeness;
  photo.camera = facts.make.empty() || facts.model.starts_with(facts.make) ? facts.model : facts.make + " " + facts.model;
  for (const PhotoFaultFound& fault : facts.faults) photo.faults += (photo.faults.empty() ? "" : "; ") + std::string(faultKey(fault.fault));
  return photo;
}

Result<TakeReport> takePhotos(store::SurveyFile& survey, std::span<const fs::path> files, const Inspect& inspect, const rules::PhotoRules& rules, const TakeOptions& options,
                              const TakeProgress& progress, const std::stop_token& stop) {
  if (survey.isReadOnly() && !options.dryRun) return failure(ErrorCode::SurveyReadOnly, {.file = survey.folder().string()});
  auto known = recordedHashes(survey.reader());
  if (!known) return std::unexpected(std::move(known).error());
  auto placer = PhotoPlacer::over(survey.reader(), rules.limits);
  if (!placer) return std::unexpected(std::move(placer).error());
  return Taking(survey, inspect, options, std::move(*placer), std::move(*known)).run(files, progress, stop);
}

Result<std::vector<fs::path>> orphansOf(store::SurveyFile& survey) {
  auto known = recordedHashes(survey.reader());
  if (!known) return std::unexpected(std::move(known).error());
  std::vector<fs::path> orphans;
  const MediaFolder folder(survey.media());
  for (const auto& [hash, file] : folder.files())
    if (!known->contains(hash)) orphans.push_back(file);
  return orphans;
}

Result<> putPhoto(store::Edit& edit, const Photo& photo, Layer layer, Fid target, const std::string& kind) {
  const bool outfall = layer == Layer::Outfalls;
  SUYUAN_TRY(edit.setField(Layer::Photos, photo.fid, "outfall_fid", outfall ? toValue(target) : Value{}));
  SUYUAN_TRY(edit.setField(Layer::Photos, photo.fid, "candidate_fid", outfall ? Value{} : toValue(target)));
  if (!outfall || photo.outfallFid != target) SUYUAN_TRY(edit.setField(Layer::Photos, photo.fid, "visit_fid", Value{}));
  if (!kind.empty()) SUYUAN_TRY(edit.setField(Layer::Photos, photo.fid, "kind", Value{kind}));
  return edit.setField(Layer::Photos, photo.fid, "placing", Value{std::string(placingWord(PlacingState::ByHand))});
}

Result<> putPhoto(store::SurveyFile& survey, Fid photo, Layer layer, Fid target, const std::string& kind) {
  auto record = survey.reader().get<Photo>(photo);
  if (!record) return std::unexpected(std::move(record).error());
  if (!*record) return failure(ErrorCode::RecordMissing, {.layer = "photos"}, {}, {toText(photo)});
  auto there = survey.reader().row(layer, target);
  if (!there) return std::unexpected(std::move(there).error());
  if (!*there) return failure(ErrorCode::RecordMissing, {.layer = std::string(layerName(layer))}, {}, {toText(target)});
  auto entry = survey.edit("照片归位", [&](store::Edit& edit) { return putPhoto(edit, **record, layer, target, kind); });
  if (!entry) return std::unexpected(std::move(entry).error());
  return {};
}

} // namespace suyuan::media
