// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fieldwork/assign.h"

#include <QString>

#include <set>
#include <string>
#include <vector>

namespace suyuan::desktop {

/// Two candidates that may be one, and why.
struct DuplicatePair {
  Candidate first, second; ///< the older record first
  double metres = 0;
};

/// Pairs that a person said are two, by the lesser fid and the greater; kept in this copy's settings.
using KeptApart = std::set<std::pair<std::int64_t, std::int64_t>>;
inline constexpr const char* keptApartSetting = "fieldwork.apart";
[[nodiscard]] KeptApart keptApartFrom(const std::string& text); ///< what is not understood is left out
[[nodiscard]] std::string keptApartText(const KeptApart& apart);
[[nodiscard]] std::pair<std::int64_t, std::int64_t> asPair(Fid a, Fid b);

/// Of each group of near candidates its oldest beside each other one; nearest pairs first. Error: the store's.
[[nodiscard]] Result<std::vector<DuplicatePair>> duplicatePairs(store::Reader& reader, double withinM, const KeptApart& apart);

} // namespace suyuan::desktop
