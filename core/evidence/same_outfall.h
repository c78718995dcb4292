// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"
#include "core/model/layer.h"
#include "core/model/utc_time.h"
#include "core/rules/evidence_rules.h"
#include "core/store/reader.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace suyuan::evidence {

/// Covariance of a position in metres², east and north.
struct ErrorEllipse {
  double ee = 0, en = 0, nn = 0;
  friend ErrorEllipse operator+(const ErrorEllipse& a, const ErrorEllipse& b) noexcept { return {a.ee + b.ee, a.en + b.en, a.nn + b.nn}; }
};
/// Of a stated error (DRMS, metres): the same in every direction. With an offset taken from the antenna in a bearing, that is known worse the
/// farther it is and the less across than along.
[[nodiscard]] ErrorEllipse ellipseOf(double drmsM, std::optional<double> offsetM = {}, std::optional<double> bearingDeg = {}) noexcept;
/// How many of its errors long a way is. \pre the ellipse is not flat
[[nodiscard]] double sigmasOf(const ErrorEllipse& error, double eastM, double northM) noexcept;

/// Where a camera stood and looked.
struct Ray {
  Point from;
  double bearingDeg = 0;
};

/// A record as far as it matters whether it is another's outfall.
struct SameMember {
  Layer layer = Layer::Outfalls; ///< Outfalls or Candidates
  Fid fid;
  Point at;
  ErrorEllipse error;
  bool stated = false; ///< the error is the receiver's, not assumed
  std::string label, kind, shape, bank, team, source;
  std::optional<double> sizeM;
  std::optional<UtcMillis> seen;
  Fid confirmedAs; ///< of a candidate
  std::vector<Ray> rays;
};

/// Keys: near {m, sigma}, rays-cross {m}, looks-at {deg}, only-pair, same-kind {kind}, other-kind {a, b}, same-shape {shape}, other-shape {a, b}, same-size, other-size {a, b},
/// other-team {a, b}, same-walk {team}, other-source {a, b}, other-bank {a, b}.
struct SameReason {
  std::string key;
  std::vector<std::pair<std::string, std::string>> args;
  double points = 0; ///< for (above 0) or against
};

/// Two records that may be one outfall.
struct SameProposal {
  SameMember a, b;
  double distanceM = 0, sigmas = 0; ///< apart, in metres and in their joint error
  double score = 0;                 ///< 0 … 1
  std::vector<SameReason> reasons;
};

/// Judges one pair. Nothing when neither their positions nor their photos' directions let them be one, or less speaks for it than the
/// rules ask. `onlyPair`: no third record lies near.
[[nodiscard]] std::optional<SameProposal> judgeSame(const SameMember& a, const SameMember& b, bool onlyPair, const rules::EvidenceLimits& limits);

/// 同口合并建议: outfalls and candidates that are not excluded, recorded from both banks or by two teams or from two sources, which may be one; likeliest
/// first. A candidate and the outfall that it was confirmed as are no pair. Two that were measured well and lie apart are none either, however alike
/// they are. Errors: the reader's.
[[nodiscard]] Result<std::vector<SameProposal>> proposeSame(store::Reader& reader, const rules::EvidenceLimits& limits);

} // namespace suyuan::evidence
