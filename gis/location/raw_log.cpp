// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/location/raw_log.h"

#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <fcntl.h>
#include <mutex>
#include <unistd.h>

namespace suyuan::location {

namespace {

std::unexpected<Error> unwritable(const std::filesystem::path& file, int reason) {
  return failure(reason == ENOSPC || reason == EDQUOT ? ErrorCode::DiskFull : ErrorCode::FileUnwritable, {.file = file.string()}, std::strerror(reason));
}

} // namespace

RawLog::Disk::~Disk() {
  syncer = {};
  if (fd < 0) return;
  ::fdatasync(fd);
  ::close(fd);
}

Result<RawLog> RawLog::open(const std::filesystem::path& file) {
  std::error_code code;
  if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path(), code);
  if (code) return unwritable(file, code.value());
  auto disk = std::make_unique<Disk>();
  disk->fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (disk->fd < 0) return unwritable(file, errno);
  disk->syncer = std::jthread([d = disk.get()](std::stop_token end) {
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    while (!wake.wait_for(lock, end, std::chrono::seconds(syncSeconds), [&] { return end.stop_requested(); }))
      if (d->dirty.exchange(false)) ::fdatasync(d->fd);
  });
  return RawLog(file, std::move(disk));
}

Result<> RawLog::append(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(disk_->fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return unwritable(file_, errno);
    written_ += static_cast<std::uint64_t>(n);
    bytes.remove_prefix(static_cast<std::size_t>(n));
    disk_->dirty = true;
  }
  return {};
}

} // namespace suyuan::location
