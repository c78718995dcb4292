// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/media/inspect_photo.h"
#include "tests/gis/media/photo_maker.h"
#include "tests/support/survey_builder.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <thread>

using namespace suyuan;
using namespace suyuan::media;
using suyuan::test::MadePhoto;
using suyuan::test::makePhoto;
using suyuan::test::TempFolder;
using Catch::Approx;

namespace {

namespace fs = std::filesystem;

const fs::path photos = SUYUAN_TEST_DATA "/photos";
const std::vector<std::string> editors{"photoshop", "gimp"};

PhotoFacts inspected(const fs::path& file) {
  return test::must(inspectPhoto(file, {.editors = editors}));
}

PhotoFacts made(const TempFolder& folder, const MadePhoto& photo) {
  makePhoto(folder / "p.jpg", photo);
  return inspected(folder / "p.jpg");
}

std::string bytesOf(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

} // namespace

TEST_CASE("real photos say position, orientation and size") {
  struct Known {
    const char* file;
    int orientation, width, height;
    double lat, lon; // 0: none
  };
  // ../shared/data/INDEX.md, by exiftool
  const Known all[] = {{"DSCN0010.jpg", 1, 640, 480, 43.467448, 11.885127}, {"DSCN0021.jpg", 1, 640, 480, 43.467082, 11.884538}, {"DSCN0025.jpg", 1, 640, 480, 43.468365, 11.881635},
                       {"landscape_3.jpg", 3, 600, 450, 0, 0}, {"landscape_6.jpg", 6, 450, 600, 0, 0}, {"landscape_8.jpg", 8, 450, 600, 0, 0},
                       {"portrait_2.jpg", 2, 450, 600, 0, 0}, {"portrait_5.jpg", 5, 600, 450, 0, 0}, {"long_description.jpg", 1, 100, 73, 0, 0}, {"no_exif.jpg", 1, 322, 466, 0, 0}};
  for (const Known& known : all) {
    INFO(known.file);
    const PhotoFacts facts = inspected(photos / known.file);
    CHECK(facts.kind == MediaKind::Photo);
    CHECK(facts.orientation == known.orientation);
    CHECK(facts.width == known.width);
    CHECK(facts.height == known.height);
    CHECK(facts.bytes == static_cast<std::int64_t>(fs::file_size(photos / known.file)));
    CHECK_FALSE(facts.has(PhotoFault::Broken));
    REQUIRE(facts.position.has_value() == (known.lat != 0));
    CHECK(facts.has(PhotoFault::NoPosition) == (known.lat == 0));
    if (!facts.position) continue;
    CHECK(facts.position->y == Approx(known.lat).margin(1e-6));
    CHECK(facts.position->x == Approx(known.lon).margin(1e-6));
    CHECK(facts.datum == "WGS-84");
    CHECK(facts.model == "COOLPIX P6000");
    // This camera writes the next day into its satellites' date: a clock that is off, whichever it is.
    CHECK(facts.has(PhotoFault::ClockOff));
  }
}

TEST_CASE("photos that went through a program for pictures say so") {
  CHECK(inspected(photos / "no_exif.jpg").edited);
  const PhotoFacts gimp = inspected(photos / "long_description.jpg");
  CHECK(gimp.edited);
  CHECK(gimp.software == "GIMP 2.4.5");
  const TempFolder folder;
  MadePhoto photo{.takenAt = "2024:05:01 10:00:00"};
  photo.tags["Exif.Image.DateTime"] = "2024:05:01 10:00:01";
  CHECK_FALSE(made(folder, photo).edited); // the camera's own writing
  photo.tags["Exif.Image.DateTime"] = "2024:05:03 18:00:00";
  CHECK(made(folder, photo).has(PhotoFault::Edited));
  photo.tags = {{"Exif.Photo.PixelXDimension", "4000"}, {"Exif.Photo.PixelYDimension", "3000"}};
  CHECK(made(folder, photo).has(PhotoFault::SizeOther));
}

TEST_CASE("photos with damaged EXIF are taken for what they are, and nothing is made up") {
  for (const char* name : {"invalid_image01137.jpg", "invalid_image01551.jpg", "invalid_image02206.jpg"}) {
    INFO(name);
    const PhotoFacts facts = inspected(photos / name);
    CHECK(facts.kind == MediaKind::Photo);
    CHECK_FALSE(facts.position.has_value());
    CHECK_FALSE(facts.faults.empty());
    CHECK(facts.width > 0);
    CHECK(facts.orientation == 1);
  }
}

TEST_CASE("time, offset, satellites, bearing and accuracy come through") {
  const TempFolder folder;
  MadePhoto photo{.lon = 125.35, .lat = 43.88, .takenAt = "2024:05:01 10:02:03", .offset = "+08:00", .gpsDate = "2024:05:01", .gpsTime = "2/1 2/1 3/1", .bearing = 123.25, .orientation = 6};
  photo.tags = {{"Exif.GPSInfo.GPSHPositioningError", "47/10"}, {"Exif.GPSInfo.GPSAltitude", "1985/10"}, {"Exif.GPSInfo.GPSAltitudeRef", "0"}, {"Exif.Photo.SubSecTimeOriginal", "25"}};
  const PhotoFacts facts = made(folder, photo);
  REQUIRE(facts.position);
  CHECK(facts.position->x == Approx(125.35).margin(2e-6));
  CHECK(facts.position->y == Approx(43.88).margin(2e-6));
  CHECK(facts.position->z == Approx(198.5));
  CHECK(facts.accuracy == Approx(4.7));
  CHECK(facts.bearing == Approx(123.25));
  CHECK_FALSE(facts.magneticBearing);
  CHECK(toIso(*facts.takenAt) == "2024-05-01T02:02:03.250Z");
  CHECK(facts.offsetSource == OffsetSource::Stated);
  CHECK(facts.orientation == 6);
  CHECK(facts.faults.empty());
  photo.tags["Exif.GPSInfo.GPSImgDirectionRef"] = "M";
  photo.tags["Exif.GPSInfo.GPSAltitudeRef"] = "1";
  const PhotoFacts below = made(folder, photo);
  CHECK(below.magneticBearing);
  CHECK(below.position->z == Approx(-198.5));
}

TEST_CASE("a southern and a western position get their sign") {
  const TempFolder folder;
  const PhotoFacts facts = made(folder, {.lon = -70.5, .lat = -33.25, .takenAt = "2024:05:01 10:02:03"});
  CHECK(facts.position->x == Approx(-70.5).margin(3e-6));
  CHECK(facts.position->y == Approx(-33.25).margin(3e-6));
}

TEST_CASE("positions that cannot be are told and not taken") {
  const TempFolder folder;
  const PhotoFacts zero = made(folder, {.lon = 0, .lat = 0, .takenAt = "2024:05:01 10:02:03"});
  CHECK(zero.has(PhotoFault::PositionZero));
  CHECK_FALSE(zero.position.has_value());
  const PhotoFacts beyond = made(folder, {.lon = 125, .lat = 97, .takenAt = "2024:05:01 10:02:03"});
  CHECK(beyond.has(PhotoFault::PositionImpossible));
  CHECK_FALSE(beyond.position.has_value());
  MadePhoto hollow{.takenAt = "2024:05:01 10:02:03"};
  hollow.tags = {{"Exif.GPSInfo.GPSLatitude", "0/0 0/0 0/0"}, {"Exif.GPSInfo.GPSLongitude", "0/0 0/0 0/0"}, {"Exif.GPSInfo.GPSLatitudeRef", "N"}, {"Exif.GPSInfo.GPSLongitudeRef", "E"}};
  CHECK(made(folder, hollow).has(PhotoFault::NoPosition));
  MadePhoto shifted{.lon = 125, .lat = 43, .takenAt = "2024:05:01 10:02:03"};
  shifted.tags = {{"Exif.GPSInfo.GPSMapDatum", "GCJ-02"}};
  CHECK(made(folder, shifted).has(PhotoFault::DatumOther));
  MadePhoto sideless{.takenAt = "2024:05:01 10:02:03"};
  sideless.tags = {{"Exif.GPSInfo.GPSLatitude", "43/1 0/1 0/1"}, {"Exif.GPSInfo.GPSLongitude", "125/1 0/1 0/1"}};
  CHECK(made(folder, sideless).has(PhotoFault::PositionSideUnknown));
}

TEST_CASE("wrong clocks, bearings, orientations and times are told") {
  const TempFolder folder;
  const PhotoFacts clock = made(folder, {.takenAt = "2024:05:01 10:12:03", .offset = "+08:00", .gpsDate = "2024:05:01", .gpsTime = "2/1 2/1 3/1"});
  REQUIRE(clock.has(PhotoFault::ClockOff));
  CHECK(toIso(*clock.takenAt) == "2024-05-01T02:02:03.000Z");
  CHECK(made(folder, {.takenAt = "2024:05:01 10:12:03", .bearing = 400}).has(PhotoFault::BearingImpossible));
  CHECK(made(folder, {.takenAt = "2024:05:01 10:12:03", .orientation = 17}).has(PhotoFault::OrientationImpossible));
  CHECK(made(folder, {.takenAt = "0000:00:00 00:00:00"}).has(PhotoFault::NoTime));
  CHECK(made(folder, {}).has(PhotoFault::NoTime));
  CHECK(inspected(photos / "landscape_3.jpg").has(PhotoFault::NoTime));
}

TEST_CASE("a picture that was cut off is told at every length") {
  const TempFolder folder;
  const std::string whole = bytesOf(photos / "DSCN0010.jpg");
  for (std::size_t length = 0; length + 2 < whole.size(); length += length < 4000 ? 97 : 9973) {
    std::ofstream(folder / "cut.jpg", std::ios::binary).write(whole.data(), static_cast<std::streamsize>(length));
    INFO(length);
    CHECK(inspected(folder / "cut.jpg").has(length >= 3 || length == 0 ? PhotoFault::Broken : PhotoFault::NotMedia));
  }
  std::ofstream(folder / "more.jpg", std::ios::binary) << whole << "maker's trailer";
  CHECK_FALSE(inspected(folder / "more.jpg").has(PhotoFault::Broken));
}

TEST_CASE("what is no picture is named by its bytes, not by its name") {
  const TempFolder folder;
  const auto write = [&](const char* name, const std::string& bytes) {
    std::ofstream(folder / name, std::ios::binary) << bytes;
    return inspected(folder / name);
  };
  CHECK(write("a.jpg", "hello, this is a note").has(PhotoFault::NotMedia));
  CHECK(write("v.jpg", std::string("\0\0\0\x18" "ftypmp42", 12)).kind == MediaKind::Video);
  CHECK(write("s.jpg", std::string("RIFF\0\0\0\0WAVEfmt ", 16)).kind == MediaKind::Sound);
  CHECK(write("h.jpg", std::string("\0\0\0\x18" "ftypheic", 12)).kind == MediaKind::Photo);
  const auto missing = inspectPhoto(folder / "none.jpg");
  REQUIRE_FALSE(missing.has_value());
  CHECK(missing.error().code == ErrorCode::FileNotFound);
  CHECK(inspectPhoto(folder.path()).error().code == ErrorCode::FileUnreadable);
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  CHECK(inspectPhoto(folder / "pipe").error().code == ErrorCode::FileUnreadable); // and does not wait for a writer
}

TEST_CASE("photos are inspected by several threads at once") {
  const PhotoFacts expected = inspected(photos / "DSCN0021.jpg");
  std::vector<std::jthread> threads;
  std::atomic<int> right = 0;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 50; ++i)
        if (const auto facts = inspectPhoto(photos / "DSCN0021.jpg"); facts && facts->position == expected.position && facts->takenAt == expected.takenAt) ++right;
    });
  threads.clear();
  CHECK(right == 200);
}
