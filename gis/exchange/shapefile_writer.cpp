// SPDX-License-Identifier: GPL-3.0-or-later
// ESRI Shapefile Technical Description (1998) and dBASE III: written directly, because GDAL's path of one feature object
// a record is several times slower with the 47 fields of an outfall, and because text has to be cut and counted here.
#include "core/model/geometry_functions.h"
#include "gis/exchange/encoding.h"
#include "gis/exchange/layer_writer.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstring>
#include <limits>

namespace suyuan::exchange {

namespace {

constexpr std::size_t longestText = 254;
constexpr int nullShape = 0, pointShape = 1, lineShape = 3, areaShape = 5;
constexpr int withHeights = 10;       // PointZ, PolyLineZ, PolygonZ
constexpr double noMeasure = -1e39;   // below -10^38 is "no data" (page 2)

template <class T>
void putLittle(std::string& out, T value) {
  static_assert(std::endian::native == std::endian::little);
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}
void putBig(std::string& out, std::int32_t value) { putLittle(out, std::byteswap(value)); }

struct Column {
  FieldType type = FieldType::Text;
  char dbf = 'C';
  std::size_t width = 1, decimals = 0;
};

Column columnOf(const FieldDef& field, std::size_t longest) {
  switch (field.type) {
  case FieldType::Text: return {field.type, 'C', std::clamp<std::size_t>(longest, 1, longestText), 0};
  case FieldType::Integer: return {field.type, 'N', std::clamp<std::size_t>(longest, 9, 20), 0};
  case FieldType::Real: return {field.type, 'F', 24, 15};
  case FieldType::Boolean: return {field.type, 'N', 1, 0};
  case FieldType::Date: return {field.type, 'D', 8, 0};
  case FieldType::DateTime: return {field.type, 'C', 24, 0};
  case FieldType::Fid: return {field.type, 'C', 20, 0}; // text: readers lose digits above 2^53
  }
  return {};
}

double signedArea(const std::vector<Point>& ring) {
  double sum = 0;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) sum += (ring[i + 1].x - ring[i].x) * (ring[i + 1].y + ring[i].y);
  return sum; // positive: clockwise
}

class ShapefileWriter final : public LayerWriter {
public:
  ShapefileWriter(const WriterTask& task, OutFile shp, OutFile shx, OutFile dbf, Recoder recoder)
      : task_(task), schema_(schemaOf(task.layer)), shp_(std::move(shp)), shx_(std::move(shx)), dbf_(std::move(dbf)), recoder_(std::move(recoder)) {
    shape_ = schema_.geometry == GeometryKind::Line ? lineShape : schema_.geometry == GeometryKind::Polygon ? areaShape
             : schema_.geometry == GeometryKind::Point ? pointShape : nullShape;
    heights_ = task.heights > 0 && shape_ != nullShape;
    columns_.push_back({FieldType::Fid, 'C', 20, 0});
    for (std::size_t i = 0; i < schema_.fields.size(); ++i) columns_.push_back(columnOf(schema_.fields[i], task.widths[i]));
    for (const Column& c : columns_) recordBytes_ += c.width;
    const std::string blank(100, '\0');
    shp_.write(blank);
    shx_.write(blank);
    writeDbfHeader();
  }

  [[nodiscard]] std::size_t recordBytes() const { return recordBytes_; }

  Result<> row(const Row& row) override {
    ++records_;
    writeShape(row);
    record_.assign(1, ' ');
    char number[64];
    const auto fidEnd = std::to_chars(number, number + sizeof number, row.fid.value).ptr;
    left({number, static_cast<std::size_t>(fidEnd - number)}, columns_[0].width);
    for (std::size_t i = 0; i < schema_.fields.size(); ++i) cell(row, i);
    dbf_.write(record_);
    return {};
  }

  Result<> finish() override {
    dbf_.write("\x1A");
    const std::int64_t shpBytes = shp_.size(), shxBytes = shx_.size();
    constexpr std::int64_t most = 0x7FFFFFFF;
    if (shpBytes > most || dbf_.size() > most) return failure(ErrorCode::ExportFailed, {.file = task_.out.string()}, "over 2 GB");
    SUYUAN_TRY(shp_.writeAt(0, header(shpBytes)));
    SUYUAN_TRY(shx_.writeAt(0, header(shxBytes)));
    std::string count;
    putLittle(count, static_cast<std::uint32_t>(records_));
    SUYUAN_TRY(dbf_.writeAt(4, count));
    SUYUAN_TRY(shp_.close());
    SUYUAN_TRY(shx_.close());
    SUYUAN_TRY(dbf_.close());
    return {};
  }

