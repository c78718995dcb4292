// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evidence/entry_index.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace suyuan::evidence {

namespace {

using namespace std::chrono;

constexpr UtcMillis fidEpoch = sys_days(2020y / January / 1);
constexpr milliseconds slack{100};      // fids of one device rise, and may be a little ahead of the clock
constexpr std::ptrdiff_t mostLooked = 64; // entries of all devices between a fid and its own entry
constexpr std::ptrdiff_t mostTouches = 4'000;

std::int64_t integerOf(const Value& value) {
  const auto* number = std::get_if<std::int64_t>(&value);
  return number ? *number : 0;
}

bool inserts(std::string_view kind) { return kind == "edit" || kind == "import" || kind == "foreign"; }

} // namespace

std::optional<UtcMillis> timeOf(Fid fid) noexcept {
  const milliseconds since{fid.value >> 22};
  if (since < hours(24)) return std::nullopt;
  return fidEpoch + since;
}

Result<EntryIndex> EntryIndex::read(store::Reader& reader, double typedRows) {
  EntryIndex index;
  std::unordered_map<std::string, std::uint32_t> known;
  const auto wordOf = [&](std::string word) {
    const auto [at, isNew] = known.emplace(std::move(word), static_cast<std::uint32_t>(index.words_.size()));
    if (isNew) index.words_.push_back(at->first);
    return at->second;
  };
  // Both of these are read from indexes alone: the rows hold the changesets.
  std::unordered_map<std::int64_t, std::int64_t> entryOfPart;
  SUYUAN_TRY(reader.select("SELECT rowid, entry_id FROM suyuan_journal_part", {}, [&](const std::vector<Value>& row) {
    entryOfPart.emplace(integerOf(row[0]), integerOf(row[1]));
    return true;
  }));
  std::vector<std::pair<std::int64_t, Span>> spans;
  SUYUAN_TRY(reader.select("SELECT rowid, min_fid, max_fid FROM suyuan_journal_part", {}, [&](const std::vector<Value>& row) {
    if (const auto part = entryOfPart.find(integerOf(row[0])); part != entryOfPart.end())
      spans.push_back({part->second, {integerOf(row[1]), integerOf(row[2])}});
    return true;
  }));
  std::ranges::sort(spans, {}, &std::pair<std::int64_t, Span>::first);
  for (const auto& span : spans) index.spans_.push_back(span.second);
  SUYUAN_TRY(reader.select("SELECT entry_id, at, author, device, kind, changes FROM suyuan_journal ORDER BY entry_id", {}, [&](const std::vector<Value>& row) {
    const auto at = parseUtc(toText(row[1]));
    if (!at) return true;
    const auto own = std::ranges::equal_range(spans, integerOf(row[0]), {}, &std::pair<std::int64_t, Span>::first);
    const std::string kind = toText(row[4]);
    index.entries_.push_back({*at, wordOf(toText(row[2])), wordOf(toText(row[3])), kind == "edit" && static_cast<double>(integerOf(row[5])) < typedRows,
                              inserts(kind), static_cast<std::uint32_t>(own.begin() - spans.begin()), static_cast<std::uint32_t>(own.size())});
    return true;
  }));
  std::ranges::stable_sort(index.entries_, {}, &Entry::at);
  return index;
}

bool EntryIndex::spans(const Entry& entry, Fid fid) const noexcept {
  return std::any_of(spans_.begin() + entry.firstSpan, spans_.begin() + entry.firstSpan + entry.spans,
                     [fid](const Span& span) { return span.low <= fid.value && fid.value <= span.high; });
}

std::vector<EntryIndex::Entry>::const_iterator EntryIndex::since(UtcMillis time) const noexcept {
  return std::ranges::lower_bound(entries_, time, {}, &Entry::at);
}

std::optional<EntryIndex::Found> EntryIndex::entered(Fid fid) const noexcept {
  const auto given = timeOf(fid);
  if (!given) return std::nullopt;
  auto entry = since(*given - slack);
  for (const auto end = entry + std::min(mostLooked, entries_.end() - entry); entry != end; ++entry)
    if (entry->inserts && spans(*entry, fid)) return Found{entry->at, entry->author, entry->device, entry->typed};
  return std::nullopt;
}

bool EntryIndex::touchedSince(Fid fid, UtcMillis time) const noexcept {
  auto entry = since(time);
  for (const auto end = entry + std::min(mostTouches, entries_.end() - entry); entry != end; ++entry)
    if (spans(*entry, fid)) return true;
  return false;
}

Result<std::optional<Entered>> enteredOf(store::Reader& reader, Fid fid, double typedRows) {
  const auto given = timeOf(fid);
  std::optional<Entered> entered;
  SUYUAN_TRY(reader.select("SELECT j.at, j.author, j.device, j.kind, j.changes FROM suyuan_journal_part p JOIN suyuan_journal j USING (entry_id) "
                           "WHERE p.min_fid <= ?1 AND p.max_fid >= ?1 AND j.at >= ?2 AND j.kind IN ('edit', 'import', 'foreign') ORDER BY j.at LIMIT 1",
                           {Value{fid.value}, Value{given ? toIso(*given - slack) : std::string()}}, [&](const std::vector<Value>& row) {
                             if (const auto at = parseUtc(toText(row[0])))
                               entered = Entered{*at, toText(row[1]), toText(row[2]), toText(row[3]) == "edit" && static_cast<double>(integerOf(row[4])) < typedRows};
                             return false;
                           }));
  return entered;
}

} // namespace suyuan::evidence
