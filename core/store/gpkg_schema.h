// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "core/model/layer.h"

#include <string>
#include <vector>

struct sqlite3;

namespace suyuan::store {

inline constexpr int schemaVersion = 7;

/// Makes all tables of a new survey in an empty database (inside the caller's transaction): the GeoPackage's own,
/// one per layer, the journal's. Everything is made from schemaOf(layer).
Result<> createSchema(sqlite3* db);

/// Makes the layers' tables that an older file lacks and adds the columns that it lacks, at the end; what is there stays.
/// A migration that follows new fields or layers needs nothing else, and running it again does nothing.
Result<> addMissingLayers(sqlite3* db);

/// Tables whose changes are captured in the journal: the layers, suyuan_conflict, suyuan_code_number, suyuan_ignored.
[[nodiscard]] const std::vector<std::string>& capturedTables();

/// Columns of a layer's table in order: fid, geom (when it has one), fields.
[[nodiscard]] std::vector<std::string> columnsOf(Layer layer);

/// Triggers that a bulk load sets aside: R-tree on insert, and the watch for other programs on insert.
[[nodiscard]] std::vector<std::string> bulkTriggerNames(Layer layer);

/// The layer's own indexes, which a bulk load makes anew at its end.
[[nodiscard]] std::vector<std::string> indexNames(Layer layer);

[[nodiscard]] inline bool hasGeometry(GeometryKind kind) noexcept { return kind != GeometryKind::None; }

} // namespace suyuan::store
