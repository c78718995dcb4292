// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/coordinate_text.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

using namespace suyuan::exchange;
using Axis = CoordinateText::Axis;

TEST_CASE("a coordinate is read in the notations that people write") {
  const struct {
    const char* text;
    double value;
    Axis axis;
  } cases[] = {{"125.3", 125.3, Axis::Unknown},
               {" -93.99837 ", -93.99837, Axis::Unknown},
               {"125.3E", 125.3, Axis::Longitude},
               {"43°52'12.5\"N", 43 + 52 / 60.0 + 12.5 / 3600, Axis::Latitude},
               {"43°52′12.5″", 43 + 52 / 60.0 + 12.5 / 3600, Axis::Unknown},
               {"43-52-12.5", 43 + 52 / 60.0 + 12.5 / 3600, Axis::Unknown},
               {"43 52 12.5", 43 + 52 / 60.0 + 12.5 / 3600, Axis::Unknown},
               {"43:52:12.5", 43 + 52 / 60.0 + 12.5 / 3600, Axis::Unknown},
               {"东经125度18分30秒", 125 + 18 / 60.0 + 30 / 3600.0, Axis::Longitude},
               {"北纬 43°52.25'", 43 + 52.25 / 60, Axis::Latitude},
               {"１２５．３", 125.3, Axis::Unknown},
               {"N43°52'12.5''", 43 + 52 / 60.0 + 12.5 / 3600, Axis::Latitude},
               {"94°0'11\"W", -(94 + 11 / 3600.0), Axis::Longitude},
               {"42443735.25", 42443735.25, Axis::Unknown}};
  for (const auto& each : cases) {
    INFO(each.text);
    const auto read = parseCoordinate(each.text);
    REQUIRE(read);
    CHECK(read->value == Catch::Approx(each.value).epsilon(1e-12));
    CHECK(read->axis == each.axis);
  }
}

TEST_CASE("what is no coordinate is not guessed at") {
  for (const char* text : {"", "-", "NA", "n/a", "—", "abc", "43°61'", "43°52'60\"", "43.5 12", "1 2 3 4", "125.3E N", "-43S", "12,5", "1e5", "400 10",
                           "43-52-", "--5", "SO 21649 17987"}) {
    INFO(text);
    CHECK_FALSE(parseCoordinate(text));
  }
  CHECK_FALSE(parseCoordinate(std::string(100000, '9')));
}
