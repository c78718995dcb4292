// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"

#include <functional>
#include <span>

struct sqlite3;

namespace suyuan::store {

/// A step from `to - 1` to `to`. Steps only ever add columns and tables, so that older changesets still apply.
struct Migration {
  int to = 0;
  std::function<Result<>(sqlite3*)> run;
};

/// The program's own steps, oldest first.
[[nodiscard]] std::span<const Migration> migrations();

/// Schema version that the file says; 0 when it has no suyuan_meta.
[[nodiscard]] Result<int> storedVersion(sqlite3* db);

/// Brings the file from its version to `target` by the steps, in one transaction. Error SurveyNewer when the file is
/// ahead of `target`: nothing is touched.
Result<> migrate(sqlite3* db, std::span<const Migration> steps, int target);

} // namespace suyuan::store
