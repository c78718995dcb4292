// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/channel.h"
#include "core/model/geometry_functions.h"
#include "core/model/river.h"
#include "core/model/well.h"
#include "core/model/zone.h"
#include "core/survey/line_change.h"
#include "tests/support/survey_builder.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

using namespace suyuan;
using namespace suyuan::survey;
using namespace suyuan::test;

namespace {

const std::vector<Point> line{{125.30, 43.90}, {125.31, 43.90}, {125.32, 43.90}};

Channel sewer(std::vector<Point> points, const char* name) {
  Channel channel;
  channel.geometry = LineString{std::move(points)};
  channel.name = name;
  channel.kind = "管道";
  channel.diameter = 0.6;
  return channel;
}

template <class Record>
Fid added(store::SurveyFile& survey, const Record& record) {
  Fid fid;
  must(survey.edit("added", [&](store::Edit& edit) -> Result<> {
    fid = must(edit.insert(record));
    return {};
  }));
  return fid;
}

Fid written(store::SurveyFile& survey, const LineChange& change) {
  Fid fid;
  const auto before = must(store::entries(survey.reader(), 100)).size();
  must(survey.edit("changed", [&](store::Edit& edit) -> Result<> {
    auto done = write(edit, change);
    if (done) fid = *done;
    return done ? Result<>{} : std::unexpected(done.error());
  }));
  CHECK(must(store::entries(survey.reader(), 100)).size() == before + 1);
  return fid;
}

template <class Record>
Record read(store::SurveyFile& survey, Fid fid) { return must(survey.reader().get<Record>(fid)).value(); }

} // namespace

TEST_CASE("a channel is split with its attributes on both pieces and each end's own on its piece, in one step") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  Channel whole = sewer(line, "干管");
  whole.fromNode = "W1";
  whole.toNode = "P7";
  whole.invertUp = 201;
  whole.invertDown = 198;
  whole.length = 1600;
  const Fid fid = added(survey, whole);
  const std::string before = must(survey.reader().contentHash());
  const Fid piece = written(survey, must(planSplit(survey.reader(), Layer::Channels, fid, {125.305, 43.9001})));
  REQUIRE(piece != fid);
  const auto first = read<Channel>(survey, fid), second = read<Channel>(survey, piece);
  CHECK(first.name == "干管");
  CHECK(second.name == "干管");
  CHECK(second.diameter == 0.6);
  CHECK(first.fromNode == "W1");
  CHECK(first.toNode.empty());
  CHECK(second.fromNode.empty());
  CHECK(second.toNode == "P7");
  CHECK(first.invertUp == 201);
  CHECK_FALSE(first.invertDown);
  CHECK(second.invertDown == 198);
  CHECK(*first.length == Catch::Approx(400).epsilon(0.001));
  CHECK(*first.length + *second.length == Catch::Approx(1600));
  must(survey.undo());
  CHECK(must(survey.reader().contentHash()) == before);
  CHECK(planSplit(survey.reader(), Layer::Channels, fid, line.front()).error().code == ErrorCode::CutAtEnd);
  CHECK(planSplit(survey.reader(), Layer::Channels, Fid{7}, line[1]).error().code == ErrorCode::RecordMissing);
}

TEST_CASE("outfalls go with the nearer piece of a split river, and with the river that stays when rivers are joined") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  River river;
  river.name = "伊通河";
  river.geometry = LineString{line};
  const Fid fid = added(survey, river);
  Outfall near = outfallNumber(1), far = outfallNumber(2);
  near.geometry = Point{125.301, 43.9005};
  far.geometry = Point{125.318, 43.8995};
  near.riverFid = far.riverFid = fid;
  const Fid first = addOutfall(survey, near), second = addOutfall(survey, far);
  const std::string before = must(survey.reader().contentHash());
  const Fid piece = written(survey, must(planSplit(survey.reader(), Layer::Rivers, fid, {125.308, 43.90})));
  CHECK(read<Outfall>(survey, first).riverFid == fid);
  CHECK(read<Outfall>(survey, second).riverFid == piece);
  const std::vector<Fid> both{fid, piece, fid};
  const LineChange join = must(planJoin(survey.reader(), Layer::Rivers, both));
  CHECK(join.changed.fid == piece); // the longer
  CHECK(join.differences.empty());
  CHECK(written(survey, join) == piece);
  CHECK(read<Outfall>(survey, first).riverFid == piece);
  CHECK_FALSE(must(survey.reader().get<River>(fid)));
  const auto joinedLine = std::get<LineString>(read<River>(survey, piece).geometry).points;
  CHECK(joinedLine.front() == line.front());
  CHECK(joinedLine.back() == line.back());
  must(survey.undo());
  must(survey.undo());
  CHECK(must(survey.reader().contentHash()) == before);
}

