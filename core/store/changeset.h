// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "core/model/value.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// SQLite's changeset format (see FORMAT.md): table headers and changes. UPDATE carries the key and the columns that
// changed, with old and new values, so that it can be inverted and merged field by field.

namespace suyuan::store {

enum class ChangeOp : std::uint8_t { Delete = 9, Insert = 18, Update = 23 };

/// A column of a change: nothing is *unchanged*; a Value that is NULL is a NULL.
using Cell = std::optional<Value>;

struct Change {
  std::string table;
  ChangeOp op = ChangeOp::Update;
  std::vector<bool> key;    ///< by column: part of the primary key
  std::vector<Cell> before; ///< Delete: all; Update: key and what changed; Insert: empty
  std::vector<Cell> after;  ///< Insert: all; Update: what changed; Delete: empty
  friend bool operator==(const Change&, const Change&) = default;
};

/// Reads a changeset, which may come from a stranger: every length is checked. Error ChangesetDamaged with the byte
/// offset in args.
[[nodiscard]] Result<std::vector<Change>> parseChangeset(std::span<const std::byte> bytes);

/// The same, one change at a time, without holding all of them: the change is reused between calls and may be moved
/// from. `visit` returns false to stop.
Result<> visitChangeset(std::span<const std::byte> bytes, const std::function<bool(Change&)>& visit);

/// Writes changes; changes of one table that follow each other share a header.
class ChangesetWriter {
public:
  void add(const Change& change);
  /// An INSERT without making a Change; `begin` names the table, then one call per column.
  void beginInsert(std::string_view table, std::span<const bool> key);
  void add(const Value& value);
  void addInteger(std::int64_t value);
  void addBlob(std::span<const std::byte> value);

  [[nodiscard]] std::size_t size() const noexcept { return bytes_.size(); }
  /// The bytes so far; starts anew.
  [[nodiscard]] Blob take();
  /// Gives the memory of bytes that were taken back, so that the next ones need none.
  void reuse(Blob&& bytes) noexcept;

private:
  void header(std::string_view table, const std::vector<bool>& key);
  void cell(const Cell& cell);
  void varint(std::uint64_t value);
  template <class T>
  void big(T value);

  Blob bytes_;
  std::string table_;
};

/// What takes the changes back: reversed order, inserts and deletes swapped, before and after swapped.
[[nodiscard]] std::vector<Change> inverted(std::vector<Change> changes);

} // namespace suyuan::store
