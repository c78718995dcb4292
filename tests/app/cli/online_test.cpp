// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/program.h"
#include "tests/gis/tiles/tile_server.h"

#include <catch2/catch_test_macros.hpp>

#include <QCoreApplication>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

using namespace suyuan;
using namespace suyuan::test;
using tiles::sample::Answer;
using tiles::sample::Request;
using tiles::sample::TileServer;

namespace {

/// Tiles, keys and settings of this test only, for the programs that it runs.
struct Home {
  TempFolder folder;
  Home() {
    static int count = 1;
    static char name[] = "test";
    static char* names[]{name, nullptr};
    static QCoreApplication application(count, names);
    setenv("SUYUAN_TILES", (folder / "tiles").c_str(), 1);
    setenv("XDG_CONFIG_HOME", (folder / "config").c_str(), 1);
    setenv("no_proxy", "127.0.0.1", 1);
  }
  ~Home() {
    for (const char* variable : {"SUYUAN_TILES", "XDG_CONFIG_HOME"}) unsetenv(variable);
  }
};

/// Made once.
std::string survey(const Home& home) {
  if (const std::string made = home.folder / "s"; std::filesystem::exists(made)) return made;
  return surveyOf(home.folder, "经度,纬度,排污口名称\n125.31,43.86,一号排口\n125.35,43.88,二号排口\n");
}

Answer green(const Request&) { return {.body = tiles::sample::plainTile(qRgb(20, 160, 20))}; }

QColor cornerOf(const std::string& file) { return QImage(QString::fromStdString(file)).pixelColor(3, 3); }

/// All that the program left in a folder.
std::string wordsIn(const std::filesystem::path& folder) {
  std::string all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    all.append(std::istreambuf_iterator<char>(in), {});
  }
  return all;
}

} // namespace

TEST_CASE("a map is drawn on an online one, and a second time without the network") {
  const Home home;
  TileServer server(green);
  const std::string address = server.address("/{z}/{x}/{y}.png"), of = survey(home);
  const Run first = runSuyuan({"render", of, home.folder / "a.png", "--size", "400x300", "--backdrop", address, "--no-labels"});
  INFO(first.out << first.err);
  REQUIRE(first.exit == 0);
  CHECK(cornerOf(home.folder / "a.png") == QColor(20, 160, 20));
  CHECK(server.count() > 0);
  server.stop();
  const std::size_t before = server.count();
  REQUIRE(runSuyuan({"render", of, home.folder / "b.png", "--size", "400x300", "--backdrop", address, "--no-labels"}).exit == 0);
  CHECK(cornerOf(home.folder / "b.png") == QColor(20, 160, 20));
  CHECK(server.count() == before);
}

TEST_CASE("a map drawn without the network says on one line what it lacks, and is made all the same") {
  const Home home;
  TileServer server(green);
  const std::string address = server.address("/{z}/{x}/{y}.png");
  server.stop();
  const Run run = runSuyuan({"render", survey(home), home.folder / "a.png", "--size", "400x300", "--backdrop", address, "--json"});
  CHECK(run.exit == 1);
  CHECK(run.json()["backdrop_tiles_lacking"].get<int>() > 0);
  const std::string sentence = "could not be had";
  INFO(run.err);
  REQUIRE(run.err.find(sentence) != std::string::npos);
  CHECK(run.err.find(sentence) == run.err.rfind(sentence));
  CHECK(run.err.size() < 400);
  CHECK(std::ranges::count(run.err, '\n') == 1); // and nothing of a library's own
  CHECK(std::filesystem::exists(home.folder / "a.png"));
}

TEST_CASE("a composed page has the online map and its credit waits for nothing") {
  const Home home;
  TileServer server(green);
  const Run run = runSuyuan({"compose", survey(home), "--out", home.folder / "a.png", "--dpi", "60", "--backdrop", server.address("/{z}/{x}/{y}.png")});
  INFO(run.out << run.err);
  CHECK(run.exit == 0);
  CHECK(server.count() > 0);
}

TEST_CASE("a key in an address is kept for the computer alone: not said, not among the tiles") {
  const Home home;
  TileServer server(green);
  const Run run = runSuyuan({"render", survey(home), home.folder / "a.png", "--size", "300x200", "--backdrop", server.address("/{z}/{x}/{y}?tk=SECRET77"), "--json"});
  INFO(run.out << run.err);
  REQUIRE(run.exit == 0);
  CHECK(server.requests().front().path.ends_with("tk=SECRET77"));
  CHECK((run.out + run.err).find("SECRET77") == std::string::npos);
  CHECK(wordsIn(home.folder / "tiles").find("SECRET77") == std::string::npos);
  CHECK(wordsIn(home.folder / "config").find("SECRET77") != std::string::npos);
  // Refused, it is not said either.
  server.answer([](const Request&) { return Answer{.status = 403}; });
  const Run refused = runSuyuan({"render", survey(home), home.folder / "b.png", "--bbox", "110,30,111,31", "--backdrop", server.address("/{z}/{x}/{y}?tk={key}")});
  CHECK(refused.exit == 1);
  CHECK((refused.out + refused.err).find("SECRET77") == std::string::npos);
}

