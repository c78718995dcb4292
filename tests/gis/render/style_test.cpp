// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/style.h"

#include "tests/gis/render/sketch.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
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
  CHECK(broken.error().code == ErrorCode::StyleFileInvalid);
  CHECK(broken.error().place.row == 3);
  std::ofstream(folder / "styles" / "dark.json") << R"({"id":"dark","background":"no colour","layers":{}})";
  const auto wrong = loadStyle(folder, "dark");
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().detail.find("background") != std::string::npos);
  // A slip of the pen in the real file is found where it stands.
  std::ifstream real(std::filesystem::path(SUYUAN_RESOURCES_DIR) / "styles" / "day.json");
  std::string text((std::istreambuf_iterator<char>(real)), std::istreambuf_iterator<char>());
  const auto slip = text.find("\"arrow_scale\"");
  REQUIRE(slip != std::string::npos);
  const auto line = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(slip), '\n') + 1;
  text.replace(slip, 13, "\"arow_scale\" ");
  std::ofstream(folder / "styles" / "contrast.json") << text;
  const auto slipped = loadStyle(folder, "contrast");
  REQUIRE_FALSE(slipped);
  CHECK(slipped.error().place.row == line);
  CHECK(slipped.error().place.field == "/layers/channels/arow_scale");
  CHECK(loadStyle(folder, "none").error().code == ErrorCode::ResourceMissing);
  std::filesystem::remove_all(folder);
}

TEST_CASE("a survey's changes are laid over the theme, whichever it is, and leave the rest") {
  const std::string changes = R"({"outfalls": {"class_colors": {"工业排污口": "#112233", "*": "#445566"}, "size_factor": 2, "max_scale": 50000,
    "clusters": null, "label": {"size": 15}, "label_field": "code_local"}, "lakes": {"class_colors": {"*": "#778899"}}, "rivers": {"labels": false}})";
  for (const std::string& theme : themes()) {
    const auto plain = loadStyle(SUYUAN_RESOURCES_DIR, theme), own = loadStyle(SUYUAN_RESOURCES_DIR, theme, "zh", changes);
    REQUIRE(own);
    const LayerStyle &before = *(*plain)->layers.at("outfalls"), &now = *(*own)->layers.at("outfalls");
    CHECK(now.classes[0].symbol.color == QColor("#112233"));
    CHECK(now.classes[0].symbol.svg.empty()); // the picture has the former colour in it
    CHECK(now.base.color == QColor("#445566"));
    CHECK(now.classes[1].symbol.color == before.classes[1].symbol.color);
    CHECK(now.classes[1].symbol.size == before.classes[1].symbol.size * 2);
    CHECK(now.maxScale == 50000);
    CHECK_FALSE(now.clusters);
    CHECK(before.clusters);
    CHECK(now.label->size == 15);
    CHECK(now.label->color == before.label->color);
    CHECK(now.labelField == "code_local");
    CHECK((*own)->layers.at("lakes")->base.fill.rgb() == QColor("#778899").rgb());
    CHECK_FALSE((*own)->layers.at("rivers")->label);
    CHECK((*own)->layers.at("channels")->base.color == (*plain)->layers.at("channels")->base.color);
  }
  CHECK_FALSE(loadStyle(SUYUAN_RESOURCES_DIR, "day", "zh", R"({"outfalls": {"size_factor": 1000}})"));
}
