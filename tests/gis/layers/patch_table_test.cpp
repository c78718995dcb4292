// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/layers/patch_table.h"

#include "core/model/outfall.h"
#include "core/model/river.h"
#include "core/store/survey_file.h"
#include "gis/layers/level_of_detail.h"
#include "gis/layers/load_survey.h"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <random>

using namespace suyuan;
using layers::FeatureTable;

namespace {

struct Survey {
  std::filesystem::path folder = std::filesystem::temp_directory_path() / ("suyuan-patch-" + std::to_string(std::random_device{}()));
  std::optional<store::SurveyFile> file;
  projection::Crs crs = projection::Crs::parse("EPSG:4551").value();
  Survey() { file.emplace(store::SurveyFile::create(folder, {.name = "试", .divisionCode = "220100", .author = "测"}).value()); }
  ~Survey() {
    file.reset();
    std::filesystem::remove_all(folder);
  }
  template <class Record>
  Fid add(const Record& record) {
    Fid fid;
    REQUIRE(file->edit("添", [&](store::Edit& e) -> Result<> {
      auto made = e.insert(record);
      if (!made) return std::unexpected(made.error());
      fid = *made;
      return {};
    }));
    return fid;
  }
  void change(const std::function<Result<>(store::Edit&)>& work) { REQUIRE(file->edit("改", work)); }
  FeatureTable all(Layer layer) { return layers::loadSurveyLayer(file->reader(), layer, crs).value(); }
  FeatureTable some(Layer layer, std::vector<Fid> fids) { return layers::loadSurveyRecords(file->reader(), layer, crs, fids).value(); }
};

Outfall outfallAt(double x, double y, const char* name) {
  Outfall outfall;
  outfall.geometry = Point{x, y};
  outfall.name = name;
  outfall.class1 = "工业排污口";
  return outfall;
}

/// The patched table must be what a new reading gives.
void checkSame(const FeatureTable& a, const FeatureTable& b) {
  REQUIRE(a.size() == b.size());
  CHECK(a.crs == b.crs);
  CHECK(a.kind == b.kind);
  CHECK(a.partStart == b.partStart);
  CHECK(a.featureStart == b.featureStart);
  CHECK(a.x == b.x);
  CHECK(a.y == b.y);
  CHECK(a.broken == b.broken);
  for (std::size_t row = 0; row < a.size(); ++row) {
    CHECK(a.fids[row] == b.fids[row]);
    CHECK(a.category.word(row) == b.category.word(row));
    CHECK(a.label.at(row) == b.label.at(row));
    CHECK(a.detail.at(row) == b.detail.at(row));
    CHECK(a.rowOf(a.fids[row]) == row);
    const Box at = a.boxOf(row);
    bool found = false;
    a.index.query(at, [&](std::uint32_t hit) { return !(found = found || hit == row); });
    CHECK(found);
  }
}

} // namespace

TEST_CASE("points that are changed, moved, added and removed stand in the patched table as in a new reading") {
  Survey survey;
  std::vector<Fid> fids;
  for (int i = 0; i < 40; ++i) fids.push_back(survey.add(outfallAt(125 + i * 0.01, 43.9, ("口" + std::to_string(i)).c_str())));
  const FeatureTable before = survey.all(Layer::Outfalls);
  survey.change([&](store::Edit& e) -> Result<> {
    SUYUAN_TRY(e.setField(Layer::Outfalls, fids[3], "class_1", Value{std::string("农业排口")}));
    SUYUAN_TRY(e.setField(Layer::Outfalls, fids[3], "name", Value{std::string("改了很长的名字")}));
    SUYUAN_TRY(e.setGeometry(Layer::Outfalls, fids[20], Point{126.5, 44.1}));
    return e.removeRow(Layer::Outfalls, fids[10]);
  });
  const Fid added = survey.add(outfallAt(125.5, 43.5, "新"));
  std::vector<Fid> touched{fids[3], fids[10], fids[20], added};
  std::vector<std::int64_t> numbers;
  for (const Fid fid : touched) numbers.push_back(fid.value);
  checkSame(layers::patched(before, survey.some(Layer::Outfalls, touched), numbers), survey.all(Layer::Outfalls));
}

