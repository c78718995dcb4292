// SPDX-License-Identifier: GPL-3.0-or-later
// Carrying a plan of codes out, and the old → new table that the journal keeps of it.
#include "core/store/changeset.h"
#include "core/store/gpkg_schema.h"
#include "core/survey/code_plan.h"
#include "core/survey/coded_outfalls.h"

#include <algorithm>
#include <map>

namespace suyuan::survey {

namespace {

std::string csvCell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

} // namespace

Result<std::optional<EntryId>> applyCodes(store::SurveyFile& survey, const CodePlan& plan, std::string_view label) {
  if (plan.proposals.empty()) return std::optional<EntryId>{};
  SUYUAN_TRY(stillApplies(survey.reader(), plan.proposals));
  return survey.edit(label, [&](store::Edit& edit) { return writeCodes(edit, plan.proposals); });
}

Result<std::vector<CodeChange>> codeChanges(store::Reader& reader, EntryId entry) {
  const auto columns = store::columnsOf(Layer::Outfalls);
  const auto code = static_cast<std::size_t>(std::ranges::find(columns, "code_national") - columns.begin());
  std::map<std::int64_t, CodeChange> changes;
  std::vector<std::int64_t> order;
  bool found = false;
  Result<> parsed;
  auto read = reader.select("SELECT changeset FROM suyuan_journal_part WHERE entry_id = ? ORDER BY seq", {Value{entry.value}},
                            [&](const std::vector<Value>& row) {
    const auto* bytes = std::get_if<Blob>(&row[0]);
    if (!bytes) return true;
    found = true;
    parsed = store::visitChangeset(*bytes, [&](store::Change& change) {
      if (change.table != layerName(Layer::Outfalls)) return true;
      const auto& keys = change.op == store::ChangeOp::Insert ? change.after : change.before;
      const auto* fid = !keys.empty() && keys[0] ? std::get_if<std::int64_t>(&*keys[0]) : nullptr;
      if (!fid) return true;
      const auto cell = [&](const std::vector<store::Cell>& cells) {
        return code < cells.size() && cells[code] ? toText(*cells[code]) : std::string();
      };
      const std::string before = cell(change.before), after = cell(change.after);
      if (before == after) return true;
      const auto [at, fresh] = changes.try_emplace(*fid, CodeChange{Fid{*fid}, {}, before, after});
      if (fresh) order.push_back(*fid);
      else at->second.after = after;
      return true;
    });
    return parsed.has_value();
  });
  if (!read) return std::unexpected(std::move(read).error());
  if (!parsed) return std::unexpected(std::move(parsed).error());
  if (!found) return failure(ErrorCode::RecordMissing, {.layer = "suyuan_journal", .row = entry.value}, {}, {std::to_string(entry.value)});
  std::vector<CodeChange> table;
  for (const std::int64_t fid : order) {
    CodeChange& change = changes.at(fid);
    store::Query one;
    one.equals = {{"fid", Value{fid}}};
    one.fields = {"name"};
    one.geometry = false;
    auto named = reader.scan(Layer::Outfalls, one, [&](const Row& row) {
      change.name = toText(row.values[0]);
      return false;
    });
    if (!named) return std::unexpected(std::move(named).error());
    table.push_back(std::move(change));
  }
  std::ranges::sort(table, {}, [](const CodeChange& c) { return std::pair(c.after, c.fid); });
  return table;
}

Result<std::optional<EntryId>> lastRenumbering(store::Reader& reader) {
  std::optional<EntryId> last;
  auto read = reader.select("SELECT entry_id FROM suyuan_journal WHERE label = ? AND undone = 0 AND kind = 'edit' "
                            "ORDER BY entry_id DESC LIMIT 1",
                            {Value{std::string(renumberingLabel)}}, [&](const std::vector<Value>& row) {
                              if (const auto* id = std::get_if<std::int64_t>(&row[0])) last = EntryId{*id};
                              return false;
                            });
  if (!read) return std::unexpected(std::move(read).error());
  return last;
}

std::string codeChangesCsv(std::span<const CodeChange> changes) {
  std::string csv = "\xEF\xBB\xBF" "fid,排污口名称,原编码,新编码\r\n";
  for (const CodeChange& c : changes)
    csv += toText(c.fid) + "," + csvCell(c.name) + "," + csvCell(c.before) + "," + csvCell(c.after) + "\r\n";
  return csv;
}

} // namespace suyuan::survey