  [[nodiscard]] std::vector<std::filesystem::path> files() const override {
    auto base = task_.out;
    std::vector<std::filesystem::path> all;
    for (const char* extension : {".shp", ".shx", ".dbf"}) all.push_back(base.replace_extension(extension));
    return all;
  }

private:
  void writeDbfHeader() {
    const auto today = std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
    std::string head;
    head += '\x03';
    head += static_cast<char>(static_cast<int>(today.year()) - 1900);
    head += static_cast<char>(static_cast<unsigned>(today.month()));
    head += static_cast<char>(static_cast<unsigned>(today.day()));
    putLittle(head, std::uint32_t{0});
    putLittle(head, static_cast<std::uint16_t>(32 + 32 * columns_.size() + 1));
    putLittle(head, static_cast<std::uint16_t>(recordBytes_));
    head.resize(32, '\0');
    head[29] = task_.encoding == "GBK" ? '\x4D' : '\0'; // UTF-8 has no language id; the .cpg says it
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const std::string_view name = i == 0 ? task_.fidName : task_.names[i - 1];
      std::string field(name.substr(0, 10));
      field.resize(11, '\0');
      field += columns_[i].dbf;
      field.resize(16, '\0');
      field += static_cast<char>(columns_[i].width);
      field += static_cast<char>(columns_[i].decimals);
      field.resize(32, '\0');
      head += field;
    }
    head += '\x0D';
    dbf_.write(head);
  }

  void left(std::string_view text, std::size_t width) {
    record_.append(text.substr(0, width));
    record_.append(width - std::min(width, text.size()), ' ');
  }
  void right(std::string_view text, std::size_t width) {
    record_.append(width - std::min(width, text.size()), ' ');
    record_.append(text.substr(0, width));
  }

  void cell(const Row& row, std::size_t i) {
    const Column& column = columns_[i + 1];
    const Value& value = row.values[i];
    const FieldDef& field = schema_.fields[i];
    char number[400];
    if (const auto* text = std::get_if<std::string>(&value)) {
      if (column.dbf == 'D') { // 2024-01-05 → 20240105
        std::string digits;
        std::ranges::copy_if(*text, std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
        left(digits.size() >= 8 ? std::string_view(digits).substr(0, 8) : std::string_view{}, 8);
        return;
      }
      const std::size_t before = record_.size();
      const auto written = recoder_.fromUtf8(*text, column.width, record_);
      record_.resize(before + column.width, ' ');
      if (written.cut) notes.add({NoteKey::TextCut, {{"value", *text}, {"limit", std::to_string(longestText)}}, task_.layer, std::string(field.name), row.fid});
      if (!written.missing.empty()) notes.add({NoteKey::NotInGbk, {{"value", written.missing}}, task_.layer, std::string(field.name), row.fid});
    } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
      const auto end = std::to_chars(number, number + sizeof number, *whole).ptr;
      const std::string_view digits(number, static_cast<std::size_t>(end - number));
      if (column.dbf == 'C') left(digits, column.width);
      else right(digits, column.width);
    } else if (const auto* real = std::get_if<double>(&value)) {
      // Shortest digits that read back to the same number; the longest of them fit into 24.
      const auto end = std::isfinite(*real) ? std::to_chars(number, number + sizeof number, *real).ptr : number;
      right({number, static_cast<std::size_t>(end - number)}, column.width);
    } else {
      record_.append(column.width, ' ');
    }
  }

  void parts(std::string& body, const std::vector<const std::vector<Point>*>& lines, const std::vector<bool>& reversed) {
    Box box;
    std::size_t points = 0;
    for (const auto* line : lines) {
      points += line->size();
      for (const Point& p : *line) box.add(p.x, p.y);
    }
    bounds_.add(box);
    putLittle(body, type());
    for (const double v : {box.minX, box.minY, box.maxX, box.maxY}) putLittle(body, v);
    putLittle(body, static_cast<std::int32_t>(lines.size()));
    putLittle(body, static_cast<std::int32_t>(points));
    std::int32_t start = 0;
    for (const auto* line : lines) {
      putLittle(body, start);
      start += static_cast<std::int32_t>(line->size());
    }
    for (std::size_t i = 0; i < lines.size(); ++i)
      for (std::size_t k = 0; k < lines[i]->size(); ++k) {
        const Point& p = (*lines[i])[reversed[i] ? lines[i]->size() - 1 - k : k];
        putLittle(body, p.x);
        putLittle(body, p.y);
      }
    if (!heights_) return;
    double lowest = std::numeric_limits<double>::infinity(), highest = -lowest;
    for (const auto* line : lines)
      for (const Point& p : *line) {
        lowest = std::min(lowest, heightOf(p));
        highest = std::max(highest, heightOf(p));
      }
    putLittle(body, lowest);
    putLittle(body, highest);
    for (std::size_t i = 0; i < lines.size(); ++i)
      for (std::size_t k = 0; k < lines[i]->size(); ++k) putHeight(body, (*lines[i])[reversed[i] ? lines[i]->size() - 1 - k : k]);
  }

