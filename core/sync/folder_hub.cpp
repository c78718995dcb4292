// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/folder_hub.h"

#include "core/sync/durable_file.h"
#include "core/sync/entry_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fcntl.h>
#include <format>
#include <sys/file.h>
#include <thread>
#include <unistd.h>

namespace suyuan::sync {

namespace {

namespace fs = std::filesystem;

constexpr int formatVersion = 1;
constexpr std::string_view entryEnding = ".entry";

class FileLock final : public HubLock {
public:
  explicit FileLock(int fd) : fd_(fd) {}
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;
  ~FileLock() override { ::close(fd_); } // the kernel lets go, also when the program dies
private:
  int fd_;
};

bool isHex(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

// A media name is the file's SHA-256 and an ending, nothing that could lead out of the folder.
bool isMediaName(std::string_view name) {
  if (name.size() < 64 || !isHex(name.substr(0, 64)) || name.ends_with(unfinishedEnding)) return false;
  const std::string_view ending = name.substr(64);
  return ending.empty() || (ending.front() == '.' && ending.find('/') == std::string_view::npos);
}

} // namespace

Result<FolderHub> FolderHub::open(const fs::path& folder, const Options& options) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    const fs::path parent = folder.has_parent_path() ? folder.parent_path() : fs::path(".");
    if (!fs::is_directory(parent, error)) return failure(ErrorCode::HubMissing, {.file = folder.string()});
    if (fs::exists(folder, error)) return failure(ErrorCode::HubDamaged, {.file = folder.string()}, "not a folder");
  } else if (!fs::exists(folder / "hub.json", error)) {
    // A hub is made only in an empty folder, or where one was being made: a wrong path must not be littered.
    for (const auto& item : fs::directory_iterator(folder, error)) {
      const std::string name = item.path().filename().string();
      if (name != "entries" && name != "media" && name != "hub.lock" && !name.ends_with(unfinishedEnding))
        return failure(ErrorCode::HubMissing, {.file = folder.string()}, "the folder holds other files: " + name);
    }
  }
  fs::create_directories(folder / "entries", error);
  if (!error) fs::create_directories(folder / "media", error);
  if (error) return failure(ErrorCode::FileUnwritable, {.file = folder.string()}, error.message());
  FolderHub hub{folder, options};
  if (auto info = hub.info(); !info) return std::unexpected(info.error());
  return hub;
}

Result<HubInfo> FolderHub::info() {
  const fs::path file = folder_ / "hub.json";
  auto bytes = readFile(file);
  if (!bytes && bytes.error().code == ErrorCode::FileNotFound) {
    // Entries without their head: somebody took hub.json away.
    auto entries = list();
    if (!entries) return std::unexpected(entries.error());
    if (!entries->empty()) return failure(ErrorCode::HubDamaged, {.file = file.string()}, "hub.json is missing");
    return HubInfo{};
  }
  if (!bytes) return std::unexpected(bytes.error());
  const auto json = nlohmann::json::parse(reinterpret_cast<const char*>(bytes->data()),
                                          reinterpret_cast<const char*>(bytes->data()) + bytes->size(), nullptr, false);
  const auto damaged = [&](const char* why) { return failure(ErrorCode::HubDamaged, {.file = file.string()}, why); };
  if (!json.is_object() || !json.contains("survey") || !json["survey"].is_string()) return damaged("not a hub.json");
  if (!json.contains("format") || !json["format"].is_number_integer() || json["format"].get<int>() != formatVersion)
    return damaged("a format that this version does not know");
  HubInfo info{json["survey"].get<std::string>(), {}, {}};
  if (json.contains("name") && json["name"].is_string()) info.name = json["name"].get<std::string>();
  if (json.contains("division") && json["division"].is_string()) info.divisionCode = json["division"].get<std::string>();
  return info;
}

Result<> FolderHub::claim(const HubInfo& wanted) {
  auto have = info();
  if (!have) return std::unexpected(have.error());
  if (have->surveyId == wanted.surveyId) return {};
  if (!have->surveyId.empty())
    return failure(ErrorCode::HubOtherSurvey, {.file = folder_.string()}, {}, {have->name});
  const std::string text = nlohmann::json{{"format", formatVersion},
                                          {"survey", wanted.surveyId},
                                          {"name", wanted.name},
                                          {"division", wanted.divisionCode}}
                               .dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
  return writeNew(folder_ / "hub.json", std::as_bytes(std::span(text)));
}

