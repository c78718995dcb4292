// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/map_cache.h"

#include "app/desktop/shell/entry_changes.h"
#include "gis/layers/load_survey.h"
#include "gis/layers/patch_table.h"
#include "gis/layers/table_cache.h"
#include "gis/render/style_changes.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace suyuan::desktop {

namespace {

using nlohmann::json;

/// Rises when tables are read, indexed or marked in another way than before.
constexpr int wayOfReading = 1;
constexpr std::size_t mostChanges = 20'000; ///< put into a kept table; with more it is read anew
constexpr std::size_t worthKeeping = 500;

/// What the levels of detail hang on: the order of the statuses.
json marksOf(const render::StyleSheet* style) {
  json marks = json::object();
  if (style == nullptr) return marks;
  for (const Layer layer : layers::drawingOrder())
    if (const auto own = style->styleFor(layerName(layer), "point"))
      for (const auto& status : own->statuses) marks[std::string(layerName(layer))].push_back(status.match);
  return marks;
}

} // namespace

Result<MapCache> MapCache::of(store::Reader& reader, const std::filesystem::path& survey, const projection::Crs& crs, const render::StyleSheet* style) {
  MapCache cache;
  cache.folder_ = survey / "cache";
  cache.how_ = json{{"reading", wayOfReading}, {"crs", crs.code()}, {"marks", marksOf(style)}}.dump();
  if (style != nullptr)
    for (const Layer layer : layers::drawingOrder())
      if (auto own = render::ownColumns(*style, layer); own != layers::OwnColumns{}) cache.own_[layer] = std::move(own);
  auto content = contentUpTo(reader, std::nullopt);
  if (!content) return std::unexpected(std::move(content).error());
  // What another program wrote and nobody took into the journal yet has no number to tell it by.
  bool foreign = false;
  SUYUAN_TRY(reader.select("SELECT 1 FROM suyuan_foreign LIMIT 1", {}, [&](const std::vector<Value>&) { return foreign = true, false; }));
  cache.usable_ = *content && !foreign;
  if (*content) cache.content_ = **content;
  return cache;
}

Result<std::optional<MapCache::Content>> MapCache::contentUpTo(store::Reader& reader, std::optional<std::int64_t> entry) {
  std::optional<Content> content;
  auto read = reader.select(
      "SELECT j.entry_id, j.uid, (SELECT count(*) FROM suyuan_journal WHERE entry_id <= j.entry_id), "
      "(SELECT coalesce(max(hub_seq), 0) FROM suyuan_journal WHERE entry_id <= j.entry_id) "
      "FROM suyuan_journal j WHERE ?1 IS NULL OR j.entry_id = ?1 ORDER BY j.entry_id DESC LIMIT 1",
      {entry ? Value{*entry} : Value{}}, [&](const std::vector<Value>& row) {
        const auto* id = std::get_if<std::int64_t>(&row[0]);
        const auto* uid = std::get_if<std::string>(&row[1]);
        const auto* count = std::get_if<std::int64_t>(&row[2]);
        const auto* hub = std::get_if<std::int64_t>(&row[3]);
        if (id && uid && count && hub) content = Content{*id, *count, *hub, *uid};
        return false;
      });
  if (!read) return std::unexpected(std::move(read).error());
  return content;
}

layers::OwnColumns MapCache::ownOf(Layer layer) const {
  const auto own = own_.find(layer);
  return own == own_.end() ? layers::OwnColumns{} : own->second;
}

std::filesystem::path MapCache::fileOf(std::string_view layer) const { return folder_ / ("map-" + std::string(layer) + ".table"); }

std::string MapCache::keyOf(std::string_view layer, const Content& content) const {
  const auto known = layerNamed(layer);
  const layers::OwnColumns own = known ? ownOf(*known) : layers::OwnColumns{};
  return json{{"layer", layer}, {"how", how_}, {"category", own.category}, {"words", own.categoryWords}, {"label", own.label}, {"entry", content.entry}, {"entries", content.entries}, {"hub", content.hub}, {"uid", content.uid}}.dump();
}

std::optional<MapCache::Kept> MapCache::read(store::Reader& reader, Layer layer, const projection::Crs& crs, std::stop_token stop) const {
  if (!usable_) return std::nullopt;
  const auto file = fileOf(layerName(layer));
  const std::string key = layers::tableCacheKey(file);
  const json about = json::parse(key, nullptr, false);
  if (!about.is_object() || !about.contains("entry") || !about["entry"].is_number_integer()) return std::nullopt;
  const auto then = contentUpTo(reader, about["entry"].get<std::int64_t>());
  if (!then || !*then || keyOf(layerName(layer), **then) != key) return std::nullopt;

  std::set<std::int64_t> touched;
  for (std::int64_t entry = (*then)->entry + 1; entry <= content_.entry; ++entry) {
    const auto records = changedRecords(reader, EntryId{entry}, mostChanges);
    if (!records || !*records) return std::nullopt;
    for (const ChangedRecord& record : **records)
      if (record.layer == layer) touched.insert(record.fid.value);
    if (touched.size() > mostChanges || stop.stop_requested()) return std::nullopt;
  }
  auto table = layers::readTableCache(file, key, stop);
  if (!table) return std::nullopt;
  if (touched.empty()) return Kept{std::move(*table), false};
  std::vector<Fid> fids;
  std::vector<std::int64_t> numbers;
  for (const std::int64_t fid : touched) {
    fids.push_back(Fid{fid});
    numbers.push_back(fid);
  }
  auto now = layers::loadSurveyRecords(reader, layer, crs, fids, stop, ownOf(layer));
  if (!now) return std::nullopt;
  if (layers::looksTheSame(*table, *now, numbers)) return Kept{std::move(*table), false};
  return Kept{layers::patched(*table, *now, numbers), fids.size() > worthKeeping};
}

Result<> MapCache::write(const layers::FeatureTable& table) const {
  if (!usable_) return {};
  return layers::writeTableCache(table, fileOf(table.name), keyOf(table.name, content_));
}

} // namespace suyuan::desktop
