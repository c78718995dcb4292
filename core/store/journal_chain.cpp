// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/journal_chain.h"

#include "core/store/sqlite_handle.h"

#include <nlohmann/json.hpp>

#include <array>
#include <vector>

namespace suyuan::store {

void ContentDigest::add(std::span<const std::byte> part) {
  std::array<std::byte, 8> length{};
  for (std::size_t i = 0; i < 8; ++i) length[i] = static_cast<std::byte>(part.size() >> (8 * (7 - i)));
  digest_.add(length);
  digest_.add(part);
}

std::string chainHash(std::string_view previous, std::string_view content, const ChainedFacts& facts) {
  // As text that is not UTF-8 travels through a hub (core/sync/entry_file.cpp), so that the hash is the same behind it.
  const auto words = nlohmann::json::array({facts.uid, facts.kind, facts.label, facts.author, facts.device, facts.at, facts.undoes})
                         .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  Sha256 digest;
  for (const std::string_view line : {std::string_view("suyuan-journal-1"), previous, content, std::string_view(words)}) {
    digest.add(line);
    digest.add("\n");
  }
  return digest.hex();
}

Result<ChainHead> chainHead(sqlite3* db) {
  auto row = Statement::prepare(db, "SELECT entries, head FROM suyuan_writer");
  if (!row) return std::unexpected(std::move(row).error());
  auto there = row->step();
  if (!there) return std::unexpected(std::move(there).error());
  if (!*there) return failure(ErrorCode::SurveyCorrupt, {}, "suyuan_writer is empty");
  return ChainHead{row->integer(0), std::string(row->text(1))};
}

Result<> setChainHead(sqlite3* db, const ChainHead& head) {
  auto write = Statement::prepare(db, "UPDATE suyuan_writer SET entries = ?, head = ?");
  if (!write) return std::unexpected(std::move(write).error());
  write->bindInteger(1, head.entries);
  write->bindText(2, head.hash);
  return write->run();
}

Result<std::string> hashOfEntry(sqlite3* db, std::int64_t entryId, std::string_view previous) {
  ContentDigest content;
  auto parts = Statement::prepare(db, "SELECT changeset FROM suyuan_journal_part WHERE entry_id = ? ORDER BY seq");
  if (!parts) return std::unexpected(std::move(parts).error());
  parts->bindInteger(1, entryId);
  while (true) {
    auto more = parts->step();
    if (!more) return std::unexpected(std::move(more).error());
    if (!*more) break;
    content.add(parts->blob(0));
  }
  auto row = Statement::prepare(db, "SELECT uid, kind, label, author, device, at, undoes FROM suyuan_journal WHERE entry_id = ?");
  if (!row) return std::unexpected(std::move(row).error());
  row->bindInteger(1, entryId);
  auto there = row->step();
  if (!there) return std::unexpected(std::move(there).error());
  if (!*there) return failure(ErrorCode::RecordMissing, {.layer = "suyuan_journal", .row = entryId});
  return chainHash(previous, content.hex(), {row->text(0), row->text(1), row->text(2), row->text(3), row->text(4), row->text(5), row->text(6)});
}

Result<> chainJournal(sqlite3* db) {
  auto has = scalar(db, "SELECT count(*) FROM pragma_table_info('suyuan_journal') WHERE name = 'hash'");
  if (!has) return std::unexpected(std::move(has).error());
  if (*has != Value{std::int64_t{0}}) return {};
  SUYUAN_TRY(execute(db, "ALTER TABLE suyuan_journal ADD COLUMN hash TEXT;"
                         "ALTER TABLE suyuan_writer ADD COLUMN entries INTEGER NOT NULL DEFAULT 0;"
                         "ALTER TABLE suyuan_writer ADD COLUMN head TEXT NOT NULL DEFAULT ''"));
  std::vector<std::int64_t> ids;
  {
    auto rows = Statement::prepare(db, "SELECT entry_id FROM suyuan_journal ORDER BY entry_id");
    if (!rows) return std::unexpected(std::move(rows).error());
    while (true) {
      auto more = rows->step();
      if (!more) return std::unexpected(std::move(more).error());
      if (!*more) break;
      ids.push_back(rows->integer(0));
    }
  }
  auto write = Statement::prepare(db, "UPDATE suyuan_journal SET hash = ? WHERE entry_id = ?");
  if (!write) return std::unexpected(std::move(write).error());
  ChainHead head;
  for (const std::int64_t id : ids) {
    auto hash = hashOfEntry(db, id, head.hash);
    if (!hash) return std::unexpected(std::move(hash).error());
    write->bindText(1, *hash);
    write->bindInteger(2, id);
    SUYUAN_TRY(write->run());
    head = {head.entries + 1, std::move(*hash)};
  }
  return setChainHead(db, head);
}

} // namespace suyuan::store
