// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json/json_document.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace suyuan::json {

namespace {

constexpr std::size_t deepest = 32;

/// Forward iterator that tells a counter how far the parser has read; the library itself keeps no places of values.
class CountingIterator {
public:
  using iterator_category = std::forward_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator() = default;
  CountingIterator(const char* at, const char** furthest) : at_(at), furthest_(furthest) {}
  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    ++at_;
    if (furthest_) *furthest_ = at_;
    return *this;
  }
  CountingIterator operator++(int) {
    auto old = *this;
    ++*this;
    return old;
  }
  friend bool operator==(const CountingIterator& a, const CountingIterator& b) { return a.at_ == b.at_; }
  friend bool operator!=(const CountingIterator& a, const CountingIterator& b) { return a.at_ != b.at_; }

private:
  const char* at_ = nullptr;
  const char** furthest_ = nullptr;
};

class TreeBuilder : public nlohmann::json_sax<nlohmann::json> {
public:
  TreeBuilder(std::string_view text, const std::string& file) : text_(text), file_(file), furthest_(text.data()) {
    counted_ = text_.data();
  }

  const char** furthest() { return &furthest_; }
  JsonValue take() { return std::move(root_); }
  const std::optional<Error>& error() const { return error_; }

  bool null() override { return add({}); }
  bool boolean(bool value) override {
    JsonValue v;
    v.kind = JsonValue::Kind::Boolean;
    v.boolean = value;
    return add(std::move(v));
  }
  bool number_integer(number_integer_t value) override { return number(static_cast<double>(value)); }
  bool number_unsigned(number_unsigned_t value) override { return number(static_cast<double>(value)); }
  bool number_float(number_float_t value, const string_t&) override { return number(value); }
  bool string(string_t& value) override {
    JsonValue v;
    v.kind = JsonValue::Kind::Text;
    v.text = std::move(value);
    return add(std::move(v));
  }
  bool binary(binary_t&) override { return false; }

  bool start_object(std::size_t) override { return open(JsonValue::Kind::Object); }
  bool start_array(std::size_t) override { return open(JsonValue::Kind::Array); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    JsonValue& object = *open_.back();
    if (std::ranges::any_of(object.members, [&](const auto& m) { return m.name == name; }))
      return refuse("the name \"" + name + "\" stands twice in one object");
    JsonValue empty;
    empty.line = lineNow();
    object.members.push_back({std::move(name), std::move(empty)});
    return true;
  }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& e) override {
    std::string why = e.what();
    // "[json.exception.parse_error.101] parse error at line 3, column 5: …": the line is told apart.
    if (const auto colon = why.find(": "); colon != why.npos) why.erase(0, colon + 2);
    const std::size_t upTo = std::min(position > 0 ? position - 1 : 0, text_.size());
    const auto line = 1 + std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(upTo), '\n');
    error_ = Error{ErrorCode::RuleFileInvalid, {.file = file_, .layer = {}, .row = line, .field = {}}, {}, std::move(why)};
    return false;
  }

private:
  std::int64_t lineNow() {
    line_ += std::count(counted_, furthest_, '\n');
    counted_ = furthest_;
    return line_;
  }

  bool number(double value) {
    JsonValue v;
    v.kind = JsonValue::Kind::Number;
    v.number = value;
    // A number's end is seen only when the character after it has been read: a line feed there is not its own.
    const bool pastLine = furthest_ > text_.data() && furthest_[-1] == '\n';
    if (!add(std::move(v))) return false;
    if (pastLine) --last_->line;
    return true;
  }

  bool refuse(std::string why) {
    error_ = Error{ErrorCode::RuleFileInvalid, {.file = file_, .layer = {}, .row = lineNow(), .field = {}}, {}, std::move(why)};
    return false;
  }

  bool add(JsonValue value) {
    value.line = lineNow();
    if (open_.empty()) {
      root_ = std::move(value);
      last_ = &root_;
    } else if (JsonValue& parent = *open_.back(); parent.kind == JsonValue::Kind::Object) {
      parent.members.back().value = std::move(value);
      last_ = &parent.members.back().value;
    } else {
      parent.items.push_back(std::move(value));
      last_ = &parent.items.back();
    }
    return true;
  }

  bool open(JsonValue::Kind kind) {
    if (open_.size() >= deepest) return refuse("nested too deeply");
    JsonValue v;
    v.kind = kind;
    add(std::move(v));
    open_.push_back(last_);
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  std::string_view text_;
  const std::string& file_;
  const char* furthest_;
  const char* counted_;
  std::int64_t line_ = 1;
  JsonValue root_;
  JsonValue* last_ = nullptr;
  std::vector<JsonValue*> open_; // parents do not move while a child is open: only their last child grows
  std::optional<Error> error_;
};

