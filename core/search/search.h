// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coding/division_table.h"
#include "core/search/pinyin.h"
#include "core/search/search_hit.h"
#include "core/search/search_index.h"
#include "core/store/survey_file.h"

#include <memory>
#include <stop_token>

namespace suyuan::search {

/// What is searched for.
struct SearchQuery {
  std::string text;                ///< as typed: Chinese, a code or a part of one, pinyin or its first letters
  std::optional<Point> near;       ///< lon/lat; equal finds are ordered by their distance from it
  std::vector<Layer> layers;       ///< only these; empty: all that are searched
  std::size_t limit = 20;
};

struct SearchAnswer {
  std::vector<SearchHit> hits; ///< the best first
  bool more = false;           ///< there is more than the limit lets through
};

/// Finds records of a survey and divisions of the tables by code, name, former name and pinyin. It keeps an index in the
/// survey's cache folder, brought up to date from the journal and made anew when it is stale, damaged or missing; where
/// nothing can be written the index goes with the object. The survey itself is only read. One thread at a time.
class Search {
public:
  Search(const store::SurveyFile& survey, std::shared_ptr<const PinyinTable> pinyin, std::shared_ptr<const coding::DivisionTable> divisions);

  [[nodiscard]] static std::filesystem::path placeOf(const store::SurveyFile& survey); ///< of the index; there when it was made once

  /// Brings the index up to date; at once when nothing changed, about twenty seconds for a million records when there is none.
  /// Stopped, it leaves what was there. Errors: Cancelled, DiskFull, and those of reading the survey.
  Result<> refresh(store::Reader& reader, std::stop_token stop = {}, const std::function<void(double)>& progress = {});
  [[nodiscard]] bool isReady() const noexcept { return index_.has_value(); } ///< has an index, maybe of some edits ago

  /// Errors: Cancelled; SearchIndexDamaged, which another refresh mends. \pre refresh was done once
  [[nodiscard]] Result<SearchAnswer> find(store::Reader& reader, const SearchQuery& query, std::stop_token stop = {});
  /// The best records of one layer for a field in which a part of a name or code was typed.
  [[nodiscard]] Result<std::vector<SearchHit>> complete(store::Reader& reader, Layer layer, const std::string& text, std::size_t limit = 10, std::stop_token stop = {});

private:
  /// What a list shows of a record; nothing when it is not there any more.
  [[nodiscard]] Result<std::optional<SearchHit>> filledIn(store::Reader& reader, Layer layer, Fid fid, std::string_view keys) const;
  Result<> follow(store::Reader& reader);
  Result<> build(const std::filesystem::path& file, store::Reader& reader, std::stop_token stop, const std::function<void(double)>& progress);

  std::filesystem::path file_;
  std::shared_ptr<const PinyinTable> pinyin_;
  std::shared_ptr<const coding::DivisionTable> divisions_;
  std::vector<SearchRecord> tableRecords_;
  IndexOrigin origin_;
  std::string homeDivision_; ///< of the survey; divisions of its province come first
  std::optional<SearchIndex> index_;
};

} // namespace suyuan::search
