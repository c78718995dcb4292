// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace suyuan::json {

/// A JSON value that remembers its line, since people edit these files by hand.
struct JsonValue {
  enum class Kind : std::uint8_t { Null, Boolean, Number, Text, Array, Object };
  struct Member;
  Kind kind = Kind::Null;
  std::int64_t line = 0; ///< from 1
  bool boolean = false;
  double number = 0;
  std::string text;
  std::vector<JsonValue> items;
  std::vector<Member> members; ///< in the file's order, names are unique
};
struct JsonValue::Member {
  std::string name;
  JsonValue value;
};

/// Longest file that is read: the real ones are some tens of kilobytes.
inline constexpr std::size_t largestFile = 8u << 20;

/// The program's own tables in JSON (rules, synonyms); the faults are those of such files.
/// Errors: RuleFileInvalid with line and reason: syntax, not UTF-8, cut off, a name twice in one object, too deep.
[[nodiscard]] Result<JsonValue> parseJson(std::string_view text, const std::string& fileName);

/// Errors: RuleFileMissing, FileUnreadable, RuleFileInvalid.
[[nodiscard]] Result<JsonValue> readJsonFile(const std::filesystem::path& file);

/// RFC 7396: members of `changes` take the place of those of `base`, objects member by member; null takes one away.
void layOver(JsonValue& base, const JsonValue& changes);

/// Typed reading of one file. The first fault is kept and everything read afterwards is empty, so that a reader can be
/// written straight through and asks once at the end.
class JsonReading {
public:
  explicit JsonReading(std::string fileName) : file_(std::move(fileName)) {}
  void fault(const JsonValue& at, std::string pointer, std::string reason);
  [[nodiscard]] bool ok() const noexcept { return !error_.has_value(); }
  [[nodiscard]] Result<> outcome() const;

private:
  std::string file_;
  std::optional<Error> error_;
};

/// One object being read: every member that is not asked for is a fault (finish()).
class JsonObject {
public:
  JsonObject(JsonReading& reading, const JsonValue& value, std::string pointer);

  [[nodiscard]] std::string text(std::string_view name);          ///< must be there and not empty
  [[nodiscard]] std::string optionalText(std::string_view name);  ///< empty when absent
  [[nodiscard]] double number(std::string_view name);
  [[nodiscard]] std::optional<double> optionalNumber(std::string_view name);
  [[nodiscard]] bool optionalBoolean(std::string_view name, bool otherwise);
  [[nodiscard]] std::vector<std::string> texts(std::string_view name, bool mayBeAbsent = false);
  /// Numbers of a list, null for nothing.
  [[nodiscard]] std::vector<std::optional<double>> numbers(std::string_view name, bool mayBeAbsent = false);
  [[nodiscard]] bool has(std::string_view name) const noexcept { return find(name) != nullptr; }
  [[nodiscard]] bool isNull(std::string_view name); ///< there, and null
  void expectUnknown(std::string_view name) { asked_.insert(std::string(name)); } ///< allowed, not read

  /// Calls visit(JsonObject&) for each object of an array.
  template <class Visit>
  void each(std::string_view name, bool mayBeAbsent, Visit&& visit) {
    const JsonValue* array = member(name, JsonValue::Kind::Array, mayBeAbsent);
    if (!array) return;
    for (std::size_t i = 0; i < array->items.size() && reading_.ok(); ++i) {
      JsonObject item(reading_, array->items[i], pointer_ + "/" + std::string(name) + "/" + std::to_string(i));
      visit(item);
      item.finish();
    }
  }
  /// Calls visit(JsonObject&) for an object member.
  template <class Visit>
  void object(std::string_view name, bool mayBeAbsent, Visit&& visit) {
    const JsonValue* value = member(name, JsonValue::Kind::Object, mayBeAbsent);
    if (!value) return;
    JsonObject inner(reading_, *value, pointer_ + "/" + std::string(name));
    visit(inner);
    inner.finish();
  }

  /// Calls visit(name, JsonObject&) for each member of an object whose members are objects with names of their own.
  template <class Visit>
  void eachNamed(std::string_view name, bool mayBeAbsent, Visit&& visit) {
    const JsonValue* value = member(name, JsonValue::Kind::Object, mayBeAbsent);
    if (!value) return;
    for (const JsonValue::Member& m : value->members) {
      if (!reading_.ok()) return;
      JsonObject inner(reading_, m.value, pointer_ + "/" + std::string(name) + "/" + m.name);
      visit(m.name, inner);
      inner.finish();
    }
  }
  /// Of an object whose members are all texts, or all numbers; in the file's order.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> namedTexts(std::string_view name);
  [[nodiscard]] std::vector<std::pair<std::string, double>> namedNumbers(std::string_view name);

  void fault(std::string_view name, std::string reason); ///< at the member, or at the object when it is absent
  void finish(); ///< faults the first member that was not asked for
  [[nodiscard]] bool ok() const noexcept { return reading_.ok(); }

private:
  [[nodiscard]] const JsonValue* find(std::string_view name) const noexcept;
  [[nodiscard]] const JsonValue* member(std::string_view name, JsonValue::Kind kind, bool mayBeAbsent);

  JsonReading& reading_;
  const JsonValue& value_;
  std::string pointer_;
  std::set<std::string, std::less<>> asked_;
};

} // namespace suyuan::json
