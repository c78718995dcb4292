// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/expression_functions.h"

#include "core/coding/uscc.h"
#include "core/model/geometry_functions.h"
#include "core/rules/record_check.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>

namespace suyuan::rules {

namespace {

using enum ExpressionType;
using Arguments = const Cell*;
using Facts = const EvaluationFacts&;
using Made = std::deque<std::string>*;

constexpr std::uint32_t bit(Layer layer) { return 1u << static_cast<unsigned>(layer); }
constexpr std::uint32_t any = 0xFFFF'FFFF;
constexpr std::uint32_t outfalls = bit(Layer::Outfalls);
constexpr std::uint32_t children = bit(Layer::Samples) | bit(Layer::Visits) | bit(Layer::Photos) | bit(Layer::Candidates);
constexpr std::uint32_t placed = any & ~(bit(Layer::Samples) | bit(Layer::Visits) | bit(Layer::Teams) | bit(Layer::QualityChecks) | bit(Layer::Answers) | bit(Layer::Rain) |
                                        bit(Layer::TraceLinks));
constexpr std::uint32_t lines = bit(Layer::Channels) | bit(Layer::Rivers) | bit(Layer::Tracks) | bit(Layer::Reaches);

Cell keep(Made made, std::string text) {
  made->push_back(std::move(text));
  return cellOf(made->back());
}

/// Columns of outfalls that functions look at, found once.
struct OutfallColumns {
  std::size_t class2 = 0, status = 0, level = 0;
};
const OutfallColumns& columns() {
  static const OutfallColumns found = [] {
    const LayerSchema& schema = schemaOf(Layer::Outfalls);
    const auto at = [&](std::string_view name) { return static_cast<std::size_t>(schema.indexOf(name)); };
    return OutfallColumns{at("class_2"), at("status"), at("survey_level")};
  }();
  return found;
}

std::size_t codePoints(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

const ClassEntry* classOf(Facts facts) { return facts.book->classes().find(facts.record->columns[columns().class2].text); }

/// A number in front of whatever follows it, 12 of "12 mg/L".
Cell numberIn(std::string_view text) {
  const std::size_t from = text.find_first_of("0123456789");
  if (from == std::string_view::npos) return {};
  double value = 0;
  const auto [end, error] = std::from_chars(text.data() + from, text.data() + text.size(), value);
  if (error != std::errc{} || !std::isfinite(value)) return {};
  return cellOf(from > 0 && text[from - 1] == '-' ? -value : value);
}

template <class Records>
Cell countOf(const Records& records) {
  return records ? cellOf(static_cast<double>(records->size())) : Cell{};
}

Cell sampleMost(Arguments arguments, Facts facts, Made) {
  if (!facts.around || !facts.around->samples) return {};
  std::optional<double> most;
  for (const Sample& sample : *facts.around->samples)
    Sample::fields(sample, [&](const FieldDef& def, const auto& member) {
      if constexpr (std::is_same_v<std::remove_cvref_t<decltype(member)>, std::optional<double>>)
        if (member && def.name == arguments[0].text && (!most || *member > *most)) most = member;
    });
  return cellOf(most);
}

Cell photosOf(Arguments arguments, Facts facts, Made) {
  if (!facts.around || !facts.around->photos) return {};
  const auto count = std::ranges::count(*facts.around->photos, arguments[0].text, &Photo::kind);
  return cellOf(static_cast<double>(count));
}

Cell inZone(Arguments arguments, Facts facts, Made) {
  if (!facts.around) return cellOf(false);
  return cellOf(std::ranges::any_of(facts.around->zonesAtPoint, [&](const Zone* zone) { return globMatches(arguments[0].text, zone->kind); }));
}

Cell level(Arguments, Facts facts, Made) {
  const Cell given = facts.record->columns[columns().level];
  if (!given.empty) return cellOf(std::clamp(given.number, 1.0, 3.0));
  return cellOf(facts.record->columns[columns().status].text == "已确认" ? 2.0 : 1.0);
}

Cell distanceToLinked(Arguments, Facts facts, Made) {
  const Point* here = facts.geometry ? std::get_if<Point>(facts.geometry) : nullptr;
  const Point* there = facts.linkedGeometry ? std::get_if<Point>(facts.linkedGeometry) : nullptr;
  if (!here || !there || !isFinite(*facts.geometry) || !isFinite(*facts.linkedGeometry)) return {};
  return cellOf(distanceMetres(*here, *there));
}

Cell daysBetween(Arguments arguments, Facts, Made) {
  const auto from = dayOf(arguments[0].text), to = dayOf(arguments[1].text);
  return from && to ? cellOf(static_cast<double>(*to - *from)) : Cell{};
}

Cell replaced(Arguments arguments, Facts, Made made) {
  if (arguments[0].empty) return {};
  std::string text(arguments[0].text);
  const std::string_view what = arguments[1].text;
  for (std::size_t at = what.empty() ? text.npos : text.find(what); at != text.npos && text.size() < 65536; at = text.find(what, at + arguments[2].text.size()))
    text.replace(at, what.size(), arguments[2].text);
  return keep(made, std::move(text));
}

Cell trimmed(Arguments arguments, Facts, Made made) {
  std::string_view text = arguments[0].text;
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view blank : {" ", "\t", "\r", "\n", "\u3000", "\u00A0", "\uFEFF", "\u200B"}) {
      while (!text.empty() && text.starts_with(blank)) text.remove_prefix(blank.size()), again = true;
      while (!text.empty() && text.ends_with(blank)) text.remove_suffix(blank.size()), again = true;
    }
  }
  return keep(made, std::string(text));
}

/// Capitals, and full-width letters, digits and marks made plain.
Cell plain(Arguments arguments, Facts, Made made) {
  std::string out;
  const std::string_view text = arguments[0].text;
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
    if (i + 2 < text.size() && byte(i) == 0xEF) {
      const int code = (byte(i) & 0x0F) << 12 | (byte(i + 1) & 0x3F) << 6 | (byte(i + 2) & 0x3F);
      if (code >= 0xFF01 && code <= 0xFF5E) {
        out.push_back(static_cast<char>(code - 0xFF01 + 0x21));
        i += 3;
        continue;
      }
    }
    out.push_back(text[i++]);
  }
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return keep(made, std::move(out));
}

