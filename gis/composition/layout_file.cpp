// SPDX-License-Identifier: GPL-3.0-or-later
// Reads resources/layouts/*.json into Layout.
#include "core/json/json_document.h"
#include "gis/composition/layout.h"
#include "gis/composition/map_frame.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace suyuan::composition {

namespace {

using json::JsonObject;

constexpr std::array<std::pair<std::string_view, ItemKind>, 8> kinds{{
    {"map", ItemKind::Map}, {"text", ItemKind::Text}, {"legend", ItemKind::Legend}, {"scale_bar", ItemKind::ScaleBar},
    {"north_arrow", ItemKind::NorthArrow}, {"table", ItemKind::Table}, {"overview", ItemKind::Overview}, {"frame", ItemKind::Frame},
}};

/// ISO 216, upright, mm.
constexpr std::array<std::pair<std::string_view, QSizeF>, 5> papers{{
    {"A4", {210, 297}}, {"A3", {297, 420}}, {"A2", {420, 594}}, {"A1", {594, 841}}, {"A0", {841, 1189}},
}};

/// Both languages must be there, so that a page is never half in the other.
QString bilingual(JsonObject& o, std::string_view name, std::string_view language, bool mayBeAbsent = false) {
  QString words;
  o.object(name, mayBeAbsent, [&](JsonObject& both) {
    const std::string zh = both.text("zh"), en = both.text("en");
    words = QString::fromStdString(language == "en" ? en : zh);
  });
  return words;
}

/// The first {name} that no page knows; empty when all are known.
QString unknownPlaceholder(const QString& words) {
  for (qsizetype from = words.indexOf(u'{'); from >= 0; from = words.indexOf(u'{', from + 1)) {
    const qsizetype end = words.indexOf(u'}', from);
    const QString name = end < 0 ? words.mid(from + 1) : words.mid(from + 1, end - from - 1);
    if (end < 0 || std::ranges::find(placeholders(), name.toStdString()) == placeholders().end()) return name;
  }
  return {};
}

Qt::Alignment alignOf(JsonObject& o) {
  const std::string word = o.optionalText("align");
  if (word == "center") return Qt::AlignHCenter | Qt::AlignVCenter;
  if (word == "right") return Qt::AlignRight | Qt::AlignVCenter;
  if (!word.empty() && word != "left") o.fault("align", "is none of left, center, right");
  return Qt::AlignLeft | Qt::AlignVCenter;
}

QRectF placeOf(JsonObject& o, const QRectF& room, double band) {
  const auto numbers = o.numbers("at");
  if (!o.ok()) return {};
  if (numbers.size() != 4 || std::ranges::any_of(numbers, [](const auto& n) { return !n; })) {
    o.fault("at", "needs four numbers: left, top, width, height in mm");
    return {};
  }
  const QRectF at(*numbers[0], *numbers[1], *numbers[2], *numbers[3]);
  if (at.width() < 1 || at.height() < 1) o.fault("at", "is less than 1 mm wide or high");
  else if (!room.adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(at.adjusted(-band, -band, band, band)))
    o.fault("at", band > 0 ? "runs over the page's margin, with the map's border of " + std::to_string(static_cast<int>(band)) + " mm" : "runs over the page's margin");
  return at;
}

void readColumns(JsonObject& o, Item& item) {
  item.columns = o.texts("columns");
  for (const std::string& column : item.columns)
    if (std::ranges::find(tableColumns(), column) == tableColumns().end()) o.fault("columns", "no such column: " + column);
  if (item.columns.empty()) o.fault("columns", "is empty");
}

Item itemOf(JsonObject& o, const QRectF& room, double enlarge, std::string_view language) {
  Item item;
  const std::string type = o.text("type");
  const auto kind = std::ranges::find(kinds, std::string_view(type), &std::pair<std::string_view, ItemKind>::first);
  if (kind == kinds.end()) {
    if (o.ok()) o.fault("type", "no such item: " + type);
    return item;
  }
  item.kind = kind->second;
  if (item.kind == ItemKind::Map)
    o.object("grid", true, [&](JsonObject& grid) {
      item.kilometres = grid.optionalBoolean("kilometres", false);
      item.graticule = grid.optionalBoolean("graticule", false);
      item.gridMm = grid.optionalNumber("spacing").value_or(40 * enlarge);
      if (item.gridMm < 5) grid.fault("spacing", "is less than 5 mm");
    });
  item.at = placeOf(o, room, item.kilometres || item.graticule ? borderMm(enlarge) : 0);
  item.points = o.optionalNumber("size").value_or(9 * enlarge);
  if (item.points < 3 || item.points > 400) o.fault("size", "is not between 3 and 400 points");
  switch (item.kind) {
  case ItemKind::Map:
    item.scaleDenominator = o.optionalNumber("scale").value_or(0);
    if (item.scaleDenominator != 0 && !(item.scaleDenominator >= 10 && item.scaleDenominator <= 1e9)) o.fault("scale", "is not between 10 and 1000000000");
    break;
  case ItemKind::Text:
    item.words = bilingual(o, "text", language);
    item.bold = o.optionalBoolean("bold", false);
    item.align = alignOf(o);
    break;
  case ItemKind::Legend: item.words = bilingual(o, "title", language, true); break;
  case ItemKind::Table:
    item.words = bilingual(o, "title", language, true);
    readColumns(o, item);
    break;
  case ItemKind::Overview:
    item.words = bilingual(o, "title", language, true);
    item.layers = o.texts("layers", true);
    break;
  case ItemKind::Frame: item.width = o.optionalNumber("width").value_or(0.4); break;
  case ItemKind::ScaleBar:
  case ItemKind::NorthArrow: break;
  }
  if (const QString unknown = unknownPlaceholder(item.words); !unknown.isEmpty())
    o.fault(item.kind == ItemKind::Text ? "text" : "title", "no such placeholder: {" + unknown.toStdString() + "}");
  return item;
}

/// What every layout says: its name, and its paper as it is turned.
Layout headOf(JsonObject& o, std::string_view language) {
  Layout layout;
  layout.id = o.text("id");
  layout.title = bilingual(o, "title", language);
  const std::string paper = o.text("paper"), turned = o.text("orientation");
  if (!o.ok()) return layout;
  const auto found = std::ranges::find(papers, std::string_view(paper), &std::pair<std::string_view, QSizeF>::first);
  if (found == papers.end()) {
    o.fault("paper", "is none of A4, A3, A2, A1, A0");
    return layout;
  }
  if (turned != "landscape" && turned != "portrait") o.fault("orientation", "is neither landscape nor portrait");
  layout.size = turned == "landscape" ? found->second.transposed() : found->second;
  layout.paper = QString::fromStdString(paper);
  return layout;
}

void readItems(JsonObject& o, Layout& layout, std::string_view language) {
  if (!o.ok()) return;
  layout.enlarge = o.optionalNumber("enlarge").value_or(1);
  if (!(layout.enlarge >= 0.5 && layout.enlarge <= 5)) o.fault("enlarge", "is not between 0.5 and 5");
  const double margin = o.number("margin");
  if (o.ok() && !(margin >= 0 && margin < layout.size.width() / 3 && margin < layout.size.height() / 3)) o.fault("margin", "leaves no page");
  const QRectF room = QRectF({}, layout.size).adjusted(margin, margin, -margin, -margin);
  int maps = 0;
  o.each("items", false, [&](JsonObject& item) {
    layout.items.push_back(itemOf(item, room, layout.enlarge, language));
    if (layout.items.back().kind == ItemKind::Map && ++maps > 1) item.fault("type", "a second map");
  });
  if (o.ok() && maps == 0) o.fault("items", "no map");
}

/// The items of another page, each as much larger as the paper is.
void takeItems(Layout& layout, const Layout& of) {
  const double times = layout.size.width() / of.size.width();
  layout.enlarge = of.enlarge * times;
  layout.items = of.items;
  for (Item& item : layout.items) {
    item.at = QRectF(item.at.topLeft() * times, item.at.size() * times);
    item.points *= times;
    item.width *= times;
    item.gridMm *= times;
  }
}

bool isOfOneShape(QSizeF a, QSizeF b) { return std::fabs(a.width() / a.height() - b.width() / b.height()) < 0.01; }

std::unexpected<Error> toLayoutError(Error error) {
  if (error.code == ErrorCode::RuleFileInvalid) error.code = ErrorCode::LayoutFileInvalid;
  if (error.code == ErrorCode::RuleFileMissing) error.code = ErrorCode::LayoutFileMissing;
  return std::unexpected(std::move(error));
}

/// `mayBeLike`: false for one that another is like, so that the two cannot point at each other.
Result<Layout> readFile(const std::filesystem::path& file, std::string_view language, bool mayBeLike) {
  auto root = json::readJsonFile(file);
  if (!root) return toLayoutError(std::move(root).error());
  json::JsonReading reading(file.string());
  JsonObject object(reading, *root, "");
  Layout layout = headOf(object, language);
  if (const std::string like = object.optionalText("like"); like.empty()) {
    readItems(object, layout, language);
  } else if (!mayBeLike || like.find('/') != std::string::npos) {
    object.fault("like", "is no layout of the same folder with items of its own: " + like);
  } else if (object.ok()) {
    auto of = readFile(file.parent_path() / (like + ".json"), language, false);
    if (!of) return of;
    if (!isOfOneShape(of->size, layout.size)) object.fault("like", like + " is turned the other way");
    else takeItems(layout, *of);
  }
  object.finish();
  if (auto read = reading.outcome(); !read) return toLayoutError(std::move(read).error());
  return layout;
}

} // namespace

