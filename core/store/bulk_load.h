// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/layer.h"
#include "core/model/record.h"
#include "core/store/code_numbers.h"
#include "core/store/entry_writer.h"
#include "core/store/rtree_fill.h"
#include "core/store/sqlite_handle.h"
#include "core/store/statement_cache.h"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace suyuan::store {

/// Many new rows within one edit. Writes their changeset as it binds them, so no session may be recording. From a few
/// thousand rows on, what would be kept up row by row is set aside and made in one pass by end(): the R-tree, the watch
/// for other programs, and where the rows are many beside what is there, the indexes. All of it is in the edit's
/// transaction, so that whatever ends the edit puts it back.
class BulkLoad {
public:
  BulkLoad(sqlite3* db, StatementCache& statements, PartWriter& parts) : db_(db), statements_(statements), parts_(parts) {}

  /// Rows without fid get one. Widens `touched` by the rows' geometries. Errors: the database's; Internal for a row of
  /// another shape.
  Result<> insert(Layer layer, std::span<Row> rows, Box& touched);
  /// Makes what was set aside. To be called before anything else is done to the layers' rows.
  Result<> end();

private:
  struct Target {
    std::string table;
    Statement write;
    std::vector<bool> bound;           ///< by parameter, from 1: holds something else than NULL
    std::int64_t there = -1;           ///< records before the load; -1 when it was not asked
    std::int64_t inserted = 0;
    bool triggersAside = false, indexesAside = false;
    std::vector<std::string> putBack;  ///< SQL of the triggers and indexes that were set aside, as the file has it
    std::vector<RtreeCell> cells;      ///< R-tree entries still to be made
  };
  Result<Target*> target(Layer layer);
  Result<> setAside(Layer layer, Target& target, std::size_t coming);
  Result<> insertRow(const LayerSchema& schema, Target& target, const Row& row, Box& touched);
  Result<> keepAsStored(const LayerSchema& schema, const Target& target, Fid fid);
  Result<> keepCodes();

  sqlite3* db_;
  StatementCache& statements_;
  PartWriter& parts_;
  std::map<Layer, Target> targets_;
  std::vector<std::pair<CodeNumber, std::string>> codes_; ///< of the batch in hand, with the code
  Blob blob_;
};

} // namespace suyuan::store
