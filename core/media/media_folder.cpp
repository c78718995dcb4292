// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/media_folder.h"

#include "core/sync/durable_file.h"

#include <algorithm>

namespace suyuan::media {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t hashDigits = 64;

bool namedByHash(std::string_view name) {
  return name.size() >= hashDigits && (name.size() == hashDigits || name[hashDigits] == '.') && !name.ends_with(sync::unfinishedEnding) &&
         std::ranges::all_of(name.substr(0, hashDigits), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

} // namespace

MediaFolder::MediaFolder(fs::path folder) : folder_(std::move(folder)) {
  std::error_code error;
  for (fs::directory_iterator it(folder_, error), end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename().string();
    std::error_code ignored;
    if (namedByHash(name) && it->is_regular_file(ignored)) files_.try_emplace(name.substr(0, hashDigits), it->path());
  }
}

Result<MediaFolder::Added> MediaFolder::add(const fs::path& file) {
  const std::string ending = endingOf(file);
  auto stored = sync::storeByHash(file, folder_, [&](const std::string& sha256) {
    // The same bytes may have come under another ending before: they stay one file.
    if (const auto there = files_.find(sha256); there != files_.end()) return there->second.filename().string();
    return ending.empty() ? sha256 : sha256 + "." + ending;
  });
  if (!stored) return std::unexpected(std::move(stored).error());
  using Was = sync::StoredByHash::Was;
  Added added{stored->sha256, folder_ / stored->name, stored->bytes, stored->was == Was::Mended, stored->was == Was::New};
  files_.try_emplace(added.sha256, added.file);
  std::error_code ignored; // evidence is not written by accident; where rights are not kept it stays as it is
  fs::permissions(added.file, fs::perms::owner_write | fs::perms::group_write | fs::perms::others_write, fs::perm_options::remove, ignored);
  return added;
}

fs::path MediaFolder::fileOf(std::string_view sha256) const {
  const auto found = files_.find(sha256);
  return found == files_.end() ? fs::path() : found->second;
}

std::int64_t MediaFolder::clearUnfinished() {
  std::vector<fs::path> left;
  std::error_code error;
  for (fs::directory_iterator it(folder_, error), end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename().string();
    if (name.starts_with("taking-") && name.ends_with(sync::unfinishedEnding)) left.push_back(it->path());
  }
  std::int64_t gone = 0;
  for (const fs::path& file : left)
    if (fs::remove(file, error)) ++gone;
  return gone;
}

std::string endingOf(const fs::path& file) {
  std::string ending = file.extension().string();
  if (ending.size() < 2 || ending.size() > 6) return {};
  ending.erase(0, 1);
  for (char& c : ending) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) return {};
  }
  return ending;
}

Result<std::vector<fs::path>> filesBelow(const fs::path& folder) {
  std::error_code error;
  if (!fs::exists(folder, error)) return failure(ErrorCode::FileNotFound, {.file = folder.string()});
  std::vector<fs::path> files;
  if (fs::is_regular_file(folder, error)) return std::vector{folder};
  fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, error), end;
  if (error) return failure(ErrorCode::FileUnreadable, {.file = folder.string()}, error.message());
  while (it != end) {
    std::error_code ignored;
    const bool hidden = it->path().filename().string().starts_with('.');
    if (hidden && it->is_directory(ignored)) it.disable_recursion_pending();
    else if (!hidden && it->is_regular_file(ignored)) files.push_back(it->path());
    it.increment(error);
    if (error) return failure(ErrorCode::FileUnreadable, {.file = folder.string()}, error.message());
  }
  std::ranges::sort(files);
  return files;
}

} // namespace suyuan::media
