// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/text/language.h"
#include "core/evidence/same_outfall.h"
#include "core/evidence/score.h"
#include "core/store/verify_journal.h"

#include <string>

namespace suyuan::text {

/// Why an aspect came to its points: "the nearest photo was taken 12 min from the visit".
[[nodiscard]] std::string evidenceText(const evidence::Reason& reason, Language language);
/// Its points: "+20", "0 of 20", "−25".
[[nodiscard]] std::string pointsText(const evidence::Reason& reason, Language language);
/// What speaks for or against two records being one: "8 m apart, 1.6 times their joint error".
[[nodiscard]] std::string sameText(const evidence::SameReason& reason, Language language);

/// The journal's state in one or two sentences: whole, or the first entry that does not fit, with its time and author, and what to do.
[[nodiscard]] std::string chainText(const store::ChainReport& report, Language language);

} // namespace suyuan::text
