// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"

#include <filesystem>

namespace suyuan::text {

/// The folder with rules/, styles/, divisions/, demo/ …: $SUYUAN_RESOURCES, else share/suyuan/resources of the place
/// the program is installed in, else resources/ of the source tree the program was built in.
[[nodiscard]] Result<std::filesystem::path> resourcesFolder();

} // namespace suyuan::text
