// SPDX-License-Identifier: GPL-3.0-or-later
// bench_search FOLDER [outfalls] [runs]: the search index of a synthetic survey of that many outfalls (default 1000000), a unit
// for each tenth and 30,000 parts of 600 rivers, named after real counties and townships. The first call makes the survey in
// FOLDER/search_N and ends, so that the next one measures the memory of searching alone.
// CSV: what, run, outfalls, ms, cpu_ms, peak_rss_mb, index_mb for making the index and for following one edit; then what, text,
// hits, p50_ms, worst_ms for each question, its first time (from the disk's cache) not counted but printed as first_ms.
#include "core/model/outfall.h"
#include "core/model/river.h"
#include "core/model/unit.h"
#include "core/rules/rule_book.h"
#include "core/search/search.h"
#include "tests/bench/bench_support.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <format>
#include <random>

using namespace suyuan;
using namespace suyuan::bench;

namespace {

using Clock = std::chrono::steady_clock;
double since(Clock::time_point from) { return std::chrono::duration<double, std::milli>(Clock::now() - from).count(); }

/// Names made of two of these stand for 600 rivers; the 伊通河 is one of them.
std::string riverName(std::size_t n) {
  constexpr std::array first{"伊通", "饮马", "新开", "永春", "雾开", "沐石", "双阳", "富裕", "卡岔", "拉林", "东辽", "西辽", "辉发", "浑江", "图们", "嫩江", "洮儿", "霍林", "松花", "牡丹"};
  constexpr std::array last{"河", "江", "沟", "溪", "东沟", "西沟", "南河", "北河", "大河", "小河", "一支", "二支", "三支", "老河", "新河", "引渠", "干渠", "支渠", "排干", "水库", "上游", "下游", "左支", "右支", "中支", "头道河", "二道河", "三道河", "四道河", "五道河"};
  return std::string(first[n % first.size()]) + last[n / first.size() % last.size()];
}

Result<> make(store::SurveyFile& survey, const coding::DivisionTable& divisions, std::int64_t outfalls) {
  std::vector<coding::TownshipEntry> towns;
  for (const DivisionCode county : divisions.knownCounties())
    for (auto& town : divisions.townshipsOf(county)) towns.push_back(std::move(town));
  auto entry = survey.edit("bench", [&](store::Edit& edit) -> Result<> {
    std::mt19937_64 random(7);
    std::vector<River> rivers;
    for (std::size_t i = 0; i < 30'000; ++i) {
      River river;
      river.fid = Fid{100'000 + static_cast<std::int64_t>(i)};
      river.name = riverName(i / 50);
      const double x = 121 + static_cast<double>(i / 50 % 30) * 0.2, y = 41 + static_cast<double>(i / 1500) * 0.2 + static_cast<double>(i % 50) * 0.004;
      river.geometry = LineString{{{x, y}, {x + 0.001, y + 0.004}}};
      rivers.push_back(std::move(river));
    }
    SUYUAN_TRY(put(edit, rivers));
    constexpr std::int64_t batch = 20'000;
    for (std::int64_t from = 0; from < outfalls; from += batch) {
      std::vector<Outfall> some;
      std::vector<Unit> units;
      for (std::int64_t i = from; i < std::min(outfalls, from + batch); ++i) {
        const auto& town = towns[random() % towns.size()];
        Outfall o;
        o.fid = Fid{1'000'000'000 + i};
        o.geometry = Point{121 + static_cast<double>(random() % 100'000) / 1e5 * 6, 41 + static_cast<double>(random() % 100'000) / 1e5 * 4};
        o.divisionCode = town.county.text();
        o.codeNational = std::format("AB-{}-{:04}-QT-00", o.divisionCode, i % 10'000);
        o.riverName = riverName(random() % 600);
        o.name = std::format("{}{}{}{}岸{}号城镇雨洪排口", divisions.fullName(town.county), town.name, o.riverName, i % 2 ? "左" : "右", i % 5000);
        o.class2 = "城镇雨洪排口";
        o.status = "已确认";
        if (i % 10 == 0) {
          Unit unit;
          unit.fid = Fid{5'000'000'000 + i};
          unit.name = std::format("{}{}污水处理有限公司第{}厂", divisions.fullName(town.county), town.name, i / 10);
          unit.uscc = std::format("9122{:014}", i);
          units.push_back(std::move(unit));
        }
        some.push_back(std::move(o));
      }
      SUYUAN_TRY(put(edit, some));
      SUYUAN_TRY(put(edit, units));
    }
    return {};
  });
  if (!entry) return std::unexpected(std::move(entry).error());
  return {};
}

} // namespace

int main(int argc, char** argv) {
  if (argc < 2) return std::fputs("bench_search FOLDER [outfalls] [runs]\n", stderr), 2;
  const std::int64_t outfalls = argc > 2 ? std::atoll(argv[2]) : 1'000'000;
  const int runs = argc > 3 ? std::atoi(argv[3]) : 1;
  const auto folder = std::filesystem::path(argv[1]) / std::format("search_{}", outfalls);
  const char* given = std::getenv("SUYUAN_RESOURCES");
  const std::filesystem::path resources = given ? given : SUYUAN_RESOURCES_DIR;
  auto book = rules::RuleBook::load(resources / "rules", "jilin");
  if (!book) return fail(book.error());
  if (!std::filesystem::exists(folder)) {
    auto survey = store::SurveyFile::create(folder, {.name = "bench", .divisionCode = "220000", .author = "bench"});
    if (!survey) return fail(survey.error());
    if (auto made = make(*survey, book->divisions(), outfalls); !made) return fail(made.error());
    std::puts("made; call again to measure");
    return 0;
  }
  auto survey = store::SurveyFile::open(folder);
  if (!survey) return fail(survey.error());
  auto pinyin = search::PinyinTable::load(resources / "pinyin" / "readings.txt");
  if (!pinyin) return fail(pinyin.error());
  const auto table = std::make_shared<const search::PinyinTable>(std::move(*pinyin));
  const auto divisions = std::make_shared<const coding::DivisionTable>(book->divisions());
  const auto file = survey->cache() / "search.sqlite";
  std::puts("what,run,outfalls,ms,cpu_ms,peak_rss_mb,index_mb");
  const auto print = [&](const char* what, int run, double ms, double cpu) {
    std::printf("%s,%d,%lld,%.1f,%.1f,%.0f,%.0f\n", what, run, static_cast<long long>(outfalls), ms, cpu, peakMegabytes(), static_cast<double>(std::filesystem::file_size(file)) / 1e6);
    std::fflush(stdout);
  };
  for (int run = 1; run <= runs; ++run) {
    std::filesystem::remove(file);
    search::Search search(*survey, table, divisions);
    const double before = processorMs();
    const auto from = Clock::now();
    if (auto done = search.refresh(survey->reader()); !done) return fail(done.error());
    print("build", run, since(from), processorMs() - before);
  }
  const auto opened = Clock::now();
  search::Search search(*survey, table, divisions);
  if (auto done = search.refresh(survey->reader()); !done) return fail(done.error());
  print("open", 1, since(opened), 0);
  std::vector<double> follows;
  for (int i = 0; i < 20; ++i) {
    auto edited = survey->edit("bench", [&](store::Edit& edit) { return edit.setField(Layer::Outfalls, Fid{1'000'000'000 + i * 7919}, "name", Value{std::format("改名{}号排口", i + outfalls % 7)}); });
    if (!edited) return fail(edited.error());
    const auto from = Clock::now();
    if (auto done = search.refresh(survey->reader()); !done) return fail(done.error());
    follows.push_back(since(from));
    if (auto undone = survey->undo(); !undone) return fail(undone.error());
  }
  std::ranges::sort(follows);
  print("follow-median", 1, follows[follows.size() / 2], 0);
  print("follow-worst", 1, follows.back(), 0);

  std::puts("what,text,hits,p50_ms,worst_ms,first_ms");
  std::vector<double> medians;
  for (const char* text : {"伊通河", "伊", "口", "排口", "南关区", "河口", "口河", "左岸123号", "饮马头道河右岸", "污水处理", "没有这样的名称", "0012", "AB-220102", "AB-220102-0012-QT-00",
                           "220102 0012", "南关区 伊通 左岸", "91220000000000", "yth", "yitonghe", "ccsngq", "ccsngqyth", "changchunshinanguanqu", "y", "xian", "wsclyxgs", "zzzz", "aaaaaaaaaa", "12", "qt"}) {
    std::vector<double> times;
    std::size_t hits = 0;
    for (int i = 0; i < 12; ++i) {
      const auto from = Clock::now();
      auto found = search.find(survey->reader(), {.text = text, .near = Point{125.3, 43.9}});
      times.push_back(since(from));
      if (!found) return fail(found.error());
      hits = found->hits.size();
    }
    const double first = times.front();
    times.erase(times.begin());
    std::ranges::sort(times);
    medians.push_back(times[times.size() / 2]);
    std::printf("find,%s,%zu,%.2f,%.2f,%.2f\n", text, hits, times[times.size() / 2], times.back(), first);
    std::fflush(stdout);
  }
  std::ranges::sort(medians);
  std::printf("find-all,median of medians,%zu,%.2f,%.2f,\n", medians.size(), medians[medians.size() / 2], medians.back());
  print("end", 1, 0, 0);
  return 0;
}
