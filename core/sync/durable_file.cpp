// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/durable_file.h"

#include <openssl/evp.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

namespace suyuan::sync {

namespace {

namespace fs = std::filesystem;

class Descriptor {
public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  [[nodiscard]] int get() const noexcept { return fd_; }

private:
  int fd_;
};

class Digest {
public:
  Digest() : context_(EVP_MD_CTX_new(), &EVP_MD_CTX_free) { EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr); }
  void add(std::span<const std::byte> bytes) { EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()); }
  [[nodiscard]] std::string hex() {
    unsigned char out[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    EVP_DigestFinal_ex(context_.get(), out, &size);
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    for (unsigned int i = 0; i < size; ++i) {
      text += digits[out[i] >> 4];
      text += digits[out[i] & 15];
    }
    return text;
  }

private:
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

std::unexpected<Error> writeFailure(const fs::path& file, int error) {
  return failure(error == ENOSPC || error == EDQUOT ? ErrorCode::DiskFull : ErrorCode::FileUnwritable,
                 {.file = file.string()}, std::strerror(error));
}

// A new name is on the disk only when its folder is. Some file systems cannot flush a folder; they say EINVAL.
Result<> flushFolder(const fs::path& folder) {
  const Descriptor fd{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (fd.get() < 0) return writeFailure(folder, errno);
  if (::fsync(fd.get()) != 0 && errno != EINVAL && errno != ENOTSUP) return writeFailure(folder, errno);
  return {};
}

Result<> writeAll(int fd, std::span<const std::byte> bytes, const fs::path& file) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return writeFailure(file, errno);
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return {};
}

// Gives a finished file its name: link() refuses an existing name by itself; where there are no hard links (FAT,
// some shares) the caller's lock stands in for that.
Result<> giveName(const fs::path& unfinished, const fs::path& file) {
  if (::link(unfinished.c_str(), file.c_str()) == 0) {
    ::unlink(unfinished.c_str());
    return flushFolder(file.parent_path());
  }
  if (errno == EEXIST) return writeFailure(file, EEXIST);
  struct stat there {};
  if (::lstat(file.c_str(), &there) == 0) return writeFailure(file, EEXIST);
  if (::rename(unfinished.c_str(), file.c_str()) != 0) return writeFailure(file, errno);
  return flushFolder(file.parent_path());
}

} // namespace

std::string sha256(std::span<const std::byte> bytes) {
  Digest digest;
  digest.add(bytes);
  return digest.hex();
}

Result<std::vector<std::byte>> readFile(const fs::path& file) {
  const Descriptor fd{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
  if (fd.get() < 0)
    return failure(errno == ENOENT ? ErrorCode::FileNotFound : ErrorCode::FileUnreadable, {.file = file.string()},
                   std::strerror(errno));
  struct stat about {};
  if (::fstat(fd.get(), &about) != 0 || !S_ISREG(about.st_mode))
    return failure(ErrorCode::FileUnreadable, {.file = file.string()}, "not a regular file");
  std::vector<std::byte> bytes(static_cast<std::size_t>(about.st_size));
  std::size_t have = 0;
  while (have < bytes.size()) {
    const ssize_t got = ::read(fd.get(), bytes.data() + have, bytes.size() - have);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failure(ErrorCode::FileUnreadable, {.file = file.string()}, std::strerror(errno));
    if (got == 0) break;
    have += static_cast<std::size_t>(got);
  }
  bytes.resize(have);
  return bytes;
}

Result<std::string> sha256OfFile(const fs::path& file) {
  const Descriptor fd{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
  if (fd.get() < 0) return failure(ErrorCode::FileUnreadable, {.file = file.string()}, std::strerror(errno));
  Digest digest;
  std::vector<std::byte> block(1 << 20);
  for (;;) {
    const ssize_t got = ::read(fd.get(), block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failure(ErrorCode::FileUnreadable, {.file = file.string()}, std::strerror(errno));
    if (got == 0) return digest.hex();
    digest.add(std::span(block).first(static_cast<std::size_t>(got)));
  }
}

Result<> writeNew(const fs::path& file, std::span<const std::byte> bytes) {
  const fs::path unfinished = file.string() + unfinishedEnding;
  {
    const Descriptor fd{::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)};
    if (fd.get() < 0) return writeFailure(unfinished, errno);
    SUYUAN_TRY(writeAll(fd.get(), bytes, unfinished));
    if (::fsync(fd.get()) != 0) return writeFailure(unfinished, errno);
  }
  auto named = giveName(unfinished, file);
  if (!named) ::unlink(unfinished.c_str());
  return named;
}

namespace {

// Copies the rest of `source` to `target`, block by block, and flushes it.
Result<std::int64_t> copyBlocks(const Descriptor& source, const fs::path& from, const Descriptor& target, const fs::path& to, Digest& digest) {
  std::int64_t bytes = 0;
  std::vector<std::byte> block(1 << 20);
  for (;;) {
    const ssize_t got = ::read(source.get(), block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failure(ErrorCode::FileUnreadable, {.file = from.string()}, std::strerror(errno));
    if (got == 0) break;
    const auto part = std::span<const std::byte>(block).first(static_cast<std::size_t>(got));
    digest.add(part);
    SUYUAN_TRY(writeAll(target.get(), part, to));
    bytes += got;
  }
  if (::fsync(target.get()) != 0) return writeFailure(to, errno);
  return bytes;
}

} // namespace

Result<> copyVerified(const fs::path& from, const fs::path& to, const std::string& expected) {
  std::error_code ignored;
  if (fs::exists(to, ignored)) return {};
  fs::create_directories(to.parent_path(), ignored);
  const fs::path unfinished = to.string() + unfinishedEnding;
  const Descriptor source{::open(from.c_str(), O_RDONLY | O_CLOEXEC)};
  if (source.get() < 0) return failure(ErrorCode::FileUnreadable, {.file = from.string()}, std::strerror(errno));
  Digest digest;
  {
    const Descriptor target{::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)};
    if (target.get() < 0) return writeFailure(unfinished, errno);
    auto copied = copyBlocks(source, from, target, unfinished, digest);
    if (!copied) return std::unexpected(std::move(copied).error());
  }
  if (digest.hex() != expected) {
    ::unlink(unfinished.c_str());
    return failure(ErrorCode::HubDamaged, {.file = from.string()}, "content does not have the SHA-256 of its name");
  }
  return giveName(unfinished, to);
}

Result<StoredByHash> storeByHash(const fs::path& from, const fs::path& folder, const std::function<std::string(const std::string& sha256)>& nameOf) {
  const Descriptor source{::open(from.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)}; // a pipe does not make us wait
  if (source.get() < 0)
    return failure(errno == ENOENT ? ErrorCode::FileNotFound : ErrorCode::FileUnreadable, {.file = from.string()}, std::strerror(errno));
  struct stat about {};
  if (::fstat(source.get(), &about) != 0 || !S_ISREG(about.st_mode))
    return failure(ErrorCode::FileUnreadable, {.file = from.string()}, "not a regular file");
  std::error_code ignored;
  fs::create_directories(folder, ignored);
  std::string pattern = (folder / "taking-XXXXXX").string() + unfinishedEnding;
  Digest digest;
  StoredByHash stored;
  {
    const Descriptor target{::mkostemps(pattern.data(), static_cast<int>(std::strlen(unfinishedEnding)), O_CLOEXEC)};
    if (target.get() < 0) return writeFailure(folder, errno);
    ::fchmod(target.get(), 0644);
    auto copied = copyBlocks(source, from, target, pattern, digest);
    if (!copied) {
      ::unlink(pattern.c_str());
      return std::unexpected(std::move(copied).error());
    }
    stored.bytes = *copied;
  }
  stored.sha256 = digest.hex();
  stored.name = nameOf(stored.sha256);
  const fs::path named = folder / stored.name;
  if (fs::exists(named, ignored)) {
    if (const auto there = sha256OfFile(named); there && *there == stored.sha256) {
      ::unlink(pattern.c_str());
      stored.was = StoredByHash::Was::There;
      return stored;
    }
    stored.was = StoredByHash::Was::Mended;
  }
  if (::rename(pattern.c_str(), named.c_str()) != 0) {
    const int error = errno;
    ::unlink(pattern.c_str());
    return writeFailure(named, error);
  }
  SUYUAN_TRY(flushFolder(folder));
  return stored;
}

} // namespace suyuan::sync
