// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/map_cache.h"

#include "core/model/outfall.h"
#include "core/store/survey_file.h"
#include "gis/layers/load_survey.h"

#include <catch2/catch_test_macros.hpp>

#include <QTemporaryDir>

#include <fstream>

using namespace suyuan;
using namespace suyuan::desktop;

namespace {

struct Survey {
  QTemporaryDir dir;
  std::filesystem::path folder = std::filesystem::path(dir.path().toStdString()) / "s";
  std::optional<store::SurveyFile> file = store::SurveyFile::create(folder, {.name = "试", .divisionCode = "220100", .author = "测"}).value();
  projection::Crs crs = projection::Crs::parse("EPSG:4551").value();
  std::vector<Fid> fids;

  explicit Survey(int outfalls) {
    change([&](store::Edit& e) -> Result<> {
      for (int i = 0; i < outfalls; ++i) {
        Outfall o;
        o.geometry = Point{125 + i * 0.001, 43.9};
        o.name = "口" + std::to_string(i);
        o.status = "疑似";
        auto fid = e.insert(o);
        if (!fid) return std::unexpected(fid.error());
        fids.push_back(*fid);
      }
      return {};
    });
  }
  void change(const std::function<Result<>(store::Edit&)>& work) { REQUIRE(file->edit("改", work)); }
  MapCache cache() { return MapCache::of(file->reader(), folder, crs, nullptr).value(); }
  layers::FeatureTable now() { return layers::loadSurveyLayer(file->reader(), Layer::Outfalls, crs).value(); }
  std::optional<MapCache::Kept> kept() { return cache().read(file->reader(), Layer::Outfalls, crs, {}); }
  void keep() { REQUIRE(cache().write(now())); }
  [[nodiscard]] std::filesystem::path kept_file() const { return folder / "cache" / "map-outfalls.table"; }
};

void checkSame(const layers::FeatureTable& a, const layers::FeatureTable& b) {
  REQUIRE(a.size() == b.size());
  for (const std::int64_t fid : a.fids) {
    const auto inA = a.rowOf(fid), inB = b.rowOf(fid);
    REQUIRE((inA && inB));
    CHECK(a.x[*inA] == b.x[*inB]);
    CHECK(a.status.word(*inA) == b.status.word(*inB));
    CHECK(a.label.at(*inA) == b.label.at(*inB));
  }
}

} // namespace

TEST_CASE("a kept map table has what was recorded since it was kept") {
  Survey survey(50);
  CHECK_FALSE(survey.kept());
  survey.keep();
  REQUIRE(survey.kept());
  checkSame(survey.kept()->table, survey.now());
  survey.change([&](store::Edit& e) -> Result<> {
    SUYUAN_TRY(e.setField(Layer::Outfalls, survey.fids[3], "status", Value{std::string("已确认")}));
    SUYUAN_TRY(e.setGeometry(Layer::Outfalls, survey.fids[20], Geometry{Point{126.5, 44.1}}));
    return e.removeRow(Layer::Outfalls, survey.fids[10]);
  });
  REQUIRE(survey.kept());
  checkSame(survey.kept()->table, survey.now());
  REQUIRE(survey.file->undo());
  REQUIRE(survey.kept());
  checkSame(survey.kept()->table, survey.now());
}

TEST_CASE("a kept map table of another survey, another past or another CRS is not used") {
  Survey survey(20), other(20);
  survey.keep();
  other.keep();
  std::filesystem::copy_file(other.kept_file(), survey.kept_file(), std::filesystem::copy_options::overwrite_existing);
  CHECK_FALSE(survey.kept());
  survey.keep();
  auto crs = projection::Crs::parse("EPSG:4549").value();
  CHECK_FALSE(MapCache::of(survey.file->reader(), survey.folder, crs, nullptr)->read(survey.file->reader(), Layer::Outfalls, crs, {}));
  CHECK(survey.kept());

  // A copy from before the table was kept is put back in the survey's place.
  const auto backup = survey.folder.parent_path() / "backup";
  Survey later(5);
  REQUIRE(later.file->backupTo(backup));
  later.change([&](store::Edit& e) { return e.setField(Layer::Outfalls, later.fids[0], "status", Value{std::string("已确认")}); });
  later.keep();
  REQUIRE(later.kept());
  auto restored = store::SurveyFile::open(backup);
  REQUIRE(restored);
  std::filesystem::create_directories(backup / "cache");
  std::filesystem::copy_file(later.kept_file(), backup / "cache" / "map-outfalls.table");
  CHECK_FALSE(MapCache::of(restored->reader(), backup, later.crs, nullptr)->read(restored->reader(), Layer::Outfalls, later.crs, {}));
}

TEST_CASE("a damaged map table is read from the survey again, and the survey opens without its cache") {
  Survey survey(20);
  survey.keep();
  {
    std::fstream file(survey.kept_file(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(-3, std::ios::end);
    file.put('\x5a');
    file.put('\xa5');
  }
  CHECK_FALSE(survey.kept());
  CHECK_FALSE(std::filesystem::exists(survey.kept_file()));
  survey.keep();
  std::filesystem::remove_all(survey.folder / "cache");
  CHECK_FALSE(survey.kept());
  CHECK(survey.now().size() == 20);
}
