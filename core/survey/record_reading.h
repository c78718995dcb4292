// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/reader.h"

#include <span>
#include <string>
#include <vector>

namespace suyuan::survey {

// Records read piece by piece into memory that is used again: a million outfalls pass through a few megabytes.

inline void assignValue(const Value& value, std::string& out) {
  if (const auto* text = std::get_if<std::string>(&value)) out.assign(*text); // keeps its memory
  else if (isNull(value)) out.clear();
  else out = toText(value);
}
template <class Member>
void assignValue(const Value& value, Member& out) {
  fromValue(value, out);
}

/// A row into a record that may have held another one.
template <class Record>
void assignRow(const Row& row, Record& record) {
  record.fid = row.fid;
  record.geometry = row.geometry;
  std::size_t i = 0;
  Record::fields(record, [&](const FieldDef&, auto& member) {
    if (i < row.values.size()) assignValue(row.values[i], member);
    ++i;
  });
}

/// Records of one layer; reading again keeps the memory of those read before.
template <class Record>
class RecordBuffer {
public:
  [[nodiscard]] Result<> read(store::Reader& reader, const store::Query& query) {
    count_ = 0;
    return reader.scan(Record::layer, query, [&](const Row& row) {
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
