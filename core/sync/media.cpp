// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/media.h"

#include <algorithm>
#include <set>
#include <string>

namespace suyuan::sync {

namespace {

namespace fs = std::filesystem;

bool isMediaName(const std::string& name) {
  return name.size() >= 64 && (name.size() == 64 || name[64] == '.') && !name.ends_with(".unfinished") &&
         std::ranges::all_of(name.substr(0, 64), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

// Media lie flat in the folder, named by hash; what else lies there is none of ours.
std::set<std::string> namesIn(const fs::path& folder) {
  std::set<std::string> names;
  std::error_code error;
  for (const auto& item : fs::directory_iterator(folder, error)) {
    std::string name = item.path().filename().string();
    if (isMediaName(name) && item.is_regular_file(error)) names.insert(std::move(name));
  }
  return names;
}

} // namespace

Result<std::int64_t> sendMedia(const fs::path& folder, Hub& hub, std::stop_token stop) {
  auto there = hub.media();
  if (!there) return std::unexpected(std::move(there).error());
  std::int64_t sent = 0;
  for (const std::string& name : namesIn(folder)) {
    if (std::ranges::binary_search(*there, name)) continue;
    if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
    SUYUAN_TRY(hub.putMedia(name, folder / name));
    ++sent;
  }
  return sent;
}

Result<std::int64_t> receiveMedia(const fs::path& folder, Hub& hub, std::stop_token stop) {
  auto there = hub.media();
  if (!there) return std::unexpected(std::move(there).error());
  const std::set<std::string> here = namesIn(folder);
  std::int64_t received = 0;
  for (const std::string& name : *there) {
    if (here.contains(name)) continue;
    if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
    SUYUAN_TRY(hub.getMedia(name, folder / name));
    ++received;
  }
  return received;
}

} // namespace suyuan::sync
