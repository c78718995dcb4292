// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/style.h"

#include "tests/gis/render/sketch.h"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <fstream>
#include <random>
#include <set>

using namespace suyuan;
using namespace suyuan::render;

TEST_CASE("every theme has a style for every layer that is drawn, with titles in both languages") {
  for (const std::string& theme : themes())
    for (const char* language : {"zh", "en"}) {
      const auto sheet = loadStyle(SUYUAN_RESOURCES_DIR, theme, language);
      REQUIRE(sheet);
      for (const char* layer : {"outfalls", "candidates", "rivers", "lakes", "channels", "wells", "units", "zones", "tracks", "divisions"}) {
        INFO(theme << " " << language << " " << layer);
        REQUIRE((*sheet)->layers.contains(layer));
        const LayerStyle& style = *(*sheet)->layers.at(layer);
        CHECK_FALSE(style.title.isEmpty());
        for (const auto& c : style.classes) CHECK_FALSE(c.title.isEmpty());
      }
    }
}

TEST_CASE("outfall classes and those without one differ in colour, statuses in shape, and the pictures they name exist") {
  const auto sheet = sketch::style();
  const LayerStyle& outfalls = *sheet->layers.at("outfalls");
  std::set<QRgb> colors;
  for (const auto& c : outfalls.classes) {
    colors.insert(c.symbol.color.rgb());
    CHECK(std::filesystem::exists(sheet->symbols / c.symbol.svg));
  }
  colors.insert(outfalls.base.color.rgb()); // what is not classified must not look like a class
  CHECK(colors.size() == outfalls.classes.size() + 1);
  std::set<Marker> shapes;
  for (const auto& s : outfalls.statuses) shapes.insert(s.marker);
  CHECK(shapes.size() == outfalls.statuses.size());
}

TEST_CASE("unknown layers find a style by the words in their names, else by geometry") {
  const auto sheet = sketch::style();
  CHECK(sheet->styleFor("wdbii_rivers", "line")->id == "rivers");
  CHECK(sheet->styleFor("counties", "polygon")->id == "divisions");
  CHECK(sheet->styleFor("something", "polygon")->id == "polygon");
  CHECK(sheet->styleFor("rivers_gauges", "point")->id == "point");
}

TEST_CASE("a wrong style file is refused with its place") {
  const auto folder = std::filesystem::temp_directory_path() / ("suyuan-style-" + std::to_string(std::random_device{}()));
  std::filesystem::create_directories(folder / "styles");
  std::ofstream(folder / "styles" / "day.json") << "{\n  \"id\": \"day\",\n  oops\n}";
  const auto broken = loadStyle(folder, "day");
  REQUIRE_FALSE(broken);
  CHECK(broken.error().code == ErrorCode::ResourceMissing);
  CHECK(broken.error().place.row == 3);
  std::ofstream(folder / "styles" / "dark.json") << R"({"id":"dark","background":"no colour","layers":{}})";
  const auto wrong = loadStyle(folder, "dark");
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().detail.find("background") != std::string::npos);
  CHECK(loadStyle(folder, "none").error().code == ErrorCode::ResourceMissing);
  std::filesystem::remove_all(folder);
}
