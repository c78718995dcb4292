// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/swmm_model.h"

#include "core/model/channel.h"
#include "core/model/outfall.h"
#include "core/model/well.h"
#include "core/survey/trace_survey.h"
#include "tests/gis/exchange/test_survey.h"
#include "tests/support/named_network.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

using namespace suyuan;
using namespace suyuan::exchange;
using Catch::Approx;
using test::NamedNetwork;
using test::TestSurvey;

namespace {

/// A metre grid over Changchun for models that stand nowhere.
const std::string nowhere = "+proj=tmerc +lat_0=43.9 +lon_0=125.3 +k=1 +x_0=0 +y_0=0 +ellps=GRS80 +units=m +type=crs";

std::filesystem::path networkFile(const std::string& name) { return std::filesystem::path(SUYUAN_TEST_DATA) / "network" / name; }

std::string bytesOf(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  REQUIRE(in);
  return {std::istreambuf_iterator<char>(in), {}};
}

template <class T>
T must(Result<T> result) {
  if (!result) FAIL(errorKey(result.error().code) << " " << result.error().detail);
  return std::move(*result);
}

ImportReport bring(TestSurvey& t, const std::filesystem::path& file, Layer as, const std::string& crs = nowhere) {
  return must(test::importFile(*t.survey, {.path = file, .as = as, .crs = crs}));
}

struct Counts {
  std::string file;
  int junctions, outfalls, storage, conduits, others;
};

// ../shared/data/INDEX.md of the project's data: junctions, outfalls, storage, conduits; dividers counted as junctions; the
// other links counted by hand.
const std::vector<Counts> published{{"epa_Example1-Treatment", 13, 1, 0, 13, 0}, {"epa_Example2-Post", 11, 1, 0, 11, 0},
                                    {"epa_Example3", 12, 1, 1, 12, 4},           {"epa_Example4", 17, 1, 0, 17, 0},
                                    {"epa_Example6-Final", 18, 1, 1, 18, 3},     {"pystorms_alpha", 26, 2, 0, 22, 10},
                                    {"pystorms_gamma", 10, 1, 11, 10, 11},       {"pystorms_theta", 3, 1, 2, 3, 2},
                                    {"swmmanywhere_bellinge_small", 0, 1, 15, 15, 0}, {"swmmio_invalid_model", 7, 1, 1, 8, 3},
                                    {"swmmio_model_state_plane", 31, 1, 13, 44, 0},   {"swmmio_outfalls_issue", 2, 2, 0, 2, 0}};

SwmmModel modelOf(const std::string& name) { return must(readSwmm(bytesOf(networkFile("swmm/" + name + ".inp")), name)); }

/// What must come back the same when a network was written and read again.
using LinkForm = std::tuple<std::string, std::string, std::string, int, std::string, std::string>;

} // namespace

TEST_CASE("published SWMM models have the nodes and links that are published of them") {
  for (const Counts& c : published) {
    INFO(c.file);
    const SwmmModel model = modelOf(c.file);
    const auto nodes = [&](SwmmNode::Kind kind) { return std::ranges::count(model.nodes, kind, &SwmmNode::kind); };
    CHECK(nodes(SwmmNode::Kind::Junction) + nodes(SwmmNode::Kind::Divider) == c.junctions);
    CHECK(nodes(SwmmNode::Kind::Outfall) == c.outfalls);
    CHECK(nodes(SwmmNode::Kind::Storage) == c.storage);
    const auto conduits = std::ranges::count(model.links, SwmmLink::Kind::Conduit, &SwmmLink::kind);
    CHECK(conduits == c.conduits);
    CHECK(std::ssize(model.links) - conduits == c.others);
  }
}

