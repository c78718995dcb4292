// SPDX-License-Identifier: GPL-3.0-or-later
// Reads resources/styles/*.json into StyleSheet.
#include "gis/render/style.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace suyuan::render {

namespace {

/// Collects what is wrong in a file; reading goes on, the first fault is reported.
class StyleReader {
public:
  explicit StyleReader(std::string_view language) : language_(QString::fromUtf8(language.data(), static_cast<qsizetype>(language.size()))) {}

  [[nodiscard]] const QString& fault() const { return fault_; }

  std::shared_ptr<StyleSheet> sheet(const QJsonObject& o) {
    auto sheet = std::make_shared<StyleSheet>();
    sheet->id = text(o, "id");
    sheet->title = title(o);
    sheet->background = color(o, "background");
    sheet->text = color(o, "text");
    sheet->textHalo = color(o, "text_halo");
    sheet->frame = color(o, "frame");
    sheet->selection = color(o, "selection");
    sheet->trace = color(o, "trace");
    sheet->traceCasing = color(o, "trace_casing");
    if (o.contains("font")) sheet->fontFamily = text(o, "font");
    const QJsonObject layers = o["layers"].toObject();
    for (auto it = layers.begin(); it != layers.end(); ++it) {
      const std::string id = it.key().toStdString();
      where_ = "layers/" + it.key();
      sheet->layers.emplace(id, std::make_shared<LayerStyle>(layer(id, it.value().toObject())));
    }
    where_.clear();
    for (const char* needed : {"point", "line", "polygon"})
      if (!sheet->layers.contains(needed)) complain(QString("layers/%1 is missing").arg(needed));
    return sheet;
  }

private:
  void complain(const QString& what) {
    if (fault_.isEmpty()) fault_ = where_.isEmpty() ? what : where_ + ": " + what;
  }
  static std::string text(const QJsonObject& o, const char* key) { return o[QLatin1String(key)].toString().toStdString(); }
  QString title(const QJsonObject& o) const {
    const QJsonValue v = o["title"];
    return v.isObject() ? v.toObject()[language_].toString() : v.toString();
  }
  QColor color(const QJsonObject& o, const char* key, const QColor& otherwise = {}) {
    const QJsonValue v = o[QLatin1String(key)];
    if (v.isUndefined()) return otherwise;
    if (v.isNull()) return {};
    const QColor c(v.toString());
    if (!c.isValid()) complain(QString("%1 is no colour: %2").arg(QLatin1String(key), v.toString()));
    return c;
  }
  static double number(const QJsonObject& o, const char* key, double otherwise) {
    return o[QLatin1String(key)].toDouble(otherwise);
  }
  Marker marker(const QString& name) {
    static const std::array<QLatin1String, 9> names{QLatin1String("circle"),  QLatin1String("ring"),  QLatin1String("square"),
                                                    QLatin1String("triangle"), QLatin1String("diamond"), QLatin1String("cross"),
                                                    QLatin1String("plus"),    QLatin1String("star"),  QLatin1String("pentagon")};
    for (std::size_t i = 0; i < names.size(); ++i)
      if (name == names[i]) return static_cast<Marker>(i);
    complain("no such marker: " + name);
    return Marker::Circle;
  }

  Symbol symbol(const QJsonObject& o, Symbol s) {
    s.color = color(o, "color", s.color);
    s.outline = color(o, "outline", s.outline);
    s.fill = color(o, "fill", s.fill);
    s.casing = color(o, "casing", s.casing);
    s.width = number(o, "width", s.width);
    s.casingWidth = number(o, "casing_width", s.casingWidth);
    s.size = number(o, "size", s.size);
    s.maxScale = number(o, "max_scale", s.maxScale);
    if (o.contains("marker")) s.marker = marker(o["marker"].toString());
    if (o.contains("svg")) s.svg = text(o, "svg");
    if (o.contains("dash")) {
      s.dash.clear();
      for (const QJsonValue& v : o["dash"].toArray()) s.dash.push_back(v.toDouble());
      if (s.dash.size() % 2) complain("dash needs pairs of on and off");
    }
    if (o.contains("hatch")) {
      const QJsonObject h = o["hatch"].toObject();
      Hatch hatch;
      hatch.angle = number(h, "angle", 45);
      hatch.spacing = number(h, "spacing", 7);
      hatch.width = number(h, "width", 0.8);
      hatch.color = color(h, "color", s.color);
      if (hatch.spacing < 1) complain("hatch spacing below one pixel");
      else s.hatch = hatch;
    }
    return s;
  }

