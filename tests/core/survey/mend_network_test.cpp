// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/survey/mend_network.h"

#include "core/model/channel.h"
#include "core/model/geometry_functions.h"
#include "core/model/unit.h"
#include "core/model/well.h"
#include "core/survey/trace_survey.h"
#include "tests/support/survey_builder.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace suyuan;
using namespace suyuan::survey;
using network::FixKind;
using network::NetworkIssueKind;
using test::must;
using Catch::Approx;

namespace {

Point at(double east, double north) {
  const DegreeLength degree = degreeLength(43.9);
  return {125.3 + east / degree.lon, 43.9 + north / degree.lat};
}

struct Town {
  test::TempFolder folder;
  store::SurveyFile survey = test::newSurvey(folder);

  template <class Record>
  Fid add(Record record, Geometry geometry) {
    record.geometry = std::move(geometry);
    must(survey.edit("add", [&](store::Edit& edit) -> Result<> {
      auto fid = edit.insert(record);
      if (!fid) return std::unexpected(std::move(fid).error());
      record.fid = *fid;
      return {};
    }));
    return record.fid;
  }
  Fid pipe(std::vector<Point> points, Channel channel = {}) { return add(std::move(channel), LineString{std::move(points)}); }
  network::DrainageGraph graph() { return must(buildNetwork(survey.reader())); }
  std::vector<NetworkFinding> findings(NetworkIssueKind kind) {
    auto all = must(checkNetwork(graph()));
    std::erase_if(all, [&](const NetworkFinding& f) { return f.issue.kind != kind; });
    return all;
  }
  MendReport mendAll(NetworkIssueKind kind) {
    std::vector<network::NetworkFix> fixes;
    for (const auto& finding : findings(kind))
      if (finding.fix) fixes.push_back(*finding.fix);
    return must(mendNetwork(survey, fixes));
  }
  std::size_t unitsAbove(Fid outfall) {
    const auto network = graph();
    return must(traceSurvey(network, {.from = {Layer::Outfalls, outfall}, .direction = TraceDirection::Up, .to = {}, .barriers = {}})).result.units.size();
  }
};

} // namespace

TEST_CASE("gaps are closed all at once, lit by the trace, and opened again by one undo") {
  Town town;
  const Fid outfall = town.add(Outfall{}, at(0, 0));
  town.add(Unit{}, at(-200, 0));
  const Fid lower = town.pipe({at(-98, 0), at(0, 0)});        // 2 m short of the middle one
  town.pipe({at(-150, 0), at(-100, 0)});
  town.pipe({at(-200, 0), at(-150, 1.8)});                    // 1.8 m beside its end
  CHECK(town.unitsAbove(outfall) == 0);
  const auto misses = town.findings(NetworkIssueKind::NearMiss);
  REQUIRE(misses.size() == 4); // both sides of both gaps
  CHECK(misses[0].issue.gapMetres == Approx(2).epsilon(0.05));
  REQUIRE(misses[0].fix);
  CHECK(misses[0].fix->kind == FixKind::MoveEnd);

  const std::string before = must(town.survey.reader().contentHash());
  const auto report = town.mendAll(NetworkIssueKind::NearMiss);
  CHECK(report.entry);
  CHECK(report.applied == 2);
  CHECK(report.together == 2); // the other sides
  CHECK(report.stale == 0);
  CHECK(town.unitsAbove(outfall) == 1);
  CHECK(must(town.survey.reader().get<Channel>(lower)));
  must(town.survey.undo());
  CHECK(must(town.survey.reader().contentHash()) == before);
  CHECK(town.unitsAbove(outfall) == 0);
}

TEST_CASE("one gap alone is closed by one fix") {
  Town town;
  const Fid outfall = town.add(Outfall{}, at(0, 0));
  town.add(Unit{}, at(-200, 0));
  town.pipe({at(-98, 0), at(0, 0)});
  town.pipe({at(-200, 0), at(-100, 0)});
  const auto misses = town.findings(NetworkIssueKind::NearMiss);
  REQUIRE(misses.size() == 2);
  CHECK(must(mendNetwork(town.survey, std::vector{*misses[0].fix})).applied == 1);
  CHECK(town.findings(NetworkIssueKind::NearMiss).empty());
  CHECK(town.unitsAbove(outfall) == 1);
}

