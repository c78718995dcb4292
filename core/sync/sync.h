// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/survey_file.h"
#include "core/sync/conflict.h"
#include "core/sync/hub.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace suyuan::sync {

/// What a sync did.
struct SyncReport {
  std::int64_t sent = 0;            ///< entries of this copy appended to the hub
  std::int64_t received = 0;        ///< entries of other copies taken in
  std::vector<Conflict> conflicts;  ///< new since the last sync: own and those that came with others' entries
  std::int64_t openConflicts = 0;   ///< all that wait for a decision
  std::string contentHash;          ///< equal in all copies that have synced (Reader::contentHash)
  std::int64_t mediaSent = 0;
  std::int64_t mediaReceived = 0;
};

/// step: "media", "merge", "send"; total 0 when not known.
using SyncProgress = std::function<void(std::string_view step, std::int64_t done, std::int64_t total)>;

/// Exchanges entries and media with the hub. Own entries that the hub does not have yet are taken back, the hub's are
/// carried out, and the own ones are put on top field by field (rebase.h), all in one transaction; then they are
/// appended. Stopped or killed at any point nothing is lost and the next sync goes on; syncing twice is once.
/// Errors: HubMissing, HubDamaged, HubBusy, HubOtherSurvey, SurveyReadOnly, Cancelled, DiskFull, …
Result<SyncReport> syncWith(store::SurveyFile& survey, Hub& hub, const SyncProgress& progress = {},
                            std::stop_token stop = {});

/// A new copy of the hub's survey in a new folder: same survey, own device. Error HubMissing when the hub is unused.
/// Nothing is left behind when it fails.
Result<store::SurveyFile> joinSurvey(Hub& hub, const std::filesystem::path& newFolder, const std::string& author,
                                     const SyncProgress& progress = {}, std::stop_token stop = {});

} // namespace suyuan::sync
