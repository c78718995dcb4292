// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coding/code_tables.h"
#include "core/coding/outfall_name.h"
#include "core/model/error.h"
#include "core/model/finding.h"
#include "core/rules/bilingual.h"
#include "core/rules/class_key.h"
#include "core/rules/class_table.h"
#include "core/rules/evidence_rules.h"
#include "core/rules/photo_rules.h"
#include "core/rules/rule_condition.h"
#include "core/rules/standard_table.h"
#include "core/rules/survey_moves.h"

#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace suyuan::rules {

/// One rule: what a finding's id stands for.
struct Rule {
  std::string id;    ///< "code.shape"
  std::string group; ///< "code"
  Severity severity = Severity::Warning;
  Bilingual title, message, advice; ///< message with {named} places
  Bilingual citation;
  coding::Confidence confidence = coding::Confidence::Memory;
  bool enabled = true;
  Layer layer = Layer::Outfalls;                  ///< whose records it looks at
  std::shared_ptr<const RuleCondition> condition; ///< null: the condition is built in
  std::string pack;                               ///< overlay that it came from or was last changed by; empty: national
};

/// Numbers that the checks use; project settings, no claim of a standard unless the file cites one.
struct Thresholds {
  double riverDistanceM = 200;     ///< point farther from its river than this
  double divisionToleranceM = 1000; ///< point this near the border of its county counts as inside
  double duplicateDistanceM = 5;   ///< two records nearer than this
  double photoDistanceM = 100;     ///< photo taken farther off
  double accuracyM = 10;           ///< 定位精度 worse than this
  int photosLevel2 = 1;            ///< photos wanted from level 2 on
};

/// A field that must be filled from a survey level on.
struct RequiredField {
  std::string field;
  int fromLevel = 2;
  std::string unlessStatus; ///< not asked for in this status (已排除)
  Severity severity = Severity::Warning;
  coding::Confidence confidence = coding::Confidence::Practice;
};

/// What a sample's or an outfall's number may plausibly be.
struct PlausibleRange {
  Layer layer = Layer::Samples;
  std::string field;
  double low = 0, high = 0;            ///< outside: warning
  double possibleLow = 0, possibleHigh = 0; ///< outside: error
  std::string trap;                    ///< rule of its own when above `high` ("sample.flow-unit")
  coding::Confidence confidence = coding::Confidence::Practice;
};

/// Words that a field may hold.
struct Vocabulary {
  std::string field;
  std::vector<std::string> words;
  bool multiple = false; ///< several, separated by 、 or ;
};

/// A statement of a plan or law that the program shows, not checks: dates, shares, key waters.
struct Fact {
  std::string key, value;
  Bilingual text;
  std::string citation;
};

/// The loaded rules: national files with one province's laid over. A value, read-only once loaded; any number of
/// threads may ask it. Loading another book leaves this one as it is.
class RuleBook {
public:
  /// Reads `rulesFolder`/*.json, `rulesFolder`/provinces/PROVINCE.json when a province is named ("jilin"), and the
  /// tables in `rulesFolder`/../divisions. A name that ends in .json is the path of a pack that stands elsewhere. A pack
  /// may say `"extends": "NAME"`: that one is laid over first; a circle of them is refused. Errors: RuleFileMissing; RuleFileInvalid with file, line (Place::row),
  /// JSON pointer (Place::field) and the reason in Error::detail.
  [[nodiscard]] static Result<RuleBook> load(const std::filesystem::path& rulesFolder, std::string_view province = "");

  [[nodiscard]] const coding::CodeTables& codes() const noexcept { return codes_; }
  [[nodiscard]] const coding::NameTemplates& names() const noexcept { return names_; }
  [[nodiscard]] const ClassTable& classes() const noexcept { return classes_; }
  [[nodiscard]] const coding::DivisionTable& divisions() const noexcept { return *codes_.divisions; }
  [[nodiscard]] const Thresholds& thresholds() const noexcept { return thresholds_; }
  [[nodiscard]] std::span<const Rule> rules() const noexcept { return rules_; }
  [[nodiscard]] std::span<const RequiredField> requiredFields() const noexcept { return required_; }
  [[nodiscard]] std::span<const PlausibleRange> ranges() const noexcept { return ranges_; }
  [[nodiscard]] std::span<const Vocabulary> vocabularies() const noexcept { return vocabularies_; }
  [[nodiscard]] std::span<const std::string> vocabulary(std::string_view field) const noexcept; ///< empty: free text
  [[nodiscard]] const StandardTable& standards() const noexcept { return standards_; }
  [[nodiscard]] const Fieldwork& fieldwork() const noexcept { return fieldwork_; } ///< the three levels: moves, limits, words
  [[nodiscard]] const PhotoRules& photos() const noexcept { return photos_; }
  [[nodiscard]] const EvidenceRules& evidence() const noexcept { return evidence_; } ///< weights and numbers of judging evidence
  [[nodiscard]] const ClassKey& classKey() const noexcept { return classKey_; }
  [[nodiscard]] std::span<const Consequence> consequences() const noexcept { return consequences_; }
  [[nodiscard]] std::span<const std::string> packs() const noexcept { return packs_; } ///< overlays in force, lowest first
  [[nodiscard]] std::span<const Fact> facts() const noexcept { return facts_; }
  [[nodiscard]] const std::string& version() const noexcept { return version_; } ///< "2026.1+jilin 2026.1"

  [[nodiscard]] const Rule* rule(std::string_view id) const noexcept;

  using Arguments = std::vector<std::pair<std::string, std::string>>;
  /// The sentence of a rule or of a code fault ("code.fault.…") with its {named} arguments put in; "zh" or "en".
  /// The id itself when it is not known.
  [[nodiscard]] std::string message(std::string_view id, std::string_view language, const Arguments& args = {}) const;
  [[nodiscard]] std::string message(const Finding& finding, std::string_view language) const {
    return message(finding.rule, language, finding.args);
  }
  [[nodiscard]] std::string title(std::string_view id, std::string_view language) const;
  [[nodiscard]] std::string advice(std::string_view id, std::string_view language) const; ///< what to do

private:
  friend class RuleBookReader;
  coding::CodeTables codes_;
  coding::NameTemplates names_;
  ClassTable classes_;
  Thresholds thresholds_;
  std::vector<Rule> rules_;
  std::map<std::string, std::size_t, std::less<>> ruleIndex_;
  std::map<std::string, Bilingual, std::less<>> faultMessages_;
  std::vector<RequiredField> required_;
  std::vector<PlausibleRange> ranges_;
  std::vector<Vocabulary> vocabularies_;
  std::vector<Fact> facts_;
  StandardTable standards_;
  ClassKey classKey_;
  Fieldwork fieldwork_;
  PhotoRules photos_;
  EvidenceRules evidence_;
  std::vector<Consequence> consequences_;
  std::vector<std::string> packs_;
  std::string version_;
};

/// Type letters for a new code of a first-level class, and whether they rest on a verified entry.
struct TypeLetters {
  std::string letters; ///< empty when the class is not known
  bool unverified = false;
};
[[nodiscard]] TypeLetters typeLettersFor(std::string_view class1, const RuleBook& book);

} // namespace suyuan::rules
