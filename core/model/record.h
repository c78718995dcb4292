// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/field.h"
#include "core/model/geometry.h"
#include "core/model/layer.h"

#include <array>
#include <span>
#include <utility>
#include <vector>

namespace suyuan {

/// A record of any layer: values in the order of the layer's fields. For import, export, tables, history.
struct Row {
  Fid fid;
  Geometry geometry;
  std::vector<Value> values;
  friend bool operator==(const Row&, const Row&) = default;
};

/// A layer's shape, made from the record types themselves.
struct LayerSchema {
  Layer layer = Layer::Outfalls;
  GeometryKind geometry = GeometryKind::None;
  std::vector<FieldDef> fields;

  /// Index of a field by name; -1 when there is none.
  [[nodiscard]] int indexOf(std::string_view name) const noexcept;
};

[[nodiscard]] const LayerSchema& schemaOf(Layer layer);

/// Turns a record type into a generic row. Record types have `fid`, `geometry`, a static `layer` and a static
/// `fields(self, visitor)` that calls visitor(FieldDef, member) once for each field.
template <class Record>
[[nodiscard]] Row toRow(const Record& record) {
  Row row{record.fid, record.geometry, {}};
  Record::fields(record, [&](const FieldDef&, const auto& member) { row.values.push_back(toValue(member)); });
  return row;
}

/// The way back; values beyond the record's fields are passed over, missing ones stay unset.
template <class Record>
[[nodiscard]] Record fromRow(const Row& row) {
  Record record;
  record.fid = row.fid;
  record.geometry = row.geometry;
  std::size_t i = 0;
  Record::fields(record, [&](const FieldDef&, auto& member) {
    if (i < row.values.size()) fromValue(row.values[i], member);
    ++i;
  });
  return record;
}

} // namespace suyuan
