// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "gis/render/underlay.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>
#include <vector>

namespace suyuan::cli {

/// 底图: what the verbs that draw a map have to lie under it.
struct BackdropOptions {
  std::vector<std::filesystem::path> files; ///< the first at the bottom
  double opacity = 1;                       ///< 0 … 1

  void addTo(CLI::App& verb);
  /// Null without files. Errors: backdrop::stackOfFiles.
  [[nodiscard]] Result<std::shared_ptr<const render::Underlay>> underlay() const;
};

} // namespace suyuan::cli
