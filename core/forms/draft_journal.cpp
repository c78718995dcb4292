// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/draft_journal.h"

#include "core/store/capture.h"

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <fcntl.h>
#include <format>
#include <fstream>
#include <iterator>
#include <mutex>
#include <optional>
#include <thread>
#include <unistd.h>

namespace suyuan::forms {

namespace {

constexpr std::string_view magic = "suyuan-draft 1";

/// CRC-32 (IEEE 802.3), of one line.
std::uint32_t lineCheck(std::string_view text) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char c : text) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320U : 0U);
  }
  return ~crc;
}

Error writeError(const std::filesystem::path& file, int error) {
  return {error == ENOSPC || error == EDQUOT ? ErrorCode::DiskFull : ErrorCode::FileUnwritable, {.file = file.string()}, {}, std::strerror(error)};
}

std::string sealedLine(const std::string& text) { return std::format("{}\t{:08x}\n", text, lineCheck(text)); }

/// A value in one cell: tabs, line ends and backslashes written out.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text)
    switch (c) {
    case '\t': out += "\\t"; break;
    case '\n': out += "\\n"; break;
    case '\r': out += "\\r"; break;
    case '\\': out += "\\\\"; break;
    default: out += c;
    }
  return out;
}

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out += text[i];
      continue;
    }
    const char c = text[++i];
    out += c == 't' ? '\t' : c == 'n' ? '\n' : c == 'r' ? '\r' : c;
  }
  return out;
}

std::vector<std::string> cellsOf(std::string_view line) {
  std::vector<std::string> cells;
  while (true) {
    const auto tab = line.find('\t');
    cells.push_back(unescaped(line.substr(0, tab)));
    if (tab == line.npos) return cells;
    line.remove_prefix(tab + 1);
  }
}

std::string fidText(Fid fid) { return fid.isSet() ? toText(fid) : std::string(); }

std::string headLine(const DraftHead& head) {
  return sealedLine(std::format("{}\t{}\t{}\t{}\t{}\t{}\t{}", magic, escaped(head.kind), fidText(head.outfall), fidText(head.candidate), fidText(head.visit),
                                escaped(head.author), head.startedAt));
}

/// Flushes a file to the disk beside the thread that writes it.
class Flusher {
public:
  Flusher(int fd, std::filesystem::path folder) : fd_(fd), folder_(std::move(folder)), thread_([this](const std::stop_token& stop) { work(stop); }) {}
  ~Flusher() {
    thread_.request_stop();
    thread_.join(); // work() flushes what is left
    ::close(fd_);
  }
  Flusher(const Flusher&) = delete;
  Flusher& operator=(const Flusher&) = delete;

  void written() {
    const std::scoped_lock lock(mutex_);
    ++written_;
    wake_.notify_all();
  }
  int wait() {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [this] { return flushed_ == written_; });
    return std::exchange(error_, 0);
  }
  [[nodiscard]] int fd() const noexcept { return fd_; }

private:
  void work(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (wake_.wait(lock, stop, [this] { return flushed_ != written_; })) {
      const auto upTo = written_;
      lock.unlock();
      int failed = ::fdatasync(fd_) != 0 && errno != EINVAL ? errno : 0;
      if (failed == 0 && upTo > 0 && flushed_ == 0) failed = std::max(flushFolder(folder_), flushFolder(folder_.parent_path()));
      lock.lock();
      if (failed != 0) error_ = failed;
      flushed_ = upTo;
      wake_.notify_all();
    }
  }

  /// The file's own entry, and that of the folder it lies in.
  static int flushFolder(const std::filesystem::path& folder) {
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return errno;
    const int failed = ::fsync(fd) != 0 && errno != EINVAL && errno != ENOTSUP ? errno : 0;
    ::close(fd);
    return failed;
  }

  int fd_;
  std::filesystem::path folder_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::uint64_t written_ = 0, flushed_ = 0;
  int error_ = 0;
  std::jthread thread_; // last
};

std::optional<Draft> readDraft(const std::filesystem::path& file, const std::string& all) {
  Draft draft;
  draft.file = file;
  std::string_view rest = all;
  bool first = true;
  while (!rest.empty()) {
    const auto end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    const auto seal = line.rfind('\t');
    if (end == rest.npos || seal == line.npos || line.substr(seal + 1) != std::format("{:08x}", lineCheck(line.substr(0, seal)))) {
      draft.cutOff = true;
      break;
    }
    const auto cells = cellsOf(line.substr(0, seal));
    if (first) {
      if (cells.size() != 7 || cells[0] != magic) return std::nullopt;
      draft.head = {cells[1], parseFid(cells[2]).value_or(Fid{}), parseFid(cells[3]).value_or(Fid{}), parseFid(cells[4]).value_or(Fid{}), cells[5], cells[6]};
      draft.lastAt = cells[6];
      first = false;
    } else if (cells.size() == 3) {
      draft.lastAt = cells[0];
      if (cells[2].empty()) draft.values.erase(cells[1]);
      else draft.values.insert_or_assign(cells[1], cells[2]);
    }
    rest.remove_prefix(end + 1);
    draft.soundBytes += end + 1;
  }
  if (first) return std::nullopt;
  return draft;
}

} // namespace

