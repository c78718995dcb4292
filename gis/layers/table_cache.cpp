// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/layers/table_cache.h"

#include "gis/layers/line_pack.h"
#include "gis/layers/parallel.h"

#include <nlohmann/json.hpp>
#include <openssl/evp.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <span>
#include <unistd.h>

namespace suyuan::layers {

namespace {

using nlohmann::json;
namespace fs = std::filesystem;

// The file: magic, length of the head (8 bytes), the head as CBOR, its digest, then the columns' bytes as they lie in memory.
constexpr std::string_view magic = "SUYUAN TABLE 1 LE 64\n";
constexpr std::uint64_t longestHead = 64U << 20;
constexpr std::size_t pageSize = 4096; ///< columns begin at its multiples

using Digest = std::array<unsigned char, 32>;

Digest digestOf(const void* bytes, std::size_t count) {
  Digest digest{};
  EVP_Digest(bytes, count, digest.data(), nullptr, EVP_sha256(), nullptr);
  return digest;
}

/// Calls visit(number, column) for all that is kept as bytes.
template <class Table, class Index, class Visit>
void eachColumn(Table& t, Index& index, const Visit& visit) {
  int n = 0;
  visit(n++, t.fids);
  visit(n++, t.x);
  visit(n++, t.y);
  visit(n++, t.partStart);
  visit(n++, t.featureStart);
  visit(n++, t.boxes);
  visit(n++, t.kinds);
  visit(n++, t.category.index);
  visit(n++, t.status.index);
  visit(n++, t.grade.index);
  visit(n++, t.label.bytes);
  visit(n++, t.label.ends);
  visit(n++, t.detail.bytes);
  visit(n++, t.detail.ends);
  visit(n++, t.vertexLevel);
  visit(n++, t.pointLevel);
  visit(n++, t.byFid);
  visit(n++, index.nodes);
  visit(n++, index.rows);
  visit(n++, index.levelEnd);
}

struct Piece {
  char* bytes = nullptr;
  std::size_t size = 0; ///< bytes
  std::uint64_t offset = 0;
  std::size_t cell = 1;
  Digest digest{};
};

class File {
public:
  File(const fs::path& path, int flags) : fd_(::open(path.c_str(), flags | O_CLOEXEC, 0644)) {}
  ~File() {
    if (fd_ >= 0) ::close(fd_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  [[nodiscard]] bool isOpen() const noexcept { return fd_ >= 0; }
  [[nodiscard]] bool read(void* to, std::size_t count, std::uint64_t at) const {
    auto* bytes = static_cast<char*>(to);
    while (count > 0) {
      const ssize_t got = ::pread(fd_, bytes, count, static_cast<off_t>(at));
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) return false;
      bytes += got;
      at += static_cast<std::uint64_t>(got);
      count -= static_cast<std::size_t>(got);
    }
    return true;
  }
  [[nodiscard]] bool write(const void* from, std::size_t count, std::uint64_t at) const {
    const auto* bytes = static_cast<const char*>(from);
    while (count > 0) {
      const ssize_t put = ::pwrite(fd_, bytes, count, static_cast<off_t>(at));
      if (put < 0 && errno == EINTR) continue;
      if (put <= 0) return false;
      bytes += put;
      at += static_cast<std::uint64_t>(put);
      count -= static_cast<std::size_t>(put);
    }
    return true;
  }

private:
  int fd_;
};

json headOf(const FeatureTable& t, const SpatialIndex::Parts& index, std::string_view key) {
  json broken = json::array();
  for (const BrokenFeature& one : t.broken) broken.push_back({one.fid, static_cast<int>(one.fault)});
  return {{"key", key},
          {"name", t.name},
          {"layer", t.layer ? json(static_cast<int>(*t.layer)) : json()},
          {"crs", t.crs},
          {"kind", static_cast<int>(t.kind)},
          {"category", t.category.words},
          {"status", t.status.words},
          {"grade", t.grade.words},
          {"vertexStep", t.vertexStep},
          {"pointStep", t.pointStep},
          {"broken", std::move(broken)},
          {"extent", {index.extent.minX, index.extent.minY, index.extent.maxX, index.extent.maxY}},
          {"indexed", index.count}};
}

/// Head without faults of form, or nothing. `end` is where the columns may begin.
std::optional<json> readHead(const File& file, std::uint64_t& end) {
  std::array<char, magic.size() + 8> start{};
  if (!file.read(start.data(), start.size(), 0) || std::string_view(start.data(), magic.size()) != magic) return std::nullopt;
  std::uint64_t length = 0;
  std::memcpy(&length, start.data() + magic.size(), 8);
  if (length > longestHead) return std::nullopt;
  std::vector<std::uint8_t> bytes(length);
  Digest digest;
  if (!file.read(bytes.data(), length, start.size()) || !file.read(digest.data(), digest.size(), start.size() + length) ||
      digestOf(bytes.data(), bytes.size()) != digest)
    return std::nullopt;
  json head = json::from_cbor(bytes, true, false);
  if (!head.is_object()) return std::nullopt;
  end = start.size() + length + digest.size();
  return head;
}

/// The members hold what was written (the head's digest says so); a head of another program of ours is caught here.
bool takeHead(const json& head, FeatureTable& t, SpatialIndex::Parts& index) {
  try {
    t.name = head.at("name").get<std::string>();
    if (!head.at("layer").is_null()) t.layer = static_cast<Layer>(head.at("layer").get<int>());
    t.crs = head.at("crs").get<std::string>();
    t.kind = static_cast<GeometryKind>(head.at("kind").get<int>());
    t.category.words = head.at("category").get<std::vector<std::string>>();
    t.status.words = head.at("status").get<std::vector<std::string>>();
    t.grade.words = head.at("grade").get<std::vector<std::string>>();
    t.vertexStep = head.at("vertexStep").get<double>();
    t.pointStep = head.at("pointStep").get<double>();
    for (const json& one : head.at("broken")) t.broken.push_back({one.at(0).get<std::int64_t>(), static_cast<Fault>(one.at(1).get<int>())});
    const auto extent = head.at("extent").get<std::array<double, 4>>();
    index.extent = {extent[0], extent[1], extent[2], extent[3]};
    index.count = head.at("indexed").get<std::size_t>();
    return true;
  } catch (const json::exception&) {
    return false;
  }
}

bool rises(std::span<const std::uint32_t> offsets, std::size_t most) {
  for (std::size_t i = 0; i < offsets.size(); ++i)
    if (offsets[i] > most || (i > 0 && offsets[i] < offsets[i - 1])) return false;
  return true;
}

/// No number in the columns leads outside them: reading is safe whatever the file says.
bool isSound(const FeatureTable& t) {
  const std::size_t rows = t.size(), vertices = t.x.size();
  const auto byte = [&](const CategoryColumn& c) {
    return (c.index.empty() || c.index.size() == rows) && !c.words.empty() &&
           std::ranges::all_of(c.index, [&](std::uint8_t word) { return word < c.words.size(); });
  };
  const auto text = [&](const TextColumn& c) { return (c.ends.empty() || c.ends.size() == rows) && rises(c.ends, c.bytes.size()); };
  if (t.y.size() != vertices || t.partStart.empty() || t.featureStart.empty()) return false;
  if (t.partStart.size() == 1 ? vertices != rows || !t.boxes.empty() : t.featureStart.size() != rows + 1 || t.boxes.size() != rows) return false;
  return rises(t.partStart, vertices) && rises(t.featureStart, t.partStart.size() - 1) && (t.kinds.empty() || t.kinds.size() == rows) &&
         byte(t.category) && byte(t.status) && byte(t.grade) && text(t.label) && text(t.detail) &&
         (t.vertexLevel.empty() || t.vertexLevel.size() == vertices) && (t.pointLevel.empty() || t.pointLevel.size() == rows) &&
         (t.byFid.empty() || (t.byFid.size() == rows && std::ranges::all_of(t.byFid, [&](std::uint32_t row) { return row < rows; })));
}

std::optional<FeatureTable> readWhole(const File& file, const json& head, std::uint64_t end, std::uint64_t fileSize, std::stop_token stop) {
  FeatureTable t;
  SpatialIndex::Parts index;
  if (!takeHead(head, t, index)) return std::nullopt;
  const json& columns = head.contains("columns") ? head["columns"] : json::array();
  std::vector<Piece> pieces;
  bool fits = true;
  eachColumn(t, index, [&](int n, auto& column) {
    using Cell = typename std::remove_reference_t<decltype(column)>::value_type;
    static_assert(std::is_trivially_copyable_v<Cell>);
    if (!fits || static_cast<std::size_t>(n) >= columns.size()) return void(fits = false);
    const json& about = columns[static_cast<std::size_t>(n)];
    if (!about.is_array() || about.size() != 4 || !about[0].is_number_unsigned() || !about[1].is_number_unsigned() ||
        !about[2].is_number_unsigned() || !about[3].is_binary())
      return void(fits = false);
    const auto size = about[1].get<std::uint64_t>(), offset = about[2].get<std::uint64_t>();
    const auto& digest = about[3].get_binary();
    if (about[0].get<std::uint64_t>() != sizeof(Cell) || size % sizeof(Cell) != 0 || (size > 0 && (offset < end || offset > fileSize || size > fileSize - offset)) ||
        digest.size() != sizeof(Digest))
      return void(fits = false);
    column.resize(size / sizeof(Cell));
    Piece piece{reinterpret_cast<char*>(column.data()), size, offset, sizeof(Cell), {}};
    std::ranges::copy(digest, piece.digest.begin());
    if (size > 0) pieces.push_back(piece);
  });
  if (!fits) return std::nullopt;
  std::ranges::sort(pieces, std::greater{}, &Piece::size); // the cores end together
  std::atomic<std::size_t> next = 0;
  std::atomic<bool> good = true;
  onAllCores([&](std::size_t) {
    for (std::size_t i = next++; i < pieces.size() && good && !stop.stop_requested(); i = next++)
      if (!file.read(pieces[i].bytes, pieces[i].size, pieces[i].offset) || digestOf(pieces[i].bytes, pieces[i].size) != pieces[i].digest) good = false;
  });
  if (!good || !isSound(t)) return std::nullopt;
  auto made = SpatialIndex::from(std::move(index), t.size());
  if (!made) return std::nullopt;
  t.index = std::move(*made);
  packLines(t);
  return t;
}

} // namespace

Result<> writeTableCache(const FeatureTable& table, const fs::path& file, std::string_view key) {
  const auto failed = [&](int why) {
    return failure(why == ENOSPC ? ErrorCode::DiskFull : ErrorCode::FileUnwritable, {.file = file.string()}, std::strerror(why));
  };
  std::error_code ec;
  fs::create_directories(file.parent_path(), ec);
  if (ec) return failed(ec.value());
  const SpatialIndex::Parts index = table.index.parts();
  json head = headOf(table, index, key);
  std::vector<Piece> pieces;
  eachColumn(table, index, [&](int, const auto& column) {
    using Cell = typename std::remove_cvref_t<decltype(column)>::value_type;
    pieces.push_back({const_cast<char*>(reinterpret_cast<const char*>(column.data())), column.size() * sizeof(Cell), 0, sizeof(Cell), {}});
  });
  std::atomic<std::size_t> next = 0;
  onAllCores([&](std::size_t) {
    for (std::size_t i = next++; i < pieces.size(); i = next++) pieces[i].digest = digestOf(pieces[i].bytes, pieces[i].size);
  });
  // Places come after the head, whose length hangs on their digits: first it is made with the longest ones.
  const auto aligned = [](std::uint64_t at) { return (at + pageSize - 1) / pageSize * pageSize; };
  const auto headAt = [&](std::uint64_t at) {
    json columns = json::array();
    for (const Piece& piece : pieces) {
      columns.push_back(json::array({piece.cell, piece.size, at, json::binary({piece.digest.begin(), piece.digest.end()})}));
      at = aligned(at + piece.size);
    }
    head["columns"] = std::move(columns);
    return json::to_cbor(head);
  };
  const std::uint64_t begin = aligned(magic.size() + 8 + headAt(std::uint64_t{1} << 40).size() + sizeof(Digest));
  const std::vector<std::uint8_t> bytes = headAt(begin);
  fs::path aside = file;
  aside += ".new";
  {
    const File out(aside, O_WRONLY | O_CREAT | O_TRUNC);
    if (!out.isOpen()) return failed(errno);
    const std::uint64_t length = bytes.size();
    const Digest digest = digestOf(bytes.data(), bytes.size());
    std::uint64_t at = begin;
    bool written = out.write(magic.data(), magic.size(), 0) && out.write(&length, 8, magic.size()) &&
                   out.write(bytes.data(), bytes.size(), magic.size() + 8) && out.write(digest.data(), digest.size(), magic.size() + 8 + length);
    for (const Piece& piece : pieces) {
      written = written && (piece.size == 0 || out.write(piece.bytes, piece.size, at));
      at = aligned(at + piece.size);
    }
    if (!written) {
      const int why = errno;
      fs::remove(aside, ec);
      return failed(why);
    }
  }
  fs::rename(aside, file, ec);
  if (!ec) return {};
  const int why = ec.value();
  fs::remove(aside, ec);
  return failed(why);
}

std::optional<FeatureTable> readTableCache(const fs::path& path, std::string_view key, std::stop_token stop) {
  std::error_code ec;
  std::optional<FeatureTable> table;
  {
    const File file(path, O_RDONLY);
    if (!file.isOpen()) return std::nullopt;
    std::uint64_t end = 0;
    const auto head = readHead(file, end);
    const auto size = fs::file_size(path, ec);
    if (head && !ec) {
      if (!head->contains("key") || (*head)["key"] != key) return std::nullopt;
      table = readWhole(file, *head, end, size, stop);
    }
  }
  if (!table && !stop.stop_requested()) fs::remove(path, ec); // damaged
  return table;
}

std::string tableCacheKey(const fs::path& path) {
  const File file(path, O_RDONLY);
  std::uint64_t end = 0;
  const auto head = file.isOpen() ? readHead(file, end) : std::nullopt;
  return head && head->contains("key") && (*head)["key"].is_string() ? (*head)["key"].get<std::string>() : std::string();
}

} // namespace suyuan::layers
