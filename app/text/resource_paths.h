// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"

#include <filesystem>

namespace suyuan::text {

/// The folder with rules/, styles/, divisions/, demo/ …: $SUYUAN_RESOURCES, else share/suyuan/resources of the place
/// the program is installed in, else resources/ of the source tree the program was built in.
[[nodiscard]] Result<std::filesystem::path> resourcesFolder();

/// The folder with the tables of import and export; empty when there are no resources, which exchange then reports.
[[nodiscard]] std::filesystem::path exchangeTables();

} // namespace suyuan::text