struct DraftJournal::Impl {
  std::filesystem::path folder, file;
  DraftHead head;
  std::map<std::string, std::string, std::less<>> values;
  std::unique_ptr<Flusher> flusher;

  Result<> open() {
    std::error_code ec;
    std::filesystem::create_directories(folder, ec);
    if (ec) return std::unexpected(writeError(folder, ec.value()));
    const auto made = folder / (store::randomHex() + ".draft");
    const int fd = ::open(made.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0644);
    if (fd < 0) return std::unexpected(writeError(made, errno));
    flusher = std::make_unique<Flusher>(fd, folder);
    file = made;
    return append(headLine(head));
  }

  Result<> append(const std::string& line) {
    const int fd = flusher->fd();
    const off_t began = ::lseek(fd, 0, SEEK_END);
    std::string_view rest = line;
    while (!rest.empty()) {
      const auto n = ::write(fd, rest.data(), rest.size());
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) {
        const int error = n < 0 ? errno : EIO;
        // Half a line would end the draft for whoever reads it: taken back.
        if (began >= 0 && ::ftruncate(fd, began) != 0) return std::unexpected(writeError(file, errno));
        return std::unexpected(writeError(file, error));
      }
      rest.remove_prefix(static_cast<std::size_t>(n));
    }
    flusher->written();
    return {};
  }
};

DraftJournal::DraftJournal(std::filesystem::path folder, DraftHead head) : impl_(std::make_unique<Impl>()) {
  impl_->folder = std::move(folder) / "drafts";
  impl_->head = std::move(head);
  if (impl_->head.startedAt.empty()) impl_->head.startedAt = store::utcNow();
}

Result<DraftJournal> DraftJournal::resume(const Draft& draft) {
  DraftJournal journal({}, draft.head);
  Impl& impl = *journal.impl_;
  impl.folder = draft.file.parent_path();
  impl.file = draft.file;
  impl.values = draft.values;
  const int fd = ::open(draft.file.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
  if (fd < 0) return std::unexpected(writeError(draft.file, errno));
  if (draft.cutOff && ::ftruncate(fd, static_cast<off_t>(draft.soundBytes)) != 0) {
    const int error = errno;
    ::close(fd);
    return std::unexpected(writeError(draft.file, error));
  }
  impl.flusher = std::make_unique<Flusher>(fd, impl.folder);
  return journal;
}

DraftJournal::DraftJournal(DraftJournal&&) noexcept = default;
DraftJournal& DraftJournal::operator=(DraftJournal&&) noexcept = default;
DraftJournal::~DraftJournal() = default;

Result<> DraftJournal::put(std::string_view key, std::string_view value) {
  const auto there = impl_->values.find(key);
  if (there == impl_->values.end() ? value.empty() : there->second == value) return {};
  if (!impl_->flusher) SUYUAN_TRY(impl_->open());
  SUYUAN_TRY(impl_->append(sealedLine(std::format("{}\t{}\t{}", store::utcNow(), escaped(key), escaped(value)))));
  if (value.empty()) impl_->values.erase(std::string(key));
  else impl_->values.insert_or_assign(std::string(key), std::string(value));
  return {};
}

Result<> DraftJournal::flush() {
  if (!impl_->flusher) return {};
  if (const int error = impl_->flusher->wait(); error != 0) return std::unexpected(writeError(impl_->file, error));
  return {};
}

void DraftJournal::discard() {
  impl_->values.clear();
  impl_->flusher.reset();
  if (impl_->file.empty()) return;
  std::error_code ignored; // one that stays is offered once more, which loses nothing
  std::filesystem::remove(impl_->file, ignored);
  impl_->file.clear();
}

const std::map<std::string, std::string, std::less<>>& DraftJournal::values() const noexcept { return impl_->values; }
const DraftHead& DraftJournal::head() const noexcept { return impl_->head; }
const std::filesystem::path& DraftJournal::file() const noexcept { return impl_->file; }

Result<std::vector<Draft>> draftsOf(const std::filesystem::path& survey) {
  std::vector<Draft> drafts;
  std::error_code ec;
  for (std::filesystem::directory_iterator it(survey / "drafts", ec), end; !ec && it != end; it.increment(ec)) {
    if (it->path().extension() != ".draft") continue;
    std::ifstream in(it->path(), std::ios::binary);
    if (!in) return failure(ErrorCode::FileUnreadable, {.file = it->path().string()});
    const std::string all{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (auto draft = readDraft(it->path(), all); draft && !draft->values.empty()) drafts.push_back(std::move(*draft));
  }
  std::ranges::sort(drafts, {}, [](const Draft& d) { return std::pair(d.head.startedAt, d.file); });
  return drafts;
}

} // namespace suyuan::forms
