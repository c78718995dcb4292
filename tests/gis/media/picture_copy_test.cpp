// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/media/inspect_photo.h"
#include "gis/media/picture_copy.h"
#include "core/sync/durable_file.h"
#include "tests/gis/media/photo_maker.h"
#include "tests/support/survey_builder.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <QImage>

#include <algorithm>
#include <fstream>

using namespace suyuan;
using namespace suyuan::media;
using suyuan::test::must;
using suyuan::test::TempFolder;

namespace {

namespace fs = std::filesystem;

const fs::path photos = SUYUAN_TEST_DATA "/photos";

QImage opened(const fs::path& file) { return QImage(QString::fromStdString(file.string())).convertToFormat(QImage::Format_RGB32); }

int nearlyWhite(const QImage& picture, const QRect& part) {
  int count = 0;
  for (int y = part.top(); y <= part.bottom(); ++y)
    for (int x = part.left(); x <= part.right(); ++x) count += qGray(picture.pixel(x, y)) > 235;
  return count;
}

} // namespace

TEST_CASE("a copy carries watermark and marks, is turned right, and the original's bytes stay as they were") {
  const TempFolder folder;
  const fs::path original = folder / "o.jpg", copy = folder / "c.jpg";
  fs::copy_file(photos / "landscape_6.jpg", original);
  const std::string before = must(sync::sha256OfFile(original));
  const auto written = fs::last_write_time(original);
  CopyOptions options{.watermark = {"AB-220102-0001-GY-00  一号口", "2024-05-01 10:00:00", "125.350000°E 43.880000°N"}};
  options.marks = {{PhotoMark::Kind::Arrow, 0.1, 0.1, 0.5, 0.5, "出水口"}};
  must(writeCopy(original, copy, options));
  CHECK(must(sync::sha256OfFile(original)) == before);
  CHECK(fs::last_write_time(original) == written);
  must(writeCopy(original, folder / "plain.jpg", {}));
  const QImage with = opened(copy), plain = opened(folder / "plain.jpg");
  REQUIRE(with.size() == QSize(600, 450)); // 450 x 600 on its side
  const QRect below(0, 450 - 75, 300, 70);
  CHECK(nearlyWhite(with, below) > nearlyWhite(plain, below) + 200);
  const QColor point = with.pixelColor(298, 223); // just before the arrow's tip
  CHECK(point.red() > 180);
  CHECK(point.red() > point.blue() + 60);
  CHECK(inspectPhoto(copy)->orientation == 1);
  CHECK_FALSE(inspectPhoto(copy)->has(PhotoFault::SizeOther));
}

TEST_CASE("a copy keeps the camera's time and position, and may be smaller") {
  const TempFolder folder;
  test::makePhoto(folder / "o.jpg", {.lon = 125.35, .lat = 43.88, .takenAt = "2024:05:01 10:00:00", .offset = "+08:00", .orientation = 6});
  must(writeCopy(folder / "o.jpg", folder / "c.jpg", {.edge = 50}));
  const PhotoFacts facts = must(inspectPhoto(folder / "c.jpg"));
  REQUIRE(facts.position);
  CHECK(facts.position->x == Catch::Approx(125.35).margin(1e-5));
  CHECK(toIso(*facts.takenAt) == "2024-05-01T02:00:00.000Z");
  CHECK(facts.height == 50);
  CHECK(std::abs(facts.width - 36) <= 1);
}

TEST_CASE("a copy never takes the place of a file, the original least of all") {
  const TempFolder folder;
  fs::copy_file(photos / "portrait_2.jpg", folder / "o.jpg");
  const std::string before = must(sync::sha256OfFile(folder / "o.jpg"));
  CHECK(writeCopy(folder / "o.jpg", folder / "o.jpg", {}).error().code == ErrorCode::FileUnwritable);
  CHECK(must(sync::sha256OfFile(folder / "o.jpg")) == before);
  CHECK(writeCopy(folder / "none.jpg", folder / "c.jpg", {}).error().code == ErrorCode::FileUnreadable);
  CHECK(writeCopy(folder / "o.jpg", folder / "no/such/c.jpg", {}).error().code == ErrorCode::FileUnwritable);
  CHECK_FALSE(fs::exists(folder / "c.jpg"));
  std::ofstream(folder / "bad.jpg") << "no picture";
  CHECK(writeCopy(folder / "bad.jpg", folder / "c.jpg", {}).error().code == ErrorCode::FileUnreadable);
  // Whole pictures with a damaged EXIF block still give a copy.
  for (const char* name : {"invalid_image01137.jpg", "invalid_image01551.jpg", "invalid_image02206.jpg"}) {
    INFO(name);
    must(writeCopy(photos / name, folder / name, {.watermark = {"A"}}));
    CHECK_FALSE(opened(folder / name).isNull());
  }
}

TEST_CASE("long words stay inside a small picture") {
  QImage small(60, 40, QImage::Format_RGB32);
  small.fill(Qt::black);
  drawOn(small, {.watermark = {std::string(200, 'W')}, .marks = {{PhotoMark::Kind::Text, 1, 1, 0, 0, std::string(50, 'M')}, {PhotoMark::Kind::Arrow, 0.5, 0.5, 0.5, 0.5, ""}}});
  int drawn = 0;
  for (int y = 0; y < small.height(); ++y)
    for (int x = 0; x < small.width(); ++x) drawn += qGray(small.pixel(x, y)) > 60;
  CHECK(drawn > 20);
}