TEST_CASE("published SWMM models are brought in as wells, outfalls and channels, and trace as their links say") {
  for (const Counts& c : published) {
    INFO(c.file);
    const SwmmModel model = modelOf(c.file);
    TestSurvey t;
    const auto file = networkFile("swmm/" + c.file + ".inp");
    if (c.junctions + c.storage > 0) CHECK(bring(t, file, Layer::Wells).read == c.junctions + c.storage);
    CHECK(bring(t, file, Layer::Outfalls).read == c.outfalls);
    const ImportReport channels = bring(t, file, Layer::Channels);
    CHECK(channels.read == c.conduits + c.others);
    // What has no place is refused and said; everything else is there.
    const auto placeless = std::ranges::count_if(model.links, [](const SwmmLink& l) { return l.points.size() < 2; });
    CHECK(channels.refusedCount == placeless);

    NamedNetwork named;
    std::map<std::string, Fid> outfalls;
    std::map<Fid, std::string> channelNames;
    for (const auto& channel : must(t.survey->reader().all<Channel>())) {
      named.add(channel.fid, channel.fromNode, channel.toNode);
      channelNames[channel.fid] = channel.sourceId;
    }
    for (const auto& outfall : must(t.survey->reader().all<Outfall>())) outfalls[outfall.sourceId] = outfall.fid;
    const auto graph = must(survey::buildNetwork(t.survey->reader()));
    for (const auto& [name, fid] : outfalls) {
      INFO("outfall " << name);
      const auto start = network::startAt(graph, Layer::Outfalls, fid);
      const std::set<Fid> wanted = named.knows(name) ? named.above(named.named(name)) : std::set<Fid>{};
      if (!start) {
        CHECK(wanted.empty());
        continue;
      }
      const auto up = must(network::traceUp(graph, *start));
      CHECK(std::set<Fid>(up.channels.begin(), up.channels.end()) == wanted);
    }
  }
}

TEST_CASE("feet and offsets become metres and levels") {
  const SwmmModel model = modelOf("epa_Example1-Treatment");
  CHECK(model.feet);
  REQUIRE(model.node("9"));
  CHECK(model.node("9")->invert == Approx(1000 * 0.3048));
  CHECK(model.node("9")->depth == Approx(3 * 0.3048));
  const SwmmLink& first = model.links.front();
  CHECK(first.length == Approx(400 * 0.3048));
  CHECK(first.roughness == Approx(0.01));
  CHECK(first.invertUp == Approx(1000 * 0.3048));
  CHECK(first.shape == "CIRCULAR");
  CHECK(first.height == Approx(1.5 * 0.3048));
  CHECK(first.section.empty());
  const auto star = must(readSwmm("[OPTIONS]\nFLOW_UNITS LPS\nLINK_OFFSETS ELEVATION\n[JUNCTIONS]\nA 5 2\nB 4\n[CONDUITS]\nC A B 10 0.013 * 4.5\n"
                                  "[COORDINATES]\nA 1 1\nB 2 2\n",
                                  "star.inp"));
  CHECK(star.links[0].invertUp == 5);
  CHECK(star.links[0].invertDown == 4.5);
}

TEST_CASE("section heads are read in any letters, cut short and indented") {
  const auto model = must(readSwmm("\xEF\xBB\xBF  [junctions]\r\n A 1 2 ; a comment\r\n\t\"B x\" 1\r\n[Cond]\r\nC A \"B x\" 5 0.01 0 0\r\n [coordinates]\r\nA 0 0\r\n\"B x\" 3 4\r\n", "odd.inp"));
  REQUIRE(model.nodes.size() == 2);
  REQUIRE(model.links.size() == 1);
  CHECK(model.links[0].to == "B x");
  CHECK(model.links[0].points.size() == 2);
}

