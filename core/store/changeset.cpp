// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/changeset.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace suyuan::store {

namespace {

enum Tag : std::uint8_t { Undefined = 0, Integer = 1, Real = 2, Text = 3, Bytes = 4, Null = 5 };
constexpr std::byte tableMark{'T'};
constexpr std::size_t maxColumns = 2000;

class ChangesetReader {
public:
  explicit ChangesetReader(std::span<const std::byte> bytes) : bytes_(bytes) {}

  Result<> each(const std::function<bool(Change&)>& visit) {
    std::string table;
    std::vector<bool> key;
    Change change;
    while (at_ < bytes_.size()) {
      if (bytes_[at_] == tableMark) {
        if (!header(table, key)) return damaged();
        continue;
      }
      if (key.empty()) return damaged();
      std::uint8_t op = 0, indirect = 0;
      if (!take(op) || !take(indirect)) return damaged();
      change.table = table;
      change.op = static_cast<ChangeOp>(op);
      change.key = key;
      bool read = false;
      switch (change.op) {
      case ChangeOp::Insert:
        change.before.clear();
        read = record(change.after, key.size()) && complete(change.after);
        break;
      case ChangeOp::Delete:
        change.after.clear();
        read = record(change.before, key.size()) && complete(change.before);
        break;
      case ChangeOp::Update:
        read = record(change.before, key.size()) && record(change.after, key.size()) && updateMakesSense(change);
        break;
      }
      if (!read) return damaged();
      if (!visit(change)) return {};
    }
    return {};
  }

private:
  std::unexpected<Error> damaged() const {
    return failure(ErrorCode::ChangesetDamaged, {}, {}, {std::to_string(at_)});
  }
  static bool complete(const std::vector<Cell>& cells) {
    return std::ranges::all_of(cells, [](const Cell& cell) { return cell.has_value(); });
  }
  static bool updateMakesSense(const Change& change) {
    for (std::size_t i = 0; i < change.key.size(); ++i) {
      if (change.key[i] && (!change.before[i] || change.after[i])) return false;
      if (!change.key[i] && change.before[i].has_value() != change.after[i].has_value()) return false;
    }
    return true;
  }
  bool take(std::uint8_t& value) {
    if (at_ >= bytes_.size()) return false;
    value = std::to_integer<std::uint8_t>(bytes_[at_++]);
    return true;
  }
  bool varint(std::uint64_t& value) {
    value = 0;
    for (int i = 0; i < 9; ++i) {
      std::uint8_t byte = 0;
      if (!take(byte)) return false;
      if (i == 8) {
        value = (value << 8) | byte;
        return true;
      }
      value = (value << 7) | (byte & 0x7FU);
      if ((byte & 0x80U) == 0) return true;
    }
    return false;
  }
  bool eight(std::uint64_t& value) {
    if (bytes_.size() - at_ < 8) return false;
    value = 0;
    for (int i = 0; i < 8; ++i) value = (value << 8) | std::to_integer<std::uint64_t>(bytes_[at_++]);
    return true;
  }
  bool header(std::string& table, std::vector<bool>& key) {
    ++at_;
    std::uint64_t columns = 0;
    if (!varint(columns) || columns == 0 || columns > maxColumns || columns > bytes_.size() - at_) return false;
    key.clear();
    bool any = false;
    for (std::uint64_t i = 0; i < columns; ++i) {
      std::uint8_t flag = 0;
      if (!take(flag)) return false;
      key.push_back(flag != 0);
      any = any || flag != 0;
    }
    const auto rest = bytes_.subspan(at_);
    const auto end = std::ranges::find(rest, std::byte{0});
    if (!any || end == rest.end()) return false;
    table.assign(reinterpret_cast<const char*>(rest.data()), static_cast<std::size_t>(end - rest.begin()));
    at_ += table.size() + 1;
    return true;
  }
  bool record(std::vector<Cell>& cells, std::size_t columns) {
    cells.resize(columns);
    return std::ranges::all_of(cells, [this](Cell& c) { return cell(c); });
  }
  bool cell(Cell& out) {
    std::uint8_t tag = 0;
    std::uint64_t number = 0;
    if (!take(tag)) return false;
    switch (tag) {
    case Undefined: out.reset(); return true;
    case Null: out = Value{}; return true;
    case Integer:
      if (!eight(number)) return false;
      out = Value{std::bit_cast<std::int64_t>(number)};
      return true;
    case Real:
      if (!eight(number)) return false;
      out = Value{std::bit_cast<double>(number)};
      return true;
    case Text:
    case Bytes: {
      if (!varint(number) || number > bytes_.size() - at_) return false;
      const auto piece = bytes_.subspan(at_, number);
      at_ += number;
      if (tag == Text) out = Value{std::string(reinterpret_cast<const char*>(piece.data()), piece.size())};
      else out = Value{Blob(piece.begin(), piece.end())};
      return true;
    }
    default: return false;
    }
  }

