// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "gis/render/underlay.h"

#include "app/cli/session.h"
#include "gis/tiles/tile_service.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <string>
#include <vector>

namespace suyuan::cli {

/// 底图: what the verbs that draw a map have to lie under it.
struct BackdropOptions {
  std::vector<std::string> asked; ///< files, ids of the list of online maps or addresses; the first at the bottom
  double opacity = 1;             ///< 0 … 1

  void addTo(CLI::App& verb);
  /// Null without any. Errors: those of RasterFile::open and of readTileSources, TileSourceInvalid, TileKeyMissing.
  [[nodiscard]] Result<std::shared_ptr<const render::Underlay>> underlay(const Session& session);
  /// Says on stderr when online maps could not be had as a whole; how many tiles are lacking.
  std::size_t sayWhatLacks(const Session& session) const;

private:
  std::vector<std::shared_ptr<const tiles::TileBackdrop>> online_;
};

/// An online map by its id in the program's list, or by an address with {z}, {x} and {y}; a key written in the address is
/// kept for this computer. Nothing for what is neither. Errors as above.
[[nodiscard]] Result<std::optional<tiles::TileSource>> onlineSource(const std::string& asked, text::Language language);

} // namespace suyuan::cli