Result<std::unique_ptr<HubLock>> FolderHub::lock() {
  const fs::path file = folder_ / "hub.lock";
  const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (fd < 0) return failure(ErrorCode::FileUnwritable, {.file = file.string()}, std::strerror(errno));
  auto held = std::make_unique<FileLock>(fd);
  const auto until = std::chrono::steady_clock::now() + options_.lockWait;
  while (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
    const int error = errno;
    if (error != EWOULDBLOCK && error != EINTR)
      return failure(ErrorCode::FileUnwritable, {.file = file.string()}, std::strerror(error));
    if (std::chrono::steady_clock::now() >= until) return failure(ErrorCode::HubBusy, {.file = folder_.string()});
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return std::unique_ptr<HubLock>(std::move(held));
}

Result<std::vector<FolderHub::Listed>> FolderHub::list() const {
  std::vector<Listed> entries;
  std::error_code error;
  for (const auto& item : fs::directory_iterator(folder_ / "entries", error)) {
    const std::string name = item.path().filename().string();
    if (!name.ends_with(entryEnding)) continue; // unfinished files, and what file managers leave behind
    // 00000001-<device 16>-<uid 32>.entry
    Listed entry{0, {}, item.path()};
    const auto [end, fault] = std::from_chars(name.data(), name.data() + 8, entry.number);
    if (name.size() != 8 + 1 + 16 + 1 + 32 + entryEnding.size() || fault != std::errc{} || end != name.data() + 8 ||
        name[8] != '-' || name[25] != '-')
      return failure(ErrorCode::HubDamaged, {.file = item.path().string()}, "not the name of an entry");
    entry.uid = name.substr(26, 32);
    entries.push_back(std::move(entry));
  }
  if (error) return failure(ErrorCode::HubMissing, {.file = folder_.string()}, error.message());
  std::ranges::sort(entries, {}, &Listed::number);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const auto expected = static_cast<std::int64_t>(i + 1);
    if (entries[i].number > expected)
      return failure(ErrorCode::HubDamaged, {.file = (folder_ / "entries").string(), .row = expected},
                     std::format("entry {} is missing", expected));
    if (entries[i].number < expected)
      return failure(ErrorCode::HubDamaged, {.file = entries[i].file.string(), .row = entries[i].number},
                     "the same number twice");
  }
  return entries;
}

Result<Hub::Last> FolderHub::last() {
  auto entries = list();
  if (!entries) return std::unexpected(entries.error());
  if (entries->empty()) return Last{};
  return Last{entries->back().number, entries->back().uid};
}

Result<std::string> FolderHub::uidOf(std::int64_t number) {
  auto entries = list();
  if (!entries) return std::unexpected(entries.error());
  if (number < 1 || number > std::ssize(*entries))
    return failure(ErrorCode::HubDamaged, {.file = folder_.string(), .row = number},
                   std::format("the log ends at {}, this copy has seen {}", entries->size(), number));
  return (*entries)[static_cast<std::size_t>(number - 1)].uid;
}

Result<std::vector<Hub::Last>> FolderHub::listSince(std::int64_t number) {
  auto entries = list();
  if (!entries) return std::unexpected(entries.error());
  std::vector<Last> since;
  for (auto i = static_cast<std::size_t>(std::max<std::int64_t>(number, 0)); i < entries->size(); ++i)
    since.push_back({(*entries)[i].number, (*entries)[i].uid});
  return since;
}

Result<> FolderHub::fetch(std::span<const Last> wanted, const std::function<Result<>(HubEntry)>& take, std::stop_token stop) {
  auto entries = list();
  if (!entries) return std::unexpected(entries.error());
  for (const Last& one : wanted) {
    if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
    if (one.number < 1 || one.number > std::ssize(*entries))
      return failure(ErrorCode::HubDamaged, {.file = folder_.string(), .row = one.number}, "an entry has gone");
    const auto i = static_cast<std::size_t>(one.number - 1);
    const Listed& listed = (*entries)[i];
    auto bytes = readFile(listed.file);
    if (!bytes) return failure(ErrorCode::HubDamaged, {.file = listed.file.string()}, bytes.error().detail);
    auto decoded = decodeEntry(*bytes, listed.file.string());
    if (!decoded) return std::unexpected(decoded.error());
    const std::string before = i == 0 ? std::string{} : (*entries)[i - 1].uid;
    if (decoded->entry.uid != listed.uid || decoded->entry.number != listed.number || decoded->previousUid != before || listed.uid != one.uid)
      return failure(ErrorCode::HubDamaged, {.file = listed.file.string()}, "does not belong at this place in the log");
    bytes = {};
    SUYUAN_TRY(take(std::move(decoded->entry)));
  }
  return {};
}

Result<std::int64_t> FolderHub::append(const HubEntry& entry) {
  if (entry.device.size() != 16 || !isHex(entry.device) || entry.uid.size() != 32 || !isHex(entry.uid))
    return failure(ErrorCode::Internal, {}, "entry without a proper device or uid");
  auto end = last();
  if (!end) return std::unexpected(end.error());
  HubEntry numbered = entry;
  numbered.number = end->number + 1;
  const fs::path file = folder_ / "entries" /
                        std::format("{:08}-{}-{}{}", numbered.number, numbered.device, numbered.uid, entryEnding);
  SUYUAN_TRY(writeNew(file, encodeEntry(numbered, end->uid)));
  return numbered.number;
}

Result<std::vector<std::string>> FolderHub::media() {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& item : fs::directory_iterator(folder_ / "media", error)) {
    std::string name = item.path().filename().string();
    if (isMediaName(name)) names.push_back(std::move(name));
  }
  if (error) return failure(ErrorCode::HubMissing, {.file = folder_.string()}, error.message());
  std::ranges::sort(names);
  return names;
}

Result<> FolderHub::putMedia(const std::string& name, const fs::path& from) {
  if (!isMediaName(name)) return failure(ErrorCode::Internal, {.file = name}, "not a media name");
  return copyVerified(from, folder_ / "media" / name, name.substr(0, 64));
}

Result<> FolderHub::getMedia(const std::string& name, const fs::path& to) {
  if (!isMediaName(name)) return failure(ErrorCode::Internal, {.file = name}, "not a media name");
  return copyVerified(folder_ / "media" / name, to, name.substr(0, 64));
}

Result<std::string> FolderHub::hashOfMedia(const std::string& name) {
  if (!isMediaName(name)) return failure(ErrorCode::Internal, {.file = name}, "not a media name");
  return sha256OfFile(folder_ / "media" / name);
}

} // namespace suyuan::sync
