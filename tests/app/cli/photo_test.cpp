// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/program.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

using namespace suyuan::test;
using Catch::Approx;

namespace {

const std::string photos = SUYUAN_TEST_DATA "/photos/";

} // namespace

TEST_CASE("photo inspect answers for each file, and says what to look at") {
  const Run run = runSuyuan({"photo", "inspect", photos + "DSCN0010.jpg", photos + "invalid_image01137.jpg", photos + "landscape_6.jpg", "--json"});
  INFO(run.out << run.err);
  CHECK(run.exit == 1);
  const auto all = run.json()["photos"];
  REQUIRE(all.size() == 3);
  CHECK(all[0]["position"]["lat"].get<double>() == Approx(43.467448).margin(1e-6));
  CHECK(all[0]["position"]["lon"].get<double>() == Approx(11.885127).margin(1e-6));
  CHECK(all[0]["camera_time"] == "2008-10-22T16:28:39.000");
  CHECK(all[0]["model"] == "COOLPIX P6000");
  CHECK(all[0]["faults"].size() >= 1);
  CHECK(all[1]["position"].is_null());
  CHECK_FALSE(all[1]["faults"][0]["message"].get<std::string>().empty());
  CHECK(all[2]["orientation"] == 6);
  CHECK(run.err.empty()); // the library's own warnings stay with it
}

TEST_CASE("photo inspect answers for the others when a file is missing") {
  const Run run = runSuyuan({"photo", "inspect", photos + "none.jpg", photos + "landscape_6.jpg", "--json"});
  CHECK(run.exit == 3);
  CHECK(run.err.find("was not found") != std::string::npos);
  const auto all = run.json()["photos"];
  REQUIRE(all.size() == 2);
  CHECK(all[0]["error"]["key"] == "file-not-found");
  CHECK(all[1]["width"] == 450);
  CHECK(runSuyuan({"photo", "inspect"}).exit == 2);
  CHECK(runSuyuan({"photo"}).exit == 2);
}
