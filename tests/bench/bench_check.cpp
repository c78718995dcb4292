// SPDX-License-Identifier: GPL-3.0-or-later
// bench_check FOLDER [outfalls] [runs]: every rule over a synthetic survey of that many outfalls (default 1000000), with a
// unit for each third, a sample and two photos for each, 144 counties and 2880 rivers. The first call makes the survey
// in FOLDER/check_N and ends, so that the next one measures the memory of checking alone.
// CSV: what, run, outfalls, ms, cpu_ms of all threads, findings, peak_rss_mb. Then one edit at a time through the live check: update, µs.
#include "core/model/division.h"
#include "core/model/photo.h"
#include "core/model/river.h"
#include "core/model/sample.h"
#include "core/model/unit.h"
#include "core/survey/check_survey.h"
#include "core/survey/live_check.h"
#include "tests/bench/bench_support.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <format>
#include <map>
#include <random>

using namespace suyuan;
using namespace suyuan::bench;

namespace {

constexpr double west = 121, south = 41, step = 0.5; // twelve by twelve counties of half a degree
constexpr int across = 12, counties = across * across;

/// Codes and names of real counties, so that every table is asked.
struct County {
  std::string code, name;
};
std::vector<County> countiesOf(const rules::RuleBook& book) {
  std::vector<County> out;
  for (std::uint32_t code = 210000; code < 240000 && out.size() < counties; ++code) {
    const auto* entry = book.divisions().find(DivisionCode{code});
    if (entry && !entry->zone && entry->level == coding::DivisionLevel::County && book.divisions().current(entry->code) == entry->code)
      out.push_back({entry->code.text(), book.divisions().fullName(entry->code)});
  }
  return out;
}

Result<> surroundings(store::Edit& edit, const std::vector<County>& names) {
  std::vector<Division> divisions;
  std::vector<River> rivers;
  for (int c = 0; c < counties; ++c) {
    const double x = west + c % across * step, y = south + c / across * step;
    Division d;
    d.fid = Fid{2000 + c};
    d.code = names[static_cast<std::size_t>(c)].code;
    d.name = names[static_cast<std::size_t>(c)].name;
    std::vector<Point> ring; // borders as finely drawn as real ones
    for (int i = 0; i <= 400; ++i) {
      const double t = i / 100.0, along = std::fmod(t, 1.0) * step;
      const int side = static_cast<int>(t) % 4;
      ring.push_back(side == 0 ? Point{x + along, y} : side == 1 ? Point{x + step, y + along} : side == 2 ? Point{x + step - along, y + step} : Point{x, y + step - along});
    }
    ring.back() = ring.front();
    d.geometry = Polygon{{std::move(ring)}};
    divisions.push_back(std::move(d));
    for (int r = 0; r < 20; ++r) {
      River river;
      river.fid = Fid{10000 + c * 20 + r};
      river.name = std::format("河{}", c * 20 + r);
      river.basin = "AB";
      LineString line;
      for (int i = 0; i <= 100; ++i) line.points.push_back({x + i * step / 100, y + (r + 0.5) * step / 20 + 0.002 * std::sin(i * 0.2)});
      river.geometry = std::move(line);
      rivers.push_back(std::move(river));
    }
  }
  SUYUAN_TRY(put(edit, divisions));
  return put(edit, rivers);
}

/// Most are good; some three in a hundred have one fault or another.
Result<> make(store::SurveyFile& survey, const rules::RuleBook& book, std::int64_t outfalls) {
  const std::vector<County> names = countiesOf(book);
  auto entry = survey.edit("bench", [&](store::Edit& edit) -> Result<> {
    SUYUAN_TRY(surroundings(edit, names));
    std::mt19937_64 random(11);
    std::map<std::string, int> numbers;
    constexpr std::int64_t batch = 20000;
    for (std::int64_t from = 0; from < outfalls; from += batch) {
      std::vector<Outfall> some;
      std::vector<Unit> units;
      std::vector<Sample> samples;
      std::vector<Photo> photos;
      for (std::int64_t i = from; i < std::min(outfalls, from + batch); ++i) {
        const int county = static_cast<int>(i % counties), river = static_cast<int>(random() % 20);
        const double along = static_cast<double>(random() % 1000000) / 1000000 * 100;
        Outfall o;
        o.fid = Fid{1'000'000'000 + i};
        o.geometry = Point{west + county % across * step + along * step / 100 + 1e-7,
                           south + county / across * step + (river + 0.5) * step / 20 + 0.002 * std::sin(along * 0.2) + 0.0003};
        o.divisionCode = names[static_cast<std::size_t>(county)].code;
        o.codeNational = std::format("AB-{}-{:04}-QT-00", o.divisionCode, ++numbers[o.divisionCode] % 10000);
        o.name = std::format("{}第{}社区河边{}号城镇雨洪排口", names[static_cast<std::size_t>(county)].name, i / 7, i);
        o.class1 = "其他排口";
        o.class2 = "城镇雨洪排口";
        o.status = "已确认";
        o.surveyLevel = 2;
        o.township = "南岭街道";
        o.address = std::format("第{}社区河边", i / 7);
        o.riverName = std::format("河{}", county * 20 + river);
        o.basin = "AB";
        o.bank = i % 2 ? "左岸" : "右岸";
        o.outletShape = o.inflowMode = "管道";
        o.outletSize = 0.6;
        o.drainFeature = "排水";
        o.sewageKind = "雨水";
        o.flow = static_cast<double>(random() % 5000 + 1) / 2;
        o.traceStatus = "已溯源";
        o.traceMethod = "资料溯源";
        o.unitName = std::format("第{}市政设施维护中心", i / 3);
        o.unitFid = Fid{5'000'000'000 + i / 3};
        o.responsibleBody = o.unitName;
        o.responsibleCode = "11220100013828800N";
        o.approveStatus = "已登记";
        o.handleType = "规范整治";
        o.handleStage = "整治中";
        o.finishDate = "2099-12-31";
        o.surveyedAt = "2024-05-01T02:00:00.000Z";
        o.surveyor = "张三";
        o.team = "一队";
        o.accuracy = 3;
        if (random() % 100 == 0) o.name += "（2025年新增）";
        if (random() % 200 == 0) o.bank = "中岸";
        if (random() % 200 == 0) o.responsibleBody.clear();
        if (random() % 300 == 0) o.surveyedAt.clear();
        if (i % 3 == 0) {
          Unit u;
          u.fid = o.unitFid;
          u.geometry = o.geometry;
          u.name = o.unitName;
          u.divisionCode = o.divisionCode;
          u.address = o.address;
          u.phone = "0431-88888888";
          units.push_back(std::move(u));
        }
        Sample s;
        s.fid = Fid{6'000'000'000 + i};
        s.outfallFid = o.fid;
        s.sampledAt = "2024-05-02T02:00:00.000Z";
        s.ph = 7.2, s.cod = 38.0, s.bod = 9.0, s.ammonia = 4.0, s.nitrogen = 12.0, s.phosphorus = 0.4, s.flow = 0.01;
        if (random() % 500 == 0) s.cod = 9000;
        samples.push_back(std::move(s));
        for (int k = 0; k < 2; ++k) {
          Photo p;
          p.fid = Fid{7'000'000'000 + i * 2 + k};
          p.outfallFid = o.fid;
          p.geometry = o.geometry;
          p.sha256 = std::format("{:064x}", i * 2 + k);
          p.fileName = std::format("IMG_{}.jpg", i * 2 + k);
          p.kind = k ? "远景" : "近景";
          p.takenAt = "2024-05-01T02:05:00.000Z";
          p.bytes = 200000;
          photos.push_back(std::move(p));
        }
        some.push_back(std::move(o));
      }
      SUYUAN_TRY(put(edit, some));
      SUYUAN_TRY(put(edit, units));
      SUYUAN_TRY(put(edit, samples));
      SUYUAN_TRY(put(edit, photos));
    }
    return {};
  });
  if (!entry) return std::unexpected(std::move(entry).error());
  return {};
}

/// One number over all that the findings say, in their order: it stays when only the speed changes.
std::uint64_t hashOf(const std::vector<Finding>& findings) {
  std::uint64_t hash = 14695981039346656037ULL;
  const auto feed = [&](std::string_view text) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    hash = (hash ^ 0xFF) * 1099511628211ULL;
  };
  for (const Finding& f : findings) {
    feed(std::format("{} {} {} {} {}", f.rule, static_cast<int>(f.severity), static_cast<int>(f.layer), f.fid.value, f.field));
    for (const auto& [name, value] : f.args) feed(name), feed(value);
    if (f.fix) feed(f.fix->field), feed(toText(f.fix->value));
  }
  return hash;
}

/// Edits outfalls one after the other: each a new name and a new place, and back.
int edits(const store::SurveyFile& survey, const rules::RuleBook& book, std::int64_t outfalls) {
  auto readers = survey::readersForCheck(survey);
  if (!readers) return fail(readers.error());
  const auto begin = std::chrono::steady_clock::now();
  auto live = survey::LiveCheck::start(*readers, book);
  if (!live) return fail(live.error());
  std::printf("live-start,1,%lld,%.0f,0,%zu,%.0f\n", static_cast<long long>(outfalls),
              std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count(), live->findings().size(), peakMegabytes());
  std::vector<double> took;
  for (int i = 0; i < 200; ++i) {
    auto outfall = readers->front().get<Outfall>(Fid{1'000'000'000 + i * 7919 % outfalls});
    if (!outfall || !*outfall) return 3;
    Outfall changed = **outfall;
    changed.name += "号";
    const auto from = std::chrono::steady_clock::now();
    auto findings = live->update(changed);
    took.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - from).count());
    if (!findings) return fail(findings.error());
    if (auto back = live->update(**outfall); !back) return fail(back.error());
  }
  std::ranges::sort(took);
  std::printf("live-update-median,1,%lld,%.3f,0,0,%.0f\nlive-update-worst,1,%lld,%.3f,0,0,%.0f\n", static_cast<long long>(outfalls), took[took.size() / 2],
              peakMegabytes(), static_cast<long long>(outfalls), took.back(), peakMegabytes());
  return 0;
}

} // namespace

int main(int argc, char** argv) {
  if (argc < 2) return std::fputs("bench_check FOLDER [outfalls] [runs]\n", stderr), 2;
  const std::int64_t outfalls = argc > 2 ? std::atoll(argv[2]) : 1'000'000;
  const int runs = argc > 3 ? std::atoi(argv[3]) : 3;
  const auto folder = std::filesystem::path(argv[1]) / std::format("check_{}", outfalls);
  const char* resources = std::getenv("SUYUAN_RESOURCES");
  auto book = rules::RuleBook::load(std::filesystem::path(resources ? resources : SUYUAN_RESOURCES_DIR) / "rules", "jilin");
  if (!book) return fail(book.error());
  if (!std::filesystem::exists(folder)) {
    auto survey = store::SurveyFile::create(folder, {.name = "bench", .divisionCode = "220000", .author = "bench"});
    if (!survey) return fail(survey.error());
    if (auto made = make(*survey, *book, outfalls); !made) return fail(made.error());
    std::puts("made; call again to measure");
    return 0;
  }
  auto survey = store::SurveyFile::open(folder, store::OpenMode::ReadOnly);
  if (!survey) return fail(survey.error());
  std::puts("what,run,outfalls,ms,cpu_ms,findings,peak_rss_mb");
  for (int run = 1; run <= runs; ++run) {
    auto readers = survey::readersForCheck(*survey);
    if (!readers) return fail(readers.error());
    const double before = processorMs();
    auto report = survey::checkSurvey(std::span(*readers), *book);
    if (!report) return fail(report.error());
    std::printf("check,%d,%lld,%.0f,%.0f,%zu,%.0f\n", run, static_cast<long long>(outfalls), report->elapsedMs, processorMs() - before, report->findings.size(), peakMegabytes());
    if (run == 1) {
      std::map<std::string, int> byRule;
      for (const Finding& f : report->findings) ++byRule[f.rule];
      for (const auto& [rule, count] : byRule) std::fprintf(stderr, "%8d %s\n", count, rule.c_str());
      std::fprintf(stderr, "%016llx findings' hash\n", static_cast<unsigned long long>(hashOf(report->findings)));
    }
    std::fflush(stdout);
  }
  return edits(*survey, *book, outfalls);
}
