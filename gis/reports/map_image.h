// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "gis/render/map_scene.h"
#include "gis/render/map_view.h"

#include <filesystem>

namespace suyuan::reports {

/// The map as a PNG with legend, scale bar and north arrow. Errors: RenderFailed, FileUnwritable.
Result<> writeMapImage(const render::MapScene& scene, const render::MapView& view, const std::filesystem::path& out);

} // namespace suyuan::reports
