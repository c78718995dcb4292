// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "core/model/value.h"

#include <memory>

struct sqlite3;
struct sqlite3_session;

namespace suyuan::store {

struct DeleteSession {
  void operator()(sqlite3_session* session) const noexcept;
};

/// Records what happens to the captured tables (SQLite's session extension) from start() on.
class Capture {
public:
  [[nodiscard]] static Result<Capture> start(sqlite3* db);
  [[nodiscard]] bool isEmpty() const noexcept;
  /// The changeset so far; empty when nothing changed.
  [[nodiscard]] Result<Blob> changeset();

private:
  std::unique_ptr<sqlite3_session, DeleteSession> session_;
  sqlite3* db_ = nullptr;
};

/// 32 hex digits (uid of an entry, a survey) or as many as asked for.
[[nodiscard]] std::string randomHex(int digits = 32);

/// Now, UTC, ISO 8601 with milliseconds.
[[nodiscard]] std::string utcNow();

/// A new row id: milliseconds since 2020 and 22 random bits; ids of one process never fall and never repeat. A block of
/// `count` consecutive ids begins at the one returned.
[[nodiscard]] std::int64_t newFids(std::int64_t count = 1);

} // namespace suyuan::store
