// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/text/language.h"
#include "core/model/note.h"

#include <string>
#include <string_view>

namespace suyuan::text {

/// What a note of an import or export says, one sentence. A note that stands for several records says how many.
[[nodiscard]] std::string noteText(const Note& note, Language language);

/// The reason for which an import did not take a row (exchange::RefusedRow::why and ::detail). An unknown reason is shown
/// as it is.
[[nodiscard]] std::string refusalText(std::string_view why, std::string_view detail, Language language);

} // namespace suyuan::text
