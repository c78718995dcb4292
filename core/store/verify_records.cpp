// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/verify_records.h"

#include "core/model/record.h"
#include "core/store/changeset.h"
#include "core/store/gpkg_schema.h"
#include "core/store/reader.h"

#include <algorithm>
#include <array>
#include <format>
#include <optional>
#include <ranges>
#include <unordered_map>
#include <unordered_set>

namespace suyuan::store {

namespace {

constexpr std::size_t mostTold = 1000;

/// What the newest entries have said of a record so far.
struct Said {
  std::uint64_t columns = 0; ///< that are settled, by bit
  bool settled = false;      ///< nothing older matters
};

bool equal(const Value& a, const Value& b) {
  if (a == b) return true;
  // A number column may give back a whole number as a real one.
  const auto number = [](const Value& v) -> std::optional<double> {
    if (const auto* i = std::get_if<std::int64_t>(&v)) return static_cast<double>(*i);
    if (const auto* r = std::get_if<double>(&v)) return *r;
    return std::nullopt;
  };
  const auto x = number(a), y = number(b);
  return x && y && *x == *y;
}

class RecordVerifier {
public:
  RecordVerifier(Reader& reader, const std::stop_token& stop) : reader_(reader), stop_(stop) {
    for (const Layer layer : allLayers) {
      Table& table = tables_[std::string(layerName(layer))];
      table.layer = layer;
      table.columns = columnsOf(layer);
      std::string list;
      for (const std::string& column : table.columns) list += (list.empty() ? "" : ",") + column;
      table.select = std::format("SELECT {} FROM {} WHERE fid = ?", list, layerName(layer));
    }
  }

  Result<RecordsReport> run(const std::function<void(double)>& progress) {
    SUYUAN_TRY(readWaiting());
    std::vector<std::pair<std::int64_t, std::int64_t>> parts;
    SUYUAN_TRY(reader_.select("SELECT entry_id, seq FROM suyuan_journal_part WHERE entry_id > 0 ORDER BY entry_id DESC, seq DESC", {}, [&](const std::vector<Value>& row) {
      parts.emplace_back(std::get<std::int64_t>(row[0]), std::get<std::int64_t>(row[1]));
      return true;
    }));
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (stop_.stop_requested()) return failure(ErrorCode::Cancelled);
      SUYUAN_TRY(takePart(parts[i].first, parts[i].second));
      if (progress && i % 64 == 0) progress(static_cast<double>(i) / static_cast<double>(parts.size()));
    }
    SUYUAN_TRY(findInvented());
    std::ranges::sort(differences_, {}, [](const RecordDifference& d) { return std::pair(d.layer, d.fid); });
    report_.differences = std::ssize(differing_);
    if (differences_.size() > mostTold) differences_.resize(mostTold);
    report_.first = std::move(differences_);
    return std::move(report_);
  }

private:
  struct Table {
    Layer layer = Layer::Outfalls;
    std::vector<std::string> columns;
    std::string select;
    std::unordered_map<Fid, Said> said;
    std::unordered_set<Fid> waiting; ///< changed by another program, not adopted yet
  };

  void tell(const Table& table, Fid fid, std::string field, RecordFault fault) {
    differing_.insert(static_cast<std::uint64_t>(fid.value) * 64 + static_cast<std::uint64_t>(table.layer));
    if (differences_.size() < 4 * mostTold) differences_.push_back({table.layer, fid, std::move(field), fault});
  }

  Result<> readWaiting() {
    return reader_.select("SELECT layer, fid FROM suyuan_foreign", {}, [&](const std::vector<Value>& row) {
      const auto table = tables_.find(toText(row[0]));
      const auto* fid = std::get_if<std::int64_t>(&row[1]);
      if (table != tables_.end() && fid) table->second.waiting.insert(Fid{*fid});
      return true;
    });
  }

