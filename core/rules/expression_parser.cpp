// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/expression_functions.h"
#include "core/rules/expression_over.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace suyuan::rules {

namespace {

struct Token {
  enum class Kind : std::uint8_t { End, Word, Number, Text, Sign };
  Kind kind = Kind::End;
  std::size_t at = 0;        ///< byte
  std::string_view word;     ///< of Word and Sign
  std::string text;          ///< of Text, quotes undone
  double number = 0;
};

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }

std::size_t codePointsBefore(std::string_view text, std::size_t byte) {
  return static_cast<std::size_t>(std::ranges::count_if(text.substr(0, std::min(byte, text.size())), [](char c) { return (c & 0xC0) != 0x80; }));
}

ExpressionType typeOf(FieldType type) {
  switch (type) {
  case FieldType::Text: return ExpressionType::Text;
  case FieldType::Integer:
  case FieldType::Real: return ExpressionType::Number;
  case FieldType::Boolean: return ExpressionType::Boolean;
  case FieldType::Date:
  case FieldType::DateTime: return ExpressionType::Date;
  case FieldType::Fid: return ExpressionType::Record;
  }
  return ExpressionType::Text;
}

} // namespace

/// Recursive descent, straight to steps. The first fault ends it; everything after is passed over.
///   or     := and { "or" and }            and := not { "and" not }           not := "not" not | comparison
///   comparison := sum [ ("="|"!="|"<"|"<="|">"|">=") sum | ["not"] "in" "(" literal {"," literal} ")"
///                     | "is" ["not"] "empty" | ["not"] "matches" text ]
///   sum    := product { ("+"|"-") product }      product := unary { ("*"|"/") unary }      unary := "-" unary | primary
///   primary := number | 'text' | true | false | field | link "." field | function "(" [or {"," or}] ")" | "(" or ")"
class ExpressionParser {
public:
  ExpressionParser(std::string_view text, Layer layer, bool value) : source_(text), value_(value) {
    made_.layer_ = layer;
    made_.text_ = std::string(text);
  }
  /// Over columns of the caller's own instead of a layer's.
  ExpressionParser(std::string_view text, std::span<const FieldDef> columns) : ExpressionParser(text, Layer::Answers, false) {
    own_ = true;
    columns_ = columns;
  }

  std::expected<Expression, ExpressionFault> parse() {
    if (source_.size() > Expression::longest) return std::unexpected(ExpressionFault{1, "the expression is longer than 4096 bytes"});
    advance();
    made_.type_ = either();
    if (token_.kind != Token::Kind::End) fault(token_.at, "an operator is wanted here");
    if (!value_ && made_.type_ != ExpressionType::Boolean)
      fault(0, "the condition gives " + std::string(typeName(made_.type_)) + ", not true or false");
    if (fault_) return std::unexpected(*fault_);
    made_.firstTest_ = made_.endOfFirstTest();
    return std::move(made_);
  }

private:
  using Do = ExpressionStep::Do;
  using Kind = Token::Kind;

  void fault(std::size_t byte, std::string reason) {
    if (!fault_) fault_ = ExpressionFault{codePointsBefore(source_, byte) + 1, std::move(reason)};
    token_ = Token{.at = source_.size()};
    position_ = source_.size();
  }

