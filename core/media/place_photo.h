// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/photo_facts.h"
#include "core/model/layer.h"
#include "core/rules/photo_rules.h"
#include "core/store/reader.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace suyuan::media {

/// 归位状态, the word of Photo::placing.
enum class PlacingState : std::uint8_t {
  Sure,    ///< 自动归位: by place and time, without doubt
  Review,  ///< 待核: a person must look
  ByHand,  ///< 人工归位: a person has looked
};
[[nodiscard]] std::string_view placingWord(PlacingState state) noexcept;
[[nodiscard]] std::optional<PlacingState> parsePlacing(std::string_view word) noexcept;

/// What speaks for or against a placing. Keys: near, far {m}; bearing-agrees, bearing-against {deg}; visit {min}; others-near
/// {count}; track {team}; no-position, datum-other, no-time, time-only, none-near {m}; sidecar: by a track beside the file; track-place {team}: by
/// where that team's walk must have been at the time.
struct PlacingReason {
  std::string key;
  std::vector<std::pair<std::string, std::string>> args;
  friend bool operator==(const PlacingReason&, const PlacingReason&) = default;
};
/// "near m=12; visit min=3", as Photo::placing_why keeps it.
[[nodiscard]] std::string reasonsText(const std::vector<PlacingReason>& reasons);
[[nodiscard]] std::vector<PlacingReason> parseReasons(std::string_view text);

/// An outfall or candidate that a photo may show.
struct PhotoTarget {
  Layer layer = Layer::Outfalls;
  Fid fid;
  std::string label, team; ///< code, else name, else provisional id
  double distanceM = -1;   ///< below 0: not known
  double share = 0;        ///< of all that speaks for any, 0 … 1
  Fid visit;               ///< the visit that it was taken on, when there is one
  std::vector<PlacingReason> reasons;
};

struct Placing {
  PlacingState state = PlacingState::Review;
  std::string team;                 ///< whose track was walked there and then, else the target's
  std::vector<PhotoTarget> targets; ///< likeliest first, at most five
  std::vector<PlacingReason> reasons;
};

/// 照片归位: which outfall or candidate a photo shows, by where it was taken, where the camera looked, and whose visit it was
/// taken on. Each speaks with a weight; a placing is sure when it has all but a small share of the weight of everything within
/// range, an outfall that nobody has recorded included. A photo without a position is never sure; it is looked for by visits at its time, and else
/// where a team was by then, as though its walk went on evenly. One thread; reads the survey as it
/// was when the placer was made, outfalls and candidates as they are when asked.
class PhotoPlacer {
public:
  /// Errors: the store's.
  [[nodiscard]] static Result<PhotoPlacer> over(store::Reader& reader, const rules::PhotoLimits& limits);

  [[nodiscard]] Result<Placing> place(const PhotoFacts& facts);

private:
  struct VisitAt {
    UtcMillis at;
    Fid outfall, visit;
  };
  struct Walk {
    UtcMillis from, to;
    std::string team;
    Geometry line;
  };
  PhotoPlacer(store::Reader& reader, const rules::PhotoLimits& limits) : reader_(&reader), limits_(limits) {}
  [[nodiscard]] Result<> readVisits();
  [[nodiscard]] Result<> readWalks();
  [[nodiscard]] Result<> around(const PhotoFacts& facts, std::vector<PhotoTarget>& targets, std::vector<double>& weights);
  [[nodiscard]] Result<> atTime(const PhotoFacts& facts, std::vector<PhotoTarget>& targets, std::vector<double>& weights);
  [[nodiscard]] double weightOf(const PhotoFacts& facts, const Point& there, PhotoTarget& target) const;
  [[nodiscard]] double visitWeight(const PhotoFacts& facts, PhotoTarget& target) const;
  [[nodiscard]] std::string walkerAt(const PhotoFacts& facts) const;
  [[nodiscard]] Result<> onWalk(const PhotoFacts& facts, Placing& placing, std::vector<PhotoTarget>& targets, std::vector<double>& weights);

  store::Reader* reader_;
  rules::PhotoLimits limits_;
  std::vector<VisitAt> byTime_;
  std::multimap<Fid, VisitAt> byOutfall_;
  std::vector<Walk> walks_;
};

} // namespace suyuan::media
