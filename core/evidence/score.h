// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evidence/record_facts.h"
#include "core/evidence/walks.h"
#include "core/rules/evidence_rules.h"

#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace suyuan::evidence {

/// What an aspect comes to.
enum class Verdict : std::uint8_t {
  Fits,     ///< all of its points
  Half,     ///< half of them: it fits, but not well
  Missing,  ///< nothing is known: none
  Against,  ///< it contradicts: points are lost
};
[[nodiscard]] std::string_view verdictKey(Verdict verdict) noexcept; ///< "fits" …

/// Keys: photo-time {min}, photo-time-off {min}, photo-time-against {h}, photo-time-none; photo-place {m}, photo-place-some {near, all},
/// photo-place-against {m}, photo-place-none; track {m, team}, track-off {m, team}, track-against {m, team}, track-none; fix {quality, m},
/// fix-poor {quality, m}, fix-override, fix-other-time {h}, fix-moved {m}, fix-noted, fix-none; entry {min}, entry-late {h}, entry-before
/// {min}, entry-imported, entry-none; no-time, no-place where the record itself does not say.
struct Reason {
  rules::EvidenceAspect aspect = rules::EvidenceAspect::PhotoTime;
  Verdict verdict = Verdict::Missing;
  std::string key;
  std::vector<std::pair<std::string, std::string>> args;
  double points = 0, most = 0; ///< that it brings (below 0: takes), that it could bring
};

/// 证据评分: 0 … 100 and why.
struct Score {
  int score = 0;
  std::vector<Reason> reasons; ///< one for each aspect, in their order
  [[nodiscard]] bool isContradicted() const noexcept;
};

/// Judges whether photo time and place, track, position and entry time fit together. The same facts give the same score.
[[nodiscard]] Score scoreOf(const RecordFacts& facts, const Walks& walks, const rules::EvidenceRules& rules);

/// One outfall or candidate, with everything read anew. Nothing when it is not there. Errors: the reader's.
[[nodiscard]] Result<std::optional<Score>> scoreOf(store::Reader& reader, Layer layer, Fid fid, const rules::EvidenceRules& rules);

/// All outfalls, then all candidates a team has looked at. `visit` returns false to stop. Errors: the reader's.
Result<> eachScore(store::Reader& reader, const rules::EvidenceRules& rules, const std::function<bool(Layer, Fid, const Score&)>& visit);

} // namespace suyuan::evidence
