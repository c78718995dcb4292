// SPDX-License-Identifier: GPL-3.0-or-later
// The index must tell what a look at every record would tell, however it came to what it knows.
#include "core/rules/survey_index.h"

#include "core/model/geometry_functions.h"
#include "good_record.h"

#include <catch2/generators/catch_generators.hpp>

#include <algorithm>
#include <format>
#include <map>
#include <random>
#include <set>

using namespace suyuan;
using namespace suyuan::rules;

namespace {

/// Records as plain lists: what the index is held against.
struct Plain {
  std::map<Fid, Outfall> outfalls;
  std::map<Fid, std::string> units, photos;

  [[nodiscard]] std::set<Fid> equal(const Outfall& o, std::string Outfall::*field) const {
    std::set<Fid> out;
    for (const auto& [fid, other] : outfalls)
      if (fid != o.fid && !(o.*field).empty() && other.*field == o.*field) out.insert(fid);
    return out;
  }
  [[nodiscard]] std::optional<Fid> nearest(const Outfall& o, double within) const {
    std::optional<Fid> best;
    double distance = within;
    for (const auto& [fid, other] : outfalls) {
      if (fid == o.fid || other.class1 != o.class1) continue;
      const double metres = distanceMetres(std::get<Point>(o.geometry), std::get<Point>(other.geometry));
      if (metres < distance || (!best && metres <= distance)) best = fid, distance = metres;
    }
    return best;
  }
  [[nodiscard]] static Fid same(const std::map<Fid, std::string>& of, Fid self) {
    for (const auto& [fid, text] : of)
      if (fid != self && !text.empty() && text == of.at(self)) return fid;
    return {};
  }
};

/// Few codes, names and places, so that equal and near ones are common.
Outfall someOutfall(std::mt19937& random, std::int64_t fid) {
  Outfall o;
  o.fid = Fid{fid};
  o.codeNational = random() % 3 ? std::format("AB-220102-{:04}-QT-00", random() % 150) : "";
  o.codeProvincial = random() % 5 ? "" : std::format("JL{}", random() % 40);
  o.name = std::format("排口{}", random() % 200);
  o.class1 = random() % 2 ? "其他排口" : "工业排污口";
  o.unitFid = Fid{static_cast<std::int64_t>(5000 + random() % 50)};
  o.geometry = Point{125 + static_cast<double>(random() % 40) * 0.00003, 43 + static_cast<double>(random() % 40) * 0.00003};
  return o;
}

void holdAgainst(const SurveyIndex& index, const Plain& plain) {
  const double within = testBook().thresholds().duplicateDistanceM;
  for (const auto& [fid, o] : plain.outfalls) {
    RecordContext c;
    index.pairs(o, c);
    const auto found = [](const std::vector<Fid>& fids) { return std::set<Fid>(fids.begin(), fids.end()); };
    INFO("outfall " << fid.value);
    CHECK(found(c.sameNationalCode) == plain.equal(o, &Outfall::codeNational));
    CHECK(found(c.sameProvincialCode) == plain.equal(o, &Outfall::codeProvincial));
    CHECK(found(c.sameName) == plain.equal(o, &Outfall::name));
    const auto nearest = plain.nearest(o, within);
    REQUIRE(c.nearby.empty() == !nearest);
    if (nearest) CHECK(c.nearby.front().distanceM == distanceMetres(std::get<Point>(o.geometry), std::get<Point>(plain.outfalls.at(*nearest).geometry)));
    CHECK(index.hasOutfall(fid));
    std::vector<Fid> touched, ofUnit;
    index.touching(fid, touched);
    for (const Fid equal : plain.equal(o, &Outfall::name)) CHECK(std::ranges::contains(touched, equal));
    index.outfallsOfUnit(o.unitFid, ofUnit);
    CHECK(std::ranges::contains(ofUnit, fid));
  }
  for (const auto& [fid, code] : plain.units) CHECK(index.unitWithSameCode(fid, code) == Plain::same(plain.units, fid));
  for (const auto& [fid, file] : plain.photos) CHECK(index.photoOfSameFile(fid, file) == Plain::same(plain.photos, fid));
}

} // namespace

TEST_CASE("an index filled with a whole survey tells the equal and the near ones") {
  std::mt19937 random(GENERATE(1, 2, 3));
  const bool ascending = GENERATE(true, false);
  Plain plain;
  for (int i = 0; i < 300; ++i) {
    const std::int64_t fid = ascending ? 1000 + i * 3 : 1000 + (i * 7919 % 1000) * 3;
    plain.outfalls[Fid{fid}] = someOutfall(random, fid);
    if (i % 3 == 0) plain.units[Fid{fid}] = std::format("U{}", random() % 90);
    plain.photos[Fid{fid}] = std::format("{:064}", random() % 250);
  }
  SurveyIndex index(testBook());
  {
    const auto filling = index.fill(300, 100, 300);
    std::vector<Fid> order;
    for (const auto& [fid, o] : plain.outfalls) order.push_back(fid);
    if (!ascending) std::ranges::shuffle(order, random);
    for (const Fid fid : order) index.setOutfall(plain.outfalls.at(fid));
    for (const auto& [fid, code] : plain.units) index.setUnit(fid, code);
    for (const auto& [fid, file] : plain.photos) index.setPhoto(fid, file);
  }
  CHECK(index.outfalls() == plain.outfalls.size());
  CHECK_FALSE(index.hasOutfall(Fid{999}));
  holdAgainst(index, plain);
}

TEST_CASE("an index that records come to, change in and leave stays the one of what is there") {
  std::mt19937 random(GENERATE(11, 12, 13));
  Plain plain;
  SurveyIndex index(testBook());
  if (random() % 2) {
    const auto filling = index.fill(100, 0, 0);
    for (std::int64_t fid = 1000; fid < 1100; ++fid) index.setOutfall(plain.outfalls[Fid{fid}] = someOutfall(random, fid));
  }
  for (int step = 0; step < 1500; ++step) {
    const auto fid = static_cast<std::int64_t>(900 + random() % 400);
    switch (random() % 6) {
    case 0:
      index.removeOutfall(Fid{fid});
      plain.outfalls.erase(Fid{fid});
      break;
    case 1: index.setUnit(Fid{fid}, plain.units[Fid{fid}] = std::format("U{}", random() % 90)); break;
    case 2:
      index.removeUnit(Fid{fid});
      plain.units.erase(Fid{fid});
      break;
    case 3: index.setPhoto(Fid{fid}, plain.photos[Fid{fid}] = std::format("{:064}", random() % 250)); break;
    case 4:
      index.removePhoto(Fid{fid});
      plain.photos.erase(Fid{fid});
      break;
    default: index.setOutfall(plain.outfalls[Fid{fid}] = someOutfall(random, fid)); break;
    }
  }
  holdAgainst(index, plain);
  for (std::int64_t fid = 900; fid < 1300; ++fid) CHECK(index.hasOutfall(Fid{fid}) == plain.outfalls.contains(Fid{fid}));
  std::set<Fid> placed;
  index.eachPosition([&](Fid fid, const auto&) { placed.insert(fid); });
  CHECK(placed.size() == plain.outfalls.size());
}
