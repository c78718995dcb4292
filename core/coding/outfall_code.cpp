// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coding/outfall_code.h"

#include "core/coding/code_points.h"

#include <algorithm>
#include <array>
#include <string>

namespace suyuan::coding {

namespace {

struct PartShape {
  std::string_view name;
  std::size_t length;
  bool letters;
};

constexpr std::array<PartShape, 5> shape{{
    {"basin", 2, true}, {"division", 6, false}, {"sequence", 4, false}, {"type", 2, true}, {"extension", 2, false}}};
constexpr std::size_t plainLength = 16;

bool isLetter(char32_t c) { return c >= U'A' && c <= U'Z'; }
bool isDigit(char32_t c) { return c >= U'0' && c <= U'9'; }

/// The digit or letter that a mistaken character is taken for by eye.
char lookalike(char32_t c, bool wantLetter) {
  constexpr std::array<std::pair<char, char>, 6> pairs{{{'O', '0'}, {'I', '1'}, {'L', '1'}, {'S', '5'}, {'Z', '2'}, {'B', '8'}}};
  for (const auto& [letter, digit] : pairs) {
    if (!wantLetter && c == static_cast<char32_t>(letter)) return digit;
    if (wantLetter && c == static_cast<char32_t>(digit)) return letter;
  }
  return 0;
}

std::string narrow(std::u32string_view points) { return toUtf8(points); }

std::size_t differences(std::string_view a, std::string_view b) {
  std::size_t n = 0;
  for (std::size_t i = 0; i < a.size(); ++i) n += a[i] != b[i];
  return n;
}

/// Known letters one letter away, those of the loaded province first; empty when there are none.
template <class Entries>
std::string nearestLetters(std::string_view letters, const Entries& entries, auto preferred) {
  std::string best;
  bool bestPreferred = false;
  for (const auto& entry : entries) {
    if (entry.code.size() != letters.size() || differences(entry.code, letters) != 1) continue;
    if (best.empty() || (preferred(entry) && !bestPreferred)) {
      best = entry.code;
      bestPreferred = preferred(entry);
    }
  }
  return best;
}

class Parser {
public:
  Parser(ParsedCode& out, const CodeTables& tables) : out_(out), tables_(tables) {}

  void run(std::u32string_view text) {
    if (text.empty()) return fault("length", 0, "code.fault.empty");
    split(text);
    if (!out_.faults.empty()) return;
    takeParts();
    lookUp();
  }

private:
  void fault(std::string_view part, std::size_t at, std::string_view why, std::string nearest = {}, bool hard = true) {
    out_.faults.push_back({std::string(part), at, std::string(why), std::move(nearest), hard});
  }

  void split(std::u32string_view text) {
    std::u32string plain;
    std::vector<std::size_t> at; // place of each kept character in the normalised text
    std::vector<std::size_t> dashes; // number of characters before each dash
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == U'-') {
        dashes.push_back(plain.size());
        dashAt_.push_back(i);
      } else {
        plain.push_back(text[i]);
        at.push_back(i);
      }
    }
    if (plain.empty()) return fault("length", 0, "code.fault.empty");
    if (dashes.size() == 4) {
      splitByDashes(text);
      return;
    }
    if (plain.size() != plainLength) {
      splitByRuns(plain, at, text.size());
      return;
    }
    std::size_t begin = 0;
    for (std::size_t p = 0; p < shape.size(); ++p) {
      parts_[p] = plain.substr(begin, shape[p].length);
      for (std::size_t k = 0; k < shape[p].length; ++k) places_[p].push_back(at[begin + k]);
      begin += shape[p].length;
    }
    for (std::size_t d = 0; d < dashes.size(); ++d)
      if (dashes[d] != 2 && dashes[d] != 8 && dashes[d] != 12 && dashes[d] != 14)
        fault("separator", dashAt_[d], "code.fault.separator");
    checkCharacters();
  }

