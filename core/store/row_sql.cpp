// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/row_sql.h"

#include "core/store/gpkg_schema.h"

#include <format>

namespace suyuan::store {

std::string insertSql(Layer layer) {
  std::string columns, marks;
  for (const std::string& column : columnsOf(layer)) {
    columns += (columns.empty() ? "" : ",") + column;
    marks += marks.empty() ? "?" : ",?";
  }
  return std::format("INSERT INTO {} ({}) VALUES ({})", layerName(layer), columns, marks);
}

std::string updateSql(Layer layer) {
  std::string sets;
  for (const std::string& column : columnsOf(layer))
    if (column != "fid") sets += std::format("{}{} = ?", sets.empty() ? "" : ", ", column);
  return std::format("UPDATE {} SET {} WHERE fid = ?", layerName(layer), sets);
}

std::string selectSql(Layer layer) {
  std::string list;
  for (const std::string& column : columnsOf(layer)) list += (list.empty() ? "" : ",") + column;
  return std::format("SELECT {} FROM {} WHERE fid = ?", list, layerName(layer));
}

Result<> fitsLayer(const LayerSchema& schema, const Row& row) {
  if (row.values.size() == schema.fields.size()) return {};
  return failure(ErrorCode::Internal, {.layer = std::string(layerName(schema.layer))}, "row of another shape");
}

} // namespace suyuan::store
