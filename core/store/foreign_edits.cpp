// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/capture.h"
#include "core/store/gpkg_schema.h"
#include "core/store/survey_impl.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <format>
#include <set>

namespace suyuan::store {

namespace {

/// Reads a literal as SQLite's quote() writes it.
std::optional<Value> fromLiteral(std::string_view text) {
  if (text == "NULL") return Value{};
  if (text.starts_with("X'") && text.ends_with('\'') && text.size() % 2 == 1) {
    Blob bytes;
    for (std::size_t i = 2; i + 2 < text.size(); i += 2) {
      unsigned byte = 0;
      if (std::from_chars(text.data() + i, text.data() + i + 2, byte, 16).ptr != text.data() + i + 2) return std::nullopt;
      bytes.push_back(static_cast<std::byte>(byte));
    }
    return Value{std::move(bytes)};
  }
  if (text.size() >= 2 && text.front() == '\'' && text.back() == '\'') {
    std::string out;
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
      out.push_back(text[i]);
      if (text[i] == '\'') ++i;
    }
    return Value{std::move(out)};
  }
  const char* end = text.data() + text.size();
  std::int64_t whole = 0;
  if (const auto r = std::from_chars(text.data(), end, whole); r.ec == std::errc{} && r.ptr == end) return Value{whole};
  double real = 0;
  if (const auto r = std::from_chars(text.data(), end, real); r.ec == std::errc{} && r.ptr == end) return Value{real};
  return std::nullopt;
}

std::optional<std::vector<Cell>> fromWatch(std::string_view json, std::size_t columns) {
  const auto array = nlohmann::json::parse(json, nullptr, false);
  if (!array.is_array() || array.size() > columns) return std::nullopt;
  std::vector<Cell> cells;
  for (const auto& item : array) {
    if (!item.is_string()) return std::nullopt;
    auto value = fromLiteral(item.get_ref<const std::string&>());
    if (!value) return std::nullopt;
    cells.emplace_back(std::move(*value));
  }
  cells.resize(columns, Cell{Value{}}); // columns that a migration has added since
  return cells;
}

Result<std::optional<std::vector<Cell>>> rowNow(sqlite3* db, Layer layer, std::int64_t fid) {
  std::string list;
  for (const std::string& column : columnsOf(layer)) list += (list.empty() ? "" : ",") + column;
  auto row = Statement::prepare(db, std::format("SELECT {} FROM {} WHERE fid = ?", list, layerName(layer)));
  if (!row) return std::unexpected(std::move(row).error());
  row->bindInteger(1, fid);
  auto there = row->step();
  if (!there) return std::unexpected(std::move(there).error());
  if (!*there) return std::optional<std::vector<Cell>>{};
  std::vector<Cell> cells;
  for (int i = 0; i < row->columns(); ++i) cells.emplace_back(row->value(i));
  return std::optional{std::move(cells)};
}

} // namespace

Result<> takeForeignChanges(sqlite3* db, const std::function<Result<>(const Change&)>& take) {
  // Several changes of one record count as one, from its first state before to its state now.
  std::set<std::pair<std::string, std::int64_t>> seen;
  auto noted = Statement::prepare(db, "SELECT layer, fid, op, before FROM suyuan_foreign ORDER BY seq");
  if (!noted) return std::unexpected(std::move(noted).error());
  while (true) {
    auto more = noted->step();
    if (!more) return std::unexpected(std::move(more).error());
    if (!*more) break;
    const std::string table(noted->text(0));
    const std::int64_t fid = noted->integer(1);
    const bool wasNew = noted->text(2) == "I";
    const auto layer = layerNamed(table);
    if (!layer || !seen.emplace(table, fid).second) continue;
    const std::size_t columns = columnsOf(*layer).size();
    std::optional<std::vector<Cell>> before;
    if (!wasNew) {
      before = fromWatch(noted->text(3), columns);
      if (!before) continue; // written by something that is not our trigger
    }
    auto now = rowNow(db, *layer, fid);
    if (!now) return std::unexpected(std::move(now).error());
    Change change{table, ChangeOp::Update, std::vector<bool>(columns, false), {}, {}};
    change.key[0] = true;
    if (!before && !*now) continue;
    if (!before) {
      change.op = ChangeOp::Insert;
      change.after = std::move(**now);
    } else if (!*now) {
      change.op = ChangeOp::Delete;
      change.before = std::move(*before);
    } else {
      change.before.resize(columns);
      change.after.resize(columns);
      change.before[0] = (*before)[0];
      bool any = false;
      for (std::size_t i = 1; i < columns; ++i)
        if ((*before)[i] != (**now)[i]) {
          change.before[i] = std::move((*before)[i]);
          change.after[i] = std::move((**now)[i]);
          any = true;
        }
      if (!any) continue;
    }
    SUYUAN_TRY(take(change));
  }
  return execute(db, "DELETE FROM suyuan_foreign");
}

Result<std::optional<EntryId>> SurveyFile::Impl::adopt() {
  sqlite3* db = connection.get();
  auto any = scalar(db, "SELECT EXISTS (SELECT 1 FROM suyuan_foreign)");
  if (!any) return std::unexpected(std::move(any).error());
  if (*any == Value{std::int64_t{0}}) return std::optional<EntryId>{};
  auto entry = EntryWriter::begin(db);
  if (!entry) return std::unexpected(std::move(entry).error());
  PartWriter parts(*entry);
  SUYUAN_TRY(takeForeignChanges(db, [&](const Change& change) { return parts.add(change); }));
  SUYUAN_TRY(parts.close());
  if (entry->isEmpty()) return std::optional<EntryId>{};
  JournalEntry row;
  row.uid = randomHex();
  row.kind = EntryKind::Foreign;
  row.label = "外部程序修改";
  row.author = info.author;
  row.device = info.deviceId;
  row.at = utcNow();
  auto id = entry->finish(std::move(row), {}, {});
  if (!id) return std::unexpected(std::move(id).error());
  return std::optional{*id};
}

Result<Transaction> SurveyFile::Impl::begin() {
  while (true) {
    auto transaction = Transaction::begin(connection.get());
    if (!transaction) return transaction;
    auto adopted = adopt();
    if (!adopted) return std::unexpected(std::move(adopted).error());
    if (!*adopted) return transaction;
    // Kept whatever becomes of our own work; then a new look, behind a new lock.
    SUYUAN_TRY(transaction->commit());
  }
}

Result<std::optional<EntryId>> SurveyFile::adoptForeignEdits() {
  if (isReadOnly()) return std::optional<EntryId>{};
  // A look before the lock: mostly there is nothing, and a transaction would cost a write.
  auto any = scalar(impl_->connection.get(), "SELECT EXISTS (SELECT 1 FROM suyuan_foreign)");
  if (!any) return std::unexpected(std::move(any).error());
  if (*any == Value{std::int64_t{0}}) return std::optional<EntryId>{};
  auto transaction = Transaction::begin(impl_->connection.get());
  if (!transaction) return std::unexpected(std::move(transaction).error());
  auto adopted = impl_->adopt();
  if (!adopted) return adopted;
  SUYUAN_TRY(transaction->commit());
  return adopted;
}

} // namespace suyuan::store
