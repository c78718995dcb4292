// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/take_photos.h"
#include "core/store/survey_file.h"
#include "core/sync/hub.h"

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace suyuan::media {

/// How a recorded photo's file is.
enum class FileState : std::uint8_t {
  Good,    ///< there, and its bytes have the record's SHA-256 (or its length, when asked to be quick)
  Missing,
  Altered, ///< other bytes
};
[[nodiscard]] std::string_view fileStateKey(FileState state) noexcept;

/// One photo that is not all that it should be.
struct LedgerFault {
  Fid photo, outfall;
  std::string sha256, fileName, team;
  FileState file = FileState::Good;
  bool sent = true;      ///< record and bytes are with the hub; not looked at without one
  bool confirmed = true; ///< the hub's bytes, read back, have the hash; not looked at when asked to be quick
};

/// Numbers that must be equal before anyone goes home.
struct LedgerSum {
  std::int64_t taken = 0, stored = 0, sent = 0, confirmed = 0;
  std::int64_t toReview = 0; ///< of those taken: not yet put to an outfall for sure
  friend bool operator==(const LedgerSum&, const LedgerSum&) = default;
};

struct Ledger {
  LedgerSum all;
  std::map<std::string, LedgerSum> byTeam;
  std::map<Fid, LedgerSum> byOutfall; ///< those without one under the unset fid
  std::vector<LedgerFault> faults;    ///< in the order of the records
  std::vector<std::filesystem::path> orphans;  ///< stored, but no record speaks of them
  std::vector<std::filesystem::path> notTaken; ///< of the cameras' folders: not in the survey
  std::int64_t onCameras = 0;                  ///< files of the cameras' folders, each content once
  bool hubAsked = false, confirmAsked = false; ///< sent, confirmed mean something

  /// taken = stored (= sent = confirmed, when a hub was asked), and nothing lies beside.
  [[nodiscard]] bool closes() const noexcept { return faults.empty() && orphans.empty() && notTaken.empty(); }
};

struct LedgerOptions {
  std::vector<std::filesystem::path> cameras; ///< folders whose photos should all be in the survey
  bool quick = false;                         ///< compare lengths of stored files, and do not read the hub's back
};

/// 照片台账: taken = stored = sent = confirmed, by hash. Every stored file is read anew, a block at a time; `hub` may be null, then
/// nothing is said of sending. Cameras' files that are no media do not count. Errors: Cancelled, FileUnreadable of a camera's folder, the store's, the hub's.
[[nodiscard]] Result<Ledger> photoLedger(store::SurveyFile& survey, sync::Hub* hub, const LedgerOptions& options, const Inspect& inspect, const TakeProgress& progress = {},
                                         const std::stop_token& stop = {});

} // namespace suyuan::media
