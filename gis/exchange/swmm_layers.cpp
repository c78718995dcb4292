// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/swmm_layers.h"

#include <ogrsf_frmts.h>

#include <array>
#include <cmath>

namespace suyuan::exchange {

namespace {

constexpr std::array<std::pair<SwmmLink::Kind, std::string_view>, 4> structures{
    {{SwmmLink::Kind::Pump, "泵"}, {SwmmLink::Kind::Orifice, "孔口"}, {SwmmLink::Kind::Weir, "堰"}, {SwmmLink::Kind::Outlet, "出水口"}}};

void addFields(OGRLayer& layer, std::initializer_list<const char*> texts, std::initializer_list<const char*> numbers) {
  for (const char* name : texts) {
    OGRFieldDefn field(name, OFTString);
    (void)layer.CreateField(&field);
  }
  for (const char* name : numbers) {
    OGRFieldDefn field(name, OFTReal);
    (void)layer.CreateField(&field);
  }
}

class Record {
public:
  explicit Record(OGRLayer& layer) : layer_(layer), feature_(OGRFeature::CreateFeature(layer.GetLayerDefn())) {}
  void text(const char* field, const std::string& value) {
    if (!value.empty()) feature_->SetField(field, value.c_str());
  }
  void number(const char* field, double value) {
    if (std::isfinite(value)) feature_->SetField(field, value);
  }
  void shape(const OGRGeometry& geometry) { feature_->SetGeometry(&geometry); }
  void put() {
    [[maybe_unused]] const OGRErr fault = layer_.CreateFeature(feature_.get()); // in memory: nothing can go wrong but memory itself
  }

private:
  OGRLayer& layer_;
  OGRFeatureUniquePtr feature_;
};

void addNodes(const SwmmModel& model, OGRLayer& wells, OGRLayer& outfalls) {
  addFields(wells, {"source_id", "name", "kind"}, {"invert_m", "ground_m"});
  addFields(outfalls, {"source_id", "name"}, {});
  for (const SwmmNode& node : model.nodes) {
    const bool outfall = node.kind == SwmmNode::Kind::Outfall;
    Record record(outfall ? outfalls : wells);
    record.text("source_id", node.name);
    record.text("name", node.name);
    if (!outfall) {
      record.text("kind", node.kind == SwmmNode::Kind::Storage ? "蓄水设施" : node.kind == SwmmNode::Kind::Divider ? "分流井" : "检查井");
      record.number("invert_m", node.invert);
      if (node.depth > 0) record.number("ground_m", node.invert + node.depth);
    }
    if (node.at) record.shape(OGRPoint(node.at->x, node.at->y));
    record.put();
  }
}

void addLinks(const SwmmModel& model, OGRLayer& channels) {
  addFields(channels, {"source_id", "name", "kind", "from_node", "to_node", "shape", "section"},
            {"diameter_m", "height_m", "width_m", "invert_up_m", "invert_down_m", "length_m", "roughness"});
  for (const SwmmLink& link : model.links) {
    Record record(channels);
    record.text("source_id", link.name);
    record.text("name", link.name);
    record.text("kind", channelKind(link));
    record.text("from_node", link.from);
    record.text("to_node", link.to);
    record.text("shape", link.shape);
    record.text("section", link.section);
    record.number(hasDiameter(link.shape) ? "diameter_m" : "height_m", link.height);
    record.number("width_m", link.width);
    record.number("invert_up_m", link.invertUp);
    record.number("invert_down_m", link.invertDown);
    record.number("length_m", link.length);
    record.number("roughness", link.roughness);
    if (link.points.size() >= 2) {
      OGRLineString line;
      for (const Point& p : link.points) line.addPoint(p.x, p.y);
      record.shape(line);
    }
    record.put();
  }
}

} // namespace

std::string channelKind(const SwmmLink& link) {
  for (const auto& [kind, word] : structures)
    if (kind == link.kind) return std::string(word);
  return isOpenSection(link.shape) ? "明渠" : "管道";
}

SwmmLink::Kind linkKind(std::string_view word) noexcept {
  for (const auto& [kind, own] : structures)
    if (own == word) return kind;
  return SwmmLink::Kind::Conduit;
}

GDALDatasetUniquePtr swmmLayers(const SwmmModel& model) {
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("Memory"); // "MEM" from GDAL 3.11 on
  if (!driver) driver = GetGDALDriverManager()->GetDriverByName("MEM");
  if (!driver) return {};
  GDALDatasetUniquePtr dataset(driver->Create("", 0, 0, 0, GDT_Unknown, nullptr));
  if (!dataset) return {};
  OGRLayer* wells = dataset->CreateLayer("wells", nullptr, wkbPoint, nullptr);
  OGRLayer* outfalls = dataset->CreateLayer("outfalls", nullptr, wkbPoint, nullptr);
  OGRLayer* channels = dataset->CreateLayer("channels", nullptr, wkbLineString, nullptr);
  if (!wells || !outfalls || !channels) return {};
  addNodes(model, *wells, *outfalls);
  addLinks(model, *channels);
  return dataset;
}

} // namespace suyuan::exchange