  [[nodiscard]] std::int32_t type() const { return shape_ + (heights_ ? withHeights : 0); }
  /// The format has no word for an unknown height; the pre-flight tells of the zeros.
  static double heightOf(const Point& p) { return p.hasHeight() ? p.z : 0; }
  void putHeight(std::string& body, const Point& p) {
    const double z = heightOf(p);
    lowest_ = std::min(lowest_, z);
    highest_ = std::max(highest_, z);
    putLittle(body, z);
  }

  void writeShape(const Row& row) {
    body_.clear();
    std::vector<const std::vector<Point>*> lines;
    std::vector<bool> reversed;
    const auto addArea = [&](const Polygon& polygon) {
      for (std::size_t i = 0; i < polygon.rings.size(); ++i) { // outer rings clockwise, holes the other way
        lines.push_back(&polygon.rings[i]);
        reversed.push_back((signedArea(polygon.rings[i]) > 0) != (i == 0));
      }
    };
    if (const auto* p = std::get_if<Point>(&row.geometry); p && shape_ == pointShape) {
      bounds_.add(p->x, p->y);
      putLittle(body_, type());
      putLittle(body_, p->x);
      putLittle(body_, p->y);
      if (heights_) {
        putHeight(body_, *p);
        putLittle(body_, noMeasure); // a PointZ has a measure always
      }
    } else if (const auto* l = std::get_if<LineString>(&row.geometry)) {
      lines.push_back(&l->points);
    } else if (const auto* ml = std::get_if<MultiLineString>(&row.geometry)) {
      for (const auto& part : ml->parts) lines.push_back(&part.points);
    } else if (const auto* a = std::get_if<Polygon>(&row.geometry)) {
      addArea(*a);
    } else if (const auto* ma = std::get_if<MultiPolygon>(&row.geometry)) {
      for (const auto& part : ma->parts) addArea(part);
    }
    reversed.resize(lines.size(), false);
    if (!lines.empty() && (shape_ == lineShape || shape_ == areaShape)) parts(body_, lines, reversed);
    if (body_.empty()) putLittle(body_, std::int32_t{nullShape});
    head_.clear();
    putBig(head_, static_cast<std::int32_t>(shp_.size() / 2));
    putBig(head_, static_cast<std::int32_t>(body_.size() / 2));
    shx_.write(head_);
    head_.clear();
    putBig(head_, static_cast<std::int32_t>(records_));
    putBig(head_, static_cast<std::int32_t>(body_.size() / 2));
    shp_.write(head_);
    shp_.write(body_);
  }

  std::string header(std::int64_t bytes) const {
    std::string head;
    putBig(head, 9994);
    head.resize(24, '\0');
    putBig(head, static_cast<std::int32_t>(bytes / 2));
    putLittle(head, std::int32_t{1000});
    putLittle(head, type());
    const bool empty = bounds_.isEmpty(), flat = !heights_ || lowest_ > highest_;
    for (const double v : {bounds_.minX, bounds_.minY, bounds_.maxX, bounds_.maxY, flat ? 0.0 : lowest_, flat ? 0.0 : highest_, 0.0, 0.0})
      putLittle(head, empty ? 0.0 : v);
    return head;
  }

  WriterTask task_;
  const LayerSchema& schema_;
  OutFile shp_, shx_, dbf_;
  Recoder recoder_;
  std::vector<Column> columns_;
  std::size_t recordBytes_ = 1;
  std::int64_t records_ = 0;
  std::int32_t shape_ = pointShape; ///< without heights
  bool heights_ = false;
  double lowest_ = std::numeric_limits<double>::infinity(), highest_ = -std::numeric_limits<double>::infinity();
  Box bounds_;
  std::string record_, body_, head_;
};

} // namespace

Result<std::unique_ptr<LayerWriter>> makeShapefileWriter(const WriterTask& task) {
  auto recoder = Recoder::make(task.encoding);
  if (!recoder) return std::unexpected(std::move(recoder).error());
  auto path = task.out;
  auto shp = OutFile::create(path.replace_extension(".shp"));
  auto shx = OutFile::create(path.replace_extension(".shx"));
  auto dbf = OutFile::create(path.replace_extension(".dbf"));
  for (auto* each : {&shp, &shx, &dbf})
    if (!*each) return std::unexpected(std::move(*each).error());
  auto writer = std::make_unique<ShapefileWriter>(task, std::move(*shp), std::move(*shx), std::move(*dbf), std::move(*recoder));
  const auto bytes = static_cast<std::int64_t>(writer->recordBytes()) * task.records;
  if (bytes > 0x7FFF0000) return failure(ErrorCode::ExportFailed, {.file = task.out.string()}, "the attribute table would be over 2 GB");
  return writer;
}

} // namespace suyuan::exchange
