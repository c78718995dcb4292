// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json/json_document.h"
#include "core/rules/rule_book.h"
#include "core/rules/rule_entry.h"

namespace suyuan::rules {

/// Reads rule files into a book. National files first; a provincial file may hold any section, and its entries
/// replace or join the national ones. The shape is the one of resources/schema/rule_book.schema.json.
class RuleBookReader {
public:
  [[nodiscard]] Result<> codes(const JsonValue& file, const std::string& name);      ///< hj1235.json
  [[nodiscard]] Result<> classes(const JsonValue& file, const std::string& name);    ///< hj1312.json
  [[nodiscard]] Result<> checks(const JsonValue& file, const std::string& name);     ///< checks.json
  [[nodiscard]] Result<> vocabulary(const JsonValue& file, const std::string& name); ///< vocabulary.json
  [[nodiscard]] Result<> limits(const JsonValue& file, const std::string& name);     ///< limits.json
  [[nodiscard]] Result<> classKey(const JsonValue& file, const std::string& name);   ///< class_key.json
  [[nodiscard]] Result<> fieldwork(const JsonValue& file, const std::string& name);  ///< fieldwork.json
  [[nodiscard]] Result<> photos(const JsonValue& file, const std::string& name);     ///< photos.json
  [[nodiscard]] Result<> evidence(const JsonValue& file, const std::string& name);   ///< evidence.json
  [[nodiscard]] Result<> province(const JsonValue& file, const std::string& name, std::string_view key);
  [[nodiscard]] Result<> changes(const JsonValue& file, const std::string& name, coding::DivisionTable& divisions);
  [[nodiscard]] RuleBook take(std::shared_ptr<const coding::DivisionTable> divisions);

private:
  void head(JsonObject& file, std::string_view format);
  void codeSections(JsonObject& file, bool overlay);
  void partSection(JsonObject& file);
  void changeEntry(JsonObject& entry, std::vector<coding::DivisionChange>& into);
  void faultMessages(JsonObject& file, bool overlay);
  void nameSections(JsonObject& file, bool overlay);
  void classSection(JsonObject& file, bool overlay);
  void checkSections(JsonObject& file, bool overlay);
  void ruleEntry(JsonObject& entry, bool overlay);
  void ruleCondition(JsonObject& entry, Rule& rule);
  void limitSection(JsonObject& file, bool overlay);
  void keyQuestion(JsonObject& entry);
  void closeKey(JsonObject& file);
  void consequenceSection(JsonObject& file, bool overlay);
  void thresholds(JsonObject& file, bool overlay);
  /// A number with where it comes from, `{"value", "citation", "confidence"}`; nothing when it is not there or, with a fault, not in its bounds.
  [[nodiscard]] std::optional<double> figure(JsonObject& section, std::string_view name, bool overlay, double low, double high, const char* fault = "out of range");
  void fieldworkLimits(JsonObject& file, bool overlay);
  void surveyMove(JsonObject& entry);
  void photoSections(JsonObject& file, bool overlay);
  void evidenceSections(JsonObject& file, bool overlay);
  void vocabularySection(JsonObject& file, bool overlay);
  [[nodiscard]] coding::Confidence source(JsonObject& entry, std::string_view field = "confidence");
  [[nodiscard]] coding::BasinEntry basin(JsonObject& entry, std::size_t letters);

  RuleBook book_;
  std::string pack_; ///< overlay being read; empty: national files
  std::vector<coding::DivisionChange> provincialChanges_; ///< laid over the national ones when those are read
};

} // namespace suyuan::rules
