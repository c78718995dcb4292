// SPDX-License-Identifier: GPL-3.0-or-later
// The coverage of banks against GEOS: buffers in Gauss–Krüger metres cut with the reach's line, beside core's own arithmetic
// in a local plane.
#include "core/fieldwork/coverage.h"

#include "core/fieldwork/make_reaches.h"
#include "core/model/geometry_functions.h"
#include "core/rules/rule_book.h"
#include "gis/projection/transformer.h"
#include "tests/gis/fieldwork/geos_coverage.h"
#include "tests/support/survey_builder.h"

#include <catch2/catch_test_macros.hpp>
#include <gdal.h>
#include <ogr_geometry.h>
#include <ogrsf_frmts.h>

#include <cmath>
#include <memory>
#include <random>

using namespace suyuan;
using namespace suyuan::test;
using namespace suyuan::fieldwork;

namespace {

const rules::Fieldwork& fieldworkRules() {
  static const auto book = must(rules::RuleBook::load(std::string(SUYUAN_RESOURCES_DIR) + "/rules"));
  return book.fieldwork();
}

/// The 伊通河 as HydroRIVERS draws it (resources/demo/SOURCES.md).
Line yitongRiver() {
  GDALAllRegister();
  const std::unique_ptr<GDALDataset> set(GDALDataset::Open((std::string(SUYUAN_RESOURCES_DIR) + "/demo/rivers.gpkg").c_str(), GDAL_OF_VECTOR));
  REQUIRE(set);
  OGRLayer* layer = set->GetLayer(0);
  layer->SetAttributeFilter("name = '伊通河'");
  const std::unique_ptr<OGRFeature> feature(layer->GetNextFeature());
  REQUIRE(feature);
  const OGRGeometry* drawn = feature->GetGeometryRef();
  const OGRLineString* line = wkbFlatten(drawn->getGeometryType()) == wkbLineString ? drawn->toLineString() : drawn->toMultiLineString()->getGeometryRef(0);
  Line points;
  for (int i = 0; i < line->getNumPoints(); ++i) points.push_back({line->getX(i), line->getY(i)});
  return points;
}

/// A walk beside the river as people go: now nearer, now farther, over a bridge, without reception for a while.
Line walkBeside(const Line& river, double from, double to, double side, std::mt19937& random) {
  const auto uniform = [&](double low, double high) { return low + (high - low) * static_cast<double>(random() % 100000) / 100000; };
  Line walk;
  double off = 30;
  for (double along = from; along < to; along += random() % 60 == 0 ? uniform(120, 700) : uniform(4, 40)) {
    const Point at = pointAlong(river, along), next = pointAlong(river, along + 30);
    const DegreeLength degree = degreeLength(at.y);
    const double dx = (next.x - at.x) * degree.lon, dy = (next.y - at.y) * degree.lat, length = std::hypot(dx, dy);
    if (length == 0) break;
    off = std::clamp(off + uniform(-8, 8), 2.0, 90.0);
    if (random() % 150 == 0) side = -side;
    walk.push_back({at.x - side * off * dy / length / degree.lon, at.y + side * off * dx / length / degree.lat});
  }
  return walk;
}

} // namespace

TEST_CASE("the coverage of a real river's banks is what GEOS cuts out of them, to one in a hundred") {
  REQUIRE(OGRGeometryFactory::haveGEOS());
  River river;
  river.name = "伊通河";
  river.flowKnown = true;
  const Line line = yitongRiver();
  river.geometry = LineString{line};
  auto reaches = planReaches(std::vector{river}, {}, {}, fieldworkRules(), {.lengthM = 2000, .rivers = {}});
  REQUIRE(reaches.size() > 200);
  for (std::size_t i = 0; i < reaches.size(); ++i) reaches[i].fid = Fid{static_cast<std::int64_t>(i) + 1};
  auto toMetres = must(projection::Transformer::make(must(projection::Crs::parse("EPSG:4490")), must(projection::Crs::parse("EPSG:4551"))));
  std::mt19937 random(20261201);
  std::vector<Line> walks, walksInMetres;
  for (int i = 0; i < 12; ++i) {
    const double from = static_cast<double>(random() % 200'000);
    walks.push_back(walkBeside(line, from, from + 12'000, i % 2 == 0 ? 1 : -1, random));
    walksInMetres.push_back(inMetres(toMetres, walks.back()));
  }
  Coverage coverage(reaches, fieldworkRules().limits);
  for (const Line& walk : walks) {
    coverage.breakTrack();
    for (const Point& p : walk) coverage.add(p);
  }
  Coverage::Share ours, theirs;
  std::size_t compared = 0;
  for (std::size_t i = 0; i < reaches.size(); ++i) {
    const auto is = coverage.share(i);
    ours += is;
    const Line reach = inMetres(toMetres, std::get<LineString>(reaches[i].geometry).points);
    const auto should = byGeos(reach, reaches[i].bank == "左岸", walksInMetres, fieldworkRules().limits);
    theirs += should;
    INFO(reaches[i].name << ": covered " << is.covered << " / " << should.covered << ", seen " << is.seen << " / " << should.seen);
    CHECK(std::abs(is.length - should.length) < 0.001 * should.length);
    CHECK(std::abs(is.covered - should.covered) < 0.01 * should.length);
    CHECK(std::abs(is.seen - should.seen) < 0.01 * should.length);
    if (should.covered > 0 && should.gap() > 1) ++compared;
  }
  CHECK(compared > 20); // partly covered, where a fault would show
  INFO("covered " << ours.covered << " / " << theirs.covered << ", seen " << ours.seen << " / " << theirs.seen);
  CHECK(theirs.covered > 40'000);
  CHECK(theirs.seen > 20'000);
  CHECK(std::abs(ours.covered - theirs.covered) < 0.01 * theirs.covered);
  CHECK(std::abs(ours.seen - theirs.seen) < 0.01 * theirs.seen);
}
