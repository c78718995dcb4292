// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/replace_files.h"

#include <cerrno>
#include <fcntl.h>
#include <format>
#include <random>
#include <system_error>
#include <unistd.h>

namespace suyuan::exchange {

namespace fs = std::filesystem;

namespace {

std::unexpected<Error> fault(const fs::path& path, const std::error_code& why) {
  const bool full = why == std::errc::no_space_on_device || why.value() == EDQUOT;
  return failure(full ? ErrorCode::DiskFull : ErrorCode::FileUnwritable, {.file = path.string()}, why.message());
}

/// What was written to a file or folder is on the disk when this returns.
std::error_code settle(const fs::path& path, bool folder) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | (folder ? O_DIRECTORY : 0));
  if (file < 0) return {errno, std::generic_category()};
  const int done = ::fsync(file);
  // Some shares cannot settle a folder (EINVAL); the names are then as safe as that share makes them.
  const std::error_code why = done == 0 || (folder && errno == EINVAL) ? std::error_code{} : std::error_code{errno, std::generic_category()};
  ::close(file);
  return why;
}

/// Names that were changed, to be changed back.
class Replacement {
public:
  explicit Replacement(const fs::path& before) : before_(before) {}

  std::error_code put(const fs::path& file, const fs::path& target) {
    std::error_code why;
    Step step{target, {}};
    if (fs::symlink_status(target, why).type() == fs::file_type::directory) return std::make_error_code(std::errc::is_a_directory);
    if (fs::exists(fs::symlink_status(target, why))) {
      step.kept = before_ / target.filename();
      // A second name keeps the old file while the new one takes its place at once; where links are unknown it is moved.
      fs::create_hard_link(target, step.kept, why);
      if (why) fs::rename(target, step.kept, why);
      if (why) return why;
    }
    steps_.push_back(step);
    fs::rename(file, target, why);
    return why;
  }

  void undo() noexcept {
    for (auto step = steps_.rbegin(); step != steps_.rend(); ++step) {
      std::error_code ignored;
      if (step->kept.empty()) fs::remove(step->target, ignored);
      else fs::rename(step->kept, step->target, ignored);
    }
  }

private:
  struct Step {
    fs::path target, kept; ///< kept: where the old file is; empty when there was none
  };
  fs::path before_;
  std::vector<Step> steps_;
};

} // namespace

Result<AsideFolder> AsideFolder::make(const fs::path& target) {
  AsideFolder aside;
  std::error_code why;
  auto parent = target.parent_path();
  if (parent.empty()) parent = ".";
  std::random_device random;
  const auto path = parent / std::format(".suyuan-export-{:08x}{:08x}", random(), random());
  if (!fs::create_directory(path, why)) return fault(target, why);
  aside.path_ = path;
  return aside;
}

AsideFolder::~AsideFolder() {
  std::error_code ignored;
  if (!path_.empty()) fs::remove_all(path_, ignored);
}

Result<std::vector<fs::path>> putInPlace(const AsideFolder& aside, const std::vector<fs::path>& files, const fs::path& folder) {
  for (const auto& file : files)
    if (const auto why = settle(file, false)) return fault(file, why);
  std::error_code why;
  const auto before = aside.path() / "before";
  fs::create_directory(before, why);
  if (why) return fault(before, why);
  Replacement replacement(before);
  std::vector<fs::path> targets;
  for (const auto& file : files) {
    const auto target = folder / file.filename();
    if (const auto refused = replacement.put(file, target)) {
      replacement.undo();
      return fault(target, refused);
    }
    targets.push_back(target);
  }
  const auto place = folder.empty() ? fs::path(".") : folder;
  if (const auto unsettled = settle(place, true)) {
    replacement.undo();
    return fault(place, unsettled);
  }
  return targets;
}

Result<> mayReplace(const fs::path& target) {
  std::error_code ignored;
  if (!fs::exists(target, ignored)) return {};
  if (target.filename() == "survey.gpkg")
    return failure(ErrorCode::SurveyExists, {.file = target.string()}, "the file of a survey");
  if (target.extension() == ".gpkg")
    for (const char* suffix : {"-wal", "-journal"}) {
      auto log = target;
      log += suffix;
      if (fs::exists(log, ignored) && fs::file_size(log, ignored) > 0) return failure(ErrorCode::TargetInUse, {.file = target.string()}, log.filename().string());
    }
  return {};
}

} // namespace suyuan::exchange