const std::vector<ExpressionFunction>& all() {
  static const std::vector<ExpressionFunction> functions{
      {"length", {Text}, Number, any, false, "characters of a text", [](Arguments a, Facts, Made) { return a[0].empty ? Cell{} : cellOf(static_cast<double>(codePoints(a[0].text))); }},
      {"starts_with", {Text, Text}, Boolean, any, false, "the first text begins with the second", [](Arguments a, Facts, Made) { return cellOf(!a[1].text.empty() && a[0].text.starts_with(a[1].text)); }},
      {"ends_with", {Text, Text}, Boolean, any, false, "the first text ends with the second", [](Arguments a, Facts, Made) { return cellOf(!a[1].text.empty() && a[0].text.ends_with(a[1].text)); }},
      {"contains", {Text, Text}, Boolean, any, false, "the second text stands in the first", [](Arguments a, Facts, Made) { return cellOf(!a[1].text.empty() && a[0].text.find(a[1].text) != std::string_view::npos); }},
      {"number_in", {Text}, Number, any, false, "the first number in a text", [](Arguments a, Facts, Made) { return numberIn(a[0].text); }},
      {"abs", {Number}, Number, any, false, "without its sign", [](Arguments a, Facts, Made) { return a[0].empty ? Cell{} : cellOf(std::abs(a[0].number)); }},
      {"rounded", {Number, Number}, Number, any, false, "rounded to so many decimals (0 to 9)", [](Arguments a, Facts, Made) {
         const double scale = std::pow(10.0, std::clamp(std::round(a[1].number), 0.0, 9.0));
         return a[0].empty || a[1].empty ? Cell{} : cellOf(std::round(a[0].number * scale) / scale);
       }},
      {"today", {}, Date, any, false, "the day of the check", [](Arguments, Facts f, Made) { return cellOf(f.today); }},
      {"year", {Date}, Number, any, false, "year of a date", [](Arguments a, Facts, Made) { return dayOf(a[0].text) ? numberIn(a[0].text.substr(0, 4)) : Cell{}; }},
      {"days_between", {Date, Date}, Number, any, false, "days from the first date to the second", daysBetween},
      {"has_position", {}, Boolean, placed, false, "the record has a usable geometry", [](Arguments, Facts f, Made) { return cellOf(f.geometry && anchorOf(*f.geometry).has_value() && isFinite(*f.geometry)); }},
      {"lon", {}, Number, placed, false, "longitude, degrees", [](Arguments, Facts f, Made) { const auto at = f.geometry ? anchorOf(*f.geometry) : std::nullopt; return at ? cellOf(at->x) : Cell{}; }},
      {"lat", {}, Number, placed, false, "latitude, degrees", [](Arguments, Facts f, Made) { const auto at = f.geometry ? anchorOf(*f.geometry) : std::nullopt; return at ? cellOf(at->y) : Cell{}; }},
      {"line_length", {}, Number, lines, false, "metres along the line", [](Arguments, Facts f, Made) { return f.geometry ? cellOf(lengthMetres(*f.geometry)) : Cell{}; }},
      {"uscc_valid", {Text}, Boolean, any, false, "a credit code whose check digits fit (GB 32100-2015)", [](Arguments a, Facts, Made) { return cellOf(coding::checkUscc(a[0].text).fault == coding::UsccFault::None); }},
      {"known_division", {Text}, Boolean, any, false, "a code of GB/T 2260, in force or given up", [](Arguments a, Facts f, Made) {
         const auto code = DivisionCode::parse(a[0].text);
         return cellOf(code && f.book->divisions().known(*code));
       }},
      {"level", {}, Number, outfalls, false, "survey level that the record is held to, 1 to 3", level},
      {"excluded", {}, Boolean, outfalls, false, "已排除", [](Arguments, Facts f, Made) { return cellOf(f.record->columns[columns().status].text == "已排除"); }},
      {"needs_approval", {}, Boolean, outfalls, false, "the class is set up by 审批 (35号令)", [](Arguments, Facts f, Made) { const ClassEntry* c = classOf(f); return cellOf(c && c->procedure == SetUpProcedure::Approval); }},
      {"needs_registration", {}, Boolean, outfalls, false, "the class is set up by 登记 (35号令)", [](Arguments, Facts f, Made) { const ClassEntry* c = classOf(f); return cellOf(c && c->procedure == SetUpProcedure::Registration); }},
      {"known_class", {}, Boolean, outfalls, false, "the second-level class is one of HJ 1312", [](Arguments, Facts f, Made) { return cellOf(classOf(f) != nullptr); }},
      {"storm", {}, Boolean, outfalls, false, "a class of storm outfalls (雨洪)", [](Arguments, Facts f, Made) { return cellOf(f.record->columns[columns().class2].text.find("雨洪") != std::string_view::npos); }},
      {"distance_to_river", {}, Number, outfalls, false, "metres to the receiving water; empty when not known", [](Arguments, Facts f, Made) { return f.around ? cellOf(f.around->riverDistanceM) : Cell{}; }},
      {"nearest_river", {}, Text, outfalls, false, "name of the receiving water, or of the nearest", [](Arguments, Facts f, Made) { return f.around ? cellOf(f.around->riverName) : Cell{}; }},
      {"river_basin", {}, Text, outfalls, false, "basin letters of that water", [](Arguments, Facts f, Made) { return f.around ? cellOf(f.around->riverBasin) : Cell{}; }},
      {"in_zone", {Text}, Boolean, outfalls, false, "lies in a zone whose kind matches the pattern", inZone},
      {"nearby", {}, Number, outfalls, false, "other outfalls within the duplicate distance", [](Arguments, Facts f, Made) { return f.around ? cellOf(static_cast<double>(f.around->nearby.size())) : Cell{}; }},
      {"photos", {}, Number, outfalls, false, "number of photos; empty when they were not read", [](Arguments, Facts f, Made) { return f.around ? countOf(f.around->photos) : Cell{}; }},
      {"photos_of", {Text}, Number, outfalls, false, "number of photos of a kind", photosOf},
      {"samples", {}, Number, outfalls, false, "number of samples", [](Arguments, Facts f, Made) { return f.around ? countOf(f.around->samples) : Cell{}; }},
      {"visits", {}, Number, outfalls, false, "number of visits", [](Arguments, Facts f, Made) { return f.around ? countOf(f.around->visits) : Cell{}; }},
      {"sample_most", {Text}, Number, outfalls, false, "greatest value of a sample column over the outfall's samples", sampleMost},
      {"unit_found", {}, Boolean, outfalls, false, "the unit that it refers to exists", [](Arguments, Facts f, Made) { return cellOf(f.linked != nullptr); }},
      {"outfall_found", {}, Boolean, children, false, "the outfall that it refers to exists", [](Arguments, Facts f, Made) { return cellOf(f.linked != nullptr); }},
      {"distance_to_outfall", {}, Number, bit(Layer::Photos) | bit(Layer::Candidates), false, "metres from the record to its outfall", distanceToLinked},
      {"known_standard", {Text}, Boolean, any, false, "a discharge or quality standard of the table, in its right year", [](Arguments a, Facts f, Made) { return cellOf(f.book->standards().known(a[0].text)); }},
      {"recognised_standard", {Text}, Boolean, any, false, "names a standard of the table, whatever its year", [](Arguments a, Facts f, Made) { return cellOf(f.book->standards().read(a[0].text).standard != nullptr); }},
      {"trimmed", {Text}, Text, any, true, "without blanks at both ends", trimmed},
      {"plain", {Text}, Text, any, true, "capitals, full-width letters and digits made plain", plain},
      {"replaced", {Text, Text, Text}, Text, any, true, "every second text in the first replaced by the third", replaced},
      {"text", {Number}, Text, any, true, "a number as text", [](Arguments a, Facts, Made m) { return a[0].empty ? Cell{} : keep(m, toText(a[0].number == std::floor(a[0].number) && std::abs(a[0].number) < 9e15 ? Value{static_cast<std::int64_t>(a[0].number)} : Value{a[0].number})); }},
  };
  return functions;
}

} // namespace

