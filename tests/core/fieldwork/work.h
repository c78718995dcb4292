// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fieldwork/moves.h"
#include "core/rules/rule_book.h"
#include "tests/support/survey_builder.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

namespace suyuan::test {

/// The three levels as the national rules have them.
inline const rules::Fieldwork& work() {
  static const auto loaded = rules::RuleBook::load(std::string(SUYUAN_RESOURCES_DIR) + "/rules");
  if (!loaded) FAIL(loaded.error().place.file << ":" << loaded.error().place.row << " " << loaded.error().place.field << " " << loaded.error().detail);
  return loaded->fieldwork();
}

/// Inserts one record as an entry of its own.
template <class Record>
Fid add(store::SurveyFile& survey, const Record& record) {
  Fid fid;
  must(survey.edit("test", [&](store::Edit& edit) -> Result<> {
    auto inserted = edit.insert(record);
    if (!inserted) return std::unexpected(std::move(inserted).error());
    fid = *inserted;
    return {};
  }));
  return fid;
}

template <class Record>
Record get(store::SurveyFile& survey, Fid fid) {
  return must(survey.reader().get<Record>(fid)).value();
}

inline fieldwork::Actor desk() { return {SurveyRole::Desk, "李主任"}; }
inline fieldwork::Actor team(std::string name = "一队") { return {SurveyRole::Team, std::move(name)}; }
inline fieldwork::Actor quality() { return {SurveyRole::Quality, "王工"}; }

} // namespace suyuan::test
