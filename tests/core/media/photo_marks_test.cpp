// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/photo_marks.h"

#include <catch2/catch_test_macros.hpp>

using namespace suyuan;
using namespace suyuan::media;

TEST_CASE("marks are read back as they were written, and what is none is passed over") {
  const std::vector<PhotoMark> marks{{PhotoMark::Kind::Arrow, 0.1, 0.25, 0.5, 1, "出水口 东侧"}, {PhotoMark::Kind::Text, 0, 1, 0, 0, "约 0.6 m"}, {PhotoMark::Kind::Arrow, 0.2, 0.2, 0.3, 0.3, ""}};
  const std::string text = marksText(marks);
  CHECK(text == "arrow 0.1000 0.2500 0.5000 1.0000 出水口 东侧\ntext 0.0000 1.0000 约 0.6 m\narrow 0.2000 0.2000 0.3000 0.3000");
  CHECK(parseMarks(text) == marks);
  CHECK(parseMarks("arrow 0.1\ntext 2 2 out\ncircle 0 0 1\n\narrow 0 0 nan 1\ntext 0.5 0.5\ntext 0.5 0.5 ok") == std::vector<PhotoMark>{{PhotoMark::Kind::Text, 0.5, 0.5, 0, 0, "ok"}});
  CHECK(marksText(std::vector<PhotoMark>{{PhotoMark::Kind::Text, 0, 0, 0, 0, "two\nlines"}}) == "text 0.0000 0.0000 two lines");
}

TEST_CASE("a watermark says code, name, Beijing time and the photo's own position, else the outfall's and that it is") {
  Outfall outfall;
  outfall.codeNational = "AB-220102-0001-GY-00";
  outfall.name = "一号口";
  outfall.geometry = Point{125.35, 43.88};
  Photo photo;
  photo.takenAt = "2024-05-01T18:30:00.250Z";
  photo.geometry = Point{125.351, -43.88};
  CHECK(watermarkOf(photo, &outfall) == std::vector<std::string>{"AB-220102-0001-GY-00  一号口", "2024-05-02 02:30:00", "125.351000°E 43.880000°S"});
  photo.geometry = {};
  CHECK(watermarkOf(photo, &outfall).back() == "125.350000°E 43.880000°N（排污口坐标）");
  CHECK(watermarkOf(Photo{}, nullptr).empty());
}

TEST_CASE("a copy's name says code, kind and number, and nothing that a file system refuses") {
  Outfall outfall;
  outfall.name = "../口:1?";
  Photo photo;
  photo.kind = "近景";
  CHECK(copyName(photo, &outfall, 3) == "_._口_1__近景_3");
  outfall.codeNational = "AB-220102-0001-GY-00";
  CHECK(copyName(photo, &outfall, 3) == "AB-220102-0001-GY-00_近景_3");
  CHECK(copyName(Photo{}, nullptr, 1) == "photo_1");
}
