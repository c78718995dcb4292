// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/channel_check.h"

#include "good_record.h"

#include <chrono>
#include <cmath>

using namespace suyuan;
using namespace suyuan::rules;

TEST_CASE("a line that crosses or touches itself is found, a ring and a bend are not") {
  CHECK(crossesItself(std::vector<Point>{{0, 0}, {2, 2}, {2, 0}, {0, 2}}));
  CHECK(crossesItself(std::vector<Point>{{0, 0}, {4, 0}, {4, 1}, {2, 0}}));                    // its end touches its middle
  CHECK_FALSE(crossesItself(std::vector<Point>{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}}));      // closed
  CHECK_FALSE(crossesItself(std::vector<Point>{{0, 0}, {1, 1}, {2, 0}, {3, 1}}));
  CHECK_FALSE(crossesItself(std::vector<Point>{{0, 0}, {std::nan(""), 1}, {2, 0}, {0, 1}}));
  std::vector<Point> spiral;
  for (int i = 0; i < 20000; ++i) spiral.push_back({std::cos(i * 0.01) * (1 + i * 1e-4), std::sin(i * 0.01) * (1 + i * 1e-4)});
  CHECK_FALSE(crossesItself(spiral));
  spiral.push_back({0, 0});
  CHECK(crossesItself(spiral));
}

TEST_CASE("a network of a hundred thousand channels is checked in seconds") {
  std::vector<Channel> channels;
  for (int i = 0; i < 100000; ++i) {
    Channel c;
    c.fid = Fid{1000 + i};
    const double x = 125 + (i % 300) * 0.001, y = 43 + i / 300 * 0.001;
    c.geometry = LineString{{{x, y}, {x + 0.001, y}}};
    c.diameter = 0.6;
    channels.push_back(std::move(c));
  }
  std::vector<Finding> out;
  const auto begin = std::chrono::steady_clock::now();
  REQUIRE(checkChannels({.channels = channels, .wells = {}, .places = {}, .outfalls = nullptr}, testBook(), out).has_value());
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));
  CHECK(out.size() == 334); // the last channel of each row hangs in the air
  std::stop_source stop;
  stop.request_stop();
  CHECK(checkChannels({.channels = channels, .wells = {}, .places = {}, .outfalls = nullptr}, testBook(), out, stop.get_token()).error().code == ErrorCode::Cancelled);
}
