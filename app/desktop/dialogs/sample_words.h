// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sampling/sample_report.h"

#include <QString>

namespace suyuan::desktop {

/// What a judgement says, as the window's lists and dialogs write it.
[[nodiscard]] QString qualityWords(const sampling::SampleJudgement& one, const rules::Standard* quality); ///< "劣Ⅴ类 (化学需氧量)"; empty: no item that has a class
[[nodiscard]] QString beyondWords(const sampling::SampleJudgement& one);                                  ///< "化学需氧量 60 > 50; pH 5.1 < 6"
[[nodiscard]] QString weatherWords(const sampling::SampleJudgement& one);                                 ///< "Flow on a dry day", "dry", "rain", ""
/// What the fault says of a reading: outside of what is usual, or impossible.
[[nodiscard]] QString rangeWords(double low, double high, bool impossible);
/// Seconds or depths as typed, parted by commas or blanks; nothing when one is no number.
[[nodiscard]] std::optional<std::vector<double>> numbersIn(const QString& text);

} // namespace suyuan::desktop
