// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/outfall.h"
#include "core/model/sample.h"

#include <catch2/catch_test_macros.hpp>

#include <set>
#include <string>

using namespace suyuan;

TEST_CASE("a record survives the way to a row and back") {
  Outfall outfall;
  outfall.fid = Fid{42};
  outfall.geometry = Point{125.35, 43.88};
  outfall.name = "长春市南关区伊通河东岸1号排污口";
  outfall.surveyLevel = 2;
  outfall.flow = 1234.5;
  outfall.unitFid = Fid{77};
  const Row row = toRow(outfall);
  CHECK(row.values.size() == schemaOf(Layer::Outfalls).fields.size());
  CHECK(fromRow<Outfall>(row) == outfall);
}

TEST_CASE("unset fields become NULL and stay unset") {
  const Row row = toRow(Sample{});
  for (const Value& value : row.values) CHECK(isNull(value));
  CHECK(fromRow<Sample>(row) == Sample{});
}

TEST_CASE("field names are unique and every field has both terms") {
  for (const Layer layer : allLayers) {
    const LayerSchema& schema = schemaOf(layer);
    CHECK(schema.layer == layer);
    std::set<std::string_view> names;
    for (const FieldDef& field : schema.fields) {
      INFO(layerName(layer) << "." << field.name);
      CHECK(names.insert(field.name).second);
      CHECK(!field.term.empty());
      CHECK(!field.label.empty());
    }
    CHECK(layerNamed(layerName(layer)) == layer);
  }
  CHECK_FALSE(layerNamed("nothing"));
}

TEST_CASE("indexOf finds a field by its column name") {
  const LayerSchema& schema = schemaOf(Layer::Outfalls);
  REQUIRE(schema.indexOf("code_national") >= 0);
  CHECK(schema.fields[static_cast<std::size_t>(schema.indexOf("code_national"))].term == "排污口编码(国家级)");
  CHECK(schema.indexOf("no_such_field") == -1);
}
