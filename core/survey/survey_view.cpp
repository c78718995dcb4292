// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/survey/survey_view.h"

namespace suyuan::survey {

rules::SurveyView SurveyRecords::view() const {
  return {.outfalls = outfalls, .candidates = candidates, .units = units, .rivers = rivers, .lakes = lakes,
          .zones = zones,   .divisions = divisions, .channels = channels, .wells = wells, .samples = samples, .visits = visits,
          .photos = photos, .photosRead = true};
}

Result<SurveyRecords> readRecords(store::Reader& reader) {
  SurveyRecords records;
  Result<> outcome;
  const auto read = [&]<class Record>(std::vector<Record>& into) {
    if (!outcome) return;
    auto all = reader.all<Record>();
    if (all) into = std::move(*all);
    else outcome = std::unexpected(std::move(all).error());
  };
  read(records.outfalls);
  read(records.candidates);
  read(records.units);
  read(records.rivers);
  read(records.lakes);
  read(records.zones);
  read(records.divisions);
  read(records.channels);
  read(records.wells);
  read(records.samples);
  read(records.visits);
  read(records.photos);
  if (!outcome) return std::unexpected(std::move(outcome).error());
  return records;
}

} // namespace suyuan::survey
