// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/utc_time.h"
#include "core/rules/rule_book.h"
#include "core/store/sqlite_handle.h"
#include "core/store/survey_impl.h"
#include "tests/support/survey_builder.h"

#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <format>
#include <string>

namespace suyuan::test {

using namespace std::chrono_literals;

inline const rules::RuleBook& book() {
  static const auto loaded = rules::RuleBook::load(std::string(SUYUAN_RESOURCES_DIR) + "/rules");
  if (!loaded) FAIL(loaded.error().place.file << ":" << loaded.error().place.row << " " << loaded.error().place.field << " " << loaded.error().detail);
  return *loaded;
}

/// A May morning on the bank, plus so much.
inline UtcMillis morning(std::chrono::milliseconds after = 0ms) { return std::chrono::sys_days(std::chrono::year(2026) / 5 / 1) + 1h + after; }

/// Some metres from the outfall's usual place.
inline Point at(double east, double north) { return {125.35 + east / 80'400, 43.88 + north / 111'100}; }

/// A survey whose records are entered at any time: a fid says when it was given, the journal's entry when it was written.
class Timed {
public:
  Timed() : survey_(newSurvey(folder_)) {}
  [[nodiscard]] store::SurveyFile& survey() { return survey_; }
  [[nodiscard]] store::Reader& reader() { return survey_.reader(); }

  template <class Record>
  Fid enter(Record record, UtcMillis when, bool bulk = false) {
    record.fid = Fid{((when - std::chrono::sys_days(std::chrono::year(2020) / 1 / 1)).count() << 22) | ++number_};
    must(survey_.edit("新增", [&](store::Edit& edit) -> Result<> {
      std::vector<Row> rows{toRow(record)};
      if (bulk) SUYUAN_TRY(edit.insertBulk(Record::layer, rows));
      else if (auto fid = edit.insert(record); !fid) return std::unexpected(fid.error());
      return {};
    }));
    auto db = must(store::openConnection(survey_.database(), true));
    must(store::execute(db.get(), std::format("UPDATE suyuan_journal SET at = '{}'{} WHERE entry_id = (SELECT max(entry_id) FROM suyuan_journal)", toIso(when + 5ms),
                                              bulk ? ", kind = 'import'" : "")));
    return record.fid;
  }

private:
  TempFolder folder_;
  store::SurveyFile survey_;
  std::int64_t number_ = 0;
};

/// An outfall as a team enters it; `n` makes its values its own.
inline Outfall outfallAt(const Point& place, UtcMillis surveyed, int n) {
  Outfall outfall = outfallNumber(n);
  outfall.geometry = place;
  outfall.surveyedAt = toIso(surveyed);
  outfall.surveyor = "张三";
  outfall.team = "一队";
  outfall.outletShape = "管道";
  outfall.outletSize = 0.3 + 0.1 * n;
  return outfall;
}

} // namespace suyuan::test
