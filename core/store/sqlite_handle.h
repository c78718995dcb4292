// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "core/model/value.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace suyuan::store {

struct CloseConnection {
  void operator()(sqlite3* db) const noexcept;
};
struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const noexcept;
};

/// An open database; one thread at a time.
using Connection = std::unique_ptr<sqlite3, CloseConnection>;

/// The database's last error as a value (DiskFull, SurveyCorrupt, Cancelled or Database).
[[nodiscard]] Error databaseError(sqlite3* db, std::string_view doing);

/// Runs SQL that gives no rows; several statements may follow each other.
Result<> execute(sqlite3* db, const std::string& sql);

/// A prepared statement. Views that column accessors give are valid until the next step, reset or destruction.
class Statement {
public:
  [[nodiscard]] static Result<Statement> prepare(sqlite3* db, std::string_view sql);

  void bind(int index, const Value& value); ///< from 1; the value must outlive the step
  void bindInteger(int index, std::int64_t value);
  void bindReal(int index, double value);
  void bindText(int index, std::string_view value); ///< not copied
  void bindBlob(int index, std::span<const std::byte> value); ///< not copied
  void bindNull(int index);

  /// True when there is a row. Error: the database's.
  [[nodiscard]] Result<bool> step();
  /// Steps once and resets; for statements that give no row.
  Result<> run();
  void reset() noexcept;

  [[nodiscard]] int columns() const noexcept;
  [[nodiscard]] bool isNull(int column) const noexcept;
  [[nodiscard]] std::int64_t integer(int column) const noexcept;
  [[nodiscard]] double real(int column) const noexcept;
  [[nodiscard]] std::string_view text(int column) const noexcept;
  /// A text, "" for NULL, nothing for another type.
  [[nodiscard]] std::optional<std::string_view> textOrNull(int column) const noexcept;
  [[nodiscard]] std::span<const std::byte> blob(int column) const noexcept;
  [[nodiscard]] Value value(int column) const;
  /// Reads into an existing value, keeping its string's memory.
  void valueInto(int column, Value& out) const;

private:
  std::unique_ptr<sqlite3_stmt, FinalizeStatement> statement_;
  sqlite3* db_ = nullptr;
};

/// One value of the first row, or nothing.
[[nodiscard]] Result<Value> scalar(sqlite3* db, std::string_view sql, const std::vector<Value>& parameters = {});

/// BEGIN IMMEDIATE … COMMIT; rolls back in the destructor unless committed.
class Transaction {
public:
  [[nodiscard]] static Result<Transaction> begin(sqlite3* db);
  Transaction(Transaction&& other) noexcept : db_(other.db_) { other.db_ = nullptr; }
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  Result<> commit();

private:
  explicit Transaction(sqlite3* db) : db_(db) {}
  sqlite3* db_;
};

} // namespace suyuan::store
