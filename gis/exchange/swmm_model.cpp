// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/swmm_model.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <format>
#include <map>
#include <unordered_map>

namespace suyuan::exchange {

namespace {

constexpr double foot = 0.3048;
constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
using Fields = std::vector<std::string_view>;

std::string upperCased(std::string_view text) {
  std::string upper(text);
  std::ranges::transform(upper, upper.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return upper;
}

/// Words of a line without its comment; a name may stand in quotes.
Fields wordsOf(std::string_view line) {
  Fields words;
  for (std::size_t i = 0; i < line.size();) {
    const char c = line[i];
    if (c == ';') break;
    if (c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v') {
      ++i;
      continue;
    }
    const bool quoted = c == '"';
    const std::size_t start = quoted ? i + 1 : i;
    const std::size_t end = std::min(line.find_first_of(quoted ? "\"" : " \t\r\f\v;", start), line.size());
    words.push_back(line.substr(start, end - start));
    i = end + (quoted ? 1 : 0);
  }
  return words;
}

double numberOf(std::string_view word) {
  if (word.starts_with('+')) word.remove_prefix(1);
  double value = 0;
  const auto [end, fault] = std::from_chars(word.data(), word.data() + word.size(), value);
  return fault == std::errc{} && end == word.data() + word.size() && std::isfinite(value) ? value : nothing;
}

double numberAt(const Fields& f, std::size_t i) { return i < f.size() ? numberOf(f[i]) : nothing; }

std::string joined(const Fields& f, std::size_t first) {
  std::string text;
  for (std::size_t i = first; i < f.size(); ++i) text += (i > first ? " " : "") + std::string(f[i]);
  return text;
}

/// SWMM knows a section by its head's first letters.
constexpr std::array sections{"JUNC", "OUTF", "STOR", "DIVI", "COND", "PUMP", "ORIF", "WEIR", "OUTL", "XSECT", "COOR", "VERT", "OPTI", "MAP"};

class Reader {
public:
  explicit Reader(const std::string& file) : file_(file) {}

  Result<SwmmModel> read(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    for (std::size_t at = text.find('['); at != std::string_view::npos; at = text.find('[', at + 1)) {
      const std::size_t line = text.rfind('\n', at) + 1; // npos + 1 is 0
      if (text.substr(line, at - line).find_first_not_of(" \t\r") == std::string_view::npos) countHead(text.substr(at + 1, 12));
    }
    if (waterSupply_ > 0 && drainage_ == 0) return failure(ErrorCode::ModelOfOther, {.file = file_}, "[PIPES] without [CONDUITS]", {"EPANET"});
    std::int64_t number = 0;
    for (std::size_t start = 0; start < text.size();) {
      const std::size_t end = std::min(text.find('\n', start), text.size());
      ++number;
      const Fields words = wordsOf(text.substr(start, end - start));
      start = end + 1;
      if (words.empty()) continue;
      if (words[0].starts_with('[')) head(words[0]);
      else if (!section_.empty()) SUYUAN_TRY(line(words, number));
    }
    return finish();
  }

private:
  void head(std::string_view word) {
    const std::string name = upperCased(word.substr(1));
    ++heads_;
    section_.clear();
    for (const char* each : sections)
      if (name.starts_with(each)) section_ = each;
    if (!section_.empty()) ++known_;
  }
  void countHead(std::string_view head) {
    const std::string name = upperCased(head);
    if (name.starts_with("PIPES") || name.starts_with("RESERVOIRS") || name.starts_with("TANKS")) ++waterSupply_;
    if (name.starts_with("COND") || name.starts_with("OUTF") || name.starts_with("SUBCATCH")) ++drainage_;
  }

  Result<> lacks(std::int64_t number, const Fields& words) const {
    return failure(ErrorCode::SourceDamaged, {.file = file_, .layer = section_, .row = number}, std::format("line {}: [{}] {}", number, section_, joined(words, 0)));
  }

  Result<> line(const Fields& f, std::int64_t number) {
    const std::string& s = section_;
    if (s == "OPTI") return option(f), Result<>{};
    if (s == "MAP") return map(f), Result<>{};
    if (f.size() < 2) return s == "XSECT" || s == "COOR" || s == "VERT" ? Result<>{} : lacks(number, f);
    if (s == "JUNC") return node(SwmmNode::Kind::Junction, f, 2), Result<>{};
    if (s == "OUTF") return node(SwmmNode::Kind::Outfall, f, f.size()), Result<>{};
    if (s == "STOR") return node(SwmmNode::Kind::Storage, f, 2), Result<>{};
    if (s == "DIVI") return node(SwmmNode::Kind::Divider, f, f.size()), Result<>{};
    if (s == "COOR") return coordinates_[std::string(f[0])] = pointOf(f), Result<>{};
    if (s == "VERT") return vertices_[std::string(f[0])].push_back(pointOf(f)), Result<>{};
    if (s == "XSECT") return sections_[std::string(f[0])] = {f.begin() + 1, f.end()}, Result<>{};
    if (f.size() < 3) return lacks(number, f);
    SwmmLink link{.name = std::string(f[0]), .from = std::string(f[1]), .to = std::string(f[2])};
    if (s == "COND") {
      link.length = numberAt(f, 3);
      link.roughness = numberAt(f, 4);
      link.invertUp = offset(f, 5);
      link.invertDown = offset(f, 6);
    } else {
      link.kind = s == "PUMP" ? SwmmLink::Kind::Pump : s == "ORIF" ? SwmmLink::Kind::Orifice : s == "WEIR" ? SwmmLink::Kind::Weir : SwmmLink::Kind::Outlet;
      const std::size_t height = s == "OUTL" ? 3 : 4; // of the opening or crest
      if (s != "PUMP") link.invertUp = offset(f, height);
      Fields rest(f.begin() + 3, f.end());
      if (s != "PUMP" && rest.size() > height - 3) rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(height - 3));
      link.section = joined(rest, 0);
    }
    model_.links.push_back(std::move(link));
    return {};
  }

  void option(const Fields& f) {
    if (f.size() < 2) return;
    const std::string name = upperCased(f[0]), value = upperCased(f[1]);
    if (name == "FLOW_UNITS") model_.feet = value != "CMS" && value != "LPS" && value != "MLD";
    if (name == "LINK_OFFSETS") elevations_ = value.starts_with("ELEV");
  }

  void map(const Fields& f) {
    if (f.size() < 2 || upperCased(f[0]) != "UNITS") return;
    const std::string value = upperCased(f[1]);
    model_.mapUnits = value.starts_with("DEG") ? SwmmModel::MapUnits::Degrees : value.starts_with("FEET") ? SwmmModel::MapUnits::Feet
                      : value.starts_with("MET") ? SwmmModel::MapUnits::Metres : SwmmModel::MapUnits::None;
  }

  void node(SwmmNode::Kind kind, const Fields& f, std::size_t depth) {
    model_.nodes.push_back({.kind = kind, .name = std::string(f[0]), .at = {}, .invert = numberAt(f, 1), .depth = numberAt(f, depth)});
  }
  /// Kept as it stands until units and the way of offsets are known; * means at the node's invert.
  static double offset(const Fields& f, std::size_t i) { return i < f.size() && f[i] == "*" ? std::numeric_limits<double>::infinity() : numberAt(f, i); }
  static std::optional<Point> pointOf(const Fields& f) {
    const Point p{numberAt(f, 1), numberAt(f, 2)};
    return std::isfinite(p.x) && std::isfinite(p.y) ? std::optional(p) : std::nullopt;
  }

  Result<SwmmModel> finish() {
    if (known_ == 0) return failure(ErrorCode::SourceDamaged, {.file = file_}, heads_ == 0 ? "no section heads" : "no section of a SWMM model");
    if (model_.nodes.empty()) return failure(ErrorCode::SourceEmpty, {.file = file_}, "no nodes");
    const double unit = model_.feet ? foot : 1.0;
    bool placed = false;
    std::unordered_map<std::string_view, const SwmmNode*> named;
    for (SwmmNode& node : model_.nodes) {
      node.invert *= unit;
      node.depth *= unit;
      if (const auto at = coordinates_.find(node.name); at != coordinates_.end()) node.at = at->second;
      placed = placed || node.at;
      named.emplace(node.name, &node);
    }
    if (!placed) return failure(ErrorCode::ModelWithoutPlaces, {.file = file_});
    for (SwmmLink& link : model_.links) {
      const auto from = named.find(link.from), to = named.find(link.to);
      link.length *= unit;
      const auto level = [&](double& offset, const auto& node) {
        const double invert = node == named.end() ? nothing : node->second->invert;
        offset = std::isinf(offset) ? invert : elevations_ ? offset * unit : invert + offset * unit;
      };
      level(link.invertUp, from);
      level(link.invertDown, to);
      crossSection(link, unit);
      if (from == named.end() || to == named.end() || !from->second->at || !to->second->at) continue;
      link.points.push_back(*from->second->at);
      if (const auto middle = vertices_.find(link.name); middle != vertices_.end())
        for (const auto& p : middle->second)
          if (p) link.points.push_back(*p);
      link.points.push_back(*to->second->at);
    }
    return std::move(model_);
  }

  void crossSection(SwmmLink& link, double unit) const {
    const auto found = sections_.find(link.name);
    if (found == sections_.end() || found->second.empty()) return;
    const Fields& f = found->second;
    link.shape = upperCased(f[0]);
    link.height = numberAt(f, 1) * unit;
    const bool width = hasWidth(link.shape);
    if (width) link.width = numberAt(f, 2) * unit;
    std::string rest = joined(f, std::isnan(link.height) ? 1 : width ? 3 : 2);
    // Only what says something: zeros and one barrel are what is there when nothing is said.
    const auto words = wordsOf(rest);
    const std::size_t barrels = width ? 2 : 3;
    bool plain = !std::isnan(link.height);
    for (std::size_t i = 0; i < words.size(); ++i) plain = plain && numberOf(words[i]) == (i == barrels ? 1 : 0);
    if (plain) rest.clear();
    if (!rest.empty()) link.section = link.section.empty() ? rest : link.section + " | " + rest;
  }

  std::string file_, section_;
  SwmmModel model_;
  bool elevations_ = false;
  int heads_ = 0, known_ = 0, waterSupply_ = 0, drainage_ = 0;
  std::map<std::string, std::optional<Point>, std::less<>> coordinates_;
  std::map<std::string, std::vector<std::optional<Point>>, std::less<>> vertices_;
  std::map<std::string, Fields, std::less<>> sections_;
};

} // namespace

const SwmmNode* SwmmModel::node(std::string_view name) const {
  const auto found = std::ranges::find(nodes, name, &SwmmNode::name);
  return found == nodes.end() ? nullptr : &*found;
}

Result<SwmmModel> readSwmm(std::string_view text, const std::string& file) { return Reader{file}.read(text); }

bool hasDiameter(std::string_view shape) noexcept { return shape == "CIRCULAR" || shape == "FORCE_MAIN" || shape == "FILLED_CIRCULAR"; }

bool hasWidth(std::string_view shape) noexcept {
  return shape.starts_with("RECT") || shape == "TRAPEZOIDAL" || shape == "TRIANGULAR" || shape == "PARABOLIC" || shape == "POWER" ||
         shape.ends_with("ELLIPSE") || shape == "ARCH" || shape == "MODBASKETHANDLE";
}

bool isOpenSection(std::string_view shape) noexcept {
  return shape == "RECT_OPEN" || shape == "TRAPEZOIDAL" || shape == "TRIANGULAR" || shape == "PARABOLIC" || shape == "POWER" || shape == "IRREGULAR" ||
         shape == "STREET";
}

} // namespace suyuan::exchange
