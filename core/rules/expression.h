// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/layer.h"
#include "core/model/value.h"
#include "core/rules/expression_cells.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace suyuan::rules {

struct EvaluationFacts;

/// What an expression or a part of it gives.
enum class ExpressionType : std::uint8_t {
  Boolean,
  Number,
  Text,
  Date,   ///< YYYY-MM-DD or a date-time, as stored
  Record, ///< a fid
};

[[nodiscard]] std::string_view typeName(ExpressionType type) noexcept; ///< "a number", for reasons

/// Why a text is no expression, and where.
struct ExpressionFault {
  std::size_t at = 1; ///< character (code point), counted from 1
  std::string reason; ///< English, for whoever writes rule files
  friend bool operator==(const ExpressionFault&, const ExpressionFault&) = default;
};

/// One step of a compiled expression, for a stack of values.
struct ExpressionStep {
  enum class Do : std::uint8_t {
    PushConstant, PushColumn, PushLinked, Call, JumpIfFalse, JumpIfTrue, ToBoolean, Not, Negate, Add, Subtract, Multiply,
    Divide, Join, Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual, In, IsEmpty, Matches,
  };
  Do what = Do::PushConstant;
  ExpressionType type = ExpressionType::Boolean; ///< of the operands of a comparison
  std::uint16_t a = 0; ///< constant, column, function, target or first constant of a list
  std::uint16_t b = 0; ///< number of arguments or of list entries
};

/// A condition or a value written in a rule file: compiled once, evaluated for each record without allocation (functions
/// that make text excepted; only values may use them). Fields and functions are known and typed when it is compiled.
/// The language is described in core/rules/README.md. A value; any number of threads may evaluate it.
class Expression {
public:
  static constexpr std::size_t longest = 4096; ///< bytes
  static constexpr int deepest = 24;           ///< nesting
  static constexpr std::size_t deepestStack = 32;

  /// A condition over records of a layer: gives true or false.
  [[nodiscard]] static std::expected<Expression, ExpressionFault> condition(std::string_view text, Layer layer);
  /// A value for a fix or an argument: any type, text may be made.
  [[nodiscard]] static std::expected<Expression, ExpressionFault> value(std::string_view text, Layer layer);

  /// \pre compiled by condition()
  [[nodiscard]] bool holds(const EvaluationFacts& facts) const noexcept;
  /// holds() in two parts: the test that stands first in a row of `and`, without which nothing holds, and what comes after
  /// it. Conditions that begin alike share the answer to the first. The whole condition, and nothing after it, when it is no
  /// such row.
  [[nodiscard]] bool beginningHolds(const EvaluationFacts& facts) const noexcept;
  [[nodiscard]] bool restHolds(const EvaluationFacts& facts) const noexcept;
  [[nodiscard]] bool beginsLike(const Expression& other) const noexcept;
  /// Numbers as double or, when whole, as integer; dates as text; records as integer; empty as NULL.
  [[nodiscard]] Value evaluate(const EvaluationFacts& facts) const;

  [[nodiscard]] ExpressionType type() const noexcept { return type_; }
  [[nodiscard]] const std::string& text() const noexcept { return text_; }
  /// Columns of the record that it reads, each once, in the order of reading.
  [[nodiscard]] std::vector<std::string> columns() const;
  /// Names of the functions that it asks, each once.
  [[nodiscard]] std::vector<std::string> functions() const;

private:
  friend class ExpressionParser;
  [[nodiscard]] Cell run(const EvaluationFacts& facts, std::deque<std::string>* made, std::size_t from, std::size_t to) const;
  [[nodiscard]] std::size_t endOfFirstTest() const noexcept;

  Layer layer_ = Layer::Outfalls;
  ExpressionType type_ = ExpressionType::Boolean;
  std::string text_;
  std::vector<ExpressionStep> steps_;
  std::size_t firstTest_ = 0;            ///< steps of it
  std::vector<Cell> constants_;          ///< texts point into texts_
  std::deque<std::string> texts_;        ///< does not move its strings
  // A copy must not point into the original.
public:
  Expression() = default;
  Expression(const Expression& other);
  Expression& operator=(const Expression& other);
  Expression(Expression&&) = default;
  Expression& operator=(Expression&&) = default;
  ~Expression() = default;
};

/// `*` any run of characters, `?` one character, `[a-z0-9]` one of a set, the rest itself. Linear: no backtracking but
/// to the last star. Works on UTF-8 code points.
[[nodiscard]] bool globMatches(std::string_view pattern, std::string_view text) noexcept;
/// Empty when the pattern is well formed, else the reason.
[[nodiscard]] std::string_view globFault(std::string_view pattern) noexcept;

} // namespace suyuan::rules