TEST_CASE("joined channels keep the longest one's attributes and the outer ends, and what differed is told") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  Channel large = sewer({line[0], line[1], {125.315, 43.90}}, "干管"), small = sewer({line[2], {125.315, 43.90}}, "支管"); // drawn the other way
  large.fromNode = "W1";
  large.toNode = "W2";
  large.length = 1200;
  small.fromNode = "P7";
  small.toNode = "W2";
  small.invertUp = 190;
  small.diameter = 0.3;
  const Fid kept = added(survey, large), gone = added(survey, small);
  const std::vector<Fid> both{gone, kept};
  const LineChange change = must(planJoin(survey.reader(), Layer::Channels, both));
  REQUIRE(change.differences.size() == 2);
  CHECK(change.differences[0].field == "name");
  CHECK(change.differences[0].lost == Value{std::string("支管")});
  CHECK(change.differences[1].field == "diameter_m");
  written(survey, change);
  const auto whole = read<Channel>(survey, kept);
  CHECK(whole.name == "干管");
  CHECK(whole.fromNode == "W1");
  CHECK(whole.toNode == "P7");
  CHECK(whole.invertDown == 190);
  CHECK_FALSE(whole.length); // one was not known
  CHECK_FALSE(must(survey.reader().get<Channel>(gone)));
  CHECK(std::get<LineString>(whole.geometry).points.back() == line[2]);
  const Fid apart = added(survey, sewer({{125.4, 43.9}, {125.5, 43.9}}, "另一条"));
  CHECK(planJoin(survey.reader(), Layer::Channels, std::vector{kept, apart}).error().code == ErrorCode::LinesApart);
  CHECK(planJoin(survey.reader(), Layer::Channels, std::vector{kept, kept}).error().code == ErrorCode::LinesApart);
}

TEST_CASE("a reversed channel changes its ends, a reversed river tells of the outfalls placed beside it") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  Channel channel = sewer(line, "干管");
  channel.fromNode = "W1";
  channel.toNode = "P7";
  channel.invertUp = 201;
  const Fid fid = added(survey, channel);
  written(survey, must(planReverse(survey.reader(), Layer::Channels, fid)));
  const auto now = read<Channel>(survey, fid);
  CHECK(now.fromNode == "P7");
  CHECK(now.toNode == "W1");
  CHECK(now.invertDown == 201);
  CHECK_FALSE(now.invertUp);
  CHECK(std::get<LineString>(now.geometry).points.front() == line.back());
  River river;
  river.geometry = LineString{line};
  const Fid water = added(survey, river);
  Outfall outfall = outfallNumber(1);
  outfall.riverFid = water;
  outfall.bank = "左岸";
  addOutfall(survey, outfall);
  CHECK(must(planReverse(survey.reader(), Layer::Rivers, water)).placedBeside == 1);
}

TEST_CASE("a drawn channel knows the well and the outfall at its ends, a drawn zone is closed") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  Well well;
  well.geometry = line[0];
  well.sourceId = "W12";
  added(survey, well);
  Outfall outfall = outfallNumber(1);
  outfall.geometry = line[2];
  outfall.codeNational = "AB-220102-0003-GY-00";
  addOutfall(survey, outfall);
  const Fid fid = written(survey, must(planDrawn(survey.reader(), Layer::Channels, line)));
  CHECK(read<Channel>(survey, fid).fromNode == "W12");
  CHECK(read<Channel>(survey, fid).toNode == "AB-220102-0003-GY-00");
  CHECK(read<Channel>(survey, fid).geometry == Geometry{LineString{line}});
  const std::vector<Point> corners{{125, 43}, {125.1, 43}, {125.1, 43.1}};
  const Fid zone = written(survey, must(planDrawn(survey.reader(), Layer::Zones, corners)));
  const auto ring = std::get<Polygon>(read<Zone>(survey, zone).geometry).rings.at(0);
  CHECK(ring.size() == 4);
  CHECK(ring.front() == ring.back());
  CHECK(planDrawn(survey.reader(), Layer::Zones, std::span(corners).first(2)).error().code == ErrorCode::VerticesTooFew);
  CHECK(planDrawn(survey.reader(), Layer::Channels, std::span(corners).first(1)).error().code == ErrorCode::VerticesTooFew);
}
