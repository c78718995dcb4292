// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/expression.h"

#include "core/rules/expression_functions.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace suyuan::rules {

namespace {

/// One code point at the front of valid or broken UTF-8; broken bytes count as themselves. Advances `at`.
char32_t next(std::string_view text, std::size_t& at) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at);
  const std::size_t more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
  if (more == 0 || at + more >= text.size()) {
    ++at;
    return first;
  }
  char32_t code = first & (0x3F >> more);
  for (std::size_t i = 1; i <= more; ++i) code = code << 6 | (byte(at + i) & 0x3F);
  at += more + 1;
  return code;
}

/// Matches one element of the pattern at `p` with one character; sets `after` behind the element.
bool oneMatches(std::string_view pattern, std::size_t p, char32_t c, std::size_t& after) noexcept {
  after = p;
  const char32_t element = next(pattern, after);
  if (element == U'?') return true;
  if (element != U'[') return element == c;
  bool inside = false;
  while (after < pattern.size() && pattern[after] != ']') {
    const char32_t low = next(pattern, after);
    char32_t high = low;
    if (after + 1 < pattern.size() && pattern[after] == '-' && pattern[after + 1] != ']') {
      ++after;
      high = next(pattern, after);
    }
    if (c >= low && c <= high) inside = true;
  }
  if (after < pattern.size()) ++after;
  return inside;
}

/// Dates against date-times: the shorter one decides how much is compared.
int compareDates(std::string_view a, std::string_view b) noexcept {
  const std::size_t common = std::min(a.size(), b.size());
  return a.substr(0, common).compare(b.substr(0, common));
}

int compare(const Cell& a, const Cell& b, ExpressionType type) noexcept {
  switch (type) {
  case ExpressionType::Text: return a.text.compare(b.text);
  case ExpressionType::Date: return compareDates(a.text, b.text);
  case ExpressionType::Record: return a.whole < b.whole ? -1 : a.whole > b.whole;
  case ExpressionType::Boolean:
  case ExpressionType::Number: break;
  }
  return a.number < b.number ? -1 : a.number > b.number;
}

bool equal(const Cell& a, const Cell& b, ExpressionType type) noexcept {
  return type == ExpressionType::Text ? a.text == b.text : compare(a, b, type) == 0;
}

/// A comparison of two values; nothing when the step is none.
std::optional<bool> compared(const ExpressionStep& step, const Cell& a, const Cell& b) noexcept {
  using Do = ExpressionStep::Do;
  if (step.what < Do::Equal || step.what > Do::GreaterEqual) return std::nullopt;
  if (a.empty || b.empty) return false;
  switch (step.what) {
  case Do::Equal: return equal(a, b, step.type);
  case Do::NotEqual: return !equal(a, b, step.type);
  case Do::Less: return compare(a, b, step.type) < 0;
  case Do::LessEqual: return compare(a, b, step.type) <= 0;
  case Do::Greater: return compare(a, b, step.type) > 0;
  default: return compare(a, b, step.type) >= 0;
  }
}

bool truth(const Cell& cell) noexcept { return !cell.empty && cell.number != 0; }

} // namespace

std::string_view typeName(ExpressionType type) noexcept {
  switch (type) {
  case ExpressionType::Boolean: return "true or false";
  case ExpressionType::Number: return "a number";
  case ExpressionType::Text: return "text";
  case ExpressionType::Date: return "a date";
  case ExpressionType::Record: return "a record";
  }
  return "";
}

bool globMatches(std::string_view pattern, std::string_view text) noexcept {
  std::size_t p = 0, t = 0;
  std::size_t star = std::string_view::npos, resume = 0; // behind the last star, and where the text goes on from
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = ++p;
      resume = t;
      continue;
    }
    std::size_t behind = t, after = p;
    const char32_t c = next(text, behind);
    if (p < pattern.size() && oneMatches(pattern, p, c, after)) {
      p = after;
      t = behind;
      continue;
    }
    if (star == std::string_view::npos) return false;
    (void)next(text, resume);
    p = star;
    t = resume;
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

std::string_view globFault(std::string_view pattern) noexcept {
  if (pattern.empty()) return "the pattern is empty";
  if (std::ranges::count(pattern, '*') > 4) return "at most four stars may stand in a pattern";
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '[') continue;
    const std::size_t close = pattern.find(']', i);
    if (close == std::string_view::npos) return "a [ in the pattern has no ]";
    if (close == i + 1) return "the set [] in the pattern is empty";
    i = close;
  }
  return {};
}

