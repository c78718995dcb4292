// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/verify_journal.h"

#include "core/store/entry_writer.h"
#include "core/store/journal_chain.h"
#include "core/store/journal_rows.h"
#include "core/store/reader.h"

#include <array>
#include <format>

namespace suyuan::store {

namespace {

/// What is gathered of an entry while its parts come by.
struct Gathered {
  JournalEntry entry;
  std::string kind, undoes, hash;
  ContentDigest content;
  std::int64_t changes = 0;
  bool spansFit = true;
};

ChainHead headOf(const Value& entries, const Value& hash) {
  const auto* count = std::get_if<std::int64_t>(&entries);
  return {count ? *count : 0, toText(hash)};
}

class Verifier {
public:
  explicit Verifier(const ChainVisit& visit) : visit_(visit) {}

  /// A row: entryColumns, kind, undoes, hash, remembered entries, remembered head, changeset, min_fid, max_fid.
  Result<> take(const std::vector<Value>& row) {
    const std::int64_t id = std::get<std::int64_t>(row[0]);
    if (!now_ || now_->entry.id.value != id) {
      close();
      now_.emplace();
      now_->entry = entryOf(row);
      now_->kind = toText(row[11]);
      now_->undoes = toText(row[12]);
      now_->hash = toText(row[13]);
      remembered_ = headOf(row[14], row[15]);
    }
    const auto* bytes = std::get_if<Blob>(&row[16]);
    if (!bytes) return {};
    now_->content.add(*bytes);
    auto part = partOf(*bytes);
    if (!part) return now_->spansFit = false, Result<>{}; // damaged bytes: the hash says so too
    now_->changes += part->changes;
    now_->spansFit = now_->spansFit && row[17] == Value{part->minFid} && row[18] == Value{part->maxFid};
    return {};
  }

  ChainReport finish() {
    close();
    report_.head = previous_;
    report_.endEntries = remembered_.entries;
    report_.endGone = remembered_.hash != previous_ || remembered_.entries > report_.entries;
    return std::move(report_);
  }
  void remember(ChainHead head) { remembered_ = std::move(head); }
  [[nodiscard]] std::int64_t entries() const noexcept { return report_.entries; }

private:
  void close() {
    if (!now_) return;
    const JournalEntry& e = now_->entry;
    ++report_.entries;
    const std::string expected = chainHash(previous_, now_->content.hex(), {e.uid, now_->kind, e.label, e.author, e.device, e.at, now_->undoes});
    std::optional<ChainFault> fault;
    if (expected != now_->hash) fault = e.id.value == lastId_ + 1 ? ChainFault::Altered : ChainFault::EntryGone;
    else if (!now_->spansFit || now_->changes != e.changes) fault = ChainFault::SpanWrong;
    if (fault) {
      ++report_.breaks;
      if (!report_.first) report_.first = ChainBreak{e, *fault};
    }
    if (visit_) visit_(e.id.value, e.uid, now_->hash);
    previous_ = std::move(now_->hash);
    lastId_ = e.id.value;
    now_.reset();
  }

  const ChainVisit& visit_;
  ChainReport report_;
  std::optional<Gathered> now_;
  ChainHead remembered_;
  std::string previous_;
  std::int64_t lastId_ = 0;
};

} // namespace

std::string_view chainFaultKey(ChainFault fault) noexcept {
  constexpr std::array<std::string_view, 3> keys{"altered", "entry-gone", "span-wrong"};
  return keys[static_cast<std::size_t>(fault)];
}

Result<ChainReport> verifyJournal(Reader& reader, const std::stop_token& stop, const std::function<void(double)>& progress, const ChainVisit& visit) {
  const auto number = [&reader](std::string_view sql) -> Result<std::int64_t> {
    std::int64_t value = 0;
    auto done = reader.select(sql, {}, [&](const std::vector<Value>& row) {
      if (const auto* n = std::get_if<std::int64_t>(&row[0])) value = *n;
      return false;
    });
    if (!done) return std::unexpected(std::move(done).error());
    return value;
  };
  auto chained = number("SELECT count(*) FROM pragma_table_info('suyuan_journal') WHERE name = 'hash'");
  if (!chained) return std::unexpected(std::move(chained).error());
  auto all = number("SELECT count(*) FROM suyuan_journal");
  if (!all) return std::unexpected(std::move(all).error());
  if (*chained == 0) {
    ChainReport report;
    report.chained = false;
    report.entries = *all;
    return report;
  }
  Verifier verifier(visit);
  // The remembered end is read before, for a journal without entries, and again with each row, so that it is of the same moment.
  auto head = reader.select("SELECT entries, head FROM suyuan_writer", {}, [&](const std::vector<Value>& row) {
    verifier.remember(headOf(row[0], row[1]));
    return false;
  });
  if (!head) return std::unexpected(std::move(head).error());
  Result<> outcome;
  auto done = reader.select(std::format("SELECT {}, j.kind, j.undoes, j.hash, (SELECT entries FROM suyuan_writer), (SELECT head FROM suyuan_writer), p.changeset, "
                                        "p.min_fid, p.max_fid FROM suyuan_journal j LEFT JOIN suyuan_journal_part p ON p.entry_id = j.entry_id "
                                        "ORDER BY j.entry_id, p.seq", entryColumns),
                            {}, [&](const std::vector<Value>& row) {
                              if (stop.stop_requested()) return outcome = failure(ErrorCode::Cancelled), false;
                              outcome = verifier.take(row);
                              if (progress && verifier.entries() % 512 == 0) progress(static_cast<double>(verifier.entries()) / static_cast<double>(*all));
                              return outcome.has_value();
                            });
  if (!done) return std::unexpected(std::move(done).error());
  if (!outcome) return std::unexpected(std::move(outcome).error());
  return verifier.finish();
}

} // namespace suyuan::store
