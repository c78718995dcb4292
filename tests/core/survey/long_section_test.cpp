// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/survey/long_section.h"

#include "core/model/channel.h"
#include "core/model/geometry_functions.h"
#include "core/model/unit.h"
#include "core/model/well.h"
#include "tests/support/survey_builder.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>

using namespace suyuan;
using namespace suyuan::survey;
using Catch::Approx;
using test::must;

namespace {

Point east(double metres) { return {125.3 + metres / degreeLength(43.9).lon, 43.9}; }

struct Street {
  test::TempFolder folder;
  store::SurveyFile survey = test::newSurvey(folder);

  template <class Record>
  Fid add(Record record, Geometry geometry) {
    Fid fid;
    record.geometry = std::move(geometry);
    must(survey.edit("add", [&](store::Edit& edit) -> Result<> {
      fid = edit.insert(record).value();
      return {};
    }));
    return fid;
  }
  LongSection section(Fid outfall, std::optional<RecordName> from = {}) {
    const auto graph = must(buildNetwork(survey.reader()));
    return must(longSection(survey.reader(), graph, outfall, from));
  }
};

} // namespace

TEST_CASE("the section runs from the farthest unit down to the outfall with levels, sizes and wells at their places") {
  Street street;
  Outfall outfall;
  outfall.name = "一号排口";
  const Fid fid = street.add(outfall, east(0));
  Unit mill;
  mill.name = "某某纸业";
  street.add(mill, east(300));
  mill.name = "近处小厂";
  street.add(mill, east(100));
  Well well;
  well.name = "W1", well.ground = 205, well.invert = 201;
  street.add(well, east(200));
  Channel pipe;
  pipe.diameter = 0.6, pipe.invertUp = 202, pipe.invertDown = 201;
  street.add(pipe, LineString{{east(300), east(200)}});
  pipe.diameter = 0.8, pipe.invertUp = 201, pipe.invertDown = 200; // 200 m with the near mill in its middle
  street.add(pipe, LineString{{east(200), east(0)}});

  const LongSection section = street.section(fid);
  REQUIRE(section.pieces.size() == 3);
  CHECK(section.length == Approx(300).margin(0.5));
  CHECK(section.levelled == Approx(section.length));
  CHECK(section.pieces[0].size == 0.6);
  CHECK(section.pieces[0].slope() == Approx(0.01).epsilon(0.01));
  CHECK(section.pieces[1].invertTo == Approx(200.5).margin(0.01)); // half way along its channel
  CHECK(section.pieces[2].invertTo == Approx(200));
  REQUIRE(section.stations.size() == 4);
  CHECK(section.stations[0].name == "某某纸业");
  CHECK(section.stations[1].name == "W1");
  CHECK(section.stations[1].ground == 205);
  CHECK(section.stations[2].name == "近处小厂");
  CHECK(section.stations[3].name == "一号排口");
  CHECK(section.stations[3].at == Approx(section.length));
}

TEST_CASE("a channel drawn or flowing the other way keeps its levels at its own ends, and wells lend theirs to one without") {
  Street street;
  const Fid fid = street.add(Outfall{}, east(0));
  Well well;
  well.invert = 203;
  street.add(well, east(200));
  well.invert = 202;
  street.add(well, east(100));
  Channel pipe;
  pipe.invertUp = 201, pipe.invertDown = 202, pipe.flow = "反向"; // drawn from the outfall up
  street.add(pipe, LineString{{east(0), east(100)}});
  street.add(Channel{}, LineString{{east(200), east(100)}});
  const LongSection section = street.section(fid);
  REQUIRE(section.pieces.size() == 2);
  CHECK(section.pieces[0].invertFrom == 203);
  CHECK(section.pieces[0].invertTo == 202);
  CHECK(section.pieces[1].invertFrom == Approx(202));
  CHECK(section.pieces[1].invertTo == Approx(201));
  CHECK(std::isnan(section.pieces[0].size));
}

TEST_CASE("an outfall that nothing drains to has no section, and one without levels has its lengths") {
  Street street;
  const Fid alone = street.add(Outfall{}, east(5000));
  const Fid fid = street.add(Outfall{}, east(0));
  street.add(Channel{}, LineString{{east(80), east(0)}});
  CHECK(street.section(alone).isEmpty());
  const LongSection section = street.section(fid);
  REQUIRE(section.pieces.size() == 1);
  CHECK(section.length == Approx(80).margin(0.2));
  CHECK(section.levelled == 0);
  const auto graph = must(buildNetwork(street.survey.reader()));
  CHECK(longSection(street.survey.reader(), graph, Fid{7}).error().code == ErrorCode::TraceStartMissing);
}