  void splitByDashes(std::u32string_view text) {
    std::size_t part = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == U'-') {
        ++part;
        continue;
      }
      parts_[part].push_back(text[i]);
      places_[part].push_back(i);
    }
    for (std::size_t p = 0; p < shape.size(); ++p)
      if (parts_[p].size() != shape[p].length) {
        const std::size_t begin = p == 0 ? 0 : dashAt_[p - 1] + 1;
        const std::size_t at = begin + std::min(parts_[p].size(), shape[p].length);
        fault(shape[p].name, at, parts_[p].size() < shape[p].length ? "code.fault.part-short" : "code.fault.part-long",
              padded(p));
      }
    checkCharacters();
  }

  /// A number written without its leading zeros is the one short part whose right value is plain.
  std::string padded(std::size_t p) const {
    const std::u32string& text = parts_[p];
    if (shape[p].name != "sequence" || text.empty() || text.size() >= 4 || !std::ranges::all_of(text, isDigit)) return {};
    return std::string(4 - text.size(), '0') + narrow(text);
  }

  /// Without all its hyphens and of a wrong length, the runs of letters and digits tell which part is at fault.
  void splitByRuns(const std::u32string& plain, const std::vector<std::size_t>& at, std::size_t textLength) {
    const std::size_t before = out_.faults.size();
    for (std::size_t i = 0; i < plain.size(); ++i)
      if (!isLetter(plain[i]) && !isDigit(plain[i])) fault("character", at[i], "code.fault.character");
    if (out_.faults.size() == before) {
      std::array<std::size_t, 4> end{};
      std::size_t i = 0;
      for (std::size_t run = 0; run < 4; ++run) {
        while (i < plain.size() && (run % 2 == 0 ? isLetter(plain[i]) : isDigit(plain[i]))) ++i;
        end[run] = i;
      }
      if (i == plain.size()) {
        constexpr std::array<std::size_t, 4> want{2, 10, 2, 2};
        constexpr std::array<std::string_view, 4> part{"basin", "length", "type", "extension"};
        std::size_t begin = 0;
        for (std::size_t run = 0; run < 4; ++run) {
          const std::size_t length = end[run] - begin;
          if (length != want[run]) {
            const std::size_t k = begin + std::min(length, want[run]);
            const std::size_t where = k < at.size() ? at[k] : textLength;
            fault(part[run], where, length < want[run] ? "code.fault.part-short" : "code.fault.part-long");
          }
          begin = end[run];
        }
      }
    }
    if (out_.faults.size() == before)
      fault("length", plain.size() < plainLength ? textLength : at[plainLength], plain.size() < plainLength ? "code.fault.short" : "code.fault.long");
  }

  void checkCharacters() {
    for (std::size_t p = 0; p < shape.size(); ++p)
      for (std::size_t k = 0; k < parts_[p].size(); ++k) {
        const char32_t c = parts_[p][k];
        if (shape[p].letters ? isLetter(c) : isDigit(c)) continue;
        const char like = lookalike(c, shape[p].letters);
        const bool foreign = !isLetter(c) && !isDigit(c);
        fault(foreign ? "character" : shape[p].name, places_[p][k],
              foreign ? "code.fault.character" : shape[p].letters ? "code.fault.letter-wanted" : "code.fault.digit-wanted",
              like ? std::string(1, like) : std::string{});
      }
    std::ranges::stable_sort(out_.faults, {}, &CodeFault::at);
  }

  void takeParts() {
    CodeParts parts;
    parts.basin = narrow(parts_[0]);
    parts.type = narrow(parts_[3]);
    parts.extension = narrow(parts_[4]);
    for (const char32_t c : parts_[2]) parts.sequence = parts.sequence * 10 + static_cast<int>(c - U'0');
    const std::string digits = narrow(parts_[1]);
    if (parts.basin[0] > 'K' && !tables_.sea(parts.basin))
      fault("basin", places_[0][0], "code.fault.basin-region");
    const auto division = DivisionCode::parse(digits);
    if (!division) fault("division", places_[1][0], "code.fault.division-impossible", nearestDivision(digits));
    else parts.division = *division;
    if (parts.sequence == 0) fault("sequence", places_[2][0], "code.fault.sequence-zero");
    if (!out_.faults.empty()) return;
    out_.canonical = formatCode(parts);
    out_.parts = std::move(parts);
  }

  std::string nearestDivision(const std::string& digits) const {
    if (!tables_.divisions) return {};
    const auto nearest = tables_.divisions->nearest(digits);
    return nearest ? nearest->text() : std::string{};
  }

  /// What the tables do not know is remarked, not refused: the tables are incomplete.
  void lookUp() {
    if (!out_.parts) return;
    const CodeParts& parts = *out_.parts;
    const auto preferred = [](const BasinEntry& e) { return e.preferred; };
    if (tables_.sea(parts.basin)) {
      // A sea's letters are of no region.
    } else if (!tables_.regions.empty() && !tables_.region(parts.basin[0]))
      fault("basin", places_[0][0], "code.fault.basin-region", nearestLetters(parts.basin, tables_.basins, preferred), false);
    else if (!tables_.basins.empty() && !tables_.basin(parts.basin) && regionHasBasins(parts.basin[0]))
      fault("basin", places_[0][1], "code.fault.basin-unknown", nearestLetters(parts.basin, tables_.basins, preferred), false);
    if (tables_.divisions && !tables_.divisions->known(parts.division))
      fault("division", places_[1][0], "code.fault.division-unknown", nearestDivision(parts.division.text()), false);
    else if (!parts.division.isCounty())
      fault("division", places_[1][0], "code.fault.division-level", {}, false);
    if (!tables_.types.empty() && !tables_.type(parts.type) && !tables_.isCandidate(parts.type))
      fault("type", places_[3][0], "code.fault.type-unknown",
            nearestLetters(parts.type, tables_.types, [](const TypeEntry& e) { return isVerified(e.confidence); }), false);
    if (parts.extension != tables_.usualExtension)
      fault("extension", places_[4][0], "code.fault.extension-unusual", tables_.usualExtension, false);
  }

  /// A region without any known second letter says nothing about a second letter.
  bool regionHasBasins(char region) const {
    return std::ranges::any_of(tables_.basins, [&](const BasinEntry& e) { return e.code[0] == region; });
  }

  ParsedCode& out_;
  const CodeTables& tables_;
  std::array<std::u32string, 5> parts_;
  std::array<std::vector<std::size_t>, 5> places_;
  std::vector<std::size_t> dashAt_;
};

} // namespace