  void advance() {
    while (position_ < source_.size() && (source_[position_] == ' ' || source_[position_] == '\t' || source_[position_] == '\n' || source_[position_] == '\r'))
      ++position_;
    token_ = Token{.at = position_};
    if (position_ >= source_.size()) return;
    const char c = source_[position_];
    if (isLetter(c)) {
      std::size_t end = position_;
      while (end < source_.size() && (isLetter(source_[end]) || isDigit(source_[end]))) ++end;
      token_.kind = Kind::Word;
      token_.word = source_.substr(position_, end - position_);
      position_ = end;
    } else if (isDigit(c)) {
      const auto [end, error] = std::from_chars(source_.data() + position_, source_.data() + source_.size(), token_.number);
      const auto behind = static_cast<std::size_t>(end - source_.data());
      if (error != std::errc{} || !std::isfinite(token_.number) || (behind < source_.size() && isLetter(source_[behind])))
        return fault(position_, "this is no number");
      token_.kind = Kind::Number;
      position_ = behind;
    } else if (c == '\'') {
      std::size_t at = position_ + 1;
      while (true) {
        const std::size_t quote = source_.find('\'', at);
        if (quote == std::string_view::npos) return fault(position_, "the text has no closing quote");
        token_.text += source_.substr(at, quote - at);
        at = quote + 1;
        if (at >= source_.size() || source_[at] != '\'') break;
        token_.text.push_back('\'');
        ++at;
      }
      token_.kind = Kind::Text;
      position_ = at;
    } else {
      for (const std::string_view sign : {"!=", "<=", ">=", "=", "<", ">", "+", "-", "*", "/", "(", ")", ",", "."})
        if (source_.substr(position_).starts_with(sign)) {
          token_.kind = Kind::Sign;
          token_.word = sign;
          position_ += sign.size();
          return;
        }
      fault(position_, "this character has no meaning here; texts stand in 'single quotes'");
    }
  }

  [[nodiscard]] bool isWord(std::string_view word) const { return token_.kind == Kind::Word && token_.word == word; }
  [[nodiscard]] bool isSign(std::string_view sign) const { return token_.kind == Kind::Sign && token_.word == sign; }
  bool takeWord(std::string_view word) {
    if (!isWord(word)) return false;
    advance();
    return true;
  }
  void wantSign(std::string_view sign) {
    if (isSign(sign)) advance();
    else fault(token_.at, "\"" + std::string(sign) + "\" is wanted here");
  }

  std::size_t emit(Do what, std::size_t a = 0, std::size_t b = 0, ExpressionType type = ExpressionType::Boolean) {
    if (made_.steps_.size() >= 1000) fault(token_.at, "the expression has too many parts");
    made_.steps_.push_back({what, type, static_cast<std::uint16_t>(a), static_cast<std::uint16_t>(b)});
    return made_.steps_.size() - 1;
  }
  void push() {
    if (++stack_ > static_cast<int>(Expression::deepestStack)) fault(token_.at, "the expression needs too deep a stack");
  }
  void pop(int count = 1) { stack_ -= count; }
  void patch(std::size_t step) { made_.steps_[step].a = static_cast<std::uint16_t>(made_.steps_.size()); }

  std::size_t constant(Cell cell) {
    made_.constants_.push_back(cell);
    return made_.constants_.size() - 1;
  }
  std::size_t textConstant(std::string text) {
    made_.texts_.push_back(std::move(text));
    const std::string& kept = made_.texts_.back();
    return constant({false, 0, 0, std::string_view(kept.data(), kept.size())}); // '' is a text, not empty: equal to none stored
  }

  /// Guards the recursion: every way down passes here.
  template <class Parse>
  ExpressionType deeper(Parse&& parse) {
    if (depth_ >= Expression::deepest) {
      fault(token_.at, "the expression is nested too deeply");
      return ExpressionType::Boolean;
    }
    ++depth_;
    const ExpressionType type = parse();
    --depth_;
    return type;
  }

  void wantBoolean(ExpressionType type, std::size_t at, std::string_view beside) {
    if (!fault_ && type != ExpressionType::Boolean)
      fault(at, std::string(typeName(type)) + " cannot stand beside \"" + std::string(beside) + "\"; true or false is wanted");
  }

  ExpressionType chain(std::string_view word, Do jump, ExpressionType (ExpressionParser::*part)()) {
    const std::size_t first = token_.at;
    ExpressionType type = (this->*part)();
    while (isWord(word)) {
      wantBoolean(type, first, word);
      const std::size_t over = emit(jump);
      advance();
      pop();
      const std::size_t at = token_.at;
      type = (this->*part)();
      wantBoolean(type, at, word);
      patch(over);
      emit(Do::ToBoolean);
    }
    return type;
  }
  ExpressionType either() {
    return deeper([&] { return chain("or", Do::JumpIfTrue, &ExpressionParser::both); });
  }
  ExpressionType both() { return chain("and", Do::JumpIfFalse, &ExpressionParser::negation); }

