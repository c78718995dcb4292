// SPDX-License-Identifier: GPL-3.0-or-later
// Finding: candidates from the index by one condition after the other, looked at one by one, ordered, and filled in from the survey.
#include "core/coding/code_points.h"
#include "core/model/geometry_functions.h"
#include "core/search/search.h"
#include "core/search/search_key.h"
#include "core/search/search_words.h"

#include <algorithm>
#include <array>
#include <format>
#include <map>
#include <numeric>

namespace suyuan::search {

namespace {

constexpr int mostFound = 400;      ///< of one layer by one condition: enough to choose the nearest from, and quick
constexpr int mostLookedAt = 4'000; ///< the same, with those that only have all the pairs of characters

constexpr std::array<std::string_view, 11> matchNames{"none",       "code",  "name",       "code-begins", "name-begins",   "name-holds",
                                                      "former",     "code-holds", "reading", "reading-begins", "reading-holds"};

/// What was typed, in the forms that keys are compared with.
struct Asked {
  std::u32string key;
  std::string text;    ///< the key in UTF-8
  std::string letters; ///< when it may be pinyin
  explicit Asked(std::u32string typed) : key(std::move(typed)), text(coding::toUtf8(key)), letters(pinyinLetters(key)) {}
};

struct Candidate {
  IndexedRecord record;
  Match match = Match::None;
  std::string former; ///< the former name or code that matched
  double distance = 0;
  std::size_t length = 0; ///< of the name, bytes
  int parts = 1;
  Box box; ///< of all its parts, when it has several
};

void better(Match& match, Match other) {
  if (match == Match::None || other < match) match = other;
}

/// `own`: where the part of the name that is its own begins; what was typed must reach into it.
Match matchOfReading(const std::u32string& name, std::size_t own, const Asked& asked, const PinyinTable& pinyin) {
  for (std::size_t i = 0; i < name.size(); ++i)
    if (const std::size_t length = pinyin.lengthAt(name, i, asked.letters); i + length > own && length > 0)
      return i > 0 ? Match::ReadingHolds : length == name.size() ? Match::Reading : Match::ReadingBegins;
  return Match::None;
}

/// How a record is what was asked for. `former` gets the former name or code when it is by that only.
Match matchOf(const IndexedRecord& record, const Asked& asked, const PinyinTable& pinyin, std::string& former) {
  Match match = Match::None;
  // A township goes by 长春市南关区南岭街道, too; but whoever types 南关区 does not ask for all its townships.
  std::string_view first;
  const auto ownPart = [&](std::string_view key) {
    if (first.empty()) first = key;
    return key.size() > first.size() && key.ends_with(first) ? key.size() - first.size() : 0;
  };
  visitKeys(record.keys, [&](KeyKind kind, std::string_view key) {
    const std::size_t own = kind == NameKey ? ownPart(key) : 0;
    const auto at = key.find(asked.text, own >= asked.text.size() ? own - asked.text.size() + 1 : 0);
    if (at == std::string_view::npos) return;
    const bool whole = key.size() == asked.text.size();
    switch (kind) {
    case NameKey: better(match, whole ? Match::Name : at == 0 ? Match::NameBegins : Match::NameHolds); break;
    case CodeKey: better(match, whole ? Match::Code : at == 0 ? Match::CodeBegins : Match::CodeHolds); break;
    case FormerNameKey:
    case FormerCodeKey:
      if (match == Match::None || match > Match::Former) match = Match::Former, former = key;
      break;
    }
  });
  if (match != Match::Former) former.clear();
  if (match != Match::None || asked.letters.empty()) return match;
  visitKeys(record.keys, [&](KeyKind kind, std::string_view key) {
    if (kind != NameKey && kind != FormerNameKey) return;
    const std::size_t own = coding::toCodePoints(key.substr(0, kind == NameKey ? ownPart(key) : 0)).size();
    if (const Match read = matchOfReading(coding::toCodePoints(key), own, asked, pinyin); read != Match::None) {
      if (kind == FormerNameKey && match == Match::None) former = key;
      if (kind == NameKey) former.clear();
      better(match, read);
    }
  });
  return match;
}

/// Conditions that words may be found by; any of them.
std::string anyOf(const Asked& asked, const PinyinTable& pinyin) {
  std::string any;
  for (const std::string& one : {whereNameHolds(asked.key), asked.key.size() == 1 ? whereNameBegins(asked.key) : std::string(), whereCodePart(asked.key),
                                 whereReadingHolds(asked.letters, pinyin), whereReadingBegins(asked.letters, pinyin)})
    if (!one.empty()) any += any.empty() ? "(" + one + ")" : " OR (" + one + ")";
  return any;
}

std::string firstLine(const std::string& keys) { return keys.substr(0, keys.find('\n')); }

/// Box of a record, of the R-tree: single precision, a metre at worst.
Result<> addBox(store::Reader& reader, Layer layer, Fid fid, Box& box) {
  return reader.select(std::format("SELECT minx, miny, maxx, maxy FROM rtree_{}_geom WHERE id = ?", layerName(layer)), {Value{fid.value}}, [&](const std::vector<Value>& row) {
    box.add(Box{std::get<double>(row[0]), std::get<double>(row[1]), std::get<double>(row[2]), std::get<double>(row[3])});
    return false;
  });
}

/// Parts of one river are records of their own: those of one name and codes whose boxes come within a kilometre of each
/// other become one, the nearest of them.
Result<> joinRivers(store::Reader& reader, std::vector<Candidate>& found) {
  constexpr double near = 0.01; // degrees
  std::map<std::string, std::vector<std::size_t>> byKeys;
  for (std::size_t i = 0; i < found.size(); ++i)
    if (found[i].record.layer == Layer::Rivers && found[i].record.keys.starts_with(NameKey)) byKeys[found[i].record.keys].push_back(i);
  std::vector<std::size_t> owner(found.size());
  std::iota(owner.begin(), owner.end(), 0U);
  const auto root = [&](std::size_t i) {
    while (owner[i] != i) i = owner[i] = owner[owner[i]];
    return i;
  };
  for (const auto& [keys, rows] : byKeys) {
    if (rows.size() < 2) continue;
    for (const std::size_t i : rows) SUYUAN_TRY(addBox(reader, Layer::Rivers, found[i].record.fid, found[i].box));
    for (std::size_t a = 0; a < rows.size(); ++a)
      for (std::size_t b = a + 1; b < rows.size(); ++b)
        if (found[rows[a]].box.grown(near, near).intersects(found[rows[b]].box)) owner[root(rows[b])] = root(rows[a]);
  }
  std::vector<Candidate> joined;
  std::map<std::size_t, std::size_t> place; // of an owner among the joined
  for (std::size_t i = 0; i < found.size(); ++i) {
    const auto [at, isNew] = place.emplace(root(i), joined.size());
    if (isNew) {
      joined.push_back(std::move(found[i]));
      continue;
    }
    Candidate& one = joined[at->second];
    if (found[i].distance < one.distance) std::swap(one, found[i]);
    one.parts += found[i].parts;
    one.box.add(found[i].box);
  }
  found = std::move(joined);
  return {};
}

/// A division of the tables and its outline in the survey have one code: the outline stays, with the better match.
void joinDivisions(std::vector<Candidate>& found) {
  std::map<std::string, std::size_t> byCode;
  std::vector<Candidate> joined;
  for (Candidate& one : found) {
    std::string code;
    if (one.record.layer == Layer::Divisions)
      visitKeys(one.record.keys, [&](KeyKind kind, std::string_view key) {
        if (kind == CodeKey && code.empty()) code = key;
      });
    const auto [at, isNew] = code.empty() ? std::pair(byCode.end(), true) : byCode.emplace(code, joined.size());
    if (isNew) {
      joined.push_back(std::move(one));
      continue;
    }
    Candidate& other = joined[at->second];
    const bool isBetter = one.match < other.match;
    if (!other.record.fid.isSet()) std::swap(other.record, one.record);
    if (isBetter) other.match = one.match, other.former = one.former;
  }
  found = std::move(joined);
}

/// The best of them, and no layer takes more than half of the places while others wait.
std::vector<Candidate> chosen(std::vector<Candidate> found, std::size_t limit) {
  if (found.size() <= limit) return found;
  std::map<Layer, std::size_t> taken;
  std::vector<Candidate> best, rest;
  for (Candidate& one : found) {
    const bool fits = best.size() < limit && taken[one.record.layer] < (limit + 1) / 2;
    if (fits) ++taken[one.record.layer];
    (fits ? best : rest).push_back(std::move(one));
  }
  for (std::size_t i = 0; i < rest.size() && best.size() < limit; ++i) best.push_back(std::move(rest[i]));
  return best;
}

std::string textOf(const Row& row, Layer layer, std::string_view field) {
  const int at = schemaOf(layer).indexOf(field);
  if (at < 0 || static_cast<std::size_t>(at) >= row.values.size()) return {};
  const auto* text = std::get_if<std::string>(&row.values[static_cast<std::size_t>(at)]);
  return text != nullptr ? *text : std::string();
}

std::string levelOf(std::string_view code) {
  if (code.size() > 6) return "乡级";
  if (code.ends_with("0000")) return "省级";
  return code.ends_with("00") ? "地级" : "县级";
}

} // namespace

std::string_view matchName(Match match) noexcept { return matchNames[static_cast<std::size_t>(match)]; }

Result<SearchAnswer> Search::find(store::Reader& reader, const SearchQuery& query, std::stop_token stop) {
  SearchAnswer answer;
  const Asked asked(searchKey(query.text));
  if (asked.key.empty() || !index_) return answer;
  std::optional<std::stop_callback<std::function<void()>>> interrupting(std::in_place, stop, [&] { index_->interrupt(); });

  std::map<std::int64_t, Candidate> byId;
  const auto wanted = [&](Layer layer) { return query.layers.empty() || std::ranges::find(query.layers, layer) != query.layers.end(); };
  /// Takes what matches; false when there is enough by this condition.
  struct Quota {
    int found = 0, lookedAt = 0;
  };
  const auto take = [&](Quota& quota, const IndexedRecord& record, const std::vector<Asked>& all) {
    ++quota.lookedAt;
    Candidate one{record};
    for (const Asked& word : all) {
      const Match match = matchOf(record, word, *pinyin_, one.former);
      if (match == Match::None) return quota.lookedAt < mostLookedAt;
      one.match = all.size() == 1 ? match : std::max({one.match, match, Match::NameHolds});
    }
    ++quota.found;
    one.length = firstLine(record.keys).size();
    if (query.near && record.at) one.distance = distanceMetres(*query.near, *record.at);
    else if (query.near || record.layer == Layer::Divisions) one.distance = 1e9;
    byId.try_emplace(record.id, std::move(one));
    return quota.found < mostFound && quota.lookedAt < mostLookedAt && !stop.stop_requested();
  };
  const auto damaged = [&](Error error) -> std::unexpected<Error> {
    if (error.code == ErrorCode::Cancelled || stop.stop_requested()) return failure(ErrorCode::Cancelled);
    interrupting.reset();
    index_.reset();
    std::error_code ignored;
    std::filesystem::remove(file_, ignored);
    return failure(ErrorCode::SearchIndexDamaged, {.file = file_.string()}, error.detail);
  };

  const std::vector<Asked> whole{asked};
  Quota ofCodes;
  if (auto done = index_->visitCodes(asked.text, [&](const IndexedRecord& r) { return !wanted(r.layer) || take(ofCodes, r, whole); }); !done)
    return damaged(std::move(done).error());
  const std::array conditions{whereNameBegins(asked.key), whereNameHolds(asked.key), whereCodePart(asked.key), whereReadingBegins(asked.letters, *pinyin_),
                              whereReadingHolds(asked.letters, *pinyin_)};
  std::vector<Asked> words;
  for (auto& word : searchWords(query.text)) words.emplace_back(std::move(word));
  std::string everyWord;
  const bool isCode = std::ranges::any_of(byId, [](const auto& one) { return one.second.match == Match::Code; });
  if (words.size() > 1 && !isCode) // what is a code, hyphens and all, is no row of words
    for (const Asked& word : words) {
      const std::string any = anyOf(word, *pinyin_);
      if (any.empty()) {
        everyWord.clear();
        break;
      }
      everyWord += everyWord.empty() ? "(" + any + ")" : " AND (" + any + ")";
    }
  for (const Layer layer : searchedLayers) {
    if (!wanted(layer)) continue;
    for (const std::string& condition : conditions) {
      if (condition.empty()) continue;
      Quota quota;
      if (auto done = index_->visitWords(condition, layer, [&](const IndexedRecord& r) { return take(quota, r, whole); }); !done)
        return damaged(std::move(done).error());
      if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
    }
    if (everyWord.empty()) continue;
    Quota quota;
    if (auto done = index_->visitWords(everyWord, layer, [&](const IndexedRecord& r) { return take(quota, r, words); }); !done)
      return damaged(std::move(done).error());
  }

  std::vector<Candidate> found;
  for (auto& [id, one] : byId) found.push_back(std::move(one));
  joinDivisions(found);
  SUYUAN_TRY(joinRivers(reader, found));
  const auto isAway = [&](const Candidate& c) { // a division of another province
    std::string_view keys = c.record.keys;
    const auto code = keys.find(std::string("\n") + static_cast<char>(CodeKey));
    return c.record.layer == Layer::Divisions && !c.record.fid.isSet() && homeDivision_.size() >= 2 &&
           !(code != std::string_view::npos && keys.substr(code + 2).starts_with(homeDivision_.substr(0, 2)));
  };
  std::ranges::stable_sort(found, {}, [&](const Candidate& c) {
    const auto slot = std::ranges::find(searchedLayers, c.record.layer) - searchedLayers.begin();
    return std::tuple(c.match, isAway(c), slot, c.distance, c.length, c.record.id);
  });
  answer.more = found.size() > query.limit;
  for (const Candidate& one : chosen(std::move(found), query.limit)) {
    auto hit = filledIn(reader, one.record.layer, one.record.fid, one.record.keys);
    if (!hit) return std::unexpected(std::move(hit).error());
    if (!*hit) continue; // deleted since the index was made
    (*hit)->match = one.match;
    (*hit)->former = one.former;
    (*hit)->parts = one.parts;
    (*hit)->box = one.box;
    if (one.box.isEmpty() && one.record.fid.isSet()) SUYUAN_TRY(addBox(reader, one.record.layer, one.record.fid, (*hit)->box));
    answer.hits.push_back(std::move(**hit));
  }
  return answer;
}

Result<std::optional<SearchHit>> Search::filledIn(store::Reader& reader, Layer layer, Fid fid, std::string_view keys) const {
  SearchHit hit{.layer = layer, .fid = fid};
  if (fid.isSet()) {
    store::Query query;
    query.equals = {{"fid", Value{fid.value}}};
    query.geometry = false;
    bool there = false;
    auto read = reader.scan(layer, query, [&](const Row& row) {
      there = true;
      const auto text = [&](std::string_view field) { return textOf(row, layer, field); };
      hit.name = text("name");
      for (const std::string& field : codeFields(layer))
        if (hit.code.empty()) hit.code = text(field);
      if (layer == Layer::Outfalls) hit.kind = text("class_2").empty() ? text("class_1") : text("class_2");
      else if (layer != Layer::Divisions) hit.kind = text(layer == Layer::Units && text("kind").empty() ? "industry" : "kind");
      if (const auto county = DivisionCode::parse(text("division_code"))) hit.division = divisions_->fullName(*county);
      hit.water = layer == Layer::Outfalls ? text("river_name") : text("basin");
      return false;
    });
    if (!read) return std::unexpected(std::move(read).error());
    if (!there) return std::nullopt;
  } else {
    visitKeys(keys, [&](KeyKind kind, std::string_view key) {
      if (kind == NameKey && hit.name.empty()) hit.name = key;
      if (kind == CodeKey && hit.code.empty()) hit.code = key;
    });
  }
  if (layer == Layer::Divisions) {
    hit.kind = levelOf(hit.code);
    if (const auto* town = divisions_->township(hit.code)) hit.division = divisions_->fullName(town->county);
    else if (const auto code = DivisionCode::parse(hit.code))
      if (const auto parent = divisions_->parent(*code); parent && parent->value != 0) hit.division = divisions_->name(*parent);
  }
  return hit;
}

Result<std::vector<SearchHit>> Search::complete(store::Reader& reader, Layer layer, const std::string& text, std::size_t limit, std::stop_token stop) {
  auto found = find(reader, {.text = text, .near = {}, .layers = {layer}, .limit = limit}, std::move(stop));
  if (!found) return std::unexpected(std::move(found).error());
  return std::move(found->hits);
}

} // namespace suyuan::search
