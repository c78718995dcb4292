// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite_handle.h"

#include <sqlite3.h>

namespace suyuan::store {

void CloseConnection::operator()(sqlite3* db) const noexcept { sqlite3_close_v2(db); }
void FinalizeStatement::operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }

Error databaseError(sqlite3* db, std::string_view doing) {
  const int code = db ? sqlite3_errcode(db) : SQLITE_NOMEM;
  Error error{ErrorCode::Database, {}, {}, std::string(doing) + ": " + (db ? sqlite3_errmsg(db) : "out of memory")};
  switch (code & 0xff) {
  case SQLITE_FULL: error.code = ErrorCode::DiskFull; break;
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB: error.code = ErrorCode::SurveyCorrupt; break;
  case SQLITE_INTERRUPT: error.code = ErrorCode::Cancelled; break;
  case SQLITE_READONLY: error.code = ErrorCode::SurveyReadOnly; break;
  default: break;
  }
  if (db)
    if (const char* file = sqlite3_db_filename(db, "main")) error.place.file = file;
  return error;
}

Result<> execute(sqlite3* db, const std::string& sql) {
  if (sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    return std::unexpected(databaseError(db, sql.substr(0, 60)));
  return {};
}

Result<Statement> Statement::prepare(sqlite3* db, std::string_view sql) {
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(db, sql.data(), static_cast<int>(sql.size()), &raw, nullptr) != SQLITE_OK || !raw)
    return std::unexpected(databaseError(db, sql.substr(0, 80)));
  Statement statement;
  statement.statement_.reset(raw);
  statement.db_ = db;
  return statement;
}

void Statement::bind(int index, const Value& value) {
  switch (value.index()) {
  case 1: bindInteger(index, std::get<std::int64_t>(value)); break;
  case 2: bindReal(index, std::get<double>(value)); break;
  case 3: bindText(index, std::get<std::string>(value)); break;
  case 4: bindBlob(index, std::get<Blob>(value)); break;
  default: bindNull(index);
  }
}

void Statement::bindInteger(int index, std::int64_t value) { sqlite3_bind_int64(statement_.get(), index, value); }
void Statement::bindReal(int index, double value) { sqlite3_bind_double(statement_.get(), index, value); }
void Statement::bindNull(int index) { sqlite3_bind_null(statement_.get(), index); }

void Statement::bindText(int index, std::string_view value) {
  sqlite3_bind_text(statement_.get(), index, value.data() ? value.data() : "", static_cast<int>(value.size()), SQLITE_STATIC);
}

void Statement::bindBlob(int index, std::span<const std::byte> value) {
  if (value.empty()) sqlite3_bind_zeroblob(statement_.get(), index, 0);
  else sqlite3_bind_blob(statement_.get(), index, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
}

Result<bool> Statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return std::unexpected(databaseError(db_, "step"));
}

Result<> Statement::run() {
  auto stepped = step();
  reset();
  if (!stepped) return std::unexpected(std::move(stepped).error());
  return {};
}

void Statement::reset() noexcept { sqlite3_reset(statement_.get()); }
int Statement::columns() const noexcept { return sqlite3_column_count(statement_.get()); }
bool Statement::isNull(int c) const noexcept { return sqlite3_column_type(statement_.get(), c) == SQLITE_NULL; }
std::int64_t Statement::integer(int c) const noexcept { return sqlite3_column_int64(statement_.get(), c); }
double Statement::real(int c) const noexcept { return sqlite3_column_double(statement_.get(), c); }

std::string_view Statement::text(int c) const noexcept {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), c));
  return {text ? text : "", static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), c))};
}

std::optional<std::string_view> Statement::textOrNull(int c) const noexcept {
  switch (sqlite3_column_type(statement_.get(), c)) {
  case SQLITE_NULL: return std::string_view{};
  case SQLITE_TEXT: return text(c);
  default: return std::nullopt;
  }
}

std::span<const std::byte> Statement::blob(int c) const noexcept {
  const auto* bytes = static_cast<const std::byte*>(sqlite3_column_blob(statement_.get(), c));
  return {bytes, bytes ? static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), c)) : 0};
}

Value Statement::value(int c) const {
  Value out;
  valueInto(c, out);
  return out;
}

void Statement::valueInto(int c, Value& out) const {
  switch (sqlite3_column_type(statement_.get(), c)) {
  case SQLITE_INTEGER: out = integer(c); break;
  case SQLITE_FLOAT: out = real(c); break;
  case SQLITE_TEXT:
    if (auto* kept = std::get_if<std::string>(&out)) kept->assign(text(c));
    else out = std::string(text(c));
    break;
  case SQLITE_BLOB: {
    const auto bytes = blob(c);
    out = Blob(bytes.begin(), bytes.end());
    break;
  }
  default: out = std::monostate{};
  }
}

Result<Value> scalar(sqlite3* db, std::string_view sql, const std::vector<Value>& parameters) {
  auto statement = Statement::prepare(db, sql);
  if (!statement) return std::unexpected(std::move(statement).error());
  for (std::size_t i = 0; i < parameters.size(); ++i) statement->bind(static_cast<int>(i) + 1, parameters[i]);
  auto row = statement->step();
  if (!row) return std::unexpected(std::move(row).error());
  return *row ? statement->value(0) : Value{};
}

Result<Transaction> Transaction::begin(sqlite3* db) {
  if (auto begun = execute(db, "BEGIN IMMEDIATE"); !begun) return std::unexpected(std::move(begun).error());
  return Transaction(db);
}

Transaction::~Transaction() {
  if (db_) sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr);
}

Result<> Transaction::commit() {
  auto done = execute(db_, "COMMIT");
  if (done) db_ = nullptr;
  return done;
}

} // namespace suyuan::store