Expression::Expression(const Expression& other) { *this = other; }

Expression& Expression::operator=(const Expression& other) {
  if (this == &other) return *this;
  layer_ = other.layer_;
  type_ = other.type_;
  text_ = other.text_;
  steps_ = other.steps_;
  firstTest_ = other.firstTest_;
  constants_ = other.constants_;
  texts_ = other.texts_;
  // Constants are made one after the other with their texts, so that the n-th text belongs to the n-th that has one.
  std::size_t n = 0;
  for (Cell& constant : constants_)
    if (constant.text.data() != nullptr) constant.text = texts_[n++];
  return *this;
}

/// Evaluates the steps from `from` on, before `to`, with nothing on the stack.
Cell Expression::run(const EvaluationFacts& facts, std::deque<std::string>* made, std::size_t from, std::size_t to) const {
  using Do = ExpressionStep::Do;
  CellArray<deepestStack> stack;
  std::size_t top = 0; // the parser has proved that it stays within the stack
  for (std::size_t at = from; at < to; ++at) {
    const ExpressionStep& step = steps_[at];
    const auto binary = [&](auto&& operation) {
      --top;
      Cell& left = stack[top - 1];
      const Cell& right = stack[top];
      if (left.empty || right.empty) left = Cell{};
      else left = operation(left, right);
    };
    const auto among = [&](const Cell& value, const ExpressionStep& in) {
      if (value.empty) return false;
      for (std::size_t i = in.a; i < std::size_t{in.a} + in.b; ++i)
        if (equal(value, constants_[i], in.type)) return true;
      return false;
    };
    switch (step.what) {
    case Do::PushConstant: stack[top++] = constants_[step.a]; break;
    case Do::PushColumn: {
      const Cell& column = facts.record->columns[step.a];
      // What most conditions are made of is answered where the column stands, without the way over the stack.
      std::optional<bool> answer;
      std::size_t last = at + 1;
      if (last < to) switch (const ExpressionStep& then = steps_[last]; then.what) {
        case Do::IsEmpty: answer = column.empty; break;
        case Do::In: answer = among(column, then); break;
        case Do::Matches: answer = !column.empty && globMatches(constants_[then.a].text, column.text); break;
        case Do::PushConstant:
          if (++last < to) answer = compared(steps_[last], column, constants_[then.a]);
          break;
        default: break;
        }
      if (answer) {
        stack[top++] = cellOf(*answer);
        at = last;
      } else {
        stack[top++] = column;
      }
      break;
    }
    case Do::PushLinked: stack[top++] = facts.linked ? facts.linked->columns[step.a] : Cell{}; break;
    case Do::Call: {
      const ExpressionFunction& function = expressionFunctions()[step.a];
      top -= step.b;
      stack[top] = function.call(&stack[top], facts, made);
      ++top;
      break;
    }
    case Do::JumpIfFalse:
      if (!truth(stack[top - 1])) at = step.a - 1u;
      else --top;
      break;
    case Do::JumpIfTrue:
      if (truth(stack[top - 1])) at = step.a - 1u;
      else --top;
      break;
    case Do::ToBoolean: stack[top - 1] = cellOf(truth(stack[top - 1])); break;
    case Do::Not: stack[top - 1] = cellOf(!truth(stack[top - 1])); break;
    case Do::Negate: stack[top - 1].number = -stack[top - 1].number; break;
    case Do::Add: binary([](const Cell& a, const Cell& b) { return cellOf(a.number + b.number); }); break;
    case Do::Subtract: binary([](const Cell& a, const Cell& b) { return cellOf(a.number - b.number); }); break;
    case Do::Multiply: binary([](const Cell& a, const Cell& b) { return cellOf(a.number * b.number); }); break;
    case Do::Divide:
      binary([](const Cell& a, const Cell& b) { return b.number == 0 ? Cell{} : cellOf(a.number / b.number); });
      break;
    case Do::Join: {
      --top;
      made->push_back(std::string(stack[top - 1].text) + std::string(stack[top].text));
      stack[top - 1] = cellOf(made->back());
      break;
    }
    case Do::Equal:
    case Do::NotEqual:
    case Do::Less:
    case Do::LessEqual:
    case Do::Greater:
    case Do::GreaterEqual:
      --top;
      stack[top - 1] = cellOf(compared(step, stack[top - 1], stack[top]).value_or(false));
      break;
    case Do::In: stack[top - 1] = cellOf(among(stack[top - 1], step)); break;
    case Do::IsEmpty: stack[top - 1] = cellOf(stack[top - 1].empty); break;
    case Do::Matches: {
      Cell& value = stack[top - 1];
      value = cellOf(!value.empty && globMatches(constants_[step.a].text, value.text));
      break;
    }
    }
  }
  return top == 1 ? stack[0] : Cell{};
}

