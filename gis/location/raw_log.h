// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>
#include <thread>

namespace suyuan::location {

/// The bytes of a receiver as they came, at the end of a file that is only ever added to. What append() took is the system's at once and survives
/// the program's death; a thread puts it on the disk every `syncSeconds`, so that a power cut takes no more than that. append() never waits
/// for the disk.
class RawLog {
public:
  static constexpr int syncSeconds = 5;

  /// Opens or makes the file, folders included. Errors FileUnwritable, DiskFull.
  [[nodiscard]] static Result<RawLog> open(const std::filesystem::path& file);
  RawLog(RawLog&&) noexcept = default;
  RawLog& operator=(RawLog&&) noexcept = default;

  /// Errors FileUnwritable, DiskFull; a piece may then be there in part.
  Result<> append(std::string_view bytes);
  [[nodiscard]] const std::filesystem::path& file() const noexcept { return file_; }
  [[nodiscard]] std::uint64_t size() const noexcept { return written_; } ///< bytes appended by this object

private:
  struct Disk {
    int fd = -1;
    std::atomic<bool> dirty = false;
    std::jthread syncer; ///< ends before the descriptor is closed
    ~Disk();
  };
  RawLog(std::filesystem::path file, std::unique_ptr<Disk> disk) : file_(std::move(file)), disk_(std::move(disk)) {}

  std::filesystem::path file_;
  std::unique_ptr<Disk> disk_;
  std::uint64_t written_ = 0;
};

} // namespace suyuan::location
