// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gis/media/film_maker.h"

#include "gis/media/film_reading.h"
#include "gis/media/gpx_sidecar.h"
#include "gis/media/inspect_photo.h"
#include "tests/gis/media/photo_maker.h"
#include "tests/support/survey_builder.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <random>

using namespace suyuan;
using namespace suyuan::media;
using Catch::Approx;
using suyuan::test::filmBox;
using suyuan::test::makeFilm;
using suyuan::test::must;
using suyuan::test::TempFolder;

namespace {

void write(const std::filesystem::path& file, std::string_view bytes) { std::ofstream(file, std::ios::binary) << bytes; }

constexpr std::string_view gpx = R"(<?xml version="1.0"?>
<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>
<trkpt lat="43.8800" lon="125.3000"><ele>200</ele><time>2024-05-01T02:00:00Z</time></trkpt>
<trkpt lat="43.8810" lon="125.3020"><time>2024-05-01T02:00:10Z</time></trkpt>
<trkpt lat="43.9" lon="125.4"/>
</trkseg></trk></gpx>)";

std::string wave(int seconds, const std::string& extra = {}) {
  const auto little = [](std::uint32_t value, int bytes) {
    std::string out;
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
    return out;
  };
  const std::string data(static_cast<std::size_t>(seconds) * 16'000, '\0');
  const std::string format = little(1, 2) + little(1, 2) + little(8000, 4) + little(16'000, 4) + little(2, 2) + little(16, 2);
  const std::string chunks = "WAVE" + extra + "fmt " + little(16, 4) + format + "data" + little(static_cast<std::uint32_t>(data.size()), 4) + data;
  return "RIFF" + little(static_cast<std::uint32_t>(chunks.size()), 4) + chunks;
}

} // namespace

TEST_CASE("a film says how long it is, when and where it was taken, whoever wrote it") {
  const TempFolder folder;
  makeFilm(folder / "android.mp4", {.xyz = "+43.8868+125.3163/"});
  makeFilm(folder / "wide.mp4", {.wide = true, .xyz = "+43.8868+125.3163/", .indexFirst = true});
  makeFilm(folder / "phone.mov", {.brand = "qt  ", .created = 0, .keys = {{"com.apple.quicktime.make", "A"}, {"com.apple.quicktime.creationdate", "2024-05-01T10:00:00+0800"}, {"com.apple.quicktime.location.ISO6709", "+43.8868+125.3163+203.300/"}}});
  makeFilm(folder / "3g.mp4", {.moreUserData = filmBox("loci", std::string(4, '\0') + std::string(2, 'x') + std::string("river\0", 6) + std::string(1, '\0') + test::bigEndianOf(8'212'729, 4) + test::bigEndianOf(2'876'165, 4) + test::bigEndianOf(0, 4) + "earth")});
  for (const char* name : {"android.mp4", "wide.mp4", "phone.mov", "3g.mp4"}) {
    INFO(name);
    const PhotoFacts facts = must(inspectPhoto(folder / name));
    CHECK(facts.kind == MediaKind::Video);
    CHECK(facts.duration == 12.5);
    REQUIRE(facts.takenAt);
    CHECK(toIso(*facts.takenAt) == "2024-05-01T02:00:00.000Z");
    REQUIRE(facts.position);
    CHECK(facts.position->x == Approx(125.3163).margin(1e-4));
    CHECK(facts.position->y == Approx(43.8868).margin(1e-4));
    CHECK(facts.faults.empty());
  }
  CHECK(must(inspectPhoto(folder / "phone.mov")).position->z == 203.3);
}

TEST_CASE("places are read as degrees, minutes or seconds, and not at all when they are none") {
  CHECK(parseIso6709("+43.5+125.25/")->x == 125.25);
  CHECK(parseIso6709("-4330.0-12515.0/")->y == -43.5);
  CHECK(parseIso6709("+433000+1251500+10/")->x == Approx(125.25));
  CHECK(parseIso6709("+43.5+125.25-12CRSWGS_84/")->z == -12);
  for (const char* wrong : {"", "/", "43.5 125.25", "+43.5", "+91+0/", "+0+181/", "+4+3.5.6/", "+1234567+1/", "++/", "+-/"}) {
    INFO(wrong);
    CHECK_FALSE(parseIso6709(wrong));
  }
}

TEST_CASE("what a film does not say is told, and a recording that was cut off is") {
  const TempFolder folder;
  makeFilm(folder / "plain.mp4", {.created = 0});
  const PhotoFacts plain = must(inspectPhoto(folder / "plain.mp4"));
  CHECK(plain.has(PhotoFault::NoTime));
  CHECK(plain.has(PhotoFault::NoPosition));
  CHECK_FALSE(plain.takenAt);
  CHECK(plain.duration == 12.5);
  const std::string whole = test::filmBytes({});
  write(folder / "cut.mp4", std::string_view(whole).substr(0, 600));
  CHECK(must(inspectPhoto(folder / "cut.mp4")).has(PhotoFault::Broken));
  makeFilm(folder / "zero.mp4", {.xyz = "+0.0000+000.0000/"});
  CHECK(must(inspectPhoto(folder / "zero.mp4")).has(PhotoFault::PositionZero));
}

TEST_CASE("sound says how long it is, and a recorder's time is taken for Beijing's") {
  const TempFolder folder;
  std::string bext(602, '\0');
  bext.replace(320, 18, "2024-05-0110:00:00");
  write(folder / "note.wav", wave(3, "bext" + std::string("\x5A\x02\0\0", 4) + bext));
  const PhotoFacts facts = must(inspectPhoto(folder / "note.wav"));
  CHECK(facts.kind == MediaKind::Sound);
  CHECK(facts.duration == 3);
  REQUIRE(facts.takenAt);
  CHECK(toIso(*facts.takenAt) == "2024-05-01T02:00:00.000Z");
  CHECK(facts.offsetSource == OffsetSource::Assumed);
  write(folder / "bare.wav", wave(2));
  CHECK(must(inspectPhoto(folder / "bare.wav")).duration == 2);
}

TEST_CASE("a track beside a file gives its place by time, and a recording without a time its beginning") {
  const TempFolder folder;
  makeFilm(folder / "walk.mp4", {.created = 3'797'373'605}); // 5 s on
  write(folder / "walk.gpx", gpx);
  const PhotoFacts facts = must(inspectPhoto(folder / "walk.mp4"));
  REQUIRE(facts.position);
  CHECK(facts.fromSidecar);
  CHECK(facts.position->x == Approx(125.301));
  CHECK(facts.position->y == Approx(43.8805));
  write(folder / "note.wav", wave(1));
  write(folder / "note.GPX", gpx);
  const PhotoFacts sound = must(inspectPhoto(folder / "note.wav"));
  REQUIRE(sound.takenAt);
  CHECK(toIso(*sound.takenAt) == "2024-05-01T02:00:00.000Z");
  CHECK(sound.position->y == Approx(43.88));
  // Its own place stands; a track of another day gives none.
  makeFilm(folder / "own.mp4", {.xyz = "+43.8868+125.3163/"});
  write(folder / "own.gpx", gpx);
  CHECK_FALSE(must(inspectPhoto(folder / "own.mp4")).fromSidecar);
  makeFilm(folder / "later.mp4", {.created = 3'797'373'600 + 86'400});
  write(folder / "later.gpx", gpx);
  CHECK_FALSE(must(inspectPhoto(folder / "later.mp4")).position);
  test::makePhoto(folder / "photo.jpg", {.takenAt = "2024:05:01 10:00:10", .offset = "+08:00"});
  write(folder / "photo.gpx", gpx);
  CHECK(must(inspectPhoto(folder / "photo.jpg")).position->x == Approx(125.302));
  write(folder / "broken.gpx", gpx.substr(0, 240));
  CHECK(readGpx(folder / "broken.gpx").size() == 1);
}

TEST_CASE("no bytes stop the reading of films") {
  const TempFolder folder;
  const std::string good = test::filmBytes({.xyz = "+43.8868+125.3163/", .keys = {{"com.apple.quicktime.creationdate", "2024-05-01T10:00:00+0800"}}});
  std::mt19937 numbers(1);
  for (int i = 0; i < 400; ++i) {
    std::string bad = good;
    for (int k = 0; k < 4; ++k) bad[numbers() % bad.size()] = static_cast<char>(numbers());
    bad.resize(bad.size() - numbers() % 300);
    bad.replace(4, 4, "ftyp");
    write(folder / "bad.mp4", bad);
    const FilmReading read = readFilm(folder / "bad.mp4");
    if (read.place) CHECK(std::abs(read.place->x) <= 180);
    const std::string sound = wave(1).substr(0, numbers() % 60);
    write(folder / "bad.wav", sound);
    (void)readFilm(folder / "bad.wav");
  }
}
