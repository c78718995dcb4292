// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/form_reader.h"
#include "core/forms/form_set.h"
#include "core/forms/form_state.h"
#include "tests/support/survey_builder.h"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <fstream>
#include <string>

namespace suyuan::test {

inline const rules::RuleBook& nationalBook() {
  static const auto loaded = rules::RuleBook::load(std::string(SUYUAN_RESOURCES_DIR) + "/rules");
  if (!loaded) FAIL(loaded.error().place.file << ":" << loaded.error().place.row << " " << loaded.error().detail);
  return *loaded;
}

/// The forms that ship.
inline const forms::FormSet& shippedForms() {
  static const forms::FormSet set = forms::loadForms(SUYUAN_RESOURCES_DIR, "");
  for (const Error& fault : set.faults) FAIL(fault.place.file << ":" << fault.place.row << " " << fault.place.field << " " << fault.detail);
  return set;
}

inline const forms::Form& form(const char* id) {
  const forms::Form* found = shippedForms().find(id);
  if (found == nullptr) FAIL("no form " << id);
  return *found;
}

/// A form of one section from the text of its questions.
inline std::string formText(const std::string& questions, const std::string& head = R"("level": 2, "record": "outfalls",)") {
  return "{\"format\": \"suyuan-form/1\", \"id\": \"probe\", \"version\": \"1\", \"zh\": \"试\", \"en\": \"Probe\", \"citation\": \"x\", " + head +
         "\n\"sections\": [{\"id\": \"one\", \"zh\": \"一\", \"en\": \"One\", \"questions\": [\n" + questions + "\n]}]}";
}

inline forms::Form formOf(const std::string& questions) {
  auto read = forms::readFormText(formText(questions), "probe.json");
  if (!read) FAIL(read.error().place.row << " " << read.error().place.field << " " << read.error().detail);
  auto bound = forms::bind(*read);
  if (!bound) FAIL(bound.error().place.row << " " << bound.error().detail);
  return std::move(*bound);
}

/// A question in the file's words; `more` follows with a comma before it.
inline std::string ask(const std::string& id, const std::string& type, const std::string& more = {}) {
  return "{\"id\": \"" + id + "\", \"zh\": \"" + id + "\", \"en\": \"" + id + "\", \"type\": \"" + type + "\"" + (more.empty() ? "" : ", " + more) +
         ", \"citation\": \"x\", \"confidence\": \"P\"}";
}

inline void write(const std::filesystem::path& file, const std::string& text) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
}

inline bool shows(const forms::FormState& state, const char* id) { return state.isShown(*state.form().question(id)); }

inline std::vector<std::string> idsOf(const std::vector<const forms::Question*>& questions) {
  std::vector<std::string> ids;
  for (const forms::Question* q : questions) ids.push_back(q->id);
  return ids;
}

/// A level-2 form with everything that is required.
inline forms::FormState wholeSecondLevel() {
  forms::FormState state(form("level-2-outfall"), nationalBook(), "2026-06-01");
  state.setPlace(forms::GivenPlace{Point{125.3, 43.9}, "CGCS2000", 2.5, std::nullopt});
  for (const auto& [id, text] : std::initializer_list<std::pair<const char*, const char*>>{
           {"is_outfall", "是"}, {"river_name", "伊通河"}, {"bank", "左岸"}, {"class_1", "其他排口"}, {"class_2", "城镇雨洪排口"}, {"outlet_shape", "管道"},
           {"inflow_mode", "管道"}, {"name", "长春市南关区一号雨洪排口"}, {"drain_feature", "排水"}, {"photo_views", "近景、远景"}, {"surveyor", "张三"},
           {"surveyed_at", "2026-06-01T02:00:00.000Z"}})
    state.set(id, std::string(text));
  state.set("division_code", forms::Given{"长春市南关区", {}, "220102", false});
  return state;
}

} // namespace suyuan::test
