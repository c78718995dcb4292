// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/resource_paths.h"

#include <cstdlib>

namespace suyuan::text {

namespace fs = std::filesystem;

Result<fs::path> resourcesFolder() {
  std::error_code ignored;
  if (const char* asked = std::getenv("SUYUAN_RESOURCES"); asked && *asked) {
    if (fs::is_directory(fs::path(asked) / "rules", ignored)) return fs::path(asked);
    return failure(ErrorCode::ResourceMissing, {.file = asked}, "SUYUAN_RESOURCES has no rules folder");
  }
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
  if (const fs::path installed = program.parent_path().parent_path() / "share/suyuan/resources";
      fs::is_directory(installed / "rules", ignored))
    return installed;
  for (fs::path folder = program.parent_path(); folder != folder.root_path(); folder = folder.parent_path())
    if (fs::is_directory(folder / "resources/rules", ignored)) return folder / "resources";
  return failure(ErrorCode::ResourceMissing, {.file = "resources/rules"}, "not beside the program");
}

fs::path exchangeTables() {
  const auto folder = resourcesFolder();
  return folder ? *folder / "exchange" : fs::path();
}

} // namespace suyuan::text
