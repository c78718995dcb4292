// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sampling/add_sample.h"

#include "tests/core/survey/book.h"
#include "tests/support/survey_builder.h"

#include <catch2/catch_test_macros.hpp>

using namespace suyuan;
using namespace suyuan::sampling;
using namespace suyuan::test;

namespace {

Result<Fid> add(store::SurveyFile& survey, const Sample& sample) {
  Result<Fid> fid = Fid{};
  auto done = survey.edit("test", [&](store::Edit& edit) -> Result<> {
    fid = addSample(edit, survey.reader(), sample, jilinBook());
    return fid ? Result<>{} : std::unexpected(fid.error());
  });
  return fid;
}

} // namespace

TEST_CASE("readings of a field kit become a sample with its flow and what it was worked out from") {
  const TempFolder folder;
  store::SurveyFile survey = newSurvey(folder);
  Fid outfall;
  must(survey.edit("test", [&](store::Edit& edit) -> Result<> {
    auto made = edit.insert(outfallNumber(1));
    outfall = made.value();
    return {};
  }));
  Sample sample;
  sample.outfallFid = outfall;
  sample.ph = 7.2;
  sample.conductivity = 640;
  const auto flow = setFlow(sample, BucketReadings{10, {5, 5}});
  REQUIRE(flow);
  CHECK(flow->m3PerSecond == 0.002);
  const Fid fid = must(add(survey, sample));
  const auto kept = must(survey.reader().get<Sample>(fid));
  REQUIRE(kept);
  CHECK(kept->flow == 0.002);
  CHECK(kept->flowMethod == "容积法");
  CHECK(kept->flowReadings == "bucket litres=10 seconds=5,5");
  CHECK(kept->kind == "现场快检");
  CHECK(kept->sampledAt.size() == 24); // now
}

TEST_CASE("unusual readings are told, impossible ones are refused with their field, nothing is kept of them") {
  const TempFolder folder;
  store::SurveyFile survey = newSurvey(folder);
  Fid outfall;
  must(survey.edit("test", [&](store::Edit& edit) -> Result<> {
    outfall = edit.insert(outfallNumber(1)).value();
    return {};
  }));
  Sample sample;
  CHECK(add(survey, sample).error().code == ErrorCode::RecordMissing);
  sample.outfallFid = outfall;
  CHECK(add(survey, sample).error().code == ErrorCode::ValueInvalid); // no reading
  sample.ph = 13;
  REQUIRE(faultsOf(sample, jilinBook()).size() == 1);
  CHECK_FALSE(faultsOf(sample, jilinBook()).front().impossible);
  sample.ph = 71; // 7.1 without its point
  REQUIRE(faultsOf(sample, jilinBook()).size() == 1);
  CHECK(faultsOf(sample, jilinBook()).front().impossible);
  CHECK(faultsOf(sample, jilinBook()).front().high == 14);
  const auto refused = add(survey, sample);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().place.field == "ph");
  CHECK(must(survey.reader().count(Layer::Samples)) == 0);
}
