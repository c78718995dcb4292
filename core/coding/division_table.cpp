// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coding/division_table.h"

#include <algorithm>
#include <fstream>

namespace suyuan::coding {

namespace {

std::unexpected<Error> badLine(const std::filesystem::path& file, std::int64_t line, std::string field, std::string why) {
  return failure(ErrorCode::RuleFileInvalid, {.file = file.string(), .layer = {}, .row = line, .field = std::move(field)}, std::move(why));
}

/// Calls take(line number, columns) for each data line. The tables are plain: no quotes, no commas in names.
template <class Take>
Result<> eachLine(const std::filesystem::path& file, std::string_view header, std::size_t columns, Take&& take) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return failure(ErrorCode::RuleFileMissing, {.file = file.string(), .layer = {}, .row = -1, .field = {}});
  std::string line;
  std::int64_t number = 0;
  while (std::getline(in, line)) {
    ++number;
    if (line.ends_with('\r')) line.pop_back();
    if (number == 1) {
      if (line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
      if (line != header) return badLine(file, 1, {}, "the first line is not \"" + std::string(header) + "\"");
      continue;
    }
    if (line.empty()) continue;
    std::vector<std::string> cells;
    for (std::size_t begin = 0; begin <= line.size();) {
      const std::size_t end = std::min(line.find(',', begin), line.size());
      cells.push_back(line.substr(begin, end - begin));
      begin = end + 1;
    }
    if (cells.size() != columns)
      return badLine(file, number, {}, std::to_string(cells.size()) + " columns, not " + std::to_string(columns));
    SUYUAN_TRY(take(number, cells));
  }
  if (in.bad()) return failure(ErrorCode::FileUnreadable, {.file = file.string(), .layer = {}, .row = -1, .field = {}});
  if (number < 2) return badLine(file, std::max<std::int64_t>(number, 1), {}, "no data lines");
  return {};
}

} // namespace

Result<DivisionTable> DivisionTable::loadGbt2260(const std::filesystem::path& csv) {
  DivisionTable table;
  SUYUAN_TRY(eachLine(csv, "code,name,parent,level", 4, [&](std::int64_t line, std::vector<std::string>& cells) -> Result<> {
    const auto code = DivisionCode::parse(cells[0]);
    if (!code) return badLine(csv, line, "code", "\"" + cells[0] + "\" is not a division code");
    if (cells[1].empty()) return badLine(csv, line, "name", "the name is empty");
    DivisionEntry entry{*code, cells[1], {}, DivisionLevel::County, false};
    if (cells[3] == "province") entry.level = DivisionLevel::Province;
    else if (cells[3] == "prefecture") entry.level = DivisionLevel::Prefecture;
    else if (cells[3] != "county") return badLine(csv, line, "level", "\"" + cells[3] + "\" is not province, prefecture or county");
    if (!cells[2].empty()) {
      const auto parent = DivisionCode::parse(cells[2]);
      if (!parent) return badLine(csv, line, "parent", "\"" + cells[2] + "\" is not a division code");
      entry.parent = *parent;
    }
    if (!table.entries_.try_emplace(*code, entry).second)
      return badLine(csv, line, "code", cells[0] + " is given twice");
    table.byName_.emplace(entry.name, *code);
    return {};
  }));
  return table;
}

Result<> DivisionTable::loadTownships(const std::filesystem::path& csv) {
  return eachLine(csv, "code,name,county_code", 3, [&](std::int64_t line, std::vector<std::string>& cells) -> Result<> {
    const auto county = DivisionCode::parse(cells[2]);
    if (!county) return badLine(csv, line, "county_code", "\"" + cells[2] + "\" is not a division code");
    const bool digits = std::ranges::all_of(cells[0], [](char c) { return c >= '0' && c <= '9'; });
    if (cells[0].size() != 9 || !digits) return badLine(csv, line, "code", "\"" + cells[0] + "\" is not nine digits");
    if (!known(*county)) {
      const DivisionEntry zone{*county, {}, county->prefecture(), DivisionLevel::County, true};
      entries_.try_emplace(*county, zone);
    }
    if (!townships_.try_emplace(cells[0], TownshipEntry{cells[0], cells[1], *county}).second)
      return badLine(csv, line, "code", cells[0] + " is given twice");
    return {};
  });
}

void DivisionTable::addChange(DivisionChange change) {
  if (change.to.value != 0 && !change.toName.empty() && !exists(change.to) && !changes_.contains(change.to)) {
    DivisionEntry entry{change.to, change.toName, change.to.prefecture(), DivisionLevel::County, false};
    if (!exists(entry.parent)) entry.parent = change.to.province();
    byName_.emplace(entry.name, entry.code);
    entries_.emplace(entry.code, std::move(entry));
  }
  std::vector<DivisionChange>& all = changes_[change.from];
  const auto same = std::ranges::find_if(all, [&](const DivisionChange& c) { return c.to == change.to && c.kind == change.kind; });
  if (same == all.end()) all.push_back(std::move(change));
  else *same = std::move(change);
}

const DivisionEntry* DivisionTable::find(DivisionCode code) const noexcept {
  const auto found = entries_.find(code);
  return found == entries_.end() ? nullptr : &found->second;
}

const DivisionChange* DivisionTable::change(DivisionCode from) const noexcept {
  const auto found = changes_.find(from);
  if (found == changes_.end()) return nullptr;
  const auto end = std::ranges::find_if(found->second, &DivisionChange::endsFrom);
  return end == found->second.end() ? nullptr : &*end;
}

bool DivisionTable::known(DivisionCode code) const noexcept { return exists(code) || change(code); }

DivisionCode DivisionTable::current(DivisionCode code) const noexcept {
  // A chain of changes is short; the bound keeps a circle in a hand-written file from turning for ever.
  for (int step = 0; step < 8; ++step) {
    const DivisionChange* next = change(code);
    if (!next || next->to.value == 0) break;
    code = next->to;
  }
  return code;
}

std::string DivisionTable::name(DivisionCode code) const {
  if (const DivisionEntry* entry = find(code)) return entry->name;
  if (const DivisionChange* old = change(code)) return old->fromName;
  return {};
}

std::optional<DivisionCode> DivisionTable::parent(DivisionCode code) const noexcept {
  const DivisionEntry* entry = find(code);
  if (!entry) entry = find(current(code));
  if (!entry || entry->parent.value == 0) return std::nullopt;
  return entry->parent;
}

std::string DivisionTable::prefectureName(DivisionCode code) const {
  if (const DivisionEntry* entry = find(code); entry && entry->level != DivisionLevel::County) return entry->name;
  const auto above = parent(code);
  return above ? name(*above) : std::string{};
}

std::string DivisionTable::fullName(DivisionCode code) const {
  if (const DivisionEntry* entry = find(code); entry && entry->level != DivisionLevel::County) return entry->name;
  return prefectureName(code) + name(code);
}

std::vector<DivisionCode> DivisionTable::findByName(std::string_view name, DivisionCode within) const {
  std::vector<DivisionCode> codes;
  const auto [begin, end] = byName_.equal_range(std::string(name));
  for (auto it = begin; it != end; ++it)
    if (within.value == 0 || within.covers(it->second)) codes.push_back(it->second);
  std::ranges::sort(codes);
  return codes;
}

std::vector<DivisionCode> DivisionTable::childrenOf(DivisionCode code) const {
  std::vector<DivisionCode> codes;
  for (const auto& [child, entry] : entries_)
    if (entry.parent == code) codes.push_back(child);
  return codes;
}

std::optional<DivisionCode> DivisionTable::nearest(std::string_view sixCharacters) const {
  if (sixCharacters.size() != 6) return std::nullopt;
  std::optional<DivisionCode> best;
  std::string text(sixCharacters);
  // From the last digit on: a slip in the county's digits is likelier than one in the province's.
  for (std::size_t place = 6; place-- > 0 && !best;) {
    const char was = text[place];
    for (char digit = '0'; digit <= '9' && !best; ++digit) {
      text[place] = digit;
      const auto code = digit == was ? std::nullopt : DivisionCode::parse(text);
      if (code && code->isCounty() && exists(*code)) best = code;
    }
    text[place] = was;
  }
  return best;
}

std::vector<DivisionCode> DivisionTable::knownCounties() const {
  std::vector<DivisionCode> codes;
  for (const auto& [code, entry] : entries_)
    if (code.isCounty()) codes.push_back(code);
  for (const auto& [code, changes] : changes_)
    if (code.isCounty() && known(code)) codes.push_back(code);
  std::ranges::sort(codes);
  codes.erase(std::ranges::unique(codes).begin(), codes.end());
  return codes;
}

std::vector<TownshipEntry> DivisionTable::townshipsOf(DivisionCode county) const {
  std::vector<TownshipEntry> towns;
  const std::string prefix = county.text();
  for (auto it = townships_.lower_bound(prefix); it != townships_.end() && it->first.starts_with(prefix); ++it)
    towns.push_back(it->second);
  return towns;
}

const TownshipEntry* DivisionTable::township(std::string_view nineDigits) const noexcept {
  const auto found = townships_.find(nineDigits);
  return found == townships_.end() ? nullptr : &found->second;
}

} // namespace suyuan::coding
