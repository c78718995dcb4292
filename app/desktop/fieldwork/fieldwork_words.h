// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/layer.h"
#include "core/model/terms.h"
#include "core/rules/bilingual.h"

#include <QString>

#include <cstdint>

namespace suyuan::desktop {

// What the three levels' states and roles are called, in the window's language.

[[nodiscard]] QString wordOf(CandidateStage stage);
[[nodiscard]] QString wordOf(ReachState state);
[[nodiscard]] QString wordOf(SurveyRole role);
/// A state of candidates or reaches by its number, as moves have it.
[[nodiscard]] QString stateWord(Layer layer, std::uint8_t state);
[[nodiscard]] int stateCount(Layer layer); ///< of Candidates or Reaches
[[nodiscard]] QString inLanguage(const rules::Bilingual& text);

[[nodiscard]] QString lengthWord(double metres); ///< "1.2 km", "340 m"
[[nodiscard]] QString shareWord(double share);   ///< "94.2 %"
/// "NE 43°" of a bearing in degrees from north, clockwise.
[[nodiscard]] QString bearingWord(double degrees);
[[nodiscard]] QString clockWord(const std::string& utc); ///< the hour and minute here; the text itself when it is no time

} // namespace suyuan::desktop
