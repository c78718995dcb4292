// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/layers/load_survey.h"

#include "core/model/outfall.h"
#include "core/model/river.h"
#include "core/store/survey_file.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <random>

using namespace suyuan;

TEST_CASE("a survey's layers come with class, status, name and code") {
  const auto folder = std::filesystem::temp_directory_path() / ("suyuan-load-survey-" + std::to_string(std::random_device{}()));
  {
    auto survey = store::SurveyFile::create(folder, {.name = "试", .divisionCode = "220100", .author = "测"});
    REQUIRE(survey);
    Outfall outfall;
    outfall.geometry = Point{125.3, 43.9};
    outfall.name = "南关区试排污口";
    outfall.codeLocal = "L-1";
    outfall.class1 = "工业排污口";
    outfall.status = "已确认";
    Outfall nowhere;
    nowhere.name = "无坐标";
    River river;
    river.name = "伊通河";
    river.grade = 3;
    river.geometry = LineString{{{125.2, 43.8}, {125.3, 43.9}, {125.3, 44.0}}};
    Fid lost;
    REQUIRE(survey->edit("添", [&](store::Edit& e) -> Result<> {
      SUYUAN_TRY(e.insert(outfall));
      auto fid = e.insert(nowhere);
      if (!fid) return std::unexpected(fid.error());
      lost = *fid;
      SUYUAN_TRY(e.insert(river));
      return {};
    }));
    const auto crs = projection::Crs::parse("EPSG:4551").value();
    auto reader = survey->openReader();
    REQUIRE(reader);
    const auto outfalls = layers::loadSurveyLayer(*reader, Layer::Outfalls, crs);
    REQUIRE(outfalls);
    REQUIRE(outfalls->size() == 1);
    CHECK(outfalls->category.word(0) == "工业排污口");
    CHECK(outfalls->status.word(0) == "已确认");
    CHECK(outfalls->label.at(0) == "南关区试排污口");
    CHECK(outfalls->detail.at(0) == "L-1");
    CHECK(outfalls->x[0] == Catch::Approx(443760).margin(300));
    REQUIRE(outfalls->broken.size() == 1);
    CHECK(outfalls->broken[0] == layers::BrokenFeature{lost.value, layers::Fault::NoGeometry});

    const auto rivers = layers::loadSurveyLayer(*reader, Layer::Rivers, crs);
    REQUIRE(rivers);
    REQUIRE(rivers->size() == 1);
    CHECK(rivers->kind == GeometryKind::Line);
    CHECK(rivers->grade.word(0) == "3");
    CHECK(rivers->x.size() == 3);
  }
  std::filesystem::remove_all(folder);
}