  ExpressionType negation() {
    if (!isWord("not")) return comparison();
    advance();
    const std::size_t at = token_.at;
    const ExpressionType type = deeper([&] { return negation(); });
    wantBoolean(type, at, "not");
    emit(Do::Not);
    return ExpressionType::Boolean;
  }

  /// A text beside a date is a date when it reads as one.
  bool reconcile(ExpressionType& left, ExpressionType right, std::size_t at) {
    if (left == right) return true;
    const auto datePair = [](ExpressionType a, ExpressionType b) { return a == ExpressionType::Date && b == ExpressionType::Text; };
    if (datePair(left, right) || datePair(right, left)) {
      const bool isConstant = !made_.steps_.empty() && made_.steps_.back().what == Do::PushConstant;
      if (isConstant && datePair(left, right)) {
        if (!dayOf(made_.constants_[made_.steps_.back().a].text)) fault(at, "a date is wanted here, as '2025-12-31'");
        left = ExpressionType::Date;
        return true;
      }
    }
    fault(at, std::string(typeName(left)) + " cannot be compared with " + std::string(typeName(right)));
    return false;
  }

  ExpressionType comparison() {
    ExpressionType left = sum();
    bool negated = false;
    const std::size_t at = token_.at;
    if (isWord("not")) {
      advance();
      negated = true;
      if (!isWord("in") && !isWord("matches")) fault(token_.at, "\"in\" or \"matches\" is wanted after \"not\"");
    }
    if (takeWord("in")) {
      inList(left);
    } else if (takeWord("matches")) {
      if (!fault_ && left != ExpressionType::Text) fault(at, "only text can match a pattern, not " + std::string(typeName(left)));
      if (token_.kind != Kind::Text) fault(token_.at, "a pattern in quotes is wanted after \"matches\"");
      if (const auto why = fault_ ? std::string_view{} : globFault(token_.text); !why.empty()) fault(token_.at, std::string(why));
      emit(Do::Matches, fault_ ? 0 : textConstant(token_.text));
      advance();
    } else if (takeWord("is")) {
      negated = takeWord("not");
      if (!takeWord("empty")) fault(token_.at, "\"empty\" is wanted after \"is\"");
      emit(Do::IsEmpty);
    } else {
      constexpr std::array<std::pair<std::string_view, Do>, 6> signs{{{"=", Do::Equal}, {"!=", Do::NotEqual}, {"<", Do::Less},
                                                                     {"<=", Do::LessEqual}, {">", Do::Greater}, {">=", Do::GreaterEqual}}};
      const auto sign = std::ranges::find_if(signs, [&](const auto& s) { return isSign(s.first); });
      if (sign == signs.end()) return left;
      advance();
      const std::size_t rightAt = token_.at;
      const ExpressionType right = sum();
      if (!fault_) reconcile(left, right, rightAt);
      const bool ordered = sign->second != Do::Equal && sign->second != Do::NotEqual;
      if (!fault_ && ordered && left != ExpressionType::Number && left != ExpressionType::Date)
        fault(at, std::string(typeName(left)) + " cannot be ordered with \"" + std::string(sign->first) + "\"");
      pop();
      emit(sign->second, 0, 0, left);
      return ExpressionType::Boolean;
    }
    if (negated) emit(Do::Not);
    return ExpressionType::Boolean;
  }