TEST_CASE("what is no SWMM model with places is refused in one sentence, and nothing is taken") {
  TestSurvey t;
  const auto refused = [&](const std::string& name, std::string_view text) {
    const auto report = test::importFile(*t.survey, {.path = t.write(name, text), .as = Layer::Channels, .crs = nowhere});
    REQUIRE_FALSE(report);
    CHECK(t.outfalls() == 0);
    return report.error().code;
  };
  CHECK(refused("epanet.inp", "[TITLE]\nNet1\n[JUNCTIONS]\n10 710 0\n[RESERVOIRS]\n9 800\n[PIPES]\n10 9 10 10530 18 100 0 Open\n[COORDINATES]\n10 20 70\n9 10 70\n") ==
        ErrorCode::ModelOfOther);
  CHECK(refused("placeless.inp", "[JUNCTIONS]\nA 1 2\nB 1 2\n[CONDUITS]\nC A B 5 0.01 0 0\n") == ErrorCode::ModelWithoutPlaces);
  CHECK(refused("cut.inp", "[JUNCTIONS]\nA 1 2\nB 1 2\n[COORDINATES]\nA 0 0\nB 1 1\n[CONDUITS]\nC A\n") == ErrorCode::SourceDamaged);
  CHECK(refused("prose.inp", "This is not a model.\n") == ErrorCode::SourceDamaged);
  CHECK(refused("binary.inp", std::string_view("\0\x01\xFF\xFE[\0\0", 7)) != ErrorCode::Internal);
  CHECK(refused("empty.inp", "") == ErrorCode::SourceEmpty);
  CHECK(refused("blank.inp", bytesOf(networkFile("swmm/swmmio_model_blank.inp"))) == ErrorCode::SourceEmpty);
  CHECK(refused("units.inp", "[JUNCTIONS]\nA 1 2\n[COORDINATES]\nA 12 34\n") != ErrorCode::Internal);
}

TEST_CASE("map units that may be anything are not taken for degrees") {
  TestSurvey t;
  const std::string text = "[JUNCTIONS]\nA 1 2\nB 1 2\n[CONDUITS]\nC A B 5 0.01 0 0\n[COORDINATES]\nA 12 34\nB 13 35\n";
  const auto asked = test::importFile(*t.survey, {.path = t.write("units.inp", text), .as = Layer::Channels});
  REQUIRE_FALSE(asked);
  CHECK(asked.error().code == ErrorCode::CrsUnknown);
  const auto degrees = must(test::importFile(*t.survey, {.path = t.write("degrees.inp", text + "[MAP]\nUNITS Degrees\n"), .as = Layer::Channels}));
  CHECK(degrees.taken == 1);
}

TEST_CASE("a link to a node that is not there is refused by row and the others are taken") {
  TestSurvey t;
  const auto report = bring(t, t.write("gap.inp", "[JUNCTIONS]\nA 1 2\nB 1 2\n[CONDUITS]\nC A B 5 0.01 0 0\nD A Nobody 5 0.01 0 0\n[COORDINATES]\nA 0 0\nB 9 9\n"), Layer::Channels);
  CHECK(report.taken == 1);
  REQUIRE(report.refused.size() == 1);
  CHECK(report.refused[0].row == 2);
  CHECK(report.refused[0].why == "no-geometry");
}

