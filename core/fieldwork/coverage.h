// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fieldwork/intervals.h"
#include "core/model/survey_reach.h"
#include "core/model/track.h"
#include "core/rules/survey_moves.h"
#include "core/store/reader.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace suyuan::fieldwork {

/// 岸线覆盖: how much of each reach's bank was walked, as the team walks. A place on the reach's line is *covered* when the
/// track comes as near as range_near to it on the reach's own bank, else *seen* when it comes as near as range_across on the
/// other bank, else *gap*. The side of a position is that of the line at its nearest place. Positions of one track that follow
/// each other within `joinM` are joined by a straight walk when they are on one side; the walk is then on that side as a whole. Chainages are metres from the reach's
/// own beginning; everything is computed in a local plane around each reach.
class Coverage {
public:
  static constexpr double joinM = 100; ///< a longer step means that the receiver lost the way: no walk between

  Coverage(std::span<const SurveyReach> reaches, const rules::FieldworkLimits& limits);

  struct Share {
    double length = 0, covered = 0, seen = 0; ///< metres of bank
    [[nodiscard]] double gap() const noexcept { return std::max(0.0, length - covered - seen); }
    [[nodiscard]] double done() const noexcept { return length > 0 ? (covered + seen) / length : 0; } ///< covered or seen, 0 … 1
    Share& operator+=(const Share& o) noexcept {
      length += o.length, covered += o.covered, seen += o.seen;
      return *this;
    }
    Share& operator-=(const Share& o) noexcept {
      length -= o.length, covered -= o.covered, seen -= o.seen;
      return *this;
    }
  };

  /// The next position of a track; `at` (UTC) is left out of account for reaches that were sent back later. Returns the reaches
  /// whose share grew. Costs what lies around the position, whatever was walked before.
  std::span<const std::size_t> add(const Point& position, std::string_view at = {});
  /// The next position begins another track.
  void breakTrack() noexcept { last_.reset(); }
  void addTrack(const Track& track);

  [[nodiscard]] std::size_t size() const noexcept { return reaches_.size(); }
  [[nodiscard]] const Share& share(std::size_t reach) const { return reaches_[reach].share; }
  /// Of all reaches together.
  [[nodiscard]] const Share& total() const noexcept { return total_; }
  /// The reach's number in the order that it was given; nothing when it is not among them.
  [[nodiscard]] std::optional<std::size_t> indexOf(Fid reach) const;
  [[nodiscard]] const std::vector<Interval>& gaps(std::size_t reach) const { return reaches_[reach].gaps; } ///< neither covered nor seen, from the reach's beginning
  [[nodiscard]] const std::vector<Interval>& covered(std::size_t reach) const { return reaches_[reach].covered.parts(); } ///< what is in neither of the two is seen
  void setTeam(std::size_t reach, std::string team) { reaches_[reach].team = std::move(team); } ///< it was given to another one
  [[nodiscard]] std::vector<Point> line(std::size_t reach, const Interval& part) const; ///< in lon/lat

  struct Gap {
    std::size_t reach = 0;
    Interval part;        ///< the whole gap
    Point at;             ///< its place nearest to the position asked for
    double distanceM = 0; ///< to there, as the crow flies
    double bearing = 0;   ///< degrees from north, clockwise
  };
  /// The way to the nearest gap of at least `leastM` metres, of all reaches or one team's.
  [[nodiscard]] std::optional<Gap> nearestGap(const Point& position, double leastM = 1, std::string_view team = {}) const;

private:
  struct Vertex {
    double x = 0, y = 0, along = 0;
  };
  struct Reach {
    std::vector<Vertex> line; ///< metres east and north of the origin
    Point origin;
    double perLon = 1, perLat = 1;
    bool left = false;
    std::string since, team;
    Box box; ///< lon/lat
    Intervals covered, across;
    Share share;                ///< of both, kept up with them
    std::vector<Interval> gaps; ///< the same
    [[nodiscard]] Vertex local(const Point& p) const noexcept { return {(p.x - origin.x) * perLon, (p.y - origin.y) * perLat, 0}; }
  };
  struct Piece {
    std::uint32_t reach = 0, segment = 0;
    friend auto operator<=>(const Piece&, const Piece&) = default;
  };
  [[nodiscard]] std::int64_t cellOf(const Point& p) const noexcept;
  void keepUp(Reach& reach);

  std::vector<Reach> reaches_;
  Share total_;
  std::map<std::int64_t, std::size_t> byFid_;
  std::unordered_map<std::int64_t, std::vector<Piece>> grid_;
  double cellLon_ = 1, cellLat_ = 1, near_ = 0, across_ = 0;
  std::optional<Point> last_;
  std::vector<Piece> pieces_;         // scratch
  std::vector<std::size_t> touched_; // scratch
};

/// The survey's coverage: all reaches, walked by all tracks that ended before `before` (UTC; empty: all).
struct SurveyCoverage {
  std::vector<SurveyReach> reaches;
  Coverage coverage;
};
[[nodiscard]] Result<SurveyCoverage> coverageOf(store::Reader& reader, const rules::FieldworkLimits& limits, std::string_view before = {});

enum class SumBy : std::uint8_t { River, County, Team, Level, State };
/// Shares summed by a key of the reaches, in the key's order.
[[nodiscard]] std::map<std::string, Coverage::Share> sumBy(const SurveyCoverage& coverage, SumBy by);

/// What a team did on a day (Beijing time, YYYY-MM-DD).
struct DayOfTeam {
  double walkedM = 0;    ///< length of its tracks
  double newBankM = 0;   ///< bank of its reaches that was covered or seen for the first time, by whomever
  std::int64_t confirmed = 0, excluded = 0, passedOn = 0, added = 0; ///< candidates
};
[[nodiscard]] Result<std::map<std::string, DayOfTeam>> daySummary(store::Reader& reader, const rules::FieldworkLimits& limits, const std::string& day);

/// The day of a UTC time in China (UTC+8); "" when it is no time.
[[nodiscard]] std::string chinaDay(std::string_view utc);

} // namespace suyuan::fieldwork
