// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "core/model/geometry.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

struct sqlite3;

namespace suyuan::store {

/// An entry of an R-tree. Sides are rounded outwards to single precision, as SQLite keeps them.
struct RtreeCell {
  std::int64_t id = 0;
  float minX = 0, maxX = 0, minY = 0, maxY = 0;
};

/// Nothing for an empty box.
[[nodiscard]] std::optional<RtreeCell> rtreeCell(std::int64_t id, const Box& box) noexcept;

/// Puts many entries into rtree_<table>_geom. When they are many beside what is there, the whole tree is made anew,
/// packed along a Hilbert curve: its node, rowid and parent tables are written as SQLite's rtree.c lays them out, which
/// takes a sixth of the time of single inserts. Inside the caller's transaction, with no statement open on the tree.
Result<> fillRtree(sqlite3* db, const std::string& table, std::vector<RtreeCell> cells);

} // namespace suyuan::store
