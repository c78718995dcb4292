// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/rtree_fill.h"

#include "core/store/sqlite_handle.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <format>
#include <limits>

namespace suyuan::store {

namespace {

constexpr std::size_t cellBytes = 24, headBytes = 4;

float down(double value) noexcept {
  const auto near = static_cast<float>(value);
  return near > value ? std::nextafter(near, -std::numeric_limits<float>::infinity()) : near;
}

float up(double value) noexcept {
  const auto near = static_cast<float>(value);
  return near < value ? std::nextafter(near, std::numeric_limits<float>::infinity()) : near;
}

void widen(RtreeCell& box, const RtreeCell& by) noexcept {
  box.minX = std::min(box.minX, by.minX);
  box.maxX = std::max(box.maxX, by.maxX);
  box.minY = std::min(box.minY, by.minY);
  box.maxY = std::max(box.maxY, by.maxY);
}

/// Place on a Hilbert curve of a 2^16 grid: neighbours on the map become neighbours in the tree.
std::uint32_t hilbert(std::uint32_t x, std::uint32_t y) noexcept {
  std::uint32_t d = 0;
  for (std::uint32_t s = 32768; s > 0; s /= 2) {
    const std::uint32_t rx = (x & s) ? 1 : 0, ry = (y & s) ? 1 : 0;
    d += s * s * ((3 * rx) ^ ry);
    if (ry == 0) {
      if (rx == 1) {
        x = 65535 - x;
        y = 65535 - y;
      }
      std::swap(x, y);
    }
  }
  return d;
}

void sortAlongCurve(std::vector<RtreeCell>& cells) {
  if (cells.empty()) return;
  RtreeCell all = cells.front();
  for (const RtreeCell& cell : cells) widen(all, cell);
  const auto place = [](double low, double high, double from, double to) {
    return to > from ? static_cast<std::uint32_t>(std::clamp(((low + high) / 2 - from) / (to - from), 0.0, 1.0) * 65535.0) : 0U;
  };
  std::vector<std::pair<std::uint32_t, std::uint32_t>> order;
  order.reserve(cells.size());
  for (std::uint32_t i = 0; i < cells.size(); ++i) {
    const RtreeCell& c = cells[i];
    order.emplace_back(hilbert(place(c.minX, c.maxX, all.minX, all.maxX), place(c.minY, c.maxY, all.minY, all.maxY)), i);
  }
  std::ranges::sort(order);
  std::vector<RtreeCell> sorted;
  sorted.reserve(cells.size());
  for (const auto& [key, i] : order) sorted.push_back(cells[i]);
  cells = std::move(sorted);
}

template <class T>
void big(Blob& out, std::size_t& at, T value) {
  for (int shift = static_cast<int>(sizeof(T)) * 8 - 8; shift >= 0; shift -= 8) out[at++] = static_cast<std::byte>(value >> shift);
}

/// A node: two bytes depth (in the root only), two bytes number of cells; a cell: eight bytes id (of the record in a
/// leaf, of the node below elsewhere), four floats minx maxx miny maxy; big endian.
void encodeNode(Blob& out, std::size_t depth, std::span<const RtreeCell> cells) {
  std::ranges::fill(out, std::byte{0});
  std::size_t at = 0;
  big(out, at, static_cast<std::uint16_t>(depth));
  big(out, at, static_cast<std::uint16_t>(cells.size()));
  for (const RtreeCell& cell : cells) {
    big(out, at, static_cast<std::uint64_t>(cell.id));
    for (const float side : {cell.minX, cell.maxX, cell.minY, cell.maxY}) big(out, at, std::bit_cast<std::uint32_t>(side));
  }
}

class Packer {
public:
  Packer(sqlite3* db, const std::string& table) : db_(db), name_(std::format("rtree_{}_geom", table)) {}

