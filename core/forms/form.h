// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coding/confidence.h"
#include "core/model/layer.h"
#include "core/rules/bilingual.h"
#include "core/rules/expression.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace suyuan::forms {

/// What an answer is.
enum class QuestionType : std::uint8_t {
  Text,     ///< "text"
  Number,   ///< "number", in one of the question's units
  Choice,   ///< "choice": one word
  Choices,  ///< "choices": several words, kept with 、 between them
  YesNo,    ///< "yes-no": 是, 否
  Date,     ///< "date"
  DateTime, ///< "date-time": UTC
  Record,   ///< "record": a name from a long list, with the record's fid or code beside it
  Position, ///< "position": the place of the record itself
};

/// Where the words of a choice come from.
enum class WordSource : std::uint8_t {
  Own,         ///< the question's own choices
  Vocabulary,  ///< "vocabulary": the rule book's words of the target's field
  Classes,     ///< "classes": the class table, for class_1, class_2, class_3
  Difficulties, Methods, Sources, ///< "difficulties", "methods", "sources": the rule book's lists of the three levels
  Views,       ///< "views": what photos an outfall needs
};

/// Which long list a record is picked from.
enum class RecordList : std::uint8_t {
  None,
  Units,     ///< "units"
  Rivers,    ///< "rivers", each name once
  Divisions, ///< "divisions": counties by their code
  Places,    ///< "places": townships of the tables and names of the survey's divisions
  Teams,     ///< "teams"
};

/// Whether the last answer to the question is offered.
enum class Carry : std::uint8_t {
  No,
  Offer, ///< "offer": beside the field, taken with one key
  Fill,  ///< "fill": it stands in the field from the start
};

/// What a word answered to a question says of the candidate or outfall itself.
enum class Verdict : std::uint8_t {
  Confirm, ///< "confirm": it is an outfall
  Exclude, ///< "exclude": it is none
  PassOn,  ///< "pass-on": the third level decides
};

struct QuestionChoice {
  std::string value; ///< as it is recorded
  std::string en;    ///< shown in English; empty: the value
  std::optional<Verdict> verdict;
};

struct QuestionUnit {
  std::string unit;
  double factor = 1; ///< a number in this unit times the factor is one in the target's unit
};

/// In the target's unit. Outside low … high it is asked about; outside the possible it is refused by the check.
struct QuestionRange {
  std::optional<double> low, high, possibleLow, possibleHigh;
};

struct FieldTarget {
  Layer layer = Layer::Outfalls; ///< Outfalls, Candidates, Visits or Samples
  std::string field;
  friend bool operator==(const FieldTarget&, const FieldTarget&) = default;
};

struct Question {
  std::string id; ///< small letters, digits and _; the name by which answers of all levels are put side by side
  rules::Bilingual title, hint;
  QuestionType type = QuestionType::Text;
  std::optional<FieldTarget> target;    ///< none: kept as an answer only
  std::optional<FieldTarget> keyTarget; ///< of a Record: where its fid or code goes
  WordSource source = WordSource::Own;
  RecordList list = RecordList::None;
  std::vector<QuestionChoice> choices;
  bool open = false; ///< words beyond the choices may be written
  std::vector<QuestionUnit> units; ///< of a Number; the first is offered first
  QuestionRange range;
  bool required = false;
  bool once = false; ///< what the record says already counts: it is not missing at a later level
  std::optional<rules::Expression> requiredWhen, shownWhen;
  Carry carry = Carry::No;
  std::string citation;
  coding::Confidence confidence = coding::Confidence::Memory;
  std::string pack; ///< the overlay that it came from; empty: the form's own
};

struct Section {
  std::string id;
  rules::Bilingual title;
  std::vector<Question> questions;
};

/// A form of the field work (HJ 1232-2021 levels; the fields are those of forms in use). A value, read-only once read.
struct Form {
  std::string id;
  rules::Bilingual title;
  std::string version, citation;
  int level = 2;             ///< 排查阶段 that its answers are of
  Layer record = Layer::Outfalls; ///< what it makes or changes: Outfalls or Candidates
  bool revisit = false;      ///< only of an outfall that is there
  std::vector<Section> sections;
  std::vector<std::string> columns; ///< ids that conditions ask for, in the order of their cells; "form_level" first
  std::vector<std::string> packs;   ///< overlays in force, lowest first

  [[nodiscard]] const Question* question(std::string_view id) const noexcept;
  /// All questions, from the first section on. Valid as long as the form.
  [[nodiscard]] std::vector<const Question*> questions() const;
};

// The words that form files use for the enumerations; nothing for a word that is none.
[[nodiscard]] std::string_view wordOf(QuestionType type) noexcept;
[[nodiscard]] std::string_view wordOf(Carry carry) noexcept;
[[nodiscard]] std::optional<QuestionType> questionTypeNamed(std::string_view word) noexcept;
[[nodiscard]] std::optional<WordSource> wordSourceNamed(std::string_view word) noexcept;
[[nodiscard]] std::optional<RecordList> recordListNamed(std::string_view word) noexcept;
[[nodiscard]] std::optional<Carry> carryNamed(std::string_view word) noexcept;
[[nodiscard]] std::optional<Verdict> verdictNamed(std::string_view word) noexcept;

/// Between the words of Choices.
inline constexpr std::string_view wordSeparator = "、";

} // namespace suyuan::forms
