// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/text/language.h"
#include "core/survey/responsibility.h"

#include <string>

namespace suyuan::text {

/// What is missing, in a few words.
[[nodiscard]] std::string gapText(survey::ResponsibilityGap gap, Language language);
[[nodiscard]] std::string basisText(survey::ResponsibilityBasis basis, Language language);
/// How a unit is known: "记录、管网, 已申报".
[[nodiscard]] std::string knownBy(const survey::ResponsibleUnit& unit, Language language);

} // namespace suyuan::text
