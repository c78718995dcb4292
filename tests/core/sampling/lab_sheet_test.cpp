// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sampling/lab_sheet.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <random>
#include <set>

using namespace suyuan;
using namespace suyuan::sampling;

namespace {

const LabWords& words() {
  static const LabWords read = readLabWords(std::filesystem::path(SUYUAN_RESOURCES_DIR) / "exchange" / "lab_words.json").value();
  return read;
}

LabSheet sheetOf(const TextRows& rows) { return readLabSheet(rows, words(), "lab.xlsx").value(); }

} // namespace

TEST_CASE("a sheet of one row a sample is read, with titles above its headings and units below them") {
  const LabSheet sheet = sheetOf({{"检测报告"},
                                  {"委托单位", "某环境监测站"},
                                  {"样品编号", "采样点位", "采样日期", "pH值", "化学需氧量", "氨氮", "总磷", "电导率", "石油类(mg/L)", "备注"},
                                  {"", "", "", "无量纲", "mg/L", "μg/L", "mg/L", "mS/cm", "", ""},
                                  {"S-01", "一号排口", "2026-05-12 09:30", "7.2", "35", "1200", "0.01L", "1.5", "0.06", "微黄"},
                                  {},
                                  {"S-02", "二号排口", "2026年5月13日", "8.1", "/", "未检出", "0.3", "", "", ""}});
  CHECK(sheet.read == 2);
  REQUIRE(sheet.samples.size() == 2);
  const LabSample& first = sheet.samples[0];
  CHECK(first.row == 5);
  CHECK(first.outfall == "一号排口");
  CHECK(first.sample.sourceId == "S-01");
  CHECK(first.sample.sampledAt == "2026-05-12T01:30:00.000Z"); // 9:30 in Beijing
  CHECK(first.sample.ph == 7.2);
  CHECK(first.sample.cod == 35);
  CHECK(first.sample.ammonia == 1.2);
  CHECK(first.sample.phosphorus == 0.005); // half of what it is below
  CHECK(first.sample.conductivity == 1500);
  CHECK(first.sample.note.starts_with("微黄"));
  CHECK(first.sample.note.contains("0.01L"));
  CHECK(sheet.samples[1].sample.sampledAt == "2026-05-12T16:00:00.000Z");
  CHECK_FALSE(sheet.samples[1].sample.cod);
  CHECK_FALSE(sheet.samples[1].sample.ammonia);
  CHECK(sheet.samples[1].sample.note.contains("氨氮未检出"));
  REQUIRE(sheet.remarks.size() == 1);
  CHECK(sheet.remarks[0].fault == LabFault::ItemNotKept);
  CHECK(sheet.remarks[0].what == "石油类(mg/L)");
}

TEST_CASE("a sheet of one row a result becomes one sample for each number, place and time") {
  const LabSheet sheet = sheetOf({{"样品编号", "点位名称", "采样日期", "采样时间", "检测项目", "检测结果", "单位"},
                                  {"A1", "东口", "2026/5/12", "10:05", "pH", "7.4", "无量纲"},
                                  {"A1", "东口", "2026/5/12", "10:05", "氨氮", "<0.025", "mg/L"},
                                  {"A1", "东口", "2026/5/12", "10:05", "流量", "8640", "m³/d"},
                                  {"A2", "东口", "2026/5/12", "16:00", "氨氮", "2.5", "mg/L"},
                                  {"A2", "东口", "2026/5/12", "16:00", "粪大肠菌群", "9200", "个/L"}});
  CHECK(sheet.read == 5);
  REQUIRE(sheet.samples.size() == 2);
  CHECK(sheet.samples[0].sample.sampledAt == "2026-05-12T02:05:00.000Z");
  CHECK(sheet.samples[0].sample.ph == 7.4);
  CHECK(sheet.samples[0].sample.ammonia == 0.0125);
  CHECK(sheet.samples[0].sample.flow.value() == Catch::Approx(0.1));
  CHECK(sheet.samples[1].sample.ammonia == 2.5);
  CHECK(sheet.refused.empty());
  REQUIRE(sheet.remarks.size() == 1);
  CHECK(sheet.remarks[0].what == "粪大肠菌群");
}

