// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sampling/take_lab_sheet.h"

#include "core/model/outfall.h"
#include "core/sampling/sample_report.h"
#include "tests/core/survey/book.h"
#include "tests/support/survey_builder.h"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>

using namespace suyuan;
using namespace suyuan::sampling;
using namespace suyuan::test;

namespace {

Fid addOutfall(store::SurveyFile& survey, const std::string& code, const std::string& name, const std::string& class2 = "", const std::string& standard = "") {
  Fid fid;
  must(survey.edit("test", [&](store::Edit& edit) -> Result<> {
    Outfall outfall;
    outfall.geometry = Point{125.3, 43.9};
    outfall.codeNational = code;
    outfall.name = name;
    outfall.class2 = class2;
    outfall.divisionCode = "220102";
    outfall.standard = standard;
    auto inserted = edit.insert(outfall);
    if (!inserted) return std::unexpected(std::move(inserted).error());
    fid = *inserted;
    return {};
  }));
  return fid;
}

LabIntake take(store::SurveyFile& survey, const TextRows& rows, bool dryRun = false) {
  static const LabWords words = readLabWords(std::filesystem::path(SUYUAN_RESOURCES_DIR) / "exchange" / "lab_words.json").value();
  return must(takeLabSheet(survey, readLabSheet(rows, words, "lab.csv").value(), dryRun));
}

const std::vector<std::string> headings{"样品编号", "采样点", "采样时间", "pH", "COD(mg/L)", "氨氮(mg/L)", "流量(m³/d)"};

} // namespace

TEST_CASE("samples find their outfall by code with or without hyphens, or by a name that only one has, and come once") {
  const TempFolder folder;
  store::SurveyFile survey = newSurvey(folder);
  const Fid plant = addOutfall(survey, "AB-220102-0001-WS-00", "一号排口");
  const Fid storm = addOutfall(survey, "", "二号排口");
  addOutfall(survey, "", "同名");
  addOutfall(survey, "", "同名");
  const TextRows rows{headings,
                      {"1", "AB-220102-0001-WS-00", "2026-05-12 09:00", "7", "30", "", ""},
                      {"2", "AB2201020001WS00", "2026-05-13 09:00", "7", "30", "", ""},
                      {"3", "二号排口", "2026-05-12 09:00", "7", "30", "", ""},
                      {"4", "同名", "2026-05-12 09:00", "7", "30", "", ""},
                      {"5", "没有的", "2026-05-12 09:00", "7", "30", "", ""}};
  CHECK(take(survey, rows, true).taken == 3);
  CHECK(must(survey.reader().count(Layer::Samples)) == 0);
  const LabIntake first = take(survey, rows);
  CHECK(first.read == 5);
  CHECK(first.taken == 3);
  REQUIRE(first.refused.size() == 2);
  CHECK(first.refused[0].fault == LabFault::OutfallUnsure);
  CHECK(first.refused[1].fault == LabFault::OutfallUnknown);
  const auto samples = must(survey.reader().all<Sample>());
  CHECK(std::ranges::count(samples, plant, &Sample::outfallFid) == 2);
  CHECK(std::ranges::count(samples, storm, &Sample::outfallFid) == 1);
  const LabIntake again = take(survey, rows);
  CHECK(again.taken == 0);
  CHECK(again.already == 3);
  CHECK(must(survey.reader().count(Layer::Samples)) == 3);
  REQUIRE(survey.undo());
  CHECK(must(survey.reader().count(Layer::Samples)) == 0);
}

TEST_CASE("a sample is judged by its outfall's standard, its water's class and the rain") {
  const TempFolder folder;
  store::SurveyFile survey = newSurvey(folder);
  addOutfall(survey, "AB-220102-0001-WS-00", "污水厂", "", "GB 18918-2002 一级A");
  addOutfall(survey, "AB-220102-0002-QT-00", "雨水口", "城镇雨洪排口");
  take(survey, {headings,
                     {"1", "AB-220102-0001-WS-00", "2026-05-12 09:00", "7", "49", "9", ""},
                     {"2", "AB-220102-0002-QT-00", "2026-05-12 09:00", "7", "120", "", "500"},
                     {"3", "AB-220102-0002-QT-00", "2026-05-12 15:00", "7", "120", "", "0"},
                     {"4", "AB-220102-0002-QT-00", "2026-05-20 09:00", "7", "120", "", "500"}});
  const RainTable rain = RainTable(readRainDays({{"日期", "雨量"}, {"2026-05-10", "0"}, {"2026-05-11", "0"}, {"2026-05-12", "0"}, {"2026-05-19", "30"}}, "rain.csv").value());
  const auto judged = must(judgeSamples(survey.reader(), jilinBook(), rain));
  REQUIRE(judged.size() == 4);
  REQUIRE(judged[0].standard);
  CHECK(judged[0].beyond.size() == 1);
  CHECK(judged[0].beyond.at(0).row->item == "氨氮");
  CHECK(judged[0].beyond.at(0).limit == 8.0); // how warm the water was is not said: the laxer limit
  CHECK_FALSE(judged[0].dryFlow);
  CHECK(judged[0].needsALook());
  CHECK(judged[1].dryFlow);
  CHECK(classTitle(judged[1].quality.value(), *surfaceWater(jilinBook().standards())) == "劣Ⅴ类");
  CHECK_FALSE(judged[2].dryFlow); // its flow is said to be nothing
  CHECK(judged[3].weather == Weather::Wet);
  CHECK_FALSE(judged[3].dryFlow);
  CHECK(must(judgeSamples(survey.reader(), jilinBook(), RainTable())).at(1).weather == Weather::Unknown);
  const Fid plant = judged[0].sample.outfallFid;
  CHECK(must(judgeSamples(survey.reader(), jilinBook(), rain, plant)).size() == 1);
}
