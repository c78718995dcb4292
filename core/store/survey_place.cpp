// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/survey_place.h"

#include <array>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <format>
#include <fstream>
#include <pwd.h>
#include <sys/file.h>
#include <sys/statfs.h>
#include <unistd.h>
#include <utility>

namespace suyuan::store {

namespace {

constexpr std::string_view closedMark = "closed";

std::string whoAmI() {
  std::array<char, 256> host{};
  gethostname(host.data(), host.size() - 1);
  const passwd* user = getpwuid(getuid());
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  return std::format("{}@{}, {:%FT%TZ}", user ? user->pw_name : "?", host.data(), now);
}

std::uint32_t big32(const unsigned char* at) {
  return static_cast<std::uint32_t>(at[0]) << 24 | static_cast<std::uint32_t>(at[1]) << 16 |
         static_cast<std::uint32_t>(at[2]) << 8 | at[3];
}

} // namespace

std::uint32_t fileSystemOf(const std::filesystem::path& folder) {
  struct statfs place {};
  return statfs(folder.c_str(), &place) == 0 ? static_cast<std::uint32_t>(place.f_type) : 0;
}

bool walCanBeTrusted(std::uint32_t fileSystem) noexcept {
  switch (fileSystem) {
  case 0:
  case 0x6969:     // NFS
  case 0x517B:     // SMB
  case 0xFE534D42: // SMB2
  case 0xFF534D42: // CIFS
  case 0x65735546: // FUSE
  case 0x01021997: // 9p
  case 0x4d44:     // FAT
  case 0x2011BAB0: // exFAT
  case 0x5346414F: // AFS
    return false;
  default: return true;
  }
}

Result<> inspectSurveyFile(const std::filesystem::path& database) {
  std::error_code error;
  const Place place{.file = database.parent_path().string()};
  if (!std::filesystem::exists(database, error)) return failure(ErrorCode::SurveyMissing, place);
  std::ifstream in(database, std::ios::binary);
  if (!in) return failure(ErrorCode::FileUnreadable, {.file = database.string()}, std::strerror(errno));
  std::array<unsigned char, 100> head{};
  in.read(reinterpret_cast<char*>(head.data()), head.size());
  if (in.gcount() != static_cast<std::streamsize>(head.size()) || std::memcmp(head.data(), "SQLite format 3", 16) != 0)
    return failure(ErrorCode::SurveyCorrupt, place, "not an SQLite file");
  if (big32(&head[68]) != 0x47504B47) return failure(ErrorCode::SurveyForeign, place, "no GeoPackage application id");
  // The page count is only kept true outside WAL; a file shorter than it has lost its end either way.
  std::uint32_t pageSize = static_cast<std::uint32_t>(head[16]) << 8 | head[17];
  if (pageSize == 1) pageSize = 65536;
  const bool countValid = big32(&head[24]) == big32(&head[92]);
  const auto size = std::filesystem::file_size(database, error);
  if (pageSize < 512 || size % pageSize != 0 || (countValid && size < std::uint64_t{big32(&head[28])} * pageSize))
    return failure(ErrorCode::SurveyCorrupt, place, "the file is cut off");
  return {};
}

WriterLock::WriterLock(WriterLock&& other) noexcept
    : file_(std::exchange(other.file_, -1)), crashed_(other.crashed_), holder_(std::move(other.holder_)) {}

WriterLock& WriterLock::operator=(WriterLock&& other) noexcept {
  if (this != &other) {
    release();
    file_ = std::exchange(other.file_, -1);
    crashed_ = other.crashed_;
    holder_ = std::move(other.holder_);
  }
  return *this;
}

WriterLock::~WriterLock() { release(); }

WriterLock::State WriterLock::take(const std::filesystem::path& folder) {
  const auto path = folder / "survey.lock";
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0664);
  if (file < 0) return State::NoPermission;
  std::array<char, 512> text{};
  const auto read = ::pread(file, text.data(), text.size() - 1, 0);
  const std::string before(text.data(), read > 0 ? static_cast<std::size_t>(read) : 0);
  if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
    holder_ = before;
    ::close(file);
    return State::Busy;
  }
  crashed_ = !before.empty() && before != closedMark;
  const std::string mine = whoAmI();
  if (::ftruncate(file, 0) != 0 || ::pwrite(file, mine.data(), mine.size(), 0) < 0) {
    ::close(file);
    return State::NoPermission;
  }
  file_ = file;
  return State::Held;
}

void WriterLock::release() noexcept {
  if (file_ < 0) return;
  // A failed mark only costs a quick check at the next opening.
  if (::ftruncate(file_, 0) == 0 && ::pwrite(file_, closedMark.data(), closedMark.size(), 0) < 0) errno = 0;
  ::close(file_);
  file_ = -1;
}

} // namespace suyuan::store
