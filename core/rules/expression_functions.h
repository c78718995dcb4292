// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/expression.h"

#include <optional>
#include <span>

namespace suyuan::rules {

class RuleBook;
struct RecordContext;

/// What an expression is evaluated over. Nothing is owned; everything must outlive the evaluation.
struct EvaluationFacts {
  const Cells* record = nullptr;          ///< never null
  const Cells* linked = nullptr;          ///< unit of an outfall; outfall of what belongs to one; null: none
  const RuleBook* book = nullptr;         ///< never null
  const RecordContext* around = nullptr;  ///< outfalls only
  const Geometry* geometry = nullptr;     ///< of the record
  const Geometry* linkedGeometry = nullptr;
  bool linkedLookedUp = false;            ///< the linked record was looked for
  std::string_view today;                 ///< YYYY-MM-DD
};

/// A function that rule files may call.
struct ExpressionFunction {
  std::string_view name;
  std::vector<ExpressionType> arguments;
  ExpressionType result = ExpressionType::Boolean;
  std::uint32_t layers = 0xFFFF'FFFF; ///< bit of each layer that it makes sense for
  bool makesText = false;        ///< allowed in values only
  std::string_view help;         ///< one line for `suyuan rules functions`
  Cell (*call)(const Cell* arguments, const EvaluationFacts& facts, std::deque<std::string>* made) = nullptr;
};

[[nodiscard]] std::span<const ExpressionFunction> expressionFunctions();
[[nodiscard]] const ExpressionFunction* expressionFunction(std::string_view name);

/// Layer whose fields are reached as `unit.name` or `outfall.class_1`; nothing when the layer has no such link.
[[nodiscard]] std::optional<Layer> linkedLayer(Layer layer, std::string_view word) noexcept;

/// Days since 1970-01-01 of the date at the front of an ISO text; nothing when there is none.
[[nodiscard]] std::optional<int> dayOf(std::string_view date) noexcept;

} // namespace suyuan::rules
