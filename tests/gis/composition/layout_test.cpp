// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json/json_document.h"
#include "gis/composition/layout.h"
#include "gis/composition/map_frame.h"

#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>

using namespace suyuan;
using namespace suyuan::composition;

namespace {

const std::filesystem::path resources = SUYUAN_RESOURCES_DIR;

/// Line by line, so that the line of a fault is known.
Result<Layout> readText(const std::string& text) {
  const QTemporaryDir folder;
  const std::filesystem::path file = std::filesystem::path(folder.path().toStdString()) / "page.json";
  std::ofstream(file) << text;
  return readLayout(file, "zh");
}

std::string pageWith(const std::string& items) {
  return "{\n\"id\": \"p\", \"title\": {\"zh\": \"页\", \"en\": \"Page\"},\n\"paper\": \"A4\", \"orientation\": \"portrait\", \"margin\": 10,\n\"items\": [\n" + items + "\n]\n}\n";
}

const std::string map = R"({"type": "map", "at": [10, 10, 150, 150]})";

void collectKeys(const json::JsonValue& value, std::set<std::string>& keys) {
  for (const auto& member : value.members) {
    keys.insert(member.name);
    collectKeys(member.value, keys);
  }
  for (const auto& item : value.items) collectKeys(item, keys);
}

} // namespace

TEST_CASE("the layouts that come with the program are read in both languages and keep to their pages") {
  const auto names = layoutNames(resources);
  REQUIRE(names.size() >= 3);
  std::set<QString> papers;
  for (const std::string& name : names)
    for (const char* language : {"zh", "en"}) {
      INFO(name << ' ' << language);
      const auto layout = findLayout(resources, name, language);
      REQUIRE(layout);
      CHECK(layout->id == name);
      papers.insert(layout->paper);
      for (const Item& item : layout->items) {
        CHECK(QRectF({}, layout->size).contains(item.at));
        if (std::string(language) == "en") CHECK(std::ranges::none_of(item.words, [](QChar c) { return c.unicode() >= 0x2e80; }));
      }
      // Only what lies in the map's frame by intent, the north arrow, covers it.
      const Item& frame = layout->map();
      const double border = borderMm(layout->enlarge);
      for (const Item& item : layout->items)
        if (item.kind != ItemKind::Map && item.kind != ItemKind::NorthArrow && item.kind != ItemKind::Frame)
          CHECK_FALSE(item.at.intersects(frame.at.adjusted(-border, -border, border, border).adjusted(0.5, 0.5, -0.5, -0.5)));
    }
  CHECK(papers == std::set<QString>{"A0", "A1", "A2", "A3", "A4"});
  CHECK(findLayout(resources, "county_a4", "zh")->size == QSizeF(297, 210));
  CHECK(findLayout(resources, "county_a0", "zh")->size == QSizeF(1189, 841));
}

TEST_CASE("a layout that is like another has its items in the proportion of the papers") {
  const Layout small = findLayout(resources, "county_a4_portrait", "zh").value(), large = findLayout(resources, "county_a2_portrait", "zh").value();
  CHECK(large.size == QSizeF(420, 594));
  REQUIRE(large.items.size() == small.items.size());
  CHECK(large.enlarge == small.enlarge * 2);
  for (std::size_t i = 0; i < small.items.size(); ++i) {
    CHECK(large.items[i].at == QRectF(small.items[i].at.topLeft() * 2, small.items[i].at.size() * 2));
    CHECK(large.items[i].points == small.items[i].points * 2);
    CHECK(large.items[i].words == small.items[i].words);
  }
}