bool Expression::holds(const EvaluationFacts& facts) const noexcept { return truth(run(facts, nullptr, 0, steps_.size())); }

bool Expression::beginningHolds(const EvaluationFacts& facts) const noexcept { return truth(run(facts, nullptr, 0, firstTest_)); }

bool Expression::restHolds(const EvaluationFacts& facts) const noexcept {
  return firstTest_ == steps_.size() || truth(run(facts, nullptr, firstTest_ + 1, steps_.size()));
}

/// Where the first jump stands that leads, when its test fails, to the end of the whole condition with false.
std::size_t Expression::endOfFirstTest() const noexcept {
  using Do = ExpressionStep::Do;
  for (std::size_t at = 0; at < steps_.size(); ++at) {
    std::size_t jump = at;
    while (steps_[jump].what == Do::JumpIfFalse) {
      const std::size_t target = steps_[jump].a; // each `and` ends in ToBoolean, with the jump of the next behind it
      if (target >= steps_.size() || steps_[target].what != Do::ToBoolean) break;
      if (target + 1 == steps_.size()) return at;
      jump = target + 1;
    }
  }
  return steps_.size();
}

bool Expression::beginsLike(const Expression& other) const noexcept {
  if (layer_ != other.layer_ || firstTest_ != other.firstTest_) return false;
  const auto sameConstant = [&](std::size_t a, std::size_t b) {
    const Cell &mine = constants_[a], &theirs = other.constants_[b];
    return mine.empty == theirs.empty && mine.number == theirs.number && mine.whole == theirs.whole && mine.text == theirs.text;
  };
  using Do = ExpressionStep::Do;
  for (std::size_t i = 0; i < firstTest_; ++i) {
    const ExpressionStep &mine = steps_[i], &theirs = other.steps_[i];
    if (mine.what != theirs.what || mine.type != theirs.type || mine.b != theirs.b) return false;
    const bool constants = mine.what == Do::PushConstant || mine.what == Do::Matches || mine.what == Do::In;
    if (!constants && mine.a != theirs.a) return false;
    for (std::size_t k = 0; constants && k < (mine.what == Do::In ? mine.b : 1u); ++k)
      if (!sameConstant(mine.a + k, theirs.a + k)) return false;
  }
  return true;
}

Value Expression::evaluate(const EvaluationFacts& facts) const {
  std::deque<std::string> made;
  const Cell cell = run(facts, &made, 0, steps_.size());
  if (cell.empty) return {};
  switch (type_) {
  case ExpressionType::Boolean: return Value{std::int64_t{cell.number != 0}};
  case ExpressionType::Number:
    if (cell.number == std::floor(cell.number) && std::abs(cell.number) < 9e15) return Value{static_cast<std::int64_t>(cell.number)};
    return Value{cell.number};
  case ExpressionType::Text:
  case ExpressionType::Date: return Value{std::string(cell.text)};
  case ExpressionType::Record: return Value{cell.whole};
  }
  return {};
}

std::vector<std::string> Expression::columns() const {
  std::vector<std::string> names;
  for (const ExpressionStep& step : steps_) {
    if (step.what != ExpressionStep::Do::PushColumn) continue;
    const std::string name(schemaOf(layer_).fields[step.a].name);
    if (!std::ranges::contains(names, name)) names.push_back(name);
  }
  return names;
}

std::vector<std::string> Expression::functions() const {
  std::vector<std::string> names;
  for (const ExpressionStep& step : steps_) {
    if (step.what != ExpressionStep::Do::Call) continue;
    const std::string name(expressionFunctions()[step.a].name);
    if (!std::ranges::contains(names, name)) names.push_back(name);
  }
  return names;
}

} // namespace suyuan::rules
