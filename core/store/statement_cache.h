// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/sqlite_handle.h"

#include <map>
#include <string>

namespace suyuan::store {

/// Statements by their text, prepared once. Gone before the connection is.
class StatementCache {
public:
  explicit StatementCache(sqlite3* db) : db_(db) {}

  /// The statement, reset; stays the cache's.
  [[nodiscard]] Result<Statement*> get(const std::string& sql) {
    auto found = statements_.find(sql);
    if (found == statements_.end()) {
      auto made = Statement::prepare(db_, sql);
      if (!made) return std::unexpected(std::move(made).error());
      found = statements_.emplace(sql, std::move(*made)).first;
    }
    return &found->second;
  }

private:
  sqlite3* db_;
  std::map<std::string, Statement> statements_;
};

} // namespace suyuan::store
