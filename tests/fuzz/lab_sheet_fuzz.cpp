// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz_target.h"

#include "core/sampling/lab_sheet.h"
#include "core/sampling/rain.h"

#include <cmath>
#include <set>

using namespace suyuan;
using namespace suyuan::sampling;

std::vector<std::string> fuzzSeeds() {
  return {"检测报告\n样品编号\t采样点\t采样日期\tpH\tCOD(mg/L)\t氨氮（mg/L）\n\t\t\t无量纲\tmg/L\tμg/L\nA1\t一号排口\t2026-05-12 09:30\t7.2\t35\t0.025L\nA2\t二号\t2026年5月13日\t8\t<4\t未检出\n",
          "点位名称\t采样日期\t采样时间\t检测项目\t检测结果\t单位\n东口\t2026/5/12\t10:05\t流量\t1.2×10^3\tm³/d\n东口\t2026/5/12\t10:05\tpH\t7\t无量纲\n", "日期\t降雨量\t区县代码\n2026-05-12\t3.5\t220102\n2026-05-13\t微量\t\n"};
}

/// Lines and tabs make the table. What is taken is a number, each row is told of no more often than it is there.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const LabWords words = readLabWords(std::string(SUYUAN_RESOURCES_DIR) + "/exchange/lab_words.json").value();
  TextRows rows(1);
  rows.back().emplace_back();
  for (std::size_t i = 0; i < size; ++i) {
    const char c = static_cast<char>(data[i]);
    if (c == '\n') rows.emplace_back().emplace_back();
    else if (c == '\t') rows.back().emplace_back();
    else rows.back().back() += c;
  }
  if (const auto sheet = readLabSheet(rows, words, "fuzz")) {
    std::set<std::int64_t> refused;
    for (const LabRemark& one : sheet->refused) fuzzRequire(one.row >= 1 && one.row <= static_cast<std::int64_t>(rows.size()) && refused.insert(one.row).second);
    fuzzRequire(static_cast<std::int64_t>(refused.size() + sheet->samples.size()) <= sheet->read);
    for (const LabSample& one : sheet->samples) {
      fuzzRequire(!one.outfall.empty() && one.sample.sampledAt.size() == 24 && !refused.contains(one.row));
      for (const auto& value : {one.sample.ph, one.sample.cod, one.sample.ammonia, one.sample.flow}) fuzzRequire(!value || std::isfinite(*value));
    }
  } else {
    fuzzRequire(sheet.error().code == ErrorCode::SourceColumnUnknown);
  }
  if (const auto days = readRainDays(rows, "fuzz")) fuzzRequire(days->size() < rows.size() && RainTable(*days).days() <= days->size());
  return 0;
}