TEST_CASE("a field that is not on the map leaves the look, a word that is changes it") {
  Survey survey;
  const Fid fid = survey.add(outfallAt(125.1, 43.9, "甲"));
  const FeatureTable before = survey.all(Layer::Outfalls);
  const std::vector<std::int64_t> numbers{fid.value};
  survey.change([&](store::Edit& e) { return e.setField(Layer::Outfalls, fid, "address", Value{std::string("桥下")}); });
  CHECK(layers::looksTheSame(before, survey.some(Layer::Outfalls, {fid}), numbers));
  survey.change([&](store::Edit& e) { return e.setField(Layer::Outfalls, fid, "status", Value{std::string("已排除")}); });
  CHECK_FALSE(layers::looksTheSame(before, survey.some(Layer::Outfalls, {fid}), numbers));
  survey.change([&](store::Edit& e) { return e.removeRow(Layer::Outfalls, fid); });
  CHECK_FALSE(layers::looksTheSame(before, survey.some(Layer::Outfalls, {fid}), numbers));
}

TEST_CASE("levels of detail stay with a table whose points stand and whose statuses are the same, and go with any other") {
  Survey survey;
  std::vector<Fid> fids;
  for (int i = 0; i < 50; ++i) fids.push_back(survey.add(outfallAt(125.3 + i * 1e-5, 43.9, "甲")));
  FeatureTable marked = survey.all(Layer::Outfalls);
  layers::markPointLevels(marked, {});
  REQUIRE_FALSE(marked.pointLevel.empty());
  const Fid fid = fids[7];
  const std::vector one{fid.value};
  const auto patch = [&] { return layers::patched(marked, survey.some(Layer::Outfalls, {fid}), one); };
  survey.change([&](store::Edit& e) { return e.setField(Layer::Outfalls, fid, "class_1", Value{std::string("农业排口")}); });
  CHECK(patch().pointLevel == marked.pointLevel);
  survey.change([&](store::Edit& e) { return e.setField(Layer::Outfalls, fid, "status", Value{std::string("疑似")}); });
  CHECK(patch().pointLevel.empty()); // it may be the most severe of its cell now
  survey.change([&](store::Edit& e) { return e.setGeometry(Layer::Outfalls, fid, Geometry{Point{125.4, 43.8}}); });
  CHECK(patch().pointLevel.empty());
}

TEST_CASE("lines of several parts and an empty table are patched too") {
  Survey survey;
  const FeatureTable empty = survey.all(Layer::Rivers);
  River river;
  river.name = "伊通河";
  river.geometry = MultiLineString{{{{{125.1, 43.8}, {125.2, 43.9}}}, {{{125.3, 43.9}, {125.4, 44.0}, {125.5, 44.1}}}}};
  const Fid first = survey.add(river);
  checkSame(layers::patched(empty, survey.some(Layer::Rivers, {first}), std::vector<std::int64_t>{first.value}), survey.all(Layer::Rivers));
  river.name = "饮马河";
  const Fid second = survey.add(river);
  const FeatureTable two = survey.all(Layer::Rivers);
  survey.change([&](store::Edit& e) { return e.setGeometry(Layer::Rivers, first, LineString{{{125.0, 43.0}, {125.1, 43.1}}}); });
  checkSame(layers::patched(two, survey.some(Layer::Rivers, {first}), std::vector<std::int64_t>{first.value}), survey.all(Layer::Rivers));
  survey.change([&](store::Edit& e) { return e.removeRow(Layer::Rivers, second); });
  const FeatureTable one = layers::patched(two, survey.some(Layer::Rivers, {first, second}), std::vector<std::int64_t>{first.value, second.value});
  checkSame(one, survey.all(Layer::Rivers));
}
