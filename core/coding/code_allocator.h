// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coding/outfall_code.h"
#include "core/model/error.h"

namespace suyuan::coding {

/// The series that numbers are counted in: county and type, "220102/GY". The store keeps the highest number ever
/// used under this key, so that a number of a deleted or renumbered outfall is not given again.
[[nodiscard]] std::string codeSeries(DivisionCode division, std::string_view type);

/// The code with the number after the highest ever used; gaps are never refilled. Errors: CodeNumbersExhausted above
/// 9999 (args: series), CodePartsMissing when basin, division, type or extension have not their shape.
[[nodiscard]] Result<std::string> nextCode(const CodeParts& withoutNumber, int highestUsed);

} // namespace suyuan::coding