TEST_CASE("a row or result that cannot be used is told with its row and why, the others are taken") {
  const LabSheet sheet = sheetOf({{"点位", "采样日期", "COD(mg/L)", "流量"},
                                  {"", "2026-05-12", "20", ""},
                                  {"甲", "上周", "20", ""},
                                  {"乙", "2026-05-12", "约20", ""},
                                  {"丙", "2026-05-12", "20", "30"},
                                  {"丁", "2026-02-30", "20", ""}});
  CHECK(sheet.read == 5);
  REQUIRE(sheet.samples.size() == 1);
  CHECK(sheet.samples[0].outfall == "丙");
  CHECK_FALSE(sheet.samples[0].sample.flow);
  const auto refused = [&](std::size_t i) { return std::pair(sheet.refused.at(i).row, sheet.refused.at(i).fault); };
  REQUIRE(sheet.refused.size() == 4);
  CHECK(refused(0) == std::pair(std::int64_t{2}, LabFault::NoOutfall));
  CHECK(refused(1) == std::pair(std::int64_t{3}, LabFault::NoTime));
  CHECK(refused(2) == std::pair(std::int64_t{4}, LabFault::NoValue));
  CHECK(refused(3) == std::pair(std::int64_t{6}, LabFault::NoTime));
  REQUIRE(sheet.remarks.size() == 2);
  CHECK(sheet.remarks[0].fault == LabFault::ResultUnreadable);
  CHECK(sheet.remarks[1].fault == LabFault::UnitUnknown);
}

TEST_CASE("two results of one item in one sample: the first counts, the second is told") {
  const LabSheet sheet = sheetOf({{"点位", "采样日期", "项目", "结果"}, {"甲", "2026-05-12", "pH", "7"}, {"甲", "2026-05-12", "pH", "9"}});
  REQUIRE(sheet.samples.size() == 1);
  CHECK(sheet.samples[0].sample.ph == 7.0);
  REQUIRE(sheet.remarks.size() == 1);
  CHECK(sheet.remarks[0].fault == LabFault::ResultTwice);
}

TEST_CASE("a sheet without the headings of a laboratory's is refused, whatever it holds") {
  for (const TextRows& rows : {TextRows{}, TextRows{{}}, TextRows{{"采样点", "pH"}, {"甲", "7"}}, TextRows{{"采样日期", "pH"}, {"2026-05-12", "7"}}, TextRows{{"采样点", "采样日期"}, {"甲", "2026-05-12"}}}) {
    const auto read = readLabSheet(rows, words(), "odd.csv");
    REQUIRE_FALSE(read);
    CHECK(read.error().code == ErrorCode::SourceColumnUnknown);
  }
  std::mt19937 random(5); // anything in any cell: no crash, and each row is counted once
  const char* pieces[] = {"采样点", "采样日期", "pH", "氨氮(mg/L)", "结果", "项目", "7", "<", "L", "2026-05-12", "", "(", ")", "（", "\xEF", "\xE6\xB0", "×10^", "12:00", "年月日"};
  for (int run = 0; run < 4000; ++run) {
    TextRows rows(1 + random() % 6);
    for (auto& row : rows)
      for (std::size_t c = random() % 7; c > 0; --c) row.push_back(std::string(pieces[random() % std::size(pieces)]) + pieces[random() % std::size(pieces)]);
    if (run % 2 == 0) rows[0] = {"采样点", "采样日期", "pH", "项目", "结果"};
    const auto read = readLabSheet(rows, words(), "odd.csv");
    if (!read) continue;
    std::set<std::int64_t> told;
    for (const LabSample& one : read->samples) told.insert(one.row);
    for (const LabRemark& one : read->refused) told.insert(one.row);
    CHECK(static_cast<std::int64_t>(told.size()) <= read->read);
  }
}
