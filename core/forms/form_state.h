// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/form.h"
#include "core/model/geometry.h"
#include "core/model/position_fix.h"
#include "core/model/value.h"
#include "core/rules/rule_book.h"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace suyuan::forms {

/// What stands in the field of a question.
struct Given {
  std::string text;  ///< as typed; words of Choices with 、 between them
  std::string unit;  ///< of a number; empty: the question's first
  std::string key;   ///< of a record: its fid or code
  bool byProgram = false; ///< proposed or carried over, not typed: may be replaced by a better proposal
  friend bool operator==(const Given&, const Given&) = default;
};

/// The place that the record gets, and how it came about.
struct GivenPlace {
  Point at; ///< lon/lat, CGCS2000
  std::string datum; ///< 坐标来源
  std::optional<double> accuracy; ///< m
  std::optional<PositionFix> how; ///< of a receiver
  std::string basin;              ///< 流域水系代码 there; empty: not known
  std::optional<double> chainage; ///< 桩号 there, m
};

/// What is wrong with an answer.
enum class AnswerFault : std::uint8_t {
  None,
  NoNumber, NoDate, NoYesNo,
  NotOffered, ///< a word that is none of the choices
  Unusual,    ///< outside what is usual: may be right
  Impossible, ///< outside what can be
};

/// A word that may be chosen, with the key that chooses it.
struct Choice {
  std::string value, en;
  char key = 0; ///< '1' … '9', then 'a' …; 0: none
};

/// A form being filled in: answers so far, which questions show, what is missing, what is wrong; nothing of it is recorded. The rule book and the
/// form must outlive it. One thread.
class FormState {
public:
  /// `today`: YYYY-MM-DD, for conditions.
  FormState(const Form& form, const rules::RuleBook& book, std::string today = {});

  [[nodiscard]] const Form& form() const noexcept { return form_; }
  [[nodiscard]] const rules::RuleBook& book() const noexcept { return book_; }

  /// Takes what was typed. Words of class_2 and class_3 that do not belong to a new class_1 are taken away. An unknown id is passed over.
  void set(std::string_view id, Given given);
  void set(std::string_view id, std::string text) { set(id, Given{std::move(text), std::string(unitOf(id)), {}, false}); }
  /// Goes on in another unit of the question: the number is converted, so that it says the same.
  void setUnit(std::string_view id, std::string_view unit);
  [[nodiscard]] const Given& given(std::string_view id) const noexcept; ///< an empty one when nothing was
  [[nodiscard]] std::string_view unitOf(std::string_view id) const noexcept; ///< in which a number stands; empty: none
  void setPlace(std::optional<GivenPlace> place) { place_ = std::move(place); }
  [[nodiscard]] const std::optional<GivenPlace>& place() const noexcept { return place_; }

  /// Questions whose field has a value in the record that the form is about.
  void setStanding(std::set<std::string, std::less<>> questions) { standing_ = std::move(questions); }

  [[nodiscard]] bool isShown(const Question& q) const;
  [[nodiscard]] bool isRequired(const Question& q) const; ///< shown, wanted here, and not asked once and known
  [[nodiscard]] bool isAnswered(const Question& q) const;
  [[nodiscard]] AnswerFault faultOf(const Question& q) const; ///< None as long as nothing is typed
  [[nodiscard]] QuestionRange rangeOf(const Question& q) const; ///< in the target's unit: the question's own, else the rule book's
  [[nodiscard]] std::vector<Choice> choicesOf(const Question& q) const;
  /// Questions that are required and not answered, or answered with what cannot be, in their order.
  [[nodiscard]] std::vector<const Question*> missing() const;
  [[nodiscard]] std::vector<const Question*> missingIn(const Section& section) const;
  /// What the words answered say of the record itself; nothing: not answered yet.
  [[nodiscard]] std::optional<Verdict> verdict() const;

  /// An answer as it is recorded: text in canonical writing; a number in its unit.
  struct Recorded {
    std::string text, unit, key;
    Value value; ///< for the target: numbers in the target's unit
  };
  /// Nothing when the question is not shown, not answered, or what is typed cannot be read. An unusual or impossible number is recorded: the check says so.
  [[nodiscard]] std::optional<Recorded> recorded(const Question& q) const;

  /// What was typed or carried so far, for the draft, and the way back.
  [[nodiscard]] const std::map<std::string, Given, std::less<>>& all() const noexcept { return given_; }

private:
  [[nodiscard]] bool holds(const rules::Expression& when) const;
  [[nodiscard]] std::optional<double> numberOf(const Question& q) const; ///< in the target's unit
  void dropStrangers(std::string_view changed);

  const Form& form_;
  const rules::RuleBook& book_;
  std::string today_;
  std::map<std::string, Given, std::less<>> given_;
  std::optional<GivenPlace> place_;
  std::set<std::string, std::less<>> standing_;
};

/// A number rounded to what a person typed and a factor can mean: 12 digits.
[[nodiscard]] std::string numberText(double number);

/// The words of Choices.
[[nodiscard]] std::vector<std::string> wordsIn(std::string_view choices);

} // namespace suyuan::forms
