// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/map_page_of.h"

#include "core/model/geometry_functions.h"
#include "core/model/outfall.h"
#include "core/model/record.h"
#include "gis/layers/extent_of_most.h"
#include "gis/layers/load_survey.h"
#include "gis/render/geo_bridge.h"
#include "gis/render/style_changes.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>
#include <string>
#include <unordered_map>

namespace suyuan::pages {

namespace {

QString qtext(const std::string& words) { return QString::fromStdString(words); }

Box around(const Point& at, double metres) {
  const double north = metres / 111'320, east = north / std::max(0.01, std::cos(at.y * std::numbers::pi / 180));
  return {at.x - east, at.y - north, at.x + east, at.y + north};
}

/// The division itself or one below it, former codes by what they became.
bool isWithin(const coding::DivisionTable& table, DivisionCode code, DivisionCode division) {
  const DivisionCode whole = table.current(division);
  for (std::optional<DivisionCode> at = table.current(code); at && at->value != 0; at = table.parent(*at))
    if (*at == whole) return true;
  return false;
}

/// Where the records of a layer are whose division lies within.
Result<Box> boxWithin(store::Reader& reader, const coding::DivisionTable& table, Layer layer, const char* field, DivisionCode division) {
  Box box;
  std::unordered_map<std::string, bool> asked; // records are many, divisions few
  store::Query query;
  query.fields = {field};
  SUYUAN_TRY(reader.scan(layer, query, [&](const Row& row) {
    const std::string text = toText(row.values[0]);
    const auto [known, isNew] = asked.try_emplace(text, false);
    if (isNew)
      if (const auto code = DivisionCode::parse(text)) known->second = isWithin(table, *code, division);
    if (known->second) box.add(boxOf(row.geometry));
    return true;
  }));
  return box;
}

Result<Box> boxOfDivision(store::Reader& reader, const rules::RuleBook& book, DivisionCode division) {
  const coding::DivisionTable& table = book.divisions();
  if (!table.known(division)) return failure(ErrorCode::ValueInvalid, {.field = "division_code"}, {}, {division.text()});
  auto outline = boxWithin(reader, table, Layer::Divisions, "code", division);
  if (!outline || !outline->isEmpty()) return outline;
  return boxWithin(reader, table, Layer::Outfalls, "division_code", division);
}

/// All pieces of a river, by its name or its code.
Result<Box> boxOfRiver(store::Reader& reader, const std::string& river) {
  Box box;
  for (const Layer layer : {Layer::Rivers, Layer::Lakes}) {
    store::Query query;
    query.fields = {"name", "code"};
    SUYUAN_TRY(reader.scan(layer, query, [&](const Row& row) {
      if (toText(row.values[0]) == river || toText(row.values[1]) == river) box.add(boxOf(row.geometry));
      return true;
    }));
    if (!box.isEmpty()) return box;
  }
  return failure(ErrorCode::ValueInvalid, {.field = "river"}, {}, {river});
}

/// What must be seen, lon/lat.
Result<Box> placeOf(store::Reader& reader, const rules::RuleBook& book, const MapPageRequest& request) {
  Box box;
  if (request.box) {
    box = *request.box;
  } else if (request.division) {
    auto found = boxOfDivision(reader, book, *request.division);
    if (!found) return found;
    box = *found;
  } else if (!request.river.empty()) {
    auto found = boxOfRiver(reader, request.river);
    if (!found) return found;
    box = *found;
  } else if (request.outfall.isSet()) {
    auto outfall = reader.get<Outfall>(request.outfall);
    if (!outfall) return std::unexpected(std::move(outfall).error());
    const auto at = *outfall ? anchorOf((*outfall)->geometry) : std::nullopt;
    if (!at) return failure(ErrorCode::RecordMissing, {.layer = "outfalls"}, {}, {toText(request.outfall)});
    box = around(*at, 500);
  } else {
    auto all = layers::extentOfMost(reader, Layer::Outfalls);
    if (!all) return all;
    box = *all;
  }
  if (box.isEmpty()) return failure(ErrorCode::SourceEmpty, {}, "there is nothing to show on the map");
  // A single outfall has no extent of its own.
  if (!(box.maxX - box.minX > 1e-5) && !(box.maxY - box.minY > 1e-5)) box = around({box.minX, box.minY}, 500);
  return box;
}

Result<render::MapScene> sceneOf(store::Reader& reader, const std::string& mapCrs, std::shared_ptr<const render::StyleSheet> style, const MapPageRequest& request,
                                 std::stop_token stop) {
  render::MapScene scene;
  scene.style = style;
  if (request.loaded && request.loadedCrs == mapCrs) {
    for (const render::SceneLayer& layer : request.loaded->layers) {
      if (!layer.table) continue;
      render::SceneLayer& mine = scene.add(layer.table);
      mine.visible = layer.visible;
      mine.labels = layer.labels;
      mine.hidden = layer.hidden;
      mine.editsOf = layer.editsOf;
    }
    scene.tracePaths = request.loaded->tracePaths;
    return scene;
  }
  auto crs = projection::Crs::parse(mapCrs);
  if (!crs) return std::unexpected(std::move(crs).error());
  for (const Layer layer : layers::drawingOrder()) {
    auto table = layers::loadSurveyLayer(reader, layer, *crs, stop, {}, render::ownColumns(*style, layer));
    if (!table) return std::unexpected(std::move(table).error());
    if (table->size() == 0) continue;
    render::prepareForDrawing(*table, *style);
    scene.add(std::make_shared<const layers::FeatureTable>(std::move(*table)));
  }
  return scene;
}

/// 资料来源: what the drawn layers say of where they come from.
Result<std::string> sourcesOf(store::Reader& reader, const render::MapScene& scene, text::Language language) {
  std::set<std::string> sources;
  for (const Layer layer : layers::drawingOrder()) {
    const render::SceneLayer* drawn = scene.find(layerName(layer));
    if (!drawn || !drawn->visible) continue;
    if (schemaOf(layer).indexOf("source") < 0) continue; // records of the survey itself come from nowhere else
    auto counted = reader.countBy(layer, "source");
    if (!counted) return std::unexpected(std::move(counted).error());
    for (const auto& [source, count] : *counted)
      if (!source.empty()) sources.insert(source);
  }
  std::string words;
  constexpr std::size_t most = 5;
  std::size_t said = 0;
  for (const std::string& source : sources) {
    if (++said > most) break;
    words += (words.empty() ? "" : language == text::Language::English ? "; " : ";") + source;
  }
  if (sources.size() > most) words += language == text::Language::English ? " and others" : "等";
  return words;
}

bool wantsOutfalls(const composition::Layout& layout) {
  return std::ranges::any_of(layout.items, [](const composition::Item& item) {
    return item.kind == composition::ItemKind::Table || item.words.contains(QLatin1String("{outfalls}"));
  });
}

Result<std::vector<composition::OutfallLine>> outfallsIn(store::Reader& reader, const Box& lonLat) {
  store::Query query;
  query.box = lonLat;
  query.fields = {"code_national", "code_provincial", "code_local", "name", "class_1", "river_name", "status"};
  std::vector<composition::OutfallLine> lines;
  SUYUAN_TRY(reader.scan(Layer::Outfalls, query, [&](const Row& row) {
    const auto at = anchorOf(row.geometry);
    if (!at) return true;
    const auto word = [&](std::size_t i) { return qtext(toText(row.values[i])); };
    const QString code = !word(0).isEmpty() ? word(0) : !word(1).isEmpty() ? word(1) : word(2);
    lines.push_back({*at, code, word(3), word(4), word(5), word(6)});
    return true;
  }));
  // Those with a code first, as a register has them.
  std::ranges::stable_sort(lines, {}, [](const composition::OutfallLine& line) { return std::tuple(line.code.isEmpty(), line.code, line.name); });
  return lines;
}

std::string titleOf(const MapPageRequest& request, const store::SurveyInfo& survey, const rules::RuleBook& book) {
  if (!request.title.empty()) return request.title;
  const std::string place = request.division        ? book.divisions().fullName(book.divisions().current(*request.division))
                            : !request.river.empty() ? request.river
                                                     : survey.name;
  return request.language == text::Language::English ? "River outfalls of " + place : place + "入河排污口分布图";
}

} // namespace

Result<composition::PageContent> mapPageOf(store::Reader& reader, const store::SurveyInfo& survey, const rules::RuleBook& book,
                                           const std::filesystem::path& resources, const composition::Layout& layout, const MapPageRequest& request,
                                           std::stop_token stop) {
  auto place = placeOf(reader, book, request);
  if (!place) return std::unexpected(std::move(place).error());
  composition::PageContent page;
  page.language = std::string(text::code(request.language));
  page.mapCrs = render::zoneFor((place->minX + place->maxX) / 2, (place->minY + place->maxY) / 2);
  page.scaleDenominator = request.scaleDenominator;
  auto style = render::styleOfSurvey(reader, resources, request.theme, page.language);
  if (!style) return std::unexpected(std::move(style).error());
  auto scene = sceneOf(reader, page.mapCrs, *style, request, stop);
  if (!scene) return std::unexpected(std::move(scene).error());
  page.scene = std::move(*scene);
  page.scene.underlay = request.underlay;
  auto bridge = render::GeoBridge::make(page.mapCrs);
  if (!bridge) return std::unexpected(std::move(bridge).error());
  page.extent = bridge->toMap(*place);
  if (request.outfall.isSet())
    if (render::SceneLayer* outfalls = page.scene.find("outfalls")) outfalls->selected = {request.outfall.value};

  auto sources = request.sources ? Result<std::string>(*request.sources) : sourcesOf(reader, page.scene, request.language);
  if (!sources) return std::unexpected(std::move(sources).error());
  page.words = {{"title", qtext(titleOf(request, survey, book))}, {"survey", qtext(survey.name)},
                {"author", qtext(request.author.empty() ? survey.author : request.author)}, {"date", qtext(request.today)}, {"source", qtext(*sources)}};
  if (!wantsOutfalls(layout)) return page;
  // The frame shows more than what must be seen: its corners say how much.
  const Box frame = composition::frameOf(layout, page).box();
  Box lonLat;
  for (const Point& corner : {Point{frame.minX, frame.minY}, Point{frame.minX, frame.maxY}, Point{frame.maxX, frame.minY}, Point{frame.maxX, frame.maxY}})
    if (const auto at = bridge->toLonLat(corner)) lonLat.add(at->x, at->y);
  if (lonLat.isEmpty()) return page;
  auto outfalls = outfallsIn(reader, lonLat.grown(0.02 * (lonLat.maxX - lonLat.minX), 0.02 * (lonLat.maxY - lonLat.minY)));
  if (!outfalls) return std::unexpected(std::move(outfalls).error());
  page.outfalls = std::move(*outfalls);
  return page;
}

} // namespace suyuan::pages
