// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coding/confidence.h"
#include "core/model/layer.h"
#include "core/model/terms.h"
#include "core/rules/bilingual.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace suyuan::rules {

/// What must be there before a move is made.
enum class MoveNeed : std::uint8_t {
  Team,       ///< the team that is to walk
  Reason,     ///< why
  Difficulty, ///< the kind of difficulty, a word of the list
  Method,     ///< how it was looked at, a word of the list
  Result,     ///< what that showed
  Place,      ///< a position
  MergedInto, ///< the record that stays, not excluded itself
  OwnTeam,    ///< what is moved is the actor's own team's
  OtherHands, ///< the actor is not of the team that walked
  Settled,    ///< no candidate of the reach still waits at the second level
  Covered,    ///< the bank is covered to the share that is wanted, or a reason says why not
  CheckPassed, ///< the reach's newest quality check says 合格
};
inline constexpr std::array<std::pair<std::string_view, MoveNeed>, 12> moveNeeds{{
    {"team", MoveNeed::Team}, {"reason", MoveNeed::Reason}, {"difficulty", MoveNeed::Difficulty}, {"method", MoveNeed::Method},
    {"result", MoveNeed::Result}, {"place", MoveNeed::Place}, {"merged-into", MoveNeed::MergedInto}, {"own-team", MoveNeed::OwnTeam},
    {"other-hands", MoveNeed::OtherHands}, {"settled", MoveNeed::Settled}, {"covered", MoveNeed::Covered}, {"check-passed", MoveNeed::CheckPassed},
}};

/// One step of a candidate or a reach through the three levels. States are indexes of CandidateStage or ReachState.
struct SurveyMove {
  std::string id;                  ///< "exclude"
  Layer layer = Layer::Candidates; ///< Candidates or Reaches
  std::vector<std::uint8_t> from;
  std::uint8_t to = 0;
  std::vector<SurveyRole> who;
  std::vector<MoveNeed> needs;
  Bilingual title;    ///< 排除 / Exclude
  Bilingual citation; ///< the clause
  coding::Confidence confidence = coding::Confidence::Memory;

  [[nodiscard]] bool startsAt(std::uint8_t state) const noexcept { return std::ranges::contains(from, state); }
  [[nodiscard]] bool madeBy(SurveyRole role) const noexcept { return std::ranges::contains(who, role); }
  [[nodiscard]] bool wants(MoveNeed need) const noexcept { return std::ranges::contains(needs, need); }
};

/// Numbers of the field work. HJ 1232-2021's own were not read: project settings, no claim of the standard.
struct FieldworkLimits {
  double reachLengthM = 2000;   ///< bank length that a reach is cut to
  double rangeNearM = 50;       ///< a track this near to the river's line covers the bank that it is on, metres
  double rangeAcrossM = 150;    ///< from the other bank this near: seen from across, metres
  double trackToleranceM = 2;   ///< a thinned track lies no farther from the walked one
  double duplicateM = 30;       ///< candidates nearer than this may be one
  double harderPerKm = 5;       ///< candidates a kilometre of bank from which a reach is 较难
  double hardestPerKm = 15;     ///< … and 困难
  double coverShare = 0.95;     ///< of the bank, covered or seen, before a reach is walked
  double sampleShare = 0.05;    ///< of the walked reaches, drawn for a second walk
  double missShare = 0.05;      ///< most missed records, of those there are
  double wrongShare = 0.05;     ///< most wrong records, of those on record
  double gnssHdop = 4;          ///< largest HDOP of a fix that a point is made of
  double gnssSatellites = 5;    ///< fewest satellites of one
  double gnssMeanFixes = 20;    ///< fixes that a mean is made of
  double gnssMeanErrorM = 0.5;  ///< standard error at which a mean is done, metres
  double gnssMeanTimeoutS = 120; ///< a mean ends after so long at the latest, seconds
  double gnssErrorSingleM = 5;  ///< what an HDOP of 1 stands for by quality, metres, 1 sigma, when the receiver does not tell its own error
  double gnssErrorDgpsM = 1.5;
  double gnssErrorRtkFloatM = 0.4;
  double gnssErrorRtkFixedM = 0.02;
  double dryDays = 3;           ///< 旱天: the day itself and those before it, so many in all,
  double dryMostMm = 1;         ///< with no more rain than this on any, mm
  double floatFactor = 0.85;    ///< 浮标系数: mean speed of a section by the speed of a float on it
  double flowSpread = 0.1;      ///< repeated readings of a flow that differ more want another one
};

/// resources/rules/fieldwork.json: the three levels as data.
struct Fieldwork {
  FieldworkLimits limits;
  std::vector<SurveyMove> moves;
  std::vector<std::pair<MoveNeed, Bilingual>> needTexts; ///< what is missing, for the refusal's sentence
  std::vector<std::string> difficulties, methods, reachDifficulties, sources;

  [[nodiscard]] const SurveyMove* move(Layer layer, std::string_view id) const noexcept {
    for (const SurveyMove& one : moves)
      if (one.layer == layer && one.id == id) return &one;
    return nullptr;
  }
  [[nodiscard]] const Bilingual& needText(MoveNeed need) const noexcept {
    static const Bilingual none;
    for (const auto& [which, text] : needTexts)
      if (which == need) return text;
    return none;
  }
};

} // namespace suyuan::rules