std::span<const ExpressionFunction> expressionFunctions() { return all(); }

const ExpressionFunction* expressionFunction(std::string_view name) {
  const auto found = std::ranges::find(all(), name, &ExpressionFunction::name);
  return found == all().end() ? nullptr : &*found;
}

std::optional<Layer> linkedLayer(Layer layer, std::string_view word) noexcept {
  if (layer == Layer::Outfalls && word == "unit") return Layer::Units;
  const bool child = layer == Layer::Samples || layer == Layer::Visits || layer == Layer::Photos || layer == Layer::Candidates;
  if (child && word == "outfall") return Layer::Outfalls;
  return std::nullopt;
}

std::optional<int> dayOf(std::string_view date) noexcept {
  if (date.size() < 10 || date[4] != '-' || date[7] != '-' || (date.size() > 10 && date[10] != 'T' && date[10] != ' ')) return std::nullopt;
  const auto number = [&](std::size_t from, std::size_t count) {
    int value = 0;
    for (std::size_t i = from; i < from + count; ++i) {
      if (date[i] < '0' || date[i] > '9') return -1;
      value = value * 10 + (date[i] - '0');
    }
    return value;
  };
  const int y = number(0, 4), m = number(5, 2), d = number(8, 2);
  if (y < 0 || m < 0 || d < 0) return std::nullopt;
  const std::chrono::year_month_day ymd{std::chrono::year{y}, std::chrono::month{static_cast<unsigned>(m)}, std::chrono::day{static_cast<unsigned>(d)}};
  if (!ymd.ok()) return std::nullopt;
  return static_cast<int>(std::chrono::sys_days{ymd}.time_since_epoch().count());
}

} // namespace suyuan::rules
