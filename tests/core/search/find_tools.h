// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/search.h"
#include "tests/support/survey_builder.h"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

namespace suyuan::test {

inline std::shared_ptr<const search::PinyinTable> pinyin() {
  static const auto table = std::make_shared<const search::PinyinTable>(must(search::PinyinTable::load(SUYUAN_RESOURCES_DIR "/pinyin/readings.txt")));
  return table;
}

inline std::shared_ptr<const coding::DivisionTable> divisions() {
  static const auto table = [] {
    auto loaded = must(coding::DivisionTable::loadGbt2260(SUYUAN_RESOURCES_DIR "/divisions/gbt2260.csv"));
    must(loaded.loadTownships(SUYUAN_RESOURCES_DIR "/divisions/jilin_townships.csv"));
    loaded.addChange({.from = {220381}, .to = {220184}, .fromName = "公主岭市", .date = "2020"});
    loaded.addChange({.from = {220724}, .to = {220781}, .fromName = "扶余县", .date = "2013"});
    return std::make_shared<const coding::DivisionTable>(std::move(loaded));
  }();
  return table;
}

/// A survey with its search, brought up to date before each question.
struct Searched {
  store::SurveyFile survey;
  search::Search search;

  explicit Searched(store::SurveyFile file) : survey(std::move(file)), search(survey, pinyin(), divisions()) {}
  std::vector<search::SearchHit> find(const std::string& text, std::size_t limit = 20) { return find(search::SearchQuery{.text = text, .limit = limit}); }
  std::vector<search::SearchHit> find(const search::SearchQuery& query) {
    must(search.refresh(survey.reader()));
    return must(search.find(survey.reader(), query)).hits;
  }
  /// The first that is found; one that matches nothing when there is none.
  search::SearchHit best(const std::string& text) { return best(search::SearchQuery{.text = text}); }
  search::SearchHit best(const search::SearchQuery& query) {
    const auto hits = find(query);
    return hits.empty() ? search::SearchHit{} : hits.front();
  }
  /// Names of what is found, in order.
  std::vector<std::string> names(const std::string& text, std::vector<Layer> layers = {}) {
    std::vector<std::string> found;
    for (const search::SearchHit& hit : find({.text = text, .layers = std::move(layers)})) found.push_back(hit.name);
    return found;
  }
  template <class Record>
  Fid add(const Record& record) {
    Fid fid;
    must(survey.edit("添加", [&](store::Edit& edit) -> Result<> {
      auto inserted = edit.insert(record);
      if (!inserted) return std::unexpected(std::move(inserted).error());
      fid = *inserted;
      return {};
    }));
    return fid;
  }
  void set(Layer layer, Fid fid, const std::string& field, const std::string& text) {
    must(survey.edit("修改", [&](store::Edit& edit) { return edit.setField(layer, fid, field, Value{text}); }));
  }
};

} // namespace suyuan::test
