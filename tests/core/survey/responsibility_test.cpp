// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/survey/responsibility.h"

#include "core/model/channel.h"
#include "core/survey/trace_survey.h"
#include "tests/support/survey_builder.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace suyuan;
using namespace suyuan::survey;
using test::must;
using enum ResponsibilityGap;

namespace {

constexpr const char* rightCode = "91350100M000100Y43"; // the example of GB 32100-2015

struct Town {
  test::TempFolder folder;
  store::SurveyFile survey = test::newSurvey(folder);
  double next = 0;

  template <class Record>
  Fid add(Record record) {
    Fid fid;
    must(survey.edit("add", [&](store::Edit& edit) -> Result<> {
      fid = edit.insert(record).value();
      return {};
    }));
    return fid;
  }
  Unit mill(const char* name, Point at) {
    Unit unit;
    unit.name = name, unit.uscc = rightCode, unit.permitNo = "P1", unit.phone = "1", unit.geometry = at;
    return unit;
  }
  Outfall outlet(Point at) {
    Outfall outfall;
    outfall.name = "一号排口", outfall.status = "已确认", outfall.divisionCode = "220102", outfall.geometry = at, outfall.traceStatus = "已溯源";
    outfall.responsibleBody = "某某纸业", outfall.responsibleCode = rightCode;
    return outfall;
  }
  void pipe(Point from, Point to) {
    Channel channel;
    channel.geometry = LineString{{from, to}};
    add(channel);
  }
  std::vector<Responsibility> list(const char* county = "") {
    const auto graph = must(buildNetwork(survey.reader()));
    return must(responsibilities(survey.reader(), {.county = county, .network = &graph}));
  }
};

const Point bank{125.30, 43.90}, upTown{125.31, 43.90}, upHill{125.30, 43.91};

} // namespace

TEST_CASE("an outfall with one declared unit that its channels lead from lacks nothing") {
  Town town;
  const Fid mill = town.add(town.mill("某某纸业", upTown));
  town.pipe(upTown, bank);
  Outfall outfall = town.outlet(bank);
  outfall.unitFid = mill;
  outfall.permitNo = "P1";
  town.add(outfall);
  Outfall excluded = town.outlet(upHill);
  excluded.status = "已排除";
  town.add(excluded);
  const auto rows = town.list();
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].gaps.empty());
  CHECK(rows[0].basis == ResponsibilityBasis::Unit);
  REQUIRE(rows[0].units.size() == 1);
  CHECK((rows[0].units[0].inRecord && rows[0].units[0].inNetwork && rows[0].units[0].declared));
  CHECK(town.list("2202").empty());
}

TEST_CASE("a unit whose channel joins that of a declared one is 借道排污, until a link declares it with its part") {
  Town town;
  const Fid mill = town.add(town.mill("某某纸业", upTown)), dye = town.add(town.mill("某某印染", upHill));
  town.pipe(upTown, bank);
  town.pipe(upHill, bank);
  Outfall outfall = town.outlet(bank);
  outfall.unitFid = mill;
  outfall.permitNo = "P1";
  const Fid fid = town.add(outfall);
  auto row = town.list().at(0);
  CHECK(row.basis == ResponsibilityBasis::Shared);
  CHECK(row.gaps == std::vector{SharesMissing, UndeclaredUnit});
  CHECK(row.units[0].fid == mill); // the surest first
  TraceLink link;
  link.outfallFid = fid;
  for (const auto& [unit, share] : {std::pair{mill, 0.7}, std::pair{dye, 0.2}}) {
    link.unitFid = unit, link.share = share, link.declared = true, link.certainty = "known";
    town.add(link);
  }
  CHECK(town.list().at(0).gaps == std::vector{SharesMissing}); // 0.9
  TraceLink rest = link;
  rest.unitFid = dye, rest.share = 0.3;
  town.add(rest);
  CHECK(town.list().at(0).gaps.empty());
}

TEST_CASE("a link that refutes the unit of the record says so, and it no longer counts") {
  Town town;
  const Fid mill = town.add(town.mill("某某纸业", upTown));
  Outfall outfall = town.outlet(bank);
  outfall.unitFid = mill;
  const Fid fid = town.add(outfall);
  TraceLink link;
  link.outfallFid = fid, link.unitFid = mill, link.certainty = "refuted", link.method = "染色示踪";
  town.add(link);
  const auto row = town.list().at(0);
  CHECK(row.gaps == std::vector{NoUnit, RefutedUnit});
  CHECK(row.basis == ResponsibilityBasis::Open);
}

TEST_CASE("what cannot be traced is the local government's, named and with a record of the search") {
  Town town;
  Outfall outfall = town.outlet(bank);
  outfall.traceStatus = "无法溯源";
  town.add(outfall);
  auto row = town.list().at(0);
  CHECK(row.basis == ResponsibilityBasis::Government);
  CHECK(row.gaps == std::vector{GovernmentNotNamed, NoRecordOfSearch});
  outfall.responsibleBody = "南关区人民政府", outfall.traceMethod = "技术溯源", outfall.name = "二号排口";
  town.add(outfall);
  const auto rows = town.list();
  CHECK(std::ranges::find(rows, std::string("二号排口"), &Responsibility::name)->gaps.empty());
}

TEST_CASE("codes, permits and contacts that are missing or wrong are each told once") {
  Town town;
  Unit unit = town.mill("某某纸业", upTown);
  unit.uscc = "91350100M000100Y44", unit.permitNo.clear(), unit.phone.clear();
  Outfall outfall = town.outlet(bank);
  outfall.unitFid = town.add(unit);
  outfall.responsibleCode.clear();
  town.add(outfall);
  CHECK(town.list().at(0).gaps == std::vector{BodyCodeMissing, UnitCodeWrong, PermitMissing, ContactMissing});
  Outfall untraced = town.outlet(upHill);
  untraced.traceStatus = "未溯源", untraced.responsibleBody.clear(), untraced.name = "零号排口";
  town.add(untraced);
  const auto rows = town.list();
  const auto found = std::ranges::find(rows, std::string("零号排口"), &Responsibility::name);
  REQUIRE(found != rows.end());
  CHECK(found->has(NotTraced));
  CHECK(found->has(NoBody));
  CHECK(found->basis == ResponsibilityBasis::Open);
}
