// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coding/outfall_code.h"

#include "core/coding/code_points.h"

#include <algorithm>
#include <array>
#include <format>

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

bool isDash(char32_t c) {
  return c == U'-' || c == U'_' || (c >= 0x2010 && c <= 0x2015) || c == 0x2043 || c == 0x2212 || c == 0x30FC ||
         c == 0xFE58 || c == 0xFE63 || c == 0xFF0D || c == 0xFF3F || c == 0xFF70 || c == 0x2500 || c == 0x00AD;
}

bool isInvisible(char32_t c) {
  return c <= 0x20 || c == 0x7F || c == 0xA0 || c == 0x3000 || c == 0xFEFF || (c >= 0x2000 && c <= 0x200F) ||
         c == 0x202F || c == 0x205F || c == 0x2060 || (c >= 0x202A && c <= 0x202E);
}

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
    if (parts.basin[0] > 'K')
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
    if (!tables_.regions.empty() && !tables_.region(parts.basin[0]))
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

std::string normaliseCode(std::string_view typed) {
  std::u32string out;
  for (char32_t c : toCodePoints(typed)) {
    if (isDash(c)) {
      // "——", the dash of Chinese input methods, is two characters.
      if (out.empty() || out.back() != U'-') out.push_back(U'-');
      continue;
    }
    if (isInvisible(c)) continue;
    if (c >= 0xFF01 && c <= 0xFF5E) c = c - 0xFF01 + 0x21;
    if (c >= U'a' && c <= U'z') c = c - U'a' + U'A';
    out.push_back(c);
  }
  return toUtf8(out);
}

ParsedCode parseCode(std::string_view typed, const CodeTables& tables) {
  ParsedCode code;
  code.input = typed;
  Parser(code, tables).run(toCodePoints(normaliseCode(typed)));
  return code;
}

std::string formatCode(const CodeParts& parts) {
  return std::format("{}-{}-{:04}-{}-{}", parts.basin, parts.division.text(), parts.sequence, parts.type, parts.extension);
}

} // namespace suyuan::coding