TEST_CASE("a network written as SWMM reads back the same") {
  for (const char* name : {"epa_Example6-Final", "pystorms_alpha", "pystorms_gamma", "swmmio_model_state_plane", "swmmanywhere_bellinge_small"}) {
    INFO(name);
    const SwmmModel before = modelOf(name);
    TestSurvey t;
    const auto file = networkFile(std::string("swmm/") + name + ".inp");
    for (const Layer layer : {Layer::Wells, Layer::Outfalls, Layer::Channels}) bring(t, file, layer);
    const auto written = must(test::exportLayers(t.survey->reader(), {.out = t.folder / "out.inp", .format = "swmm"}));
    REQUIRE(written.files.size() == 1);
    const SwmmModel after = must(readSwmm(bytesOf(written.files[0]), "out.inp"));
    CHECK_FALSE(after.feet);
    CHECK(after.mapUnits == SwmmModel::MapUnits::Degrees);
    CHECK(after.nodes.size() == before.nodes.size());
    for (const SwmmNode& node : before.nodes) {
      INFO("node " << node.name);
      const SwmmNode* again = after.node(node.name);
      REQUIRE(again);
      CHECK((again->kind == SwmmNode::Kind::Outfall) == (node.kind == SwmmNode::Kind::Outfall));
      if (node.kind != SwmmNode::Kind::Outfall) CHECK(again->invert == Approx(node.invert).margin(1e-9));
    }
    std::map<std::string, const SwmmLink*> links;
    for (const SwmmLink& link : after.links) links[link.name] = &link;
    CHECK(links.size() == before.links.size());
    for (const SwmmLink& link : before.links) {
      INFO("link " << link.name);
      REQUIRE(links.contains(link.name));
      const SwmmLink& again = *links.at(link.name);
      CHECK(again.kind == link.kind);
      CHECK(again.from == link.from);
      CHECK(again.to == link.to);
      CHECK(again.shape == link.shape);
      CHECK(again.section == link.section);
      CHECK(again.points.size() == link.points.size());
      const auto same = [](double a, double b) { return (std::isnan(a) && std::isnan(b)) || a == Approx(b).margin(1e-9); };
      CHECK(same(again.height, link.height));
      CHECK(same(again.width, link.width));
      if (link.kind != SwmmLink::Kind::Conduit) continue;
      CHECK(same(again.invertUp, link.invertUp));
      CHECK(same(again.invertDown, link.invertDown));
      CHECK(same(again.length, link.length));
      CHECK(same(again.roughness, link.roughness));
    }
  }
}

// Its .prj says EPSG:3879, but the coordinates were moved to the origin before it was published.
TEST_CASE("the shapefiles of a real sewer trace as their table of junctions says") {
  TestSurvey t;
  CHECK(bring(t, networkFile("aalto/conduits.shp"), Layer::Channels).taken == 13);
  CHECK(bring(t, networkFile("aalto/junctions.shp"), Layer::Wells).taken == 13);
  CHECK(bring(t, networkFile("aalto/outfalls.shp"), Layer::Outfalls).taken == 1);
  // The columns junc_in and junc_out are read apart, by what the file itself says.
  NamedNetwork named;
  const auto table = test::run("ogrinfo -ro -al -geom=NO '" + networkFile("aalto/conduits.shp").string() + "'");
  std::map<std::string, std::pair<std::string, std::string>> ends;
  std::string name, from;
  std::istringstream lines{table};
  for (std::string line; std::getline(lines, line);) {
    const auto value = [&](const char* field) -> std::optional<std::string> {
      const auto at = line.find(std::string(field) + " (");
      const auto equals = line.find("= ");
      if (at != 2 || equals == std::string::npos) return std::nullopt;
      return line.substr(equals + 2);
    };
    if (const auto v = value("name")) name = *v;
    if (const auto v = value("junc_in")) from = *v;
    if (const auto v = value("junc_out")) ends[name] = {from, *v};
  }
  REQUIRE(ends.size() == 13);
  std::map<std::string, Fid> fids;
  for (const auto& channel : must(t.survey->reader().all<Channel>())) {
    REQUIRE(ends.contains(channel.name));
    named.add(channel.fid, ends.at(channel.name).first, ends.at(channel.name).second);
  }
  // Inlet j9 lies 0.36 m beside the main c7, which it does not drain to here: a metre's tolerance would join them.
  const auto graph = must(survey::buildNetwork(t.survey->reader(), 0.1));
  std::size_t compared = 0;
  for (const auto& well : must(t.survey->reader().all<Well>())) {
    if (!named.knows(well.name)) continue;
    ++compared;
    const auto start = must(network::startAt(graph, Layer::Wells, well.fid));
    const auto up = must(network::traceUp(graph, start)), down = must(network::traceDown(graph, start));
    CHECK(std::set<Fid>(up.channels.begin(), up.channels.end()) == named.above(named.named(well.name)));
    CHECK(std::set<Fid>(down.channels.begin(), down.channels.end()) == named.below(named.named(well.name)));
  }
  CHECK(compared == 13);
}