TEST_CASE("a layout that is like itself, like one that is like it, or like one turned the other way is refused") {
  const QTemporaryDir folder;
  const auto write = [&](const char* id, const char* orientation, const char* like) {
    std::ofstream(folder.filePath(QString(id) + ".json").toStdString())
        << R"({"id": ")" << id << R"(", "title": {"zh": "页", "en": "Page"}, "paper": "A4", "orientation": ")" << orientation << R"(", "like": ")" << like << "\"}";
    return readLayout(folder.filePath(QString(id) + ".json").toStdString(), "zh");
  };
  const auto code = [](const Result<Layout>& read) { return read ? std::nullopt : std::optional(read.error().code); };
  CHECK(code(write("own", "portrait", "own")) == ErrorCode::LayoutFileInvalid);
  CHECK(code(write("one", "portrait", "other")) == ErrorCode::LayoutFileMissing);
  CHECK(code(write("other", "portrait", "one")) == ErrorCode::LayoutFileInvalid);
  CHECK(code(write("away", "portrait", "../own")) == ErrorCode::LayoutFileInvalid);
  std::filesystem::copy_file(resources / "layouts/county_a4.json", folder.filePath("county_a4.json").toStdString());
  CHECK(code(write("turned", "portrait", "county_a4")) == ErrorCode::LayoutFileInvalid);
  CHECK(write("same", "landscape", "county_a4"));
}

TEST_CASE("the schema of layouts knows every key that they use") {
  std::set<std::string> known, used;
  collectKeys(json::readJsonFile(resources / "schema" / "layout.schema.json").value(), known);
  for (const std::string& name : layoutNames(resources)) collectKeys(json::readJsonFile(resources / "layouts" / (name + ".json")).value(), used);
  for (const std::string& key : used) {
    INFO(key);
    CHECK(known.contains(key));
  }
}

TEST_CASE("a wrong layout is refused with file, line and reason") {
  REQUIRE(readText(pageWith(map)));
  const auto refused = [](const std::string& text, std::int64_t line, const std::string& reason) {
    const auto read = readText(text);
    REQUIRE_FALSE(read);
    INFO(read.error().detail << " at line " << read.error().place.row);
    CHECK(read.error().code == ErrorCode::LayoutFileInvalid);
    CHECK(read.error().place.file.ends_with("page.json"));
    CHECK(read.error().place.row == line);
    std::string said = read.error().detail;
    for (const std::string& arg : read.error().args) said += ' ' + arg;
    CHECK(said.find(reason) != std::string::npos);
  };
  refused(pageWith(map + ",\n" + R"({"type": "legend", "at": [150, 200, 60, 60]})"), 6, "runs over the page");
  refused(pageWith(R"({"type": "map", "at": [12, 12, 150, 150], "grid": {"kilometres": true}})"), 5, "border of 5 mm");
  refused(pageWith(map + ",\n" + R"({"type": "legent", "at": [10, 200, 60, 60]})"), 6, "no such item: legent");
  refused(pageWith(map + ",\n" + R"({"type": "legend", "at": [10, 200, 60, 60], "colour": "red"})"), 6, "colour");
  refused(pageWith(map + ",\n" + R"({"type": "text", "at": [10, 200, 60, 6], "text": {"zh": "{titel}", "en": "x"}})"), 6, "{titel}");
  refused(pageWith(map + ",\n" + R"({"type": "text", "at": [10, 200, 60, 6], "text": {"zh": "只有中文"}})"), 6, "en");
  refused(pageWith(map + ",\n" + R"({"type": "table", "at": [10, 200, 60, 60], "columns": ["code", "colour"]})"), 6, "no such column");
  refused(pageWith(map + ",\n" + R"({"type": "text", "at": [10, 200, 60], "text": {"zh": "字", "en": "x"}})"), 6, "four numbers");
  refused(pageWith(map + ",\n" + map), 6, "a second map");
  refused(pageWith(R"({"type": "scale_bar", "at": [10, 200, 60, 12]})"), 4, "no map");
  refused("{\n\"id\": \"p\",\n", 3, "");
  CHECK(findLayout(resources, "no_such_layout", "zh").error().code == ErrorCode::LayoutFileMissing);
}