const std::vector<std::string_view>& placeholders() {
  static const std::vector<std::string_view> all{"title", "survey", "author", "date", "source", "scale", "crs", "outfalls"};
  return all;
}

const std::vector<std::string_view>& tableColumns() {
  static const std::vector<std::string_view> all{"number", "code", "name", "class", "river", "status", "longitude", "latitude"};
  return all;
}

const Item& Layout::map() const { return *std::ranges::find(items, ItemKind::Map, &Item::kind); }

Result<Layout> readLayout(const std::filesystem::path& file, std::string_view language) { return readFile(file, language, true); }

Result<Layout> findLayout(const std::filesystem::path& resources, const std::string& nameOrFile, std::string_view language) {
  const bool isFile = nameOrFile.find('/') != std::string::npos || nameOrFile.ends_with(".json");
  return readLayout(isFile ? std::filesystem::path(nameOrFile) : resources / "layouts" / (nameOrFile + ".json"), language);
}

std::vector<std::string> layoutNames(const std::filesystem::path& resources) {
  std::vector<std::string> names;
  std::error_code ignored; // an empty list says it
  for (const auto& entry : std::filesystem::directory_iterator(resources / "layouts", ignored))
    if (entry.path().extension() == ".json") names.push_back(entry.path().stem().string());
  std::ranges::sort(names);
  return names;
}

} // namespace suyuan::composition
