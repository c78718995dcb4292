// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/layer_writer.h"

#include <cerrno>
#include <cstring>
#include <unistd.h>

namespace suyuan::exchange {

namespace {
std::unexpected<Error> fault(const std::filesystem::path& path, int number) {
  return failure(number == ENOSPC || number == EDQUOT ? ErrorCode::DiskFull : ErrorCode::FileUnwritable, {.file = path.string()},
                 std::strerror(number));
}
} // namespace

Result<OutFile> OutFile::create(const std::filesystem::path& path) {
  OutFile out;
  out.path_ = path;
  out.file_.reset(std::fopen(path.c_str(), "wb"));
  if (!out.file_) return fault(path, errno);
  std::setvbuf(out.file_.get(), nullptr, _IOFBF, 1 << 20);
  return out;
}

void OutFile::write(std::string_view bytes) {
  if (!bytes.empty() && std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size() && fault_ == 0) fault_ = errno ? errno : EIO;
  size_ += static_cast<std::int64_t>(bytes.size());
}

Result<> OutFile::writeAt(std::int64_t offset, std::string_view bytes) {
  if (std::fseek(file_.get(), offset, SEEK_SET) != 0) return fault(path_, errno);
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) return fault(path_, errno ? errno : EIO);
  return {};
}

Result<> OutFile::close() {
  if (!file_) return {};
  if (std::fflush(file_.get()) != 0 && fault_ == 0) fault_ = errno;
  std::FILE* file = file_.release();
  if (std::fclose(file) != 0 && fault_ == 0) fault_ = errno;
  if (fault_ != 0) return fault(path_, fault_);
  return {};
}

} // namespace suyuan::exchange