TEST_CASE("a map that needs a key is not asked without one, a wrong address is refused") {
  const Home home;
  const Run keyless = runSuyuan({"render", survey(home), home.folder / "a.png", "--backdrop", "tianditu-img-c", "--json"});
  CHECK(keyless.exit == 3);
  CHECK(keyless.json()["error"]["key"] == "tile-key-missing");
  const Run wrong = runSuyuan({"render", survey(home), home.folder / "a.png", "--backdrop", "https://example.org/{x}", "--json"});
  CHECK(wrong.json()["error"]["key"] == "tile-source-invalid");
  const Run none = runSuyuan({"render", survey(home), home.folder / "a.png", "--backdrop", "no-such-map", "--json"});
  CHECK(none.json()["error"]["key"] == "file-not-found");
}

TEST_CASE("an area is planned, taken along, listed and removed; forbidden and unpermitted ones are not") {
  const Home home;
  TileServer server(green);
  const std::string address = server.address("/{z}/{x}/{y}.png");
  const std::vector<std::string> call{"offline", "take", address, "--bbox", "125.3,43.85,125.36,43.9", "--from", "10", "--to", "14", "--title", "城区", "--json"};
  const auto with = [&](const std::string& flag) {
    auto words = call;
    words.push_back(flag);
    return words;
  };
  const Run dry = runSuyuan(with("--dry-run"));
  INFO(dry.out << dry.err);
  REQUIRE(dry.exit == 0);
  CHECK(dry.json()["tiles"].get<int>() > 20);
  CHECK(runSuyuan(call).exit == 2);
  CHECK(server.count() == 0);
  const Run taken = runSuyuan(with("--permitted"));
  INFO(taken.out << taken.err);
  REQUIRE(taken.exit == 0);
  CHECK(taken.json()["stored"] == taken.json()["tiles"]);
  CHECK(server.count() == taken.json()["tiles"].get<std::size_t>());
  const auto listed = runSuyuan({"offline", "areas", "--json"}).json()["areas"];
  REQUIRE(listed.size() == 1);
  CHECK(listed[0]["title"] == "城区");
  CHECK(listed[0]["tiles"] == taken.json()["tiles"]);
  const std::string map = listed[0]["map"], id = std::to_string(listed[0]["area"].get<int>());
  REQUIRE(runSuyuan({"offline", "resume", map, id}).exit == 0);
  CHECK(server.count() == taken.json()["tiles"].get<std::size_t>());
  REQUIRE(runSuyuan({"offline", "remove", map, id}).exit == 0);
  CHECK(runSuyuan({"offline", "areas", "--json"}).json()["areas"].empty());
  const Run forbidden = runSuyuan({"offline", "take", "openstreetmap", "--bbox", "125.3,43.85,125.36,43.9", "--from", "10", "--to", "14", "--permitted", "--json"});
  CHECK(forbidden.json()["error"]["key"] == "offline-forbidden");
}

TEST_CASE("an area that the network broke off is resumed, in another run") {
  const Home home;
  TileServer server(green);
  int count = 0;
  server.answer([&](const Request& request) { return ++count > 10 ? Answer{.status = 500} : green(request); });
  const Run broken = runSuyuan({"offline", "take", server.address("/{z}/{x}/{y}.png"), "--bbox", "125.3,43.85,125.36,43.9", "--from", "10", "--to", "14", "--permitted", "--json"});
  INFO(broken.out << broken.err);
  CHECK(broken.exit == 3);
  CHECK(broken.json()["error"]["key"] == "tiles-unreachable");
  const auto listed = runSuyuan({"offline", "areas", "--json"}).json()["areas"];
  REQUIRE(listed.size() == 1);
  CHECK(listed[0]["stored"] == 10);
  server.answer(green);
  const std::size_t before = server.count();
  const Run resumed = runSuyuan({"offline", "resume", listed[0]["map"], std::to_string(listed[0]["area"].get<int>()), "--json"});
  INFO(resumed.out << resumed.err);
  REQUIRE(resumed.exit == 0);
  CHECK(server.count() - before == listed[0]["tiles"].get<std::size_t>() - 10);
}

TEST_CASE("the maps are listed with their terms, and say which key is entered") {
  const Home home;
  const auto maps = runSuyuan({"offline", "maps", "--json"}).json()["maps"];
  CHECK(maps.size() >= 13);
  for (const auto& map : maps) CHECK_FALSE(map["terms"].get<std::string>().empty());
  CHECK(maps[0]["key_entered"] == false);
  setenv("SUYUAN_KEY_TIANDITU", "abc", 1);
  CHECK(runSuyuan({"offline", "maps", "--json"}).json()["maps"][0]["key_entered"] == true);
  unsetenv("SUYUAN_KEY_TIANDITU");
}