std::string_view kindName(JsonValue::Kind kind) {
  switch (kind) {
  case JsonValue::Kind::Null: return "null";
  case JsonValue::Kind::Boolean: return "true or false";
  case JsonValue::Kind::Number: return "a number";
  case JsonValue::Kind::Text: return "text";
  case JsonValue::Kind::Array: return "a list";
  case JsonValue::Kind::Object: return "an object";
  }
  return "";
}

} // namespace

Result<JsonValue> parseJson(std::string_view text, const std::string& fileName) {
  if (text.size() > largestFile)
    return failure(ErrorCode::RuleFileInvalid, {.file = fileName, .layer = {}, .row = -1, .field = {}},
                   "the file is larger than " + std::to_string(largestFile >> 20) + " MB");
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  TreeBuilder builder(text, fileName);
  bool done = false;
  std::string why = "not JSON";
  try {
    done = nlohmann::json::sax_parse(CountingIterator(text.data(), builder.furthest()),
                                     CountingIterator(text.data() + text.size(), nullptr), &builder);
  } catch (const std::exception& e) { // the library's edge: out of memory and the like
    why = e.what();
  }
  if (done && !builder.error()) return builder.take();
  if (builder.error()) return std::unexpected(*builder.error());
  return failure(ErrorCode::RuleFileInvalid, {.file = fileName, .layer = {}, .row = 1, .field = {}}, std::move(why));
}

Result<JsonValue> readJsonFile(const std::filesystem::path& file) {
  const Place place{.file = file.string(), .layer = {}, .row = -1, .field = {}};
  std::error_code ec;
  if (!std::filesystem::is_regular_file(file, ec)) return failure(ErrorCode::RuleFileMissing, place);
  const auto size = std::filesystem::file_size(file, ec);
  if (!ec && size > largestFile)
    return failure(ErrorCode::RuleFileInvalid, place, "the file is larger than " + std::to_string(largestFile >> 20) + " MB");
  std::ifstream in(file, std::ios::binary);
  if (!in) return failure(ErrorCode::FileUnreadable, place);
  const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (in.bad()) return failure(ErrorCode::FileUnreadable, place);
  return parseJson(text, file.string());
}

void JsonReading::fault(const JsonValue& at, std::string pointer, std::string reason) {
  if (error_) return;
  error_ = Error{ErrorCode::RuleFileInvalid,
                 {.file = file_, .layer = {}, .row = at.line, .field = std::move(pointer)}, {}, std::move(reason)};
}

Result<> JsonReading::outcome() const {
  if (error_) return std::unexpected(*error_);
  return {};
}

void layOver(JsonValue& base, const JsonValue& changes) {
  if (base.kind != JsonValue::Kind::Object || changes.kind != JsonValue::Kind::Object) {
    base = changes;
    return;
  }
  for (const JsonValue::Member& change : changes.members) {
    const auto old = std::ranges::find(base.members, change.name, &JsonValue::Member::name);
    if (change.value.kind == JsonValue::Kind::Null) {
      if (old != base.members.end()) base.members.erase(old);
    } else if (old != base.members.end()) {
      layOver(old->value, change.value);
    } else {
      base.members.push_back(change);
    }
  }
}

JsonObject::JsonObject(JsonReading& reading, const JsonValue& value, std::string pointer)
    : reading_(reading), value_(value), pointer_(std::move(pointer)) {
  if (value_.kind != JsonValue::Kind::Object)
    reading_.fault(value_, pointer_, "an object is wanted here, not " + std::string(kindName(value_.kind)));
}

const JsonValue* JsonObject::find(std::string_view name) const noexcept {
  for (const auto& m : value_.members)
    if (m.name == name) return &m.value;
  return nullptr;
}

void JsonObject::fault(std::string_view name, std::string reason) {
  const JsonValue* at = find(name);
  reading_.fault(at ? *at : value_, pointer_ + "/" + std::string(name), std::move(reason));
}