TEST_CASE("a fix of a channel that has moved since is left alone and counted") {
  Town town;
  town.pipe({at(-98, 0), at(0, 0)});
  const Fid upper = town.pipe({at(-200, 0), at(-100, 0)});
  const auto misses = town.findings(NetworkIssueKind::NearMiss);
  std::vector<network::NetworkFix> fixes;
  for (const auto& miss : misses)
    if (miss.fix && miss.fix->fid == upper) fixes.push_back(*miss.fix);
  REQUIRE(fixes.size() == 1);
  must(town.survey.edit("move", [&](store::Edit& edit) { return edit.setGeometry(Layer::Channels, upper, LineString{{at(-200, 50), at(-100, 50)}}); }));
  const auto report = must(mendNetwork(town.survey, fixes));
  CHECK(report.applied == 0);
  CHECK(report.stale == 1);
  CHECK_FALSE(report.entry);
}

TEST_CASE("a channel against its levels is turned by its flow, not by its drawing, and turned back") {
  Town town;
  Channel rising;
  rising.invertUp = 200, rising.invertDown = 201;
  const Fid fid = town.pipe({at(0, 0), at(50, 0)}, rising);
  const auto report = town.mendAll(NetworkIssueKind::InvertAgainstFlow);
  CHECK(report.applied == 1);
  const auto turned = must(town.survey.reader().get<Channel>(fid));
  REQUIRE(turned);
  CHECK(flowsAgainstDrawing(turned->flow));
  CHECK(std::get<LineString>(turned->geometry).points.front() == at(0, 0));
  CHECK(town.findings(NetworkIssueKind::InvertAgainstFlow).empty());
  must(town.survey.undo());
  CHECK(town.findings(NetworkIssueKind::InvertAgainstFlow).size() == 1);
}

TEST_CASE("head-on pipes get a way out to the outfall") {
  Town town;
  const Fid outfall = town.add(Outfall{}, at(0, 0));
  town.add(Unit{}, at(-200, 0));
  town.pipe({at(-200, 0), at(-100, 0)});
  const Fid wrong = town.pipe({at(0, 0), at(-100, 0)}); // digitised from the outfall
  const auto found = town.findings(NetworkIssueKind::HeadOn);
  REQUIRE(found.size() == 1);
  REQUIRE(found[0].fix);
  CHECK(found[0].fix->fid == wrong);
  town.mendAll(NetworkIssueKind::HeadOn);
  CHECK(town.unitsAbove(outfall) == 1);
}

TEST_CASE("a unit beside the sewer is joined by an assumed channel, a crossing by a well") {
  Town town;
  const Fid outfall = town.add(Outfall{}, at(0, 0));
  town.add(Unit{}, at(-50, 12));
  town.pipe({at(-100, 0), at(0, 0)});
  REQUIRE(town.findings(NetworkIssueKind::DisconnectedUnit).size() == 1);
  const auto report = town.mendAll(NetworkIssueKind::DisconnectedUnit);
  REQUIRE(report.changed.size() == 1);
  const auto made = must(town.survey.reader().get<Channel>(report.changed[0].second));
  REQUIRE(made);
  CHECK(made->evidence == "推断");
  CHECK(town.unitsAbove(outfall) == 1);

  town.add(Unit{}, at(-80, 30));
  town.pipe({at(-80, 30), at(-80, -30)});
  CHECK(town.unitsAbove(outfall) == 1);
  CHECK(town.findings(NetworkIssueKind::CrossingWithoutJoint).size() == 1);
  const auto joined = town.mendAll(NetworkIssueKind::CrossingWithoutJoint);
  REQUIRE(joined.changed.size() == 1);
  CHECK(joined.changed[0].first == Layer::Wells);
  CHECK(town.unitsAbove(outfall) == 2);
}

