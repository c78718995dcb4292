// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/wkb.h"

#include <catch2/catch_test_macros.hpp>

#include <random>
#include <string>

using namespace suyuan;

namespace {

/// Puts WKB together by hand, so that the reader is not tested against a writer of ours.
class Bytes {
public:
  explicit Bytes(bool big = false) : big_(big) {}
  Bytes& head(std::uint32_t type) {
    out_.push_back(big_ ? std::byte{0} : std::byte{1});
    return put(type);
  }
  template <class Number>
  Bytes& put(Number value) {
    std::byte raw[sizeof value];
    std::memcpy(raw, &value, sizeof value);
    for (std::size_t i = 0; i < sizeof value; ++i) out_.push_back(raw[big_ ? sizeof value - 1 - i : i]);
    return *this;
  }
  Bytes& at(std::initializer_list<double> numbers) {
    for (const double n : numbers) put(n);
    return *this;
  }
  [[nodiscard]] std::span<const std::byte> all() const { return out_; }

private:
  std::vector<std::byte> out_;
  bool big_;
};

Bytes twoAreas() {
  Bytes b;
  b.head(6).put(2U);
  b.head(3).put(2U).put(4U).at({0, 0, 9, 0, 9, 9, 0, 0}).put(4U).at({1, 1, 2, 1, 2, 2, 1, 1});
  b.head(3).put(1U).put(4U).at({20, 0, 29, 0, 29, 9, 20, 0});
  return b;
}

} // namespace

TEST_CASE("every kind of WKB that a layer holds is read, in both byte orders") {
  for (const bool big : {false, true}) {
    INFO("big " << big);
    Geometry g;
    REQUIRE(geometryOfWkb(Bytes(big).head(1).at({125.5, 43.25}).all(), g) == WkbOutcome::Read);
    CHECK(g == Geometry{Point{125.5, 43.25}});
    REQUIRE(geometryOfWkb(Bytes(big).head(2).put(2U).at({1, 2, 3, 4}).all(), g) == WkbOutcome::Read);
    CHECK(g == Geometry{LineString{{{1, 2}, {3, 4}}}});
  }
  Geometry g;
  REQUIRE(geometryOfWkb(twoAreas().all(), g) == WkbOutcome::Read);
  const auto& areas = std::get<MultiPolygon>(g).parts;
  REQUIRE(areas.size() == 2);
  CHECK(areas[0].rings.size() == 2);
  CHECK(areas[0].rings[1][2] == Point{2, 2});
  CHECK(areas[1].rings[0][1] == Point{29, 0});
  Bytes points;
  points.head(4).put(2U).head(1).at({1, 2}).head(1).at({3, 4});
  REQUIRE(geometryOfWkb(points.all(), g) == WkbOutcome::Read);
  CHECK(std::get<MultiPoint>(g).parts == std::vector<Point>{{1, 2}, {3, 4}});
}

TEST_CASE("heights are kept and measures passed over, by thousands and by flags") {
  const std::pair<std::uint32_t, std::initializer_list<double>> cases[] = {{1001, {1, 2, 3}},           {0x80000001U, {1, 2, 3}}, {3001, {1, 2, 3, 4}},
                                                                           {0xC0000001U, {1, 2, 3, 4}}, {2001, {1, 2, 4}},        {0x40000001U, {1, 2, 4}}};
  for (const auto& [type, numbers] : cases) {
    INFO(type);
    Point p;
    REQUIRE(pointOfWkb(Bytes().head(type).at(numbers).all(), p));
    const bool height = type != 2001 && type != 0x40000001U;
    CHECK(p == Point{1, 2, height ? 3 : std::numeric_limits<double>::quiet_NaN()});
  }
  Point p;
  CHECK(pointOfWkb(Bytes().head(0x20000001U).put(4490U).at({5, 6}).all(), p)); // EWKB with an SRID
  CHECK(p == Point{5, 6});
}

TEST_CASE("a multi of one part is the part, and nothing is no geometry") {
  Geometry g;
  Bytes one;
  one.head(5).put(2U).head(2).put(0U).head(2).put(2U).at({1, 2, 3, 4});
  REQUIRE(geometryOfWkb(one.all(), g) == WkbOutcome::Read);
  CHECK(g == Geometry{LineString{{{1, 2}, {3, 4}}}});
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const Bytes& empty : {Bytes().head(1).at({nan, nan}), Bytes().head(2).put(0U), Bytes().head(3).put(0U), Bytes().head(6).put(0U)}) {
    g = Point{};
    CHECK(geometryOfWkb(empty.all(), g) == WkbOutcome::Read);
    CHECK(std::holds_alternative<std::monostate>(g));
  }
  Point p;
  CHECK_FALSE(pointOfWkb(Bytes().head(1).at({nan, nan}).all(), p));
  CHECK_FALSE(pointOfWkb(one.all(), p));
}

TEST_CASE("WKB that is cut, lies about its counts or nests without end is broken, and what is not kept is unwanted") {
  Geometry g;
  const Bytes whole = twoAreas();
  for (std::size_t n = 0; n < whole.all().size(); ++n) CHECK(geometryOfWkb(whole.all().first(n), g) == WkbOutcome::Broken);
  CHECK(geometryOfWkb(Bytes().head(2).put(0xFFFFFFFFU).at({1, 2}).all(), g) == WkbOutcome::Broken);
  CHECK(geometryOfWkb(Bytes().head(5).put(1U).head(1).at({1, 2}).all(), g) == WkbOutcome::Broken); // a point among lines
  CHECK(geometryOfWkb(Bytes().head(4001).at({1, 2}).all(), g) == WkbOutcome::Broken);
  CHECK(geometryOfWkb(Bytes().head(8).put(0U).all(), g) == WkbOutcome::Unwanted);
  CHECK(geometryOfWkb(Bytes().head(7).put(1U).head(1).at({1, 2}).all(), g) == WkbOutcome::Unwanted);
  Bytes deep;
  for (int i = 0; i < 1000; ++i) deep.head(7).put(1U);
  struct Any {
    bool begin(WkbType, std::uint32_t) const { return true; }
    void run(std::uint32_t) const {}
    void vertex(double, double, double) const {}
  } any;
  CHECK(visitWkb(deep.all(), any) == WkbOutcome::Broken);
  CHECK(isCurve(*wkbType(Bytes().head(1010).all())));
  CHECK_FALSE(isCurve(*wkbType(Bytes().head(1003).all())));
}

TEST_CASE("damaged WKB never reads past its end") {
  std::mt19937 random(11);
  const Bytes whole = twoAreas();
  for (int i = 0; i < 5000; ++i) {
    std::vector<std::byte> noisy(whole.all().begin(), whole.all().end());
    for (int k = 0; k < 4; ++k) noisy[random() % noisy.size()] = static_cast<std::byte>(random());
    noisy.resize(random() % (noisy.size() + 1));
    noisy.shrink_to_fit();
    Geometry g;
    if (geometryOfWkb(noisy, g) != WkbOutcome::Read) CHECK(std::holds_alternative<std::monostate>(g));
  }
}
