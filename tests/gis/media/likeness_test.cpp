// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/media/likeness.h"

#include "core/media/media_folder.h"
#include "core/media/take_photos.h"
#include "core/model/photo.h"
#include "gis/media/inspect_photo.h"
#include "gis/media/thumbnail.h"
#include "gis/media/thumbnail_store.h"
#include "tests/gis/media/photo_maker.h"
#include "tests/support/survey_builder.h"

#include <catch2/catch_test_macros.hpp>

using namespace suyuan;
using namespace suyuan::media;
using suyuan::test::must;
using suyuan::test::TempFolder;

namespace {

namespace fs = std::filesystem;

const fs::path shots = SUYUAN_TEST_DATA "/photos";

QImage shot(const char* name, int edge = 256) { return must(makeThumbnail(shots / name, edge)); }

} // namespace

TEST_CASE("a picture saved smaller, poorer, brighter or turned by its mark is near-identical; another one is not") {
  const TempFolder folder;
  const QImage picture = shot("landscape_3.jpg", 400);
  const Likeness original = likenessOf(picture).value();
  CHECK(bitsApart(original, *likenessOf(shot("landscape_3.jpg", 96))) <= nearlyTheSame);
  CHECK(bitsApart(original, *likenessOf(shot("landscape_6.jpg"))) <= nearlyTheSame); // the same scene, stored on its side
  REQUIRE(picture.save(QString::fromStdString((folder / "poor.jpg").string()), "jpg", 15));
  CHECK(bitsApart(original, *likenessOf(must(makeThumbnail(folder / "poor.jpg", 256)))) <= nearlyTheSame);
  QImage bright = picture;
  for (int y = 0; y < bright.height(); ++y)
    for (int x = 0; x < bright.width(); ++x) bright.setPixel(x, y, QColor(bright.pixel(x, y)).lighter(115).rgb());
  CHECK(bitsApart(original, *likenessOf(bright)) <= nearlyTheSame);
  for (const char* other : {"portrait_2.jpg", "DSCN0010.jpg", "DSCN0021.jpg", "DSCN0025.jpg", "long_description.jpg"}) {
    INFO(other);
    CHECK(bitsApart(original, *likenessOf(shot(other))) > 2 * nearlyTheSame);
  }
}

TEST_CASE("what shows nothing has no likeness") {
  QImage covered(200, 100, QImage::Format_RGB32);
  covered.fill(QColor(12, 12, 12));
  CHECK_FALSE(likenessOf(covered));
  CHECK_FALSE(likenessOf({}));
}

TEST_CASE("photos that are taken have their likeness, older ones get it, and the thumbnails are there") {
  const TempFolder folder;
  auto survey = test::newSurvey(folder);
  fs::create_directories(folder / "card");
  for (const char* name : {"landscape_3.jpg", "landscape_6.jpg", "DSCN0010.jpg"}) fs::copy_file(shots / name, folder / "card" / fs::path(name));
  const Inspect inspect = [](const fs::path& file) { return inspectPhoto(file); };
  const auto files = must(filesBelow(folder / "card"));
  CHECK(must(takePhotos(survey, std::span(files).first(1), inspect, {}, {})).count(TakeOutcome::Taken) == 1); // without
  must(takePhotos(survey, files, inspect, {}, {.liken = likenIn(survey.cache() / "thumbnails")}));
  auto photos = must(survey.reader().all<Photo>());
  REQUIRE(photos.size() == 3);
  int without = 0;
  for (const Photo& photo : photos) without += photo.likeness.empty();
  CHECK(without == 1);
  CHECK(must(fillLikeness(survey, likenIn(survey.cache() / "thumbnails"))) == 1);
  CHECK(must(fillLikeness(survey, likenIn(survey.cache() / "thumbnails"))) == 0);
  const auto pairs = must(likePhotos(survey.reader()));
  REQUIRE(pairs.size() == 1);
  for (const Photo& photo : must(survey.reader().all<Photo>())) {
    CHECK(parseLikeness(photo.likeness));
    CHECK(fs::exists(survey.cache() / "thumbnails" / photo.sha256.substr(0, 2) / (photo.sha256 + "-256.jpg")));
    CHECK((photo.fid == pairs[0].first || photo.fid == pairs[0].second) == photo.fileName.starts_with("landscape"));
  }
}