  Result<> pack(std::vector<RtreeCell> cells) {
    auto size = scalar(db_, std::format("SELECT length(data) FROM {}_node WHERE nodeno = 1", name_));
    if (!size) return std::unexpected(std::move(size).error());
    const auto* bytes = std::get_if<std::int64_t>(&*size);
    if (!bytes || *bytes < static_cast<std::int64_t>(headBytes + 4 * cellBytes)) return failure(ErrorCode::SurveyCorrupt, {}, name_);
    node_.resize(static_cast<std::size_t>(*bytes));
    capacity_ = (node_.size() - headBytes) / cellBytes;
    for (const auto* part : {"node", "rowid", "parent"}) SUYUAN_TRY(execute(db_, std::format("DELETE FROM {}_{}", name_, part)));
    auto node = Statement::prepare(db_, std::format("INSERT INTO {}_node(nodeno, data) VALUES (?, ?)", name_));
    auto parent = Statement::prepare(db_, std::format("INSERT INTO {}_parent(nodeno, parentnode) VALUES (?, ?)", name_));
    auto record = Statement::prepare(db_, std::format("INSERT INTO {}_rowid(rowid, nodeno) VALUES (?, ?)", name_));
    for (const auto* made : {&node, &parent, &record})
      if (!*made) return std::unexpected((*made).error());

    sortAlongCurve(cells);
    std::vector<std::pair<std::int64_t, std::int64_t>> homes; // record or node, and the node that it is in
    std::int64_t next = 2;                                     // the root is 1
    for (std::size_t depth = 0; cells.size() > capacity_; ++depth) {
      // Evenly, and with room, so that the first insert into each node does not split it.
      const std::size_t room = capacity_ - capacity_ / 6, nodes = (cells.size() + room - 1) / room;
      std::vector<RtreeCell> above;
      above.reserve(nodes);
      homes.clear();
      homes.reserve(cells.size());
      for (std::size_t n = 0; n < nodes; ++n) {
        const std::size_t from = n * cells.size() / nodes, to = (n + 1) * cells.size() / nodes;
        const std::span<const RtreeCell> own(&cells[from], to - from);
        SUYUAN_TRY(write(*node, next, 0, own));
        RtreeCell box = own.front();
        for (const RtreeCell& cell : own) {
          widen(box, cell);
          homes.emplace_back(cell.id, next);
        }
        box.id = next++;
        above.push_back(box);
      }
      SUYUAN_TRY(keep(depth == 0 ? *record : *parent, homes));
      cells = std::move(above);
      levels_ = depth + 1;
    }
    SUYUAN_TRY(write(*node, 1, levels_, cells));
    homes.clear();
    for (const RtreeCell& cell : cells) homes.emplace_back(cell.id, 1);
    return keep(levels_ == 0 ? *record : *parent, homes);
  }

private:
  Result<> write(Statement& insert, std::int64_t number, std::size_t depth, std::span<const RtreeCell> cells) {
    encodeNode(node_, depth, cells);
    insert.bindInteger(1, number);
    insert.bindBlob(2, node_);
    return insert.run();
  }

  Result<> keep(Statement& insert, std::vector<std::pair<std::int64_t, std::int64_t>>& homes) {
    std::ranges::sort(homes); // rising keys are appended
    for (const auto& [id, home] : homes) {
      insert.bindInteger(1, id);
      insert.bindInteger(2, home);
      SUYUAN_TRY(insert.run());
    }
    return {};
  }

  sqlite3* db_;
  std::string name_;
  Blob node_;
  std::size_t capacity_ = 0, levels_ = 0;
};

Result<> insertOneByOne(sqlite3* db, const std::string& table, std::vector<RtreeCell> cells) {
  sortAlongCurve(cells);
  auto insert = Statement::prepare(db, std::format("INSERT OR REPLACE INTO rtree_{}_geom VALUES (?, ?, ?, ?, ?)", table));
  if (!insert) return std::unexpected(std::move(insert).error());
  for (const RtreeCell& cell : cells) {
    insert->bindInteger(1, cell.id);
    int index = 2;
    for (const float side : {cell.minX, cell.maxX, cell.minY, cell.maxY}) insert->bindReal(index++, static_cast<double>(side));
    SUYUAN_TRY(insert->run());
  }
  return {};
}

} // namespace

std::optional<RtreeCell> rtreeCell(std::int64_t id, const Box& box) noexcept {
  if (box.isEmpty()) return std::nullopt;
  return RtreeCell{id, down(box.minX), up(box.maxX), down(box.minY), up(box.maxY)};
}

Result<> fillRtree(sqlite3* db, const std::string& table, std::vector<RtreeCell> cells) {
  if (cells.empty()) return {};
  auto there = scalar(db, std::format("SELECT count(*) FROM rtree_{}_geom_rowid", table));
  if (!there) return std::unexpected(std::move(there).error());
  const auto known = static_cast<std::size_t>(std::get<std::int64_t>(*there));
  if (cells.size() < known / 4) return insertOneByOne(db, table, std::move(cells));
  if (known > 0) {
    cells.reserve(cells.size() + known);
    auto rows = Statement::prepare(db, std::format("SELECT id, minx, maxx, miny, maxy FROM rtree_{}_geom", table));
    if (!rows) return std::unexpected(std::move(rows).error());
    while (true) {
      auto more = rows->step();
      if (!more) return std::unexpected(std::move(more).error());
      if (!*more) break;
      const auto side = [&](int column) { return static_cast<float>(rows->real(column)); };
      cells.push_back({rows->integer(0), side(1), side(2), side(3), side(4)});
    }
    // An entry left over from a record that is no more gives way to the new one of its number.
    std::ranges::stable_sort(cells, {}, &RtreeCell::id);
    const auto gone = std::ranges::unique(cells, {}, &RtreeCell::id);
    cells.erase(gone.begin(), gone.end());
  }
  return Packer(db, table).pack(std::move(cells));
}

} // namespace suyuan::store