  std::vector<std::string> words(const QJsonObject& o) {
    std::vector<std::string> out;
    for (const QJsonValue& v : o["match"].toArray()) out.push_back(v.toString().toStdString());
    if (out.empty()) complain("a class without \"match\"");
    return out;
  }

  static std::map<std::string, double> numbers(const QJsonObject& o) {
    std::map<std::string, double> out;
    for (auto it = o.begin(); it != o.end(); ++it) out[it.key().toStdString()] = it.value().toDouble();
    return out;
  }

  LabelStyle label(const QJsonObject& o) {
    LabelStyle l;
    l.size = number(o, "size", l.size);
    l.color = color(o, "color");
    l.halo = color(o, "halo");
    l.haloWidth = number(o, "halo_width", l.haloWidth);
    l.bold = o["bold"].toBool();
    l.italic = o["italic"].toBool();
    l.along = o["along"].toBool();
    l.maxScale = number(o, "max_scale", 0);
    l.detailScale = number(o, "detail_scale", 0);
    l.spacing = number(o, "spacing", 0);
    l.priority = static_cast<int>(number(o, "priority", 50));
    l.maxScaleByClass = numbers(o["max_scale_by_class"].toObject());
    l.sizeByClass = numbers(o["size_by_class"].toObject());
    return l;
  }

  ClusterStyle clusters(const QJsonObject& o) {
    ClusterStyle c;
    c.title = title(o);
    c.minScale = number(o, "min_scale", 0);
    c.maxScale = number(o, "max_scale", 0);
    c.cell = number(o, "cell", c.cell);
    if (!(c.cell >= 64 && c.cell <= 512)) complain("clusters: cell must be 64 to 512 pixels");
    return c;
  }

  LayerStyle layer(const std::string& id, const QJsonObject& o) {
    LayerStyle l;
    l.id = id;
    l.title = title(o);
    const QString by = o["by"].toString();
    l.by = by == "category" ? ClassifyBy::Category : by == "grade" ? ClassifyBy::Grade : ClassifyBy::None;
    l.base = symbol(o["base"].toObject(), {});
    if (!l.base.color.isValid()) complain("base needs a colour");
    l.otherTitle = o["other_title"].toObject()[language_].toString();
    for (const QJsonValue& v : o["classes"].toArray()) {
      const QJsonObject c = v.toObject();
      l.classes.push_back({words(c), title(c), symbol(c["symbol"].toObject(), l.base)});
    }
    for (const QJsonValue& v : o["statuses"].toArray()) {
      const QJsonObject c = v.toObject();
      l.statuses.push_back({words(c), title(c), marker(c["marker"].toString()), number(c, "opacity", 1)});
    }
    if (o.contains("label")) l.label = label(o["label"].toObject());
    if (o.contains("clusters")) l.clusters = clusters(o["clusters"].toObject());
    l.maxScale = number(o, "max_scale", 0);
    l.svgScale = number(o, "svg_scale", 0);
    l.arrowScale = number(o, "arrow_scale", 0);
    l.smallScale = number(o, "small_scale", 0);
    l.smallSize = number(o, "small_size", 3);
    return l;
  }

  QString language_, where_, fault_;
};

} // namespace

Result<std::shared_ptr<const StyleSheet>> loadStyle(const std::filesystem::path& resources, std::string_view theme,
                                                    std::string_view language) {
  const std::filesystem::path path = resources / "styles" / (std::string(theme) + ".json");
  const Place place{.file = path.string()};
  QFile file(QString::fromStdString(path.string()));
  if (!file.open(QIODevice::ReadOnly)) return failure(ErrorCode::ResourceMissing, place, file.errorString().toStdString());
  const QByteArray bytes = file.readAll();
  QJsonParseError error;
  const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
  if (!document.isObject()) {
    Place at = place;
    at.row = bytes.left(error.offset).count('\n') + 1;
    return failure(ErrorCode::ResourceMissing, at, error.errorString().toStdString());
  }
  StyleReader reader(language);
  auto sheet = reader.sheet(document.object());
  if (!reader.fault().isEmpty()) return failure(ErrorCode::ResourceMissing, place, reader.fault().toStdString());
  sheet->symbols = resources / "symbols";
  return sheet;
}

} // namespace suyuan::render
