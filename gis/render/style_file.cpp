// SPDX-License-Identifier: GPL-3.0-or-later
// Reads resources/styles/*.json into StyleSheet.
#include "core/json/json_document.h"
#include "gis/render/style.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

namespace suyuan::render {

namespace {

using json::JsonObject;

constexpr std::array<std::pair<std::string_view, Marker>, 9> markers{{
    {"circle", Marker::Circle}, {"ring", Marker::Ring}, {"square", Marker::Square}, {"triangle", Marker::Triangle}, {"diamond", Marker::Diamond},
    {"cross", Marker::Cross}, {"plus", Marker::Plus}, {"star", Marker::Star}, {"pentagon", Marker::Pentagon},
}};

/// Words in the language asked for; one text is for both.
QString wordsOf(JsonObject& o, std::string_view name, std::string_view language) {
  std::string words;
  o.object(name, true, [&](JsonObject& both) {
    const std::string zh = both.text("zh"), en = both.text("en");
    words = language == "en" ? en : zh;
  });
  return QString::fromStdString(words);
}

/// null is no colour.
QColor colorOf(JsonObject& o, std::string_view name, const QColor& otherwise = {}) {
  if (o.isNull(name)) return {};
  if (!o.has(name)) return otherwise;
  const std::string word = o.text(name);
  const QColor color(QString::fromStdString(word));
  if (!color.isValid()) o.fault(name, std::string(name) + " is no colour: " + word);
  return color;
}

void numberOf(JsonObject& o, std::string_view name, double& number) { number = o.optionalNumber(name).value_or(number); }

void markerOf(JsonObject& o, Marker& marker) {
  const std::string word = o.optionalText("marker");
  if (word.empty()) return;
  const auto found = std::ranges::find(markers, std::string_view(word), &std::pair<std::string_view, Marker>::first);
  if (found == markers.end()) o.fault("marker", "no such marker: " + word);
  else marker = found->second;
}

Symbol symbolFrom(JsonObject& o, Symbol s) {
  s.color = colorOf(o, "color", s.color);
  s.outline = colorOf(o, "outline", s.outline);
  s.fill = colorOf(o, "fill", s.fill);
  s.casing = colorOf(o, "casing", s.casing);
  numberOf(o, "width", s.width);
  numberOf(o, "casing_width", s.casingWidth);
  numberOf(o, "size", s.size);
  numberOf(o, "max_scale", s.maxScale);
  markerOf(o, s.marker);
  if (o.has("svg")) s.svg = o.optionalText("svg");
  if (o.has("dash")) {
    s.dash.clear();
    for (const auto& d : o.numbers("dash")) s.dash.push_back(d.value_or(0));
    if (s.dash.size() % 2) o.fault("dash", "dash needs pairs of on and off");
  }
  o.object("hatch", true, [&](JsonObject& h) {
    Hatch hatch;
    numberOf(h, "angle", hatch.angle);
    numberOf(h, "spacing", hatch.spacing);
    numberOf(h, "width", hatch.width);
    hatch.color = colorOf(h, "color", s.color);
    if (hatch.spacing < 1) h.fault("spacing", "hatch spacing below one pixel");
    else s.hatch = hatch;
  });
  return s;
}

LabelStyle labelFrom(JsonObject& o, const StyleSheet& sheet) {
  LabelStyle l;
  numberOf(o, "size", l.size);
  l.color = colorOf(o, "color", sheet.text);
  l.halo = colorOf(o, "halo", sheet.textHalo);
  numberOf(o, "halo_width", l.haloWidth);
  l.bold = o.optionalBoolean("bold", false);
  l.italic = o.optionalBoolean("italic", false);
  l.along = o.optionalBoolean("along", false);
  numberOf(o, "max_scale", l.maxScale);
  numberOf(o, "detail_scale", l.detailScale);
  numberOf(o, "spacing", l.spacing);
  l.priority = static_cast<int>(o.optionalNumber("priority").value_or(50));
  for (auto& [word, scale] : o.namedNumbers("max_scale_by_class")) l.maxScaleByClass[word] = scale;
  for (auto& [word, size] : o.namedNumbers("size_by_class")) l.sizeByClass[word] = size;
  return l;
}

ClusterStyle clustersFrom(JsonObject& o, std::string_view language) {
  ClusterStyle c;
  c.title = wordsOf(o, "title", language);
  numberOf(o, "min_scale", c.minScale);
  numberOf(o, "max_scale", c.maxScale);
  numberOf(o, "cell", c.cell);
  if (!(c.cell >= 64 && c.cell <= 512)) o.fault("cell", "cell must be 64 to 512 pixels");
  return c;
}

/// A symbol in another colour, whatever it is the colour of.
void recolour(Symbol& s, const QColor& color) {
  const auto asClear = [&](const QColor& as) {
    QColor c = color;
    c.setAlpha(as.alpha());
    return c;
  };
  if (s.fill.isValid()) s.fill = asClear(s.fill);
  if (s.outline.isValid() && (s.outline == s.color || s.fill.isValid())) s.outline = s.fill.isValid() ? color.darker(150) : color;
  if (s.hatch) s.hatch->color = asClear(s.hatch->color);
  if (s.casing.isValid() && s.casing.alpha() < 255) s.casing = asClear(s.casing);
  s.color = color;
}

void enlarge(Symbol& s, double factor) {
  s.size *= factor;
  s.width *= factor;
}

/// What changes all that came before: the layer's own colours, and all its symbols larger or smaller.
void readAdjustments(JsonObject& o, LayerStyle& l) {
  for (const auto& [word, text] : o.namedTexts("class_colors")) {
    const QColor color(QString::fromStdString(text));
    if (!color.isValid()) o.fault("class_colors", "class_colors is no colour: " + text);
    const int at = l.classOf(word);
    if (at >= 0) recolour(l.classes[static_cast<std::size_t>(at)].symbol, color);
    else if (word == "*") recolour(l.base, color);
  }
  const double factor = o.optionalNumber("size_factor").value_or(1);
  if (!(factor >= 0.1 && factor <= 10)) return o.fault("size_factor", "size_factor must be 0.1 to 10");
  enlarge(l.base, factor);
  for (SymbolClass& c : l.classes) enlarge(c.symbol, factor);
}

LayerStyle layerFrom(const std::string& id, JsonObject& o, const StyleSheet& sheet, std::string_view language) {
  LayerStyle l;
  l.id = id;
  l.title = wordsOf(o, "title", language);
  const std::string by = o.optionalText("by");
  l.by = by == "category" ? ClassifyBy::Category : by == "grade" ? ClassifyBy::Grade : ClassifyBy::None;
  if (l.by == ClassifyBy::None && !by.empty() && by != "none") o.fault("by", "is none of category, grade, none");
  o.object("base", false, [&](JsonObject& base) { l.base = symbolFrom(base, {}); });
  if (!l.base.color.isValid()) o.fault("base", "base needs a color");
  l.otherTitle = wordsOf(o, "other_title", language);
  o.each("classes", true, [&](JsonObject& c) {
    SymbolClass made{c.texts("match"), wordsOf(c, "title", language), l.base};
    if (made.match.empty()) c.fault("match", "a class without \"match\"");
    if (made.title.isEmpty() && !made.match.empty()) made.title = QString::fromStdString(made.match.front());
    c.object("symbol", true, [&](JsonObject& s) { made.symbol = symbolFrom(s, l.base); });
    l.classes.push_back(std::move(made));
  });
  o.each("statuses", true, [&](JsonObject& c) {
    StatusClass made{c.texts("match"), wordsOf(c, "title", language), Marker::Circle, c.optionalNumber("opacity").value_or(1)};
    markerOf(c, made.marker);
    l.statuses.push_back(std::move(made));
  });
  const bool labels = o.optionalBoolean("labels", true);
  o.object("label", true, [&](JsonObject& label) {
    if (LabelStyle read = labelFrom(label, sheet); labels) l.label = std::move(read);
  });
  o.object("clusters", true, [&](JsonObject& c) { l.clusters = clustersFrom(c, language); });
  l.categoryField = o.optionalText("category_field");
  l.labelField = o.optionalText("label_field");
  numberOf(o, "max_scale", l.maxScale);
  numberOf(o, "min_scale", l.minScale);
  numberOf(o, "svg_scale", l.svgScale);
  numberOf(o, "arrow_scale", l.arrowScale);
  numberOf(o, "small_scale", l.smallScale);
  numberOf(o, "small_size", l.smallSize);
  readAdjustments(o, l);
  return l;
}

StyleSheet sheetFrom(JsonObject& o, std::string_view language) {
  StyleSheet sheet;
  sheet.id = o.text("id");
  sheet.title = wordsOf(o, "title", language);
  for (const auto& [name, color] : {std::pair("background", &sheet.background), std::pair("text", &sheet.text), std::pair("text_halo", &sheet.textHalo),
                                    std::pair("frame", &sheet.frame), std::pair("selection", &sheet.selection), std::pair("trace", &sheet.trace),
                                    std::pair("trace_casing", &sheet.traceCasing)})
    *color = colorOf(o, name);
  if (o.has("font")) sheet.fontFamily = o.text("font");
  o.eachNamed("layers", false, [&](const std::string& id, JsonObject& layer) {
    sheet.layers.emplace(id, std::make_shared<const LayerStyle>(layerFrom(id, layer, sheet, language)));
  });
  for (const char* needed : {"point", "line", "polygon"})
    if (!sheet.layers.contains(needed)) o.fault("layers", std::string("layers/") + needed + " is missing");
  o.finish();
  return sheet;
}

/// The file, laid over the one that it extends; that one stands by itself, so that its faults are told with its own name.
Result<json::JsonValue> themeFrom(const std::filesystem::path& resources, const std::filesystem::path& path, std::vector<std::filesystem::path>& files) {
  files.push_back(path);
  auto own = json::readJsonFile(path);
  if (!own) return own;
  const auto extends = std::ranges::find(own->members, "extends", &json::JsonValue::Member::name);
  if (extends == own->members.end()) return own;
  const std::string other = extends->value.text;
  own->members.erase(extends);
  if (auto sound = loadStyle(resources, other); !sound) return std::unexpected(std::move(sound).error());
  files.push_back(resources / "styles" / (other + ".json"));
  auto root = json::readJsonFile(files.back());
  if (root) json::layOver(*root, *own);
  return root;
}

/// Reads the pictures that the sheet's symbols ask for. One that cannot be read is not there: its marker is drawn instead.
void readPictures(StyleSheet& sheet, const std::filesystem::path& symbols) {
  const auto take = [&](const Symbol& symbol) {
    if (symbol.svg.empty() || sheet.pictures.contains(symbol.svg)) return;
    sheet.files.push_back(symbols / symbol.svg);
    std::ifstream in(sheet.files.back(), std::ios::binary);
    std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    if (!text.empty()) sheet.pictures.emplace(symbol.svg, std::make_shared<const std::string>(std::move(text)));
  };
  for (const auto& [id, layer] : sheet.layers) {
    take(layer->base);
    for (const auto& one : layer->classes) take(one.symbol);
  }
}

/// The fault of a JSON file, as that of a style.
Error asStyleFault(Error error) {
  if (error.code == ErrorCode::RuleFileInvalid) error.code = ErrorCode::StyleFileInvalid;
  if (error.code == ErrorCode::RuleFileMissing) error.code = ErrorCode::ResourceMissing;
  return error;
}

} // namespace

Result<std::shared_ptr<const StyleSheet>> loadStyle(const std::filesystem::path& resources, std::string_view theme, std::string_view language,
                                                    std::string_view changes) {
  const std::filesystem::path path = resources / "styles" / (std::string(theme) + ".json");
  std::vector<std::filesystem::path> files;
  auto root = themeFrom(resources, path, files);
  if (!root) return std::unexpected(asStyleFault(std::move(root).error()));
  std::string name = path.string();
  if (!changes.empty()) {
    auto own = json::parseJson(changes, "map.styles");
    if (!own) return std::unexpected(asStyleFault(std::move(own).error()));
    json::JsonValue layers{.kind = json::JsonValue::Kind::Object};
    layers.members.push_back({"layers", std::move(*own)});
    json::layOver(*root, layers);
  }
  json::JsonReading reading(name);
  JsonObject o(reading, *root, "");
  auto sheet = std::make_shared<StyleSheet>(sheetFrom(o, language));
  if (auto done = reading.outcome(); !done) return std::unexpected(asStyleFault(std::move(done).error()));
  sheet->files = std::move(files);
  readPictures(*sheet, resources / "symbols");
  return sheet;
}

} // namespace suyuan::render
