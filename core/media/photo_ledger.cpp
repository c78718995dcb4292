// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/photo_ledger.h"

#include "core/media/media_folder.h"
#include "core/media/missing_views.h"
#include "core/sync/durable_file.h"

#include <algorithm>
#include <array>
#include <set>

namespace suyuan::media {

namespace fs = std::filesystem;

namespace {

// Spans of records in entries that the hub does not have. A photo inside one may be meant: it counts as not sent.
Result<std::vector<std::pair<std::int64_t, std::int64_t>>> unsentSpans(store::Reader& reader) {
  std::vector<std::pair<std::int64_t, std::int64_t>> spans;
  auto done = reader.select("SELECT p.min_fid, p.max_fid FROM suyuan_journal j JOIN suyuan_journal_part p ON p.entry_id = j.entry_id WHERE j.hub_seq IS NULL", {},
                            [&](const std::vector<Value>& row) {
                              const auto *low = std::get_if<std::int64_t>(&row[0]), *high = std::get_if<std::int64_t>(&row[1]);
                              if (low && high) spans.emplace_back(*low, *high);
                              return true;
                            });
  if (!done) return std::unexpected(std::move(done).error());
  return spans;
}

class Keeping {
public:
  Keeping(store::SurveyFile& survey, sync::Hub* hub, const LedgerOptions& options, const TakeProgress& progress, const std::stop_token& stop)
      : survey_(survey), hub_(hub), options_(options), progress_(progress), stop_(stop), folder_(survey.media()) {}

  Result<Ledger> run(const Inspect& inspect) {
    auto photos = survey_.reader().all<Photo>();
    if (!photos) return std::unexpected(std::move(photos).error());
    if (hub_) {
      auto names = hub_->media();
      if (!names) return std::unexpected(std::move(names).error());
      for (std::string& name : *names) hubNames_.try_emplace(name.substr(0, 64), name);
      auto spans = unsentSpans(survey_.reader());
      if (!spans) return std::unexpected(std::move(spans).error());
      unsent_ = std::move(*spans);
      ledger_.hubAsked = true;
      ledger_.confirmAsked = !options_.quick;
    }
    auto confirmed = outfallsOfCandidates(survey_.reader());
    if (!confirmed) return std::unexpected(std::move(confirmed).error());
    for (Photo& photo : *photos)
      if (const auto became = confirmed->find(photo.candidateFid); !photo.outfallFid.isSet() && became != confirmed->end()) photo.outfallFid = became->second;
    for (std::size_t i = 0; i < photos->size(); ++i) {
      if (stop_.stop_requested()) return failure(ErrorCode::Cancelled);
      if (progress_) progress_(i, photos->size());
      photo((*photos)[i]);
    }
    for (const auto& [hash, file] : folder_.files())
      if (!recorded_.contains(hash)) ledger_.orphans.push_back(file);
    for (const fs::path& camera : options_.cameras) SUYUAN_TRY(this->camera(camera, inspect));
    if (progress_) progress_(photos->size(), photos->size());
    return std::move(ledger_);
  }

private:
  // Two records of one content are one file: it is looked at once.
  FileState stateOf(const Photo& photo) {
    const auto known = states_.find(photo.sha256);
    if (known != states_.end()) return known->second;
    FileState state = FileState::Good;
    const fs::path file = folder_.fileOf(photo.sha256);
    std::error_code error;
    if (file.empty()) {
      state = FileState::Missing;
    } else if (options_.quick) {
      const auto size = fs::file_size(file, error);
      if (error || (photo.bytes && static_cast<std::int64_t>(size) != *photo.bytes)) state = FileState::Altered;
    } else {
      const auto hash = sync::sha256OfFile(file);
      if (!hash || *hash != photo.sha256) state = FileState::Altered;
    }
    return states_[photo.sha256] = state;
  }

  bool confirmed(const std::string& sha256, const std::string& name) {
    if (const auto known = confirmed_.find(sha256); known != confirmed_.end()) return known->second;
    const auto hash = hub_->hashOfMedia(name);
    return confirmed_[sha256] = hash && *hash == sha256;
  }

  void photo(const Photo& photo) {
    recorded_.insert(photo.sha256);
    LedgerFault line{photo.fid, photo.outfallFid, photo.sha256, photo.fileName, photo.team, stateOf(photo)};
    if (hub_) {
      const auto there = hubNames_.find(photo.sha256);
      const bool recordSent = std::ranges::none_of(unsent_, [&](const auto& span) { return span.first <= photo.fid.value && photo.fid.value <= span.second; });
      line.sent = recordSent && there != hubNames_.end();
      if (!options_.quick) line.confirmed = line.sent && confirmed(photo.sha256, there->second);
    }
    for (LedgerSum* sum : {&ledger_.all, &ledger_.byTeam[photo.team], &ledger_.byOutfall[photo.outfallFid]}) {
      ++sum->taken;
      sum->stored += line.file == FileState::Good;
      sum->sent += hub_ && line.sent;
      sum->confirmed += ledger_.confirmAsked && line.confirmed;
      sum->toReview += photo.placing == placingWord(PlacingState::Review);
    }
    if (line.file != FileState::Good || !line.sent || !line.confirmed) ledger_.faults.push_back(std::move(line));
  }

  Result<> camera(const fs::path& folder, const Inspect& inspect) {
    auto files = filesBelow(folder);
    if (!files) return std::unexpected(std::move(files).error());
    for (const fs::path& file : *files) {
      if (stop_.stop_requested()) return failure(ErrorCode::Cancelled);
      const auto facts = inspect(file);
      if (facts && facts->kind == MediaKind::Other) continue;
      const auto hash = sync::sha256OfFile(file);
      if (!hash) {
        ledger_.notTaken.push_back(file); // what cannot be read cannot have been taken
        continue;
      }
      if (!onCameras_.insert(*hash).second) continue;
      ++ledger_.onCameras;
      if (!recorded_.contains(*hash)) ledger_.notTaken.push_back(file);
    }
    return {};
  }

  store::SurveyFile& survey_;
  sync::Hub* hub_;
  const LedgerOptions& options_;
  const TakeProgress& progress_;
  const std::stop_token& stop_;
  MediaFolder folder_;
  std::map<std::string, std::string, std::less<>> hubNames_;
  std::vector<std::pair<std::int64_t, std::int64_t>> unsent_;
  std::map<std::string, FileState, std::less<>> states_;
  std::map<std::string, bool, std::less<>> confirmed_;
  std::set<std::string, std::less<>> recorded_, onCameras_;
  Ledger ledger_;
};

} // namespace

std::string_view fileStateKey(FileState state) noexcept {
  constexpr std::array<std::string_view, 3> keys{"good", "missing", "altered"};
  return keys[static_cast<std::size_t>(state)];
}

Result<Ledger> photoLedger(store::SurveyFile& survey, sync::Hub* hub, const LedgerOptions& options, const Inspect& inspect, const TakeProgress& progress, const std::stop_token& stop) {
  return Keeping(survey, hub, options, progress, stop).run(inspect);
}

} // namespace suyuan::media