TEST_CASE("a circle whose one pipe rises is opened by it") {
  Town town;
  const auto pipe = [&](Point a, Point b, double up, double down) {
    Channel channel;
    channel.invertUp = up, channel.invertDown = down;
    return town.pipe({a, b}, channel);
  };
  pipe(at(0, 0), at(30, 0), 204, 203);
  pipe(at(30, 0), at(30, 30), 203, 202);
  const Fid wrong = pipe(at(30, 30), at(0, 0), 202, 204);
  const auto found = town.findings(NetworkIssueKind::Cycle);
  REQUIRE(found.size() == 1);
  REQUIRE(found[0].fix);
  CHECK(found[0].fix->fid == wrong);
  town.mendAll(NetworkIssueKind::Cycle);
  CHECK(town.findings(NetworkIssueKind::Cycle).empty());
}

TEST_CASE("a closed gate ends a trace, and its times are Manning's") {
  Town town;
  const Fid outfall = town.add(Outfall{}, at(0, 0));
  town.add(Unit{}, at(-100, 0));
  Channel pipe;
  pipe.diameter = 0.4, pipe.roughness = 0.014, pipe.invertUp = 100, pipe.invertDown = 99.7;
  town.pipe({at(-100, 0), at(0, 0)}, pipe);
  const auto graph = town.graph();
  const auto trace = must(traceSurvey(graph, {.from = {Layer::Outfalls, outfall}, .direction = TraceDirection::Up, .to = {}, .barriers = {}}));
  const auto unit = std::ranges::find(trace.reached, Layer::Units, [](const ReachedRecord& r) { return r.record.layer; });
  REQUIRE(unit != trace.reached.end());
  CHECK(unit->travel.metres == Approx(100).epsilon(0.001));
  CHECK(unit->travel.seconds == Approx(100 / 0.843).epsilon(0.005));
  CHECK(unit->travel.unknownMetres == 0);

  Well gate;
  gate.kind = "闸门(关)";
  town.add(gate, at(-50, 0));
  const auto gates = must(closedGates(town.survey.reader()));
  REQUIRE(gates.size() == 1);
  const auto shut = must(traceSurvey(town.graph(), {.from = {Layer::Outfalls, outfall}, .direction = TraceDirection::Up, .to = {}, .barriers = gates}));
  CHECK(shut.result.units.empty());
  const auto open = must(traceSurvey(town.graph(), {.from = {Layer::Outfalls, outfall}, .direction = TraceDirection::Up, .to = {}, .barriers = {}}));
  CHECK(open.result.units.size() == 1);
}

TEST_CASE("a network that follows the survey's edits traces as one built anew") {
  Town town;
  const Fid outfall = town.add(Outfall{}, at(0, 0));
  town.add(Unit{}, at(-100, 0));
  auto graph = town.graph();
  const auto unitsAbove = [&](const network::DrainageGraph& network) {
    return must(traceSurvey(network, {.from = {Layer::Outfalls, outfall}, .direction = TraceDirection::Up, .to = {}, .barriers = {}})).result.units.size();
  };
  const auto follow = [&](Layer layer, Fid fid) {
    const RecordName changed{layer, fid};
    graph = must(followNetwork(graph, town.survey.reader(), std::span(&changed, 1)));
    return unitsAbove(graph);
  };
  const Fid pipe = town.pipe({at(-100, 0), at(0, 0)});
  CHECK(unitsAbove(graph) == 0);
  CHECK(follow(Layer::Channels, pipe) == 1);
  must(town.survey.edit("turn", [&](store::Edit& edit) { return edit.setField(Layer::Channels, pipe, "flow_direction", Value{std::string("反向")}); }));
  CHECK(follow(Layer::Channels, pipe) == 0);
  must(town.survey.undo());
  CHECK(follow(Layer::Channels, pipe) == 1);
  must(town.survey.edit("move", [&](store::Edit& edit) { return edit.setGeometry(Layer::Outfalls, outfall, at(0, 40)); }));
  CHECK(follow(Layer::Outfalls, outfall) == 0);
  must(town.survey.undo());
  CHECK(follow(Layer::Outfalls, outfall) == 1);
  must(town.survey.edit("remove", [&](store::Edit& edit) { return edit.removeRow(Layer::Channels, pipe); }));
  CHECK(follow(Layer::Channels, pipe) == 0);
}
