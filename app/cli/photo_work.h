// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/session.h"
#include "core/media/photo_ledger.h"
#include "core/media/take_photos.h"

#include <CLI/CLI.hpp>

namespace suyuan::cli {

/// gis/media's reading of photos with the rule book's words and limits; holds copies, so that it outlives the book.
[[nodiscard]] media::Inspect inspectWith(const rules::PhotoRules& rules);

/// A place that a photo may show, for programs.
[[nodiscard]] Json jsonOf(const media::PhotoTarget& target, const Session& session);

void addPhotoTake(CLI::App& photo, Session& session);
void addPhotoReview(CLI::App& photo, Session& session); ///< and put
void addPhotoExport(CLI::App& photo, Session& session); ///< and mark
void addPhotoLike(CLI::App& photo, Session& session);
void addPhotoLedger(CLI::App& photo, Session& session);

} // namespace suyuan::cli
