// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/backdrop_options.h"

#include "gis/backdrop/raster_backdrop.h"

namespace suyuan::cli {

void BackdropOptions::addTo(CLI::App& verb) {
  verb.add_option("--backdrop", files, "Raster file under the map; may be given several times, the first at the bottom");
  verb.add_option("--backdrop-opacity", opacity, "0 … 1")->check(CLI::Range(0.0, 1.0));
}

Result<std::shared_ptr<const render::Underlay>> BackdropOptions::underlay() const {
  if (files.empty()) return nullptr;
  auto stack = backdrop::stackOfFiles(files, opacity);
  if (!stack) return std::unexpected(std::move(stack).error());
  return *stack;
}

} // namespace suyuan::cli