bool ParsedCode::valid() const noexcept {
  return parts.has_value() && std::ranges::none_of(faults, &CodeFault::hard);
}

namespace {

/// A code as it is stored, every part of which the tables know, read without decoding: the case of bulk work. False
/// for anything else; the parser then says what it is.
bool readKnown(std::string_view text, const CodeTables& tables, ParsedCode& code) {
  const CodeIndex* index = tables.indexed();
  if (!index) return false;
  std::array<char, plainLength> plain;
  if (text.size() == 20) {
    if (text[2] != '-' || text[9] != '-' || text[14] != '-' || text[17] != '-') return false;
    std::ranges::copy(text.substr(0, 2), plain.begin());
    std::ranges::copy(text.substr(3, 6), plain.begin() + 2);
    std::ranges::copy(text.substr(10, 4), plain.begin() + 8);
    std::ranges::copy(text.substr(15, 2), plain.begin() + 12);
    std::ranges::copy(text.substr(18, 2), plain.begin() + 14);
  } else if (text.size() == plainLength) {
    std::ranges::copy(text, plain.begin());
  } else {
    return false;
  }
  const auto letter = [&](std::size_t i) { return plain[i] >= 'A' && plain[i] <= 'Z'; };
  if (!letter(0) || !letter(1) || !letter(12) || !letter(13)) return false;
  const auto number = [&](std::size_t from, std::size_t length) -> std::int64_t {
    std::int64_t value = 0;
    for (std::size_t i = from; i < from + length; ++i) {
      if (plain[i] < '0' || plain[i] > '9') return -1;
      value = value * 10 + (plain[i] - '0');
    }
    return value;
  };
  const std::int64_t division = number(2, 6), sequence = number(8, 4);
  if (division < 0 || sequence <= 0) return false;
  if (plain[14] != tables.usualExtension[0] || plain[15] != tables.usualExtension[1]) return false;
  if (!index->basins.test(CodeIndex::pair(plain[0], plain[1])) || !index->types.test(CodeIndex::pair(plain[12], plain[13]))) return false;
  if (index->counties.empty() || !index->counties[static_cast<std::size_t>(division)]) return false;
  CodeParts& parts = code.parts.emplace();
  parts.basin.assign(plain.data(), 2);
  parts.division.value = static_cast<std::uint32_t>(division);
  parts.sequence = static_cast<int>(sequence);
  parts.type.assign(plain.data() + 12, 2);
  parts.extension.assign(plain.data() + 14, 2);
  if (text.size() == 20) {
    code.canonical = text;
  } else {
    const std::string_view all(plain.data(), plain.size());
    code.canonical.reserve(20);
    code.canonical.append(all.substr(0, 2)).append(1, '-').append(all.substr(2, 6)).append(1, '-').append(all.substr(8, 4));
    code.canonical.append(1, '-').append(all.substr(12, 2)).append(1, '-').append(all.substr(14, 2));
  }
  return true;
}

} // namespace

ParsedCode parseCode(std::string_view typed, const CodeTables& tables) {
  ParsedCode code;
  code.input = typed;
  if (readKnown(typed, tables, code)) return code;
  Parser(code, tables).run(toCodePoints(normaliseCode(typed)));
  return code;
}

std::string formatCode(const CodeParts& parts) {
  std::string text;
  text.reserve(20);
  text += parts.basin;
  text += '-';
  text += parts.division.text();
  text += '-';
  int number = parts.sequence;
  if (number < 0 || number > 9999) { // no code, but what was given must still be seen
    text += std::to_string(number);
  } else {
    std::array<char, 4> digits;
    for (std::size_t i = 4; i-- > 0; number /= 10) digits[i] = static_cast<char>('0' + number % 10);
    text.append(digits.data(), digits.size());
  }
  text += '-';
  text += parts.type;
  text += '-';
  text += parts.extension;
  return text;
}

} // namespace suyuan::coding
