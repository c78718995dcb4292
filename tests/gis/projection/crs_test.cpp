// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/projection/crs.h"

#include <catch2/catch_test_macros.hpp>

using namespace suyuan;
using projection::Crs;

TEST_CASE("a CRS is read from code, name, WKT and ESRI WKT") {
  for (const char* text : {"EPSG:4490", "4490", "CGCS2000", " EPSG:4490\n"}) {
    INFO(text);
    const auto crs = Crs::parse(text);
    REQUIRE(crs);
    CHECK(crs->epsg() == 4490);
    CHECK(crs->isGeographic());
    CHECK(crs->axisNote() == "north,east");
  }
  const auto zone = Crs::parse("EPSG:4551");
  REQUIRE(zone);
  CHECK(zone->isProjected());
  CHECK(zone->axisNote() == "north,east");
  const std::string esri = zone->wkt(projection::WktFlavour::Esri);
  CHECK(esri.starts_with("PROJCS[\"CGCS2000_3_Degree_GK_CM_126E\""));
  const auto back = Crs::parse("\xEF\xBB\xBF" + esri);
  REQUIRE(back);
  CHECK(back->epsg() == 4551);
  CHECK(back->isSame(*zone));
  CHECK(Crs::parse(zone->wkt())->epsg() == 4551);
}

TEST_CASE("text that is no CRS is refused with the text") {
  for (const char* text : {"", "EPSG:999999", "42", "PROJCS[\"broken", "hello", "EPSG:5737"}) {
    INFO(text);
    const auto crs = Crs::parse(text);
    REQUIRE_FALSE(crs);
    CHECK(crs.error().code == ErrorCode::CrsUnknown);
    REQUIRE(crs.error().args.size() == 1);
    CHECK(crs.error().args[0] == text);
  }
}
