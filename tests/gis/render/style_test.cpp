// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/style.h"

#include "tests/gis/render/sketch.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <set>

using namespace suyuan;
using namespace suyuan::render;

TEST_CASE("every theme has a style for every layer that is drawn, with titles in both languages") {
  for (const std::string& theme : themes())
    for (const char* language : {"zh", "en"}) {
      const auto sheet = loadStyle(SUYUAN_RESOURCES_DIR, theme, language);
      REQUIRE(sheet);
      for (const char* layer : {"outfalls", "candidates", "rivers", "lakes", "channels", "wells", "units", "zones", "tracks", "reaches", "divisions"}) {
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
    CHECK(sheet->pictures.contains(c.symbol.svg));
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
    CHECK(now.classes[0].symbol.svg == before.classes[0].symbol.svg); // its picture takes the colour on
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

namespace {

/// CIE L*a*b* (D65) of a colour as an eye with that deficiency has it, or an eye without: Machado, Oliveira and Fernandes (2009),
/// severity 1.0.
std::array<double, 3> seen(const QColor& color, const std::array<double, 9>& eye) {
  const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
  const std::array<double, 3> in{linear(color.redF()), linear(color.greenF()), linear(color.blueF())};
  std::array<double, 3> c{};
  for (std::size_t i = 0; i < 3; ++i) c[i] = std::clamp(eye[3 * i] * in[0] + eye[3 * i + 1] * in[1] + eye[3 * i + 2] * in[2], 0.0, 1.0);
  const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
  const double x = f((0.4124 * c[0] + 0.3576 * c[1] + 0.1805 * c[2]) / 0.95047), y = f(0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2]),
               z = f((0.0193 * c[0] + 0.1192 * c[1] + 0.9505 * c[2]) / 1.08883);
  return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

} // namespace

TEST_CASE("outfall classes are told apart by eyes without red, green or blue cones, in every theme") {
  const std::map<std::string, std::array<double, 9>> eyes{
      {"all cones", {1, 0, 0, 0, 1, 0, 0, 0, 1}},
      {"no red", {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998}},
      {"no green", {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881}},
      {"no blue", {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900}}};
  for (const std::string& theme : themes()) {
    const auto sheet = loadStyle(SUYUAN_RESOURCES_DIR, theme);
    REQUIRE(sheet);
    const LayerStyle& style = *(*sheet)->layers.at("outfalls");
    std::vector<QColor> colors{style.base.color};
    for (const SymbolClass& one : style.classes) colors.push_back(one.symbol.color);
    for (const auto& [name, eye] : eyes)
      for (std::size_t i = 0; i < colors.size(); ++i)
        for (std::size_t k = 0; k < i; ++k) {
          const auto a = seen(colors[i], eye), b = seen(colors[k], eye);
          INFO(theme << ", " << name << ": " << colors[i].name().toStdString() << " and " << colors[k].name().toStdString());
          CHECK(std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) > 20); // ten times what can just be told
        }
  }
}

TEST_CASE("the print theme is the day theme on white paper, without what only tints a screen") {
  const auto day = *loadStyle(SUYUAN_RESOURCES_DIR, "day"), print = *loadStyle(SUYUAN_RESOURCES_DIR, "print");
  CHECK(print->background == QColor(Qt::white));
  CHECK(print->title != day->title);
  CHECK_FALSE(print->layers.at("divisions")->base.casing.isValid());
  CHECK(print->layers.at("outfalls")->classes[0].symbol.color == day->layers.at("outfalls")->classes[0].symbol.color);
  CHECK(print->layers.at("rivers")->classes.size() == day->layers.at("rivers")->classes.size());
}
