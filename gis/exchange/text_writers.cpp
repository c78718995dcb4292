// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/encoding.h"
#include "gis/exchange/layer_writer.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <cmath>
#include <limits>

namespace suyuan::exchange {

namespace {

void putNumber(std::string& out, double value) {
  char buffer[40];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  out.append(buffer, end);
}

class CsvWriter final : public LayerWriter {
public:
  CsvWriter(const WriterTask& task, OutFile out, Recoder recoder)
      : task_(task), schema_(schemaOf(task.layer)), out_(std::move(out)), recoder_(std::move(recoder)),
        heights_(schema_.geometry == GeometryKind::Point && task.heights > 0) {
    if (task.encoding != "GBK") out_.write("\xEF\xBB\xBF"); // spreadsheets take a file without the mark for GBK
    line_ = "fid";
    if (schema_.geometry == GeometryKind::Point) line_ += task.crs.isGeographic() ? ",经度,纬度" : ",东坐标,北坐标";
    if (heights_) line_ += ",高程(m)";
    for (const FieldDef& field : schema_.fields) {
      line_ += ',';
      quoted(field.term);
    }
    send({});
  }

  Result<> row(const Row& row) override {
    line_ = toText(row.fid);
    if (schema_.geometry == GeometryKind::Point) {
      line_ += ',';
      if (const auto* p = std::get_if<Point>(&row.geometry)) putNumber(line_, p->x);
      line_ += ',';
      if (const auto* p = std::get_if<Point>(&row.geometry)) putNumber(line_, p->y);
      if (heights_) line_ += ',';
      if (const auto* p = std::get_if<Point>(&row.geometry); p && heights_ && p->hasHeight()) putNumber(line_, p->z);
    }
    for (const Value& value : row.values) {
      line_ += ',';
      if (const auto* text = std::get_if<std::string>(&value)) quoted(*text);
      else if (!isNull(value)) line_ += toText(value);
    }
    send(row.fid);
    return {};
  }
  Result<> finish() override { return out_.close(); }
  [[nodiscard]] std::vector<std::filesystem::path> files() const override { return {task_.out}; }

private:
  void quoted(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
      line_ += text;
      return;
    }
    line_ += '"';
    for (const char c : text) {
      if (c == '"') line_ += '"';
      line_ += c;
    }
    line_ += '"';
  }
  void send(Fid fid) {
    line_ += "\r\n";
    bytes_.clear();
    const auto written = recoder_.fromUtf8(line_, std::numeric_limits<std::size_t>::max(), bytes_);
    if (!written.missing.empty()) notes.add({NoteKey::NotInGbk, {{"value", written.missing}}, task_.layer, {}, fid});
    out_.write(bytes_);
  }
  WriterTask task_;
  const LayerSchema& schema_;
  OutFile out_;
  Recoder recoder_;
  bool heights_;
  std::string line_, bytes_;
};

/// RFC 7946: WGS 84 longitude and latitude, outer rings counter-clockwise, no "crs" member. CGCS2000 agrees with WGS 84
/// within centimetres and is written as it is.
class GeoJsonWriter final : public LayerWriter {
public:
  GeoJsonWriter(const WriterTask& task, OutFile out) : task_(task), schema_(schemaOf(task.layer)), out_(std::move(out)) {
    out_.write("{\"type\":\"FeatureCollection\",\"name\":\"" + std::string(layerName(task.layer)) + "\",\"features\":[");
  }
  Result<> row(const Row& row) override {
    text_ = first_ ? "\n" : ",\n";
    first_ = false;
    text_ += "{\"type\":\"Feature\",\"id\":\"" + toText(row.fid) + "\",\"properties\":{";
    bool any = false;
    for (std::size_t i = 0; i < row.values.size(); ++i) {
      if (any) text_ += ',';
      any = true;
      const FieldDef& field = schema_.fields[i];
      const Value& value = row.values[i];
      text_ += '"';
      text_ += field.name;
      text_ += "\":";
      if (const auto* s = std::get_if<std::string>(&value)) text_ += nlohmann::json(*s).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
      else if (const auto* real = std::get_if<double>(&value); real && std::isfinite(*real)) putNumber(text_, *real);
      else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        if (field.type == FieldType::Fid) text_ += '"' + std::to_string(*whole) + '"';
        else if (field.type == FieldType::Boolean) text_ += *whole ? "true" : "false";
        else text_ += std::to_string(*whole);
      } else text_ += "null";
    }
    text_ += "},\"geometry\":";
    geometry(row.geometry);
    text_ += '}';
    out_.write(text_);
    return {};
  }
  Result<> finish() override {
    out_.write("\n]}\n");
    return out_.close();
  }
  [[nodiscard]] std::vector<std::filesystem::path> files() const override { return {task_.out}; }

private:
  void position(const Point& p) {
    text_ += '[';
    putNumber(text_, std::round(p.x * 1e9) / 1e9);
    text_ += ',';
    putNumber(text_, std::round(p.y * 1e9) / 1e9);
    if (p.hasHeight()) {
      text_ += ',';
      putNumber(text_, p.z);
    }
    text_ += ']';
  }
  void line(const std::vector<Point>& points, bool backwards = false) {
    text_ += '[';
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (i) text_ += ',';
      position(points[backwards ? points.size() - 1 - i : i]);
    }
    text_ += ']';
  }
  void area(const Polygon& polygon) {
    text_ += '[';
    for (std::size_t i = 0; i < polygon.rings.size(); ++i) {
      if (i) text_ += ',';
      const auto& ring = polygon.rings[i];
      double clockwise = 0;
      for (std::size_t k = 0; k + 1 < ring.size(); ++k) clockwise += (ring[k + 1].x - ring[k].x) * (ring[k + 1].y + ring[k].y);
      line(ring, (clockwise > 0) == (i == 0));
    }
    text_ += ']';
  }
  template <class Parts, class Put>
  void many(const char* type, const Parts& parts, Put put) {
    text_ += std::string("{\"type\":\"") + type + "\",\"coordinates\":[";
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (i) text_ += ',';
      put(parts[i]);
    }
    text_ += "]}";
  }
  void geometry(const Geometry& g) {
    const auto one = [&](const char* type, const auto& put) {
      text_ += std::string("{\"type\":\"") + type + "\",\"coordinates\":";
      put();
      text_ += '}';
    };
    if (const auto* p = std::get_if<Point>(&g)) one("Point", [&] { position(*p); });
    else if (const auto* l = std::get_if<LineString>(&g)) one("LineString", [&] { line(l->points); });
    else if (const auto* a = std::get_if<Polygon>(&g)) one("Polygon", [&] { area(*a); });
    else if (const auto* mp = std::get_if<MultiPoint>(&g)) many("MultiPoint", mp->parts, [&](const Point& v) { position(v); });
    else if (const auto* ml = std::get_if<MultiLineString>(&g)) many("MultiLineString", ml->parts, [&](const LineString& v) { line(v.points); });
    else if (const auto* ma = std::get_if<MultiPolygon>(&g)) many("MultiPolygon", ma->parts, [&](const Polygon& v) { area(v); });
    else text_ += "null";
  }
  WriterTask task_;
  const LayerSchema& schema_;
  OutFile out_;
  std::string text_;
  bool first_ = true;
};

} // namespace

Result<std::unique_ptr<LayerWriter>> makeCsvWriter(const WriterTask& task) {
  auto recoder = Recoder::make(task.encoding);
  if (!recoder) return std::unexpected(std::move(recoder).error());
  auto out = OutFile::create(task.out);
  if (!out) return std::unexpected(std::move(out).error());
  return std::make_unique<CsvWriter>(task, std::move(*out), std::move(*recoder));
}

Result<std::unique_ptr<LayerWriter>> makeGeoJsonWriter(const WriterTask& task) {
  auto out = OutFile::create(task.out);
  if (!out) return std::unexpected(std::move(out).error());
  return std::make_unique<GeoJsonWriter>(task, std::move(*out));
}

} // namespace suyuan::exchange
