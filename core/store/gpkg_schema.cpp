// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/gpkg_schema.h"

#include "core/model/record.h"
#include "core/store/sqlite_handle.h"

#include <algorithm>
#include <format>
#include <set>

namespace suyuan::store {

namespace {

constexpr std::string_view cgcs2000 =
    R"(GEOGCS["China Geodetic Coordinate System 2000",DATUM["China_2000",SPHEROID["CGCS2000",6378137,298.257222101,)"
    R"(AUTHORITY["EPSG","1024"]],AUTHORITY["EPSG","1043"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],)"
    R"(UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],)"
    R"(AUTHORITY["EPSG","4490"]])";
constexpr std::string_view wgs84 =
    R"(GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],)"
    R"(AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],)"
    R"(UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],)"
    R"(AUTHORITY["EPSG","4326"]])";

// GeoPackage 1.4 (OGC 12-128r19), annex C.
constexpr auto gpkgTables = R"(
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
  scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
)";

// core/store/FORMAT.md describes these.
constexpr auto suyuanTables = R"(
CREATE TABLE suyuan_meta (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE suyuan_setting (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE suyuan_journal (entry_id INTEGER PRIMARY KEY NOT NULL, uid TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
  label TEXT NOT NULL, author TEXT NOT NULL, device TEXT NOT NULL, at TEXT NOT NULL, changes INTEGER NOT NULL,
  undoes TEXT, undone INTEGER NOT NULL DEFAULT 0, hub_seq INTEGER, hash TEXT);
CREATE INDEX suyuan_journal_unsent ON suyuan_journal(entry_id) WHERE hub_seq IS NULL;
CREATE TABLE suyuan_journal_part (entry_id INTEGER NOT NULL, seq INTEGER NOT NULL,
  changeset BLOB NOT NULL,
  min_fid INTEGER, max_fid INTEGER, PRIMARY KEY (entry_id, seq));
CREATE INDEX suyuan_journal_part_fid ON suyuan_journal_part(min_fid, max_fid);
CREATE TABLE suyuan_code_number (series TEXT NOT NULL, number INTEGER NOT NULL, code TEXT NOT NULL,
  PRIMARY KEY (series, number));
CREATE TABLE suyuan_conflict (uid TEXT NOT NULL PRIMARY KEY, at TEXT, kind TEXT, layer TEXT, fid INTEGER, field TEXT,
  base TEXT, mine TEXT, theirs TEXT, mine_by TEXT, theirs_by TEXT, code TEXT, state TEXT NOT NULL DEFAULT 'open',
  resolution TEXT, resolved_by TEXT);
CREATE TABLE suyuan_ignored (uid TEXT NOT NULL PRIMARY KEY, layer TEXT, fid INTEGER, rule TEXT, field TEXT, reason TEXT,
  author TEXT, at TEXT);
CREATE TABLE suyuan_writer (active INTEGER NOT NULL, entries INTEGER NOT NULL DEFAULT 0, head TEXT NOT NULL DEFAULT '');
INSERT INTO suyuan_writer(active) VALUES (0);
CREATE TABLE suyuan_foreign (seq INTEGER PRIMARY KEY, layer TEXT NOT NULL, fid INTEGER NOT NULL, op TEXT NOT NULL, before TEXT);
)";

std::string_view sqlType(FieldType type) {
  switch (type) {
  case FieldType::Text: return "TEXT";
  case FieldType::Integer:
  case FieldType::Fid: return "INTEGER";
  case FieldType::Real: return "REAL";
  case FieldType::Boolean: return "BOOLEAN";
  case FieldType::Date: return "DATE";
  case FieldType::DateTime: return "DATETIME";
  }
  return "TEXT";
}

std::string_view geometryType(GeometryKind kind) {
  switch (kind) {
  case GeometryKind::Point: return "POINT";
  case GeometryKind::Line: return "MULTILINESTRING";
  case GeometryKind::Polygon: return "MULTIPOLYGON";
  case GeometryKind::None: break;
  }
  return "";
}

bool isIndexed(Layer layer, const FieldDef& field) {
  return field.name == "outfall_fid" || field.name == "code_national" || field.name == "code_provincial" || field.name == "source_id" ||
         (field.name == "name" && layer == Layer::Outfalls);
}

std::string indexName(Layer layer, const FieldDef& field) { return std::format("suyuan_{}_{}", layerName(layer), field.name); }

std::string layerTable(const LayerSchema& schema) {
  const std::string table(layerName(schema.layer));
  std::string sql = std::format("CREATE TABLE {} (fid INTEGER PRIMARY KEY NOT NULL", table);
  if (hasGeometry(schema.geometry)) sql += std::format(", geom {}", geometryType(schema.geometry));
  for (const FieldDef& field : schema.fields) {
    sql += std::format(", {} {}", field.name, sqlType(field.type));
    // What the field brings back belongs to an outfall; checked at commit, so that order inside an edit is free.
    if (field.name == "outfall_fid" && std::ranges::contains(outfallsOwn, schema.layer))
      sql += " REFERENCES outfalls(fid) DEFERRABLE INITIALLY DEFERRED";
  }
  sql += ");";
  for (const FieldDef& field : schema.fields)
    if (isIndexed(schema.layer, field))
      sql += std::format("CREATE INDEX {2} ON {0}({1}) WHERE {1} IS NOT NULL;", table, field.name, indexName(schema.layer, field));
  return sql;
}

/// GeoPackage R-tree extension (annex F.3), triggers as the standard words them.
std::string rtree(const std::string& t) {
  const auto insert = [&](std::string_view nameSuffix, std::string_view event, std::string_view when) {
    return std::format("CREATE TRIGGER rtree_{0}_geom_{1} AFTER {2} ON {0} WHEN {3} BEGIN "
                       "INSERT OR REPLACE INTO rtree_{0}_geom VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), "
                       "ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;", t, nameSuffix, event, when);
  };
  std::string sql = std::format("CREATE VIRTUAL TABLE rtree_{0}_geom USING rtree(id, minx, maxx, miny, maxy);", t);
  sql += insert("insert", "INSERT", "(NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom))");
  sql += std::format(
      "CREATE TRIGGER rtree_{0}_geom_update2 AFTER UPDATE OF geom ON {0} "
      "WHEN OLD.fid = NEW.fid AND (NEW.geom IS NULL OR ST_IsEmpty(NEW.geom)) BEGIN "
      "DELETE FROM rtree_{0}_geom WHERE id = OLD.fid; END;"
      "CREATE TRIGGER rtree_{0}_geom_update4 AFTER UPDATE ON {0} "
      "WHEN OLD.fid != NEW.fid AND (NEW.geom IS NULL OR ST_IsEmpty(NEW.geom)) BEGIN "
      "DELETE FROM rtree_{0}_geom WHERE id IN (OLD.fid, NEW.fid); END;"
      "CREATE TRIGGER rtree_{0}_geom_update5 AFTER UPDATE ON {0} "
      "WHEN OLD.fid != NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom)) BEGIN "
      "DELETE FROM rtree_{0}_geom WHERE id = OLD.fid; "
      "INSERT OR REPLACE INTO rtree_{0}_geom VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), "
      "ST_MaxY(NEW.geom)); END;"
      "CREATE TRIGGER rtree_{0}_geom_update6 AFTER UPDATE OF geom ON {0} "
      "WHEN OLD.fid = NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom)) AND "
      "(OLD.geom NOTNULL AND NOT ST_IsEmpty(OLD.geom)) BEGIN "
      "UPDATE rtree_{0}_geom SET minx = ST_MinX(NEW.geom), maxx = ST_MaxX(NEW.geom), miny = ST_MinY(NEW.geom), "
      "maxy = ST_MaxY(NEW.geom) WHERE id = NEW.fid; END;"
      "CREATE TRIGGER rtree_{0}_geom_update7 AFTER UPDATE OF geom ON {0} "
      "WHEN OLD.fid = NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom)) AND "
      "(OLD.geom IS NULL OR ST_IsEmpty(OLD.geom)) BEGIN "
      "INSERT INTO rtree_{0}_geom VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), "
      "ST_MaxY(NEW.geom)); END;"
      "CREATE TRIGGER rtree_{0}_geom_delete AFTER DELETE ON {0} WHEN OLD.geom NOT NULL BEGIN "
      "DELETE FROM rtree_{0}_geom WHERE id = OLD.fid; END;",
      t);
  return sql;
}

/// Other programs' changes leave the row as it was before in suyuan_foreign; ours do not, since suyuan_writer is 1
/// inside our transactions and nobody else ever sees that. Built-in functions only: QGIS runs these.
std::string watch(const LayerSchema& schema) {
  const std::string t(layerName(schema.layer));
  std::string before = "json_array(";
  for (const std::string& column : columnsOf(schema.layer)) before += std::format("quote(OLD.{}),", column);
  before.back() = ')';
  const auto trigger = [&](std::string_view name, std::string_view event, char op, std::string_view row, const std::string& value) {
    return std::format("CREATE TRIGGER suyuan_watch_{0}_{1} AFTER {2} ON {0} WHEN (SELECT active FROM suyuan_writer) = 0 "
                       "BEGIN INSERT INTO suyuan_foreign(layer, fid, op, before) VALUES ('{0}', {4}.fid, '{3}', {5}); END;",
                       t, name, event, op, row, value);
  };
  return trigger("insert", "INSERT", 'I', "NEW", "NULL") + trigger("update", "UPDATE", 'U', "OLD", before) +
         trigger("delete", "DELETE", 'D', "OLD", before);
}

Result<> createLayer(sqlite3* db, Layer layer) {
  const LayerSchema& schema = schemaOf(layer);
  const std::string table(layerName(layer));
  const bool spatial = hasGeometry(schema.geometry);
  SUYUAN_TRY(execute(db, layerTable(schema)));
  SUYUAN_TRY(execute(db, std::format(
      "INSERT INTO gpkg_contents(table_name, data_type, identifier, description, srs_id) VALUES ('{0}', '{1}', '{0}', '{2}', {3})",
      table, spatial ? "features" : "attributes", layerTerm(layer), spatial ? "4490" : "NULL")));
  if (spatial) {
    SUYUAN_TRY(execute(db, std::format("INSERT INTO gpkg_geometry_columns VALUES ('{}', 'geom', '{}', 4490, 2, 0)", table,
                                       geometryType(schema.geometry))));
    SUYUAN_TRY(execute(db, rtree(table)));
    SUYUAN_TRY(execute(db, std::format("INSERT INTO gpkg_extensions VALUES ('{}', 'geom', 'gpkg_rtree_index', "
                                       "'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')", table)));
  }
  return execute(db, watch(schema));
}

} // namespace

std::vector<std::string> columnsOf(Layer layer) {
  const LayerSchema& schema = schemaOf(layer);
  std::vector<std::string> columns{"fid"};
  if (hasGeometry(schema.geometry)) columns.emplace_back("geom");
  for (const FieldDef& field : schema.fields) columns.emplace_back(field.name);
  return columns;
}

std::vector<std::string> bulkTriggerNames(Layer layer) {
  return {std::format("rtree_{}_geom_insert", layerName(layer)), std::format("suyuan_watch_{}_insert", layerName(layer))};
}

std::vector<std::string> indexNames(Layer layer) {
  std::vector<std::string> names;
  for (const FieldDef& field : schemaOf(layer).fields)
    if (isIndexed(layer, field)) names.push_back(indexName(layer, field));
  return names;
}

const std::vector<std::string>& capturedTables() {
  static const auto tables = [] {
    std::vector<std::string> names;
    for (const Layer layer : allLayers) names.emplace_back(layerName(layer));
    names.emplace_back("suyuan_conflict");
    names.emplace_back("suyuan_code_number");
    names.emplace_back("suyuan_ignored");
    return names;
  }();
  return tables;
}

Result<> createSchema(sqlite3* db) {
  SUYUAN_TRY(execute(db, gpkgTables));
  SUYUAN_TRY(execute(db, std::format(
      "INSERT INTO gpkg_spatial_ref_sys VALUES ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', NULL),"
      "('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', NULL),"
      "('WGS 84 geodetic', 4326, 'EPSG', 4326, '{}', 'longitude/latitude'),"
      "('CGCS2000', 4490, 'EPSG', 4490, '{}', 'longitude/latitude, China Geodetic Coordinate System 2000')", wgs84, cgcs2000)));
  SUYUAN_TRY(execute(db, suyuanTables));
  for (const Layer layer : allLayers) SUYUAN_TRY(createLayer(db, layer));
  for (const auto* table : {"suyuan_meta", "suyuan_journal", "suyuan_journal_part", "suyuan_conflict", "suyuan_ignored"})
    SUYUAN_TRY(execute(db, std::format("INSERT INTO gpkg_extensions VALUES ('{}', NULL, 'suyuan_survey', 'core/store/FORMAT.md', "
                                       "'read-write')", table)));
  return {};
}

Result<> addMissingLayers(sqlite3* db) {
  for (const Layer layer : allLayers) {
    const LayerSchema& schema = schemaOf(layer);
    const std::string table(layerName(layer));
    std::set<std::string, std::less<>> there;
    {
      auto columns = Statement::prepare(db, std::format("SELECT name FROM pragma_table_info('{}')", table));
      if (!columns) return std::unexpected(std::move(columns).error());
      while (true) {
        auto more = columns->step();
        if (!more) return std::unexpected(std::move(more).error());
        if (!*more) break;
        there.emplace(columns->text(0));
      }
    }
    if (there.empty()) {
      SUYUAN_TRY(createLayer(db, layer));
      continue;
    }
    std::string sql;
    for (const FieldDef& field : schema.fields)
      if (!there.contains(field.name)) sql += std::format("ALTER TABLE {} ADD COLUMN {} {};", table, field.name, sqlType(field.type));
    if (sql.empty()) continue;
    // What other programs change is noted with all columns.
    for (const auto* event : {"insert", "update", "delete"}) sql += std::format("DROP TRIGGER IF EXISTS suyuan_watch_{}_{};", table, event);
    SUYUAN_TRY(execute(db, sql + watch(schema)));
  }
  return {};
}

} // namespace suyuan::store
