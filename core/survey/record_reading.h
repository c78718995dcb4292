// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/reader.h"

#include <span>
#include <string>
#include <vector>

namespace suyuan::survey {

// Records read piece by piece into memory that is used again: a million outfalls pass through a few megabytes.

inline void assignColumn(const store::RowView& row, std::size_t field, std::string& out) {
  if (const auto text = row.text(field)) out.assign(*text); // keeps its memory
  else out = toText(row.value(field));
}
template <class Member>
void assignColumn(const store::RowView& row, std::size_t field, Member& out) {
  fromValue(row.value(field), out);
}

/// A row with all fields of its layer into a record that may have held another one.
template <class Record>
void assignRow(const store::RowView& row, Record& record) {
  record.fid = row.fid();
  row.geometry(record.geometry);
  std::size_t i = 0;
  Record::fields(record, [&](const FieldDef&, auto& member) { assignColumn(row, i++, member); });
}

/// Records of one layer; reading again keeps the memory of those read before.
template <class Record>
class RecordBuffer {
public:
  [[nodiscard]] Result<> read(store::Reader& reader, const store::Query& query) {
    count_ = 0;
    return reader.scanColumns(Record::layer, query, [&](const store::RowView& row) {
      if (count_ == records_.size()) records_.emplace_back();
      assignRow(row, records_[count_++]);
      return true;
    });
  }
  [[nodiscard]] std::span<Record> all() noexcept { return {records_.data(), count_}; }
  /// Keeps those that `test` takes, in their order.
  template <class Test>
  void keep(Test&& test) {
    std::size_t to = 0;
    for (std::size_t i = 0; i < count_; ++i) {
      if (!test(records_[i])) continue;
      if (to != i) std::swap(records_[to], records_[i]);
      ++to;
    }
    count_ = to;
  }

private:
  std::vector<Record> records_;
  std::size_t count_ = 0;
};

} // namespace suyuan::survey