  void inList(ExpressionType left) {
    if (!fault_ && left != ExpressionType::Text && left != ExpressionType::Number)
      fault(token_.at, "only text and numbers can be looked for in a list");
    wantSign("(");
    const std::size_t first = made_.constants_.size();
    std::size_t count = 0;
    while (!fault_) {
      if (left == ExpressionType::Text && token_.kind == Kind::Text) textConstant(token_.text);
      else if (left == ExpressionType::Number && token_.kind == Kind::Number) constant(cellOf(token_.number));
      else fault(token_.at, std::string(typeName(left)) + " is wanted in this list");
      ++count;
      advance();
      if (!isSign(",")) break;
      advance();
    }
    wantSign(")");
    emit(Do::In, first, count, left);
  }

  ExpressionType sum() {
    ExpressionType left = product();
    while (isSign("+") || isSign("-")) {
      const bool plus = isSign("+");
      const std::size_t at = token_.at;
      advance();
      const ExpressionType right = product();
      pop();
      const bool texts = left == ExpressionType::Text && right == ExpressionType::Text;
      if (texts && plus && value_) {
        emit(Do::Join);
        continue;
      }
      if (!fault_ && texts && plus) fault(at, "texts can be joined in values only, not in a condition");
      wantNumbers(left, right, at);
      emit(plus ? Do::Add : Do::Subtract);
    }
    return left;
  }

  ExpressionType product() {
    ExpressionType left = unary();
    while (isSign("*") || isSign("/")) {
      const bool times = isSign("*");
      const std::size_t at = token_.at;
      advance();
      const ExpressionType right = unary();
      pop();
      wantNumbers(left, right, at);
      emit(times ? Do::Multiply : Do::Divide);
    }
    return left;
  }

  void wantNumbers(ExpressionType left, ExpressionType right, std::size_t at) {
    const ExpressionType wrong = left != ExpressionType::Number ? left : right;
    if (!fault_ && wrong != ExpressionType::Number) fault(at, "numbers are wanted on both sides, not " + std::string(typeName(wrong)));
  }

  ExpressionType unary() {
    if (!isSign("-")) return primary();
    const std::size_t at = token_.at;
    advance();
    const ExpressionType type = deeper([&] { return unary(); });
    if (!fault_ && type != ExpressionType::Number) fault(at, "a number is wanted after \"-\"");
    emit(Do::Negate);
    return ExpressionType::Number;
  }

  ExpressionType primary() {
    const Token token = token_;
    if (token.kind == Kind::Number) {
      advance();
      push();
      emit(Do::PushConstant, constant(cellOf(token.number)));
      return ExpressionType::Number;
    }
    if (token.kind == Kind::Text) {
      if (token.text.empty() && !value_) fault(token.at, "an empty text equals nothing: write \"is empty\"");
      advance();
      push();
      emit(Do::PushConstant, textConstant(token.text));
      return ExpressionType::Text;
    }
    if (isSign("(")) {
      advance();
      const ExpressionType type = either();
      wantSign(")");
      return type;
    }
    if (token.kind != Kind::Word) {
      fault(token.at, "a field, a number, a text or \"(\" is wanted here");
      return ExpressionType::Boolean;
    }
    advance();
    if (token.word == "true" || token.word == "false") {
      push();
      emit(Do::PushConstant, constant(cellOf(token.word == "true")));
      return ExpressionType::Boolean;
    }
    if (isSign("(")) return call(token);
    if (isSign(".")) return linkedField(token);
    for (const std::string_view reserved : {"and", "or", "not", "in", "is", "empty", "matches"})
      if (token.word == reserved) {
        fault(token.at, "a field, a number, a text or \"(\" is wanted before \"" + std::string(reserved) + "\"");
        return ExpressionType::Boolean;
      }
    return field(token, made_.layer_, Do::PushColumn);
  }

  ExpressionType ownColumn(const Token& name) {
    const auto found = std::ranges::find(columns_, name.word, &FieldDef::name);
    if (found == columns_.end()) {
      fault(name.at, "there is no question \"" + std::string(name.word) + "\"");
      return ExpressionType::Boolean;
    }
    push();
    emit(Do::PushColumn, static_cast<std::size_t>(found - columns_.begin()));
    return typeOf(found->type);
  }

