// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/photo_marks.h"

#include "core/media/photo_facts.h"
#include "core/model/outfall_names.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <format>

namespace suyuan::media {

namespace {

std::string_view nextWord(std::string_view& line) {
  const auto first = std::min(line.find_first_not_of(' '), line.size());
  line.remove_prefix(first);
  const auto last = std::min(line.find(' '), line.size());
  const std::string_view word = line.substr(0, last);
  line.remove_prefix(last);
  return word;
}

bool nextShare(std::string_view& line, double& share) {
  const std::string_view word = nextWord(line);
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), share);
  return error == std::errc{} && end == word.data() + word.size() && share >= 0 && share <= 1;
}

} // namespace

std::string marksText(std::span<const PhotoMark> marks) {
  std::string text;
  for (const PhotoMark& mark : marks) {
    std::string words = mark.text;
    std::ranges::replace_if(words, [](char c) { return c == '\n' || c == '\r'; }, ' ');
    if (!text.empty()) text += '\n';
    text += mark.kind == PhotoMark::Kind::Arrow ? std::format("arrow {:.4f} {:.4f} {:.4f} {:.4f}", mark.fromX, mark.fromY, mark.toX, mark.toY) : std::format("text {:.4f} {:.4f}", mark.fromX, mark.fromY);
    if (!words.empty()) text += " " + words;
  }
  return text;
}

std::vector<PhotoMark> parseMarks(std::string_view text) {
  std::vector<PhotoMark> marks;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    PhotoMark mark;
    const std::string_view kind = nextWord(line);
    if (kind != "arrow" && kind != "text") continue;
    mark.kind = kind == "arrow" ? PhotoMark::Kind::Arrow : PhotoMark::Kind::Text;
    if (!nextShare(line, mark.fromX) || !nextShare(line, mark.fromY)) continue;
    if (mark.kind == PhotoMark::Kind::Arrow && (!nextShare(line, mark.toX) || !nextShare(line, mark.toY))) continue;
    if (line.starts_with(' ')) line.remove_prefix(1);
    mark.text = line;
    if (mark.kind == PhotoMark::Kind::Text && mark.text.empty()) continue;
    marks.push_back(std::move(mark));
  }
  return marks;
}

std::vector<std::string> watermarkOf(const Photo& photo, const Outfall* outfall) {
  std::vector<std::string> lines;
  if (outfall) {
    const std::string& code = codeOf(*outfall);
    std::string line = code;
    if (!outfall->name.empty()) line += (line.empty() ? "" : "  ") + outfall->name;
    if (!line.empty()) lines.push_back(std::move(line));
  }
  if (const auto at = parseUtc(photo.takenAt)) lines.push_back(std::format("{:%F %T}", std::chrono::floor<std::chrono::seconds>(*at + std::chrono::hours{8})));
  const auto* own = std::get_if<Point>(&photo.geometry);
  const auto* there = outfall ? std::get_if<Point>(&outfall->geometry) : nullptr;
  // The photo's own position is what it proves; the outfall's stands in where it has none, and says so.
  if (const Point* at = own ? own : there) {
    std::string line = std::format("{:.6f}°{} {:.6f}°{}", std::abs(at->x), at->x < 0 ? "W" : "E", std::abs(at->y), at->y < 0 ? "S" : "N");
    if (!own) line += "（排污口坐标）";
    lines.push_back(std::move(line));
  }
  return lines;
}

std::string copyName(const Photo& photo, const Outfall* outfall, int number) {
  std::string name = outfall ? !outfall->codeNational.empty() ? outfall->codeNational : !outfall->codeProvincial.empty() ? outfall->codeProvincial : outfall->name : std::string();
  if (name.empty()) name = "photo";
  if (!photo.kind.empty()) name += "_" + photo.kind;
  name += std::format("_{}", number);
  for (char& c : name)
    if (static_cast<unsigned char>(c) < 0x20 || std::string_view("\\/:*?\"<>|").contains(c)) c = '_';
  if (name.starts_with('.')) name[0] = '_';
  return name;
}

} // namespace suyuan::media