const JsonValue* JsonObject::member(std::string_view name, JsonValue::Kind kind, bool mayBeAbsent) {
  asked_.insert(std::string(name));
  if (!reading_.ok()) return nullptr;
  const JsonValue* found = find(name);
  if (!found) {
    if (!mayBeAbsent) fault(name, "\"" + std::string(name) + "\" is missing");
    return nullptr;
  }
  if (found->kind == kind) return found;
  fault(name, "\"" + std::string(name) + "\" must be " + std::string(kindName(kind)) + ", not " + std::string(kindName(found->kind)));
  return nullptr;
}

std::string JsonObject::text(std::string_view name) {
  const JsonValue* found = member(name, JsonValue::Kind::Text, false);
  if (found && found->text.empty()) fault(name, "\"" + std::string(name) + "\" is empty");
  return found ? found->text : std::string{};
}

std::string JsonObject::optionalText(std::string_view name) {
  const JsonValue* found = member(name, JsonValue::Kind::Text, true);
  return found ? found->text : std::string{};
}

double JsonObject::number(std::string_view name) {
  const JsonValue* found = member(name, JsonValue::Kind::Number, false);
  return found ? found->number : 0.0;
}

std::optional<double> JsonObject::optionalNumber(std::string_view name) {
  const JsonValue* found = member(name, JsonValue::Kind::Number, true);
  return found ? std::optional(found->number) : std::nullopt;
}

bool JsonObject::optionalBoolean(std::string_view name, bool otherwise) {
  const JsonValue* found = member(name, JsonValue::Kind::Boolean, true);
  return found ? found->boolean : otherwise;
}

std::vector<std::string> JsonObject::texts(std::string_view name, bool mayBeAbsent) {
  std::vector<std::string> out;
  const JsonValue* array = member(name, JsonValue::Kind::Array, mayBeAbsent);
  if (!array) return out;
  for (std::size_t i = 0; i < array->items.size(); ++i) {
    const JsonValue& item = array->items[i];
    if (item.kind != JsonValue::Kind::Text || item.text.empty()) {
      reading_.fault(item, pointer_ + "/" + std::string(name) + "/" + std::to_string(i), "text is wanted here");
      return out;
    }
    out.push_back(item.text);
  }
  return out;
}

std::vector<std::optional<double>> JsonObject::numbers(std::string_view name, bool mayBeAbsent) {
  std::vector<std::optional<double>> out;
  const JsonValue* array = member(name, JsonValue::Kind::Array, mayBeAbsent);
  if (!array) return out;
  for (std::size_t i = 0; i < array->items.size(); ++i) {
    const JsonValue& item = array->items[i];
    if (item.kind == JsonValue::Kind::Number) out.emplace_back(item.number);
    else if (item.kind == JsonValue::Kind::Null) out.emplace_back();
    else {
      reading_.fault(item, pointer_ + "/" + std::string(name) + "/" + std::to_string(i), "a number or null is wanted here");
      return out;
    }
  }
  return out;
}

bool JsonObject::isNull(std::string_view name) {
  const JsonValue* found = find(name);
  if (!found || found->kind != JsonValue::Kind::Null) return false;
  asked_.insert(std::string(name));
  return true;
}

std::vector<std::pair<std::string, std::string>> JsonObject::namedTexts(std::string_view name) {
  std::vector<std::pair<std::string, std::string>> out;
  object(name, true, [&](JsonObject& inner) {
    for (const JsonValue::Member& m : inner.value_.members) out.emplace_back(m.name, inner.text(m.name));
  });
  return out;
}

std::vector<std::pair<std::string, double>> JsonObject::namedNumbers(std::string_view name) {
  std::vector<std::pair<std::string, double>> out;
  object(name, true, [&](JsonObject& inner) {
    for (const JsonValue::Member& m : inner.value_.members) out.emplace_back(m.name, inner.number(m.name));
  });
  return out;
}

void JsonObject::finish() {
  if (!reading_.ok()) return;
  for (const auto& m : value_.members)
    if (!asked_.contains(m.name)) {
      reading_.fault(m.value, pointer_ + "/" + m.name, "the name \"" + m.name + "\" is not known here");
      return;
    }
}

} // namespace suyuan::json
