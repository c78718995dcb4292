// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coding/confidence.h"
#include "core/rules/bilingual.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace suyuan::rules {

/// What a record's evidence is asked about.
enum class EvidenceAspect : std::uint8_t {
  PhotoTime,  ///< a photo was taken while the team was there
  PhotoPlace, ///< … and at the place
  Track,      ///< the team's track passes by at that time
  Fix,        ///< how the position came about, and that it is the record's
  EntryTime,  ///< the record was entered soon after, and not before
};
inline constexpr std::array<std::pair<std::string_view, EvidenceAspect>, 5> evidenceAspects{{
    {"photo-time", EvidenceAspect::PhotoTime}, {"photo-place", EvidenceAspect::PhotoPlace}, {"track", EvidenceAspect::Track},
    {"fix", EvidenceAspect::Fix}, {"entry-time", EvidenceAspect::EntryTime},
}};
[[nodiscard]] constexpr std::string_view aspectKey(EvidenceAspect aspect) noexcept { return evidenceAspects[static_cast<std::size_t>(aspect)].first; }

/// How much an aspect counts. Project settings; all `weight` together are 100.
struct EvidenceWeight {
  EvidenceAspect aspect = EvidenceAspect::PhotoTime;
  double weight = 20;  ///< points when it fits; none when nothing is known of it
  double against = 20; ///< points lost when it contradicts
  Bilingual title, citation;
  coding::Confidence confidence = coding::Confidence::Memory;
};

/// Numbers of judging evidence and of what is odd: project settings, no claim of a standard.
struct EvidenceLimits {
  double photoTimeMin = 60;    ///< a photo this near to the visit in time was taken on it, minutes
  double photoFarM = 150;      ///< one taken farther off was taken elsewhere
  double trackNearM = 60;      ///< a track this near was walked there
  double trackFarM = 300;      ///< a team's track farther off at that very time: they were elsewhere
  double trackSlackMin = 10;   ///< a track counts so long before its beginning and after its end
  double fixMovedM = 30;       ///< a record's point lies no farther from where it was measured, beside the stated error
  double fixGoodM = 10;        ///< a position with a larger error counts half
  double entryLateH = 24;      ///< entered later than this counts half
  double entryBeforeMin = 5;   ///< clocks may differ so much; a record entered earlier than the visit contradicts
  double burstCount = 10;      ///< outfalls entered
  double burstS = 60;          ///< … within so many seconds
  double burstM = 30;          ///< … from one spot
  double typedRows = 40;       ///< an entry that changes more rows was not typed by hand
  double likenessBits = 6;     ///< pictures whose hashes differ in no more bits are near-identical
  double copiedRun = 8;        ///< records one after the other
  double copiedFields = 5;     ///< … with so many equal observed values
  double frozenS = 120;        ///< the same position to the last digit, so much apart in time
  double futureMin = 10;       ///< a time later than the moment at which it was entered
  double bearingDeg = 25;      ///< how exactly a camera's compass knows its direction, one sigma
  double unstatedM = 10;       ///< error of a position that does not state one, one sigma
  double sameSigma = 2.5;      ///< two records nearer than so many of their joint error may be one
  double sameMostM = 150;      ///< … but never when farther apart; as far as a photo sees across the water
  double sameScore = 0.5;      ///< proposals below this are not made
};

/// resources/rules/evidence.json
struct EvidenceRules {
  std::vector<EvidenceWeight> weights; ///< one for each aspect, in their order
  EvidenceLimits limits;

  [[nodiscard]] const EvidenceWeight& of(EvidenceAspect aspect) const noexcept { return weights[static_cast<std::size_t>(aspect)]; }
};

} // namespace suyuan::rules
