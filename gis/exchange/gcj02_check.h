// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/reader.h"
#include "gis/exchange/import_plan.h"

namespace suyuan::exchange {

/// Compares a sample of the source's positions with what the survey has of rivers, lakes and county outlines. A note
/// when the shift of GCJ-02 explains how far off they are; nothing when it does not, or there is nothing to compare
/// with. Never an error, never moves anything. Reads the beginning of the source.
[[nodiscard]] std::optional<Note> gcj02Note(Source& source, const ImportPlan& plan, store::Reader& survey);

} // namespace suyuan::exchange