  std::span<const std::byte> bytes_;
  std::size_t at_ = 0;
};

} // namespace

Result<> visitChangeset(std::span<const std::byte> bytes, const std::function<bool(Change&)>& visit) {
  return ChangesetReader(bytes).each(visit);
}

Result<std::vector<Change>> parseChangeset(std::span<const std::byte> bytes) {
  std::vector<Change> changes;
  SUYUAN_TRY(visitChangeset(bytes, [&](Change& change) {
    changes.push_back(std::move(change));
    return true;
  }));
  return changes;
}

template <class T>
void ChangesetWriter::big(T value) {
  const auto bits = std::bit_cast<std::uint64_t>(value);
  std::byte eight[8];
  for (int i = 0; i < 8; ++i) eight[i] = static_cast<std::byte>(bits >> (56 - 8 * i));
  bytes_.insert(bytes_.end(), std::begin(eight), std::end(eight));
}

void ChangesetWriter::varint(std::uint64_t value) {
  // Lengths here are far below 2^56, so the nine-byte form with its eight-bit tail never occurs.
  std::byte groups[9];
  int n = 0;
  do {
    groups[n++] = static_cast<std::byte>(value & 0x7FU);
    value >>= 7;
  } while (value != 0);
  while (n-- > 0) bytes_.push_back(groups[n] | (n > 0 ? std::byte{0x80} : std::byte{0}));
}

void ChangesetWriter::header(std::string_view table, const std::vector<bool>& key) {
  if (table == table_) return;
  table_ = table;
  bytes_.push_back(tableMark);
  varint(key.size());
  for (const bool isKey : key) bytes_.push_back(isKey ? std::byte{1} : std::byte{0});
  const auto* text = reinterpret_cast<const std::byte*>(table.data());
  bytes_.insert(bytes_.end(), text, text + table.size());
  bytes_.push_back(std::byte{0});
}

void ChangesetWriter::addInteger(std::int64_t value) {
  bytes_.push_back(std::byte{Integer});
  big(value);
}

void ChangesetWriter::addBlob(std::span<const std::byte> value) {
  bytes_.push_back(std::byte{Bytes});
  varint(value.size());
  bytes_.insert(bytes_.end(), value.begin(), value.end());
}

void ChangesetWriter::add(const Value& value) {
  switch (value.index()) {
  case 0: bytes_.push_back(std::byte{Null}); break;
  case 1: addInteger(std::get<std::int64_t>(value)); break;
  case 2:
    bytes_.push_back(std::byte{Real});
    big(std::get<double>(value));
    break;
  case 3: {
    const auto& text = std::get<std::string>(value);
    bytes_.push_back(std::byte{Text});
    varint(text.size());
    const auto* raw = reinterpret_cast<const std::byte*>(text.data());
    bytes_.insert(bytes_.end(), raw, raw + text.size());
    break;
  }
  default: addBlob(std::get<Blob>(value));
  }
}

void ChangesetWriter::cell(const Cell& cell) {
  if (cell) add(*cell);
  else bytes_.push_back(std::byte{Undefined});
}

void ChangesetWriter::beginInsert(std::string_view table, std::span<const bool> key) {
  if (table != table_) header(table, std::vector<bool>(key.begin(), key.end()));
  bytes_.push_back(static_cast<std::byte>(ChangeOp::Insert));
  bytes_.push_back(std::byte{0});
}

void ChangesetWriter::add(const Change& change) {
  header(change.table, change.key);
  bytes_.push_back(static_cast<std::byte>(change.op));
  bytes_.push_back(std::byte{0});
  if (change.op != ChangeOp::Insert)
    for (const Cell& c : change.before) cell(c);
  if (change.op != ChangeOp::Delete)
    for (const Cell& c : change.after) cell(c);
}

Blob ChangesetWriter::take() {
  table_.clear();
  return std::exchange(bytes_, {});
}

void ChangesetWriter::reuse(Blob&& bytes) noexcept {
  if (!bytes_.empty()) return;
  bytes_ = std::move(bytes);
  bytes_.clear();
}

std::vector<Change> inverted(std::vector<Change> changes) {
  std::ranges::reverse(changes);
  for (Change& change : changes) {
    switch (change.op) {
    case ChangeOp::Insert: change.op = ChangeOp::Delete; break;
    case ChangeOp::Delete: change.op = ChangeOp::Insert; break;
    case ChangeOp::Update:
      // The key stays in `before`; only what changed is swapped.
      for (std::size_t i = 0; i < change.key.size(); ++i)
        if (change.after[i]) std::swap(change.before[i], change.after[i]);
      continue;
    }
    std::swap(change.before, change.after);
  }
  return changes;
}

} // namespace suyuan::store
