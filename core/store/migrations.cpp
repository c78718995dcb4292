// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/migrations.h"

#include "core/store/gpkg_schema.h"
#include "core/store/journal_chain.h"
#include "core/store/sqlite_handle.h"

#include <array>
#include <charconv>

namespace suyuan::store {

std::span<const Migration> migrations() {
  static const std::array steps{
      // Findings set aside with a reason.
      Migration{2, [](sqlite3* db) {
                  return execute(db, "CREATE TABLE IF NOT EXISTS suyuan_ignored (uid TEXT NOT NULL PRIMARY KEY, layer TEXT, fid INTEGER, rule TEXT, "
                                     "field TEXT, reason TEXT, author TEXT, at TEXT);"
                                     "INSERT INTO gpkg_extensions VALUES ('suyuan_ignored', NULL, 'suyuan_survey', 'core/store/FORMAT.md', 'read-write')");
                }},
      // The three levels of the survey: reaches, teams, quality checks, and what a candidate went through.
      Migration{3, addMissingLayers},
      // A reach that was sent back says since when it is walked anew.
      Migration{4, addMissingLayers},
      // A photo says how it came to its outfall or candidate, whose it is and what is odd with it.
      Migration{5, addMissingLayers},
      // Sections and roughness of channels.
      Migration{6, addMissingLayers},
      // Answers of each level, how positions came about, inspections, rain, links of the tracing chain; the journal's hash chain.
      Migration{7, [](sqlite3* db) -> Result<> {
                  SUYUAN_TRY(addMissingLayers(db));
                  return chainJournal(db);
                }},
  };
  return steps;
}

Result<int> storedVersion(sqlite3* db) {
  auto table = scalar(db, "SELECT count(*) FROM sqlite_master WHERE name = 'suyuan_meta'");
  if (!table) return std::unexpected(std::move(table).error());
  if (*table == Value{std::int64_t{0}}) return 0;
  auto text = scalar(db, "SELECT value FROM suyuan_meta WHERE key = 'schema_version'");
  if (!text) return std::unexpected(std::move(text).error());
  const std::string digits = toText(*text);
  int version = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), version);
  return version;
}

Result<> migrate(sqlite3* db, std::span<const Migration> steps, int target) {
  auto version = storedVersion(db);
  if (!version) return std::unexpected(std::move(version).error());
  if (*version > target) return failure(ErrorCode::SurveyNewer, {}, {}, {std::to_string(*version)});
  if (*version == target) return {};
  auto transaction = Transaction::begin(db);
  if (!transaction) return std::unexpected(std::move(transaction).error());
  for (const Migration& step : steps)
    if (step.to > *version && step.to <= target) SUYUAN_TRY(step.run(db));
  SUYUAN_TRY(execute(db, "UPDATE suyuan_meta SET value = '" + std::to_string(target) + "' WHERE key = 'schema_version'"));
  return transaction->commit();
}

} // namespace suyuan::store