  Result<> takePart(std::int64_t entry, std::int64_t seq) {
    std::optional<Result<std::vector<Change>>> changes;
    SUYUAN_TRY(reader_.select("SELECT changeset FROM suyuan_journal_part WHERE entry_id = ? AND seq = ?", {Value{entry}, Value{seq}}, [&](const std::vector<Value>& row) {
      const auto* bytes = std::get_if<Blob>(&row[0]);
      changes = parseChangeset(bytes ? std::span<const std::byte>(*bytes) : std::span<const std::byte>());
      return false;
    }));
    if (!changes) return {};
    if (!*changes) return std::unexpected(std::move(*changes).error());
    for (const Change& change : **changes | std::views::reverse) SUYUAN_TRY(take(change));
    return {};
  }

  Result<> take(const Change& change) {
    const auto found = tables_.find(change.table);
    if (found == tables_.end()) return {}; // the review list and the like: no records
    Table& table = found->second;
    const auto& keyed = change.op == ChangeOp::Insert ? change.after : change.before;
    const auto* key = !keyed.empty() && keyed[0] ? std::get_if<std::int64_t>(&*keyed[0]) : nullptr;
    if (!key || table.waiting.contains(Fid{*key})) return {};
    const auto [at, isNew] = table.said.try_emplace(Fid{*key});
    Said& said = at->second;
    if (said.settled) return {};
    const bool firstSeen = isNew;
    if (change.op == ChangeOp::Delete) {
      said.settled = true; // the newest word is that it is gone; findInvented looks whether it is
      if (firstSeen) gone_[table.layer].insert(at->first);
      return {};
    }
    auto row = read(table, at->first);
    if (!row) return std::unexpected(std::move(row).error());
    if (!*row) {
      said.settled = true;
      tell(table, at->first, {}, RecordFault::Lost);
      return {};
    }
    for (std::size_t i = 1; i < change.after.size() && i < table.columns.size() && i < 64; ++i) {
      const std::uint64_t bit = std::uint64_t{1} << i;
      if (!change.after[i] || (said.columns & bit)) continue;
      said.columns |= bit;
      if (!equal(*change.after[i], (**row)[i])) tell(table, at->first, table.columns[i], RecordFault::ValueOther);
    }
    if (change.op == ChangeOp::Insert) said.settled = true;
    return {};
  }

  Result<std::optional<std::vector<Value>>> read(const Table& table, Fid fid) {
    std::optional<std::vector<Value>> values;
    auto done = reader_.select(table.select, {Value{fid.value}}, [&](const std::vector<Value>& row) {
      values = row;
      return false;
    });
    if (!done) return std::unexpected(std::move(done).error());
    return values;
  }

  Result<> findInvented() {
    for (auto& [name, table] : tables_) {
      const auto& gone = gone_[table.layer];
      SUYUAN_TRY(reader_.select("SELECT fid FROM " + name, {}, [&](const std::vector<Value>& row) {
        const Fid fid{std::get<std::int64_t>(row[0])};
        ++report_.records;
        if (!table.waiting.contains(fid) && (!table.said.contains(fid) || gone.contains(fid))) tell(table, fid, {}, RecordFault::Invented);
        return !stop_.stop_requested();
      }));
      if (stop_.stop_requested()) return failure(ErrorCode::Cancelled);
    }
    return {};
  }

  Reader& reader_;
  const std::stop_token& stop_;
  std::unordered_map<std::string, Table> tables_;
  std::unordered_map<Layer, std::unordered_set<Fid>> gone_;
  std::unordered_set<std::uint64_t> differing_;
  std::vector<RecordDifference> differences_;
  RecordsReport report_;
};

} // namespace

std::string_view recordFaultKey(RecordFault fault) noexcept {
  constexpr std::array<std::string_view, 3> keys{"value-other", "invented", "lost"};
  return keys[static_cast<std::size_t>(fault)];
}

Result<RecordsReport> verifyRecords(Reader& reader, const std::stop_token& stop, const std::function<void(double)>& progress) {
  return RecordVerifier(reader, stop).run(progress);
}

} // namespace suyuan::store