  ExpressionType field(const Token& name, Layer layer, Do what) {
    if (own_) return ownColumn(name);
    const LayerSchema& schema = schemaOf(layer);
    const int index = schema.indexOf(name.word);
    if (index < 0) {
      fault(name.at, std::string(layerName(layer)) + " have no field \"" + std::string(name.word) + "\"");
      return ExpressionType::Boolean;
    }
    push();
    emit(what, static_cast<std::size_t>(index));
    return typeOf(schema.fields[static_cast<std::size_t>(index)].type);
  }

  ExpressionType linkedField(const Token& link) {
    const auto layer = own_ ? std::nullopt : linkedLayer(made_.layer_, link.word);
    if (!layer) {
      fault(link.at, std::string(layerName(made_.layer_)) + " have no linked record \"" + std::string(link.word) + "\"");
      return ExpressionType::Boolean;
    }
    advance();
    const Token name = token_;
    if (name.kind != Kind::Word) {
      fault(name.at, "a field is wanted after \".\"");
      return ExpressionType::Boolean;
    }
    advance();
    return field(name, *layer, Do::PushLinked);
  }

  ExpressionType call(const Token& name) {
    const ExpressionFunction* function = expressionFunction(name.word);
    if (!function) {
      fault(name.at, "there is no function \"" + std::string(name.word) + "\"");
      return ExpressionType::Boolean;
    }
    if ((function->layers >> static_cast<unsigned>(made_.layer_) & 1u) == 0)
      fault(name.at, "\"" + std::string(name.word) + "\" cannot be asked of " + std::string(layerName(made_.layer_)));
    if (function->makesText && !value_)
      fault(name.at, "\"" + std::string(name.word) + "\" makes text: it can stand in values only, not in a condition");
    wantSign("(");
    std::size_t count = 0;
    while (!fault_ && !isSign(")")) {
      if (count > 0) wantSign(",");
      const std::size_t at = token_.at;
      const ExpressionType type = either();
      if (fault_) break;
      if (count >= function->arguments.size()) fault(at, "\"" + std::string(name.word) + "\" takes fewer arguments");
      else if (function->arguments[count] == ExpressionType::Date && type == ExpressionType::Text &&
               made_.steps_.back().what == Do::PushConstant && dayOf(made_.constants_[made_.steps_.back().a].text)) {} // '2025-12-31'
      else if (type != function->arguments[count] &&
               !(function->arguments[count] == ExpressionType::Text && type == ExpressionType::Date))
        fault(at, "\"" + std::string(name.word) + "\" wants " + std::string(typeName(function->arguments[count])) + " here, not " + std::string(typeName(type)));
      ++count;
    }
    wantSign(")");
    if (!fault_ && count < function->arguments.size()) fault(name.at, "\"" + std::string(name.word) + "\" takes more arguments");
    if (fault_) return ExpressionType::Boolean;
    pop(static_cast<int>(count));
    push();
    emit(Do::Call, static_cast<std::size_t>(function - expressionFunctions().data()), count);
    return function->result;
  }

  std::string_view source_;
  bool value_;
  bool own_ = false; ///< columns_ take the place of the layer's
  std::span<const FieldDef> columns_;
  Expression made_;
  Token token_;
  std::size_t position_ = 0;
  int depth_ = 0;
  int stack_ = 0;
  std::optional<ExpressionFault> fault_;
};

std::expected<Expression, ExpressionFault> Expression::condition(std::string_view text, Layer layer) {
  return ExpressionParser(text, layer, false).parse();
}

std::expected<Expression, ExpressionFault> conditionOver(std::string_view text, std::span<const FieldDef> columns) {
  return ExpressionParser(text, columns).parse();
}

std::expected<Expression, ExpressionFault> Expression::value(std::string_view text, Layer layer) {
  return ExpressionParser(text, layer, true).parse();
}

} // namespace suyuan::rules
