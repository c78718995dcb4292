// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gnss/sentence_fields.h"

#include <chrono>

namespace suyuan::gnss {

namespace {

constexpr std::uint32_t packed(char a, char b, char c) noexcept {
  return static_cast<std::uint32_t>(static_cast<unsigned char>(a)) << 16 | static_cast<std::uint32_t>(static_cast<unsigned char>(b)) << 8 |
         static_cast<unsigned char>(c);
}

SentenceKind kindOf(std::string_view address) noexcept {
  switch (packed(address[2], address[3], address[4])) {
  case packed('G', 'G', 'A'): return SentenceKind::Gga;
  case packed('R', 'M', 'C'): return SentenceKind::Rmc;
  case packed('G', 'N', 'S'): return SentenceKind::Gns;
  case packed('G', 'L', 'L'): return SentenceKind::Gll;
  case packed('G', 'S', 'A'): return SentenceKind::Gsa;
  case packed('G', 'S', 'V'): return SentenceKind::Gsv;
  case packed('G', 'S', 'T'): return SentenceKind::Gst;
  case packed('V', 'T', 'G'): return SentenceKind::Vtg;
  case packed('Z', 'D', 'A'): return SentenceKind::Zda;
  default: return SentenceKind::Other;
  }
}

/// dddmm.mmmm; degrees and minutes apart, so that no digit of a long fraction is lost.
bool readAngle(std::string_view field, double most, double& target) noexcept {
  const std::size_t point = std::min(field.find('.'), field.size());
  if (point < 3) return false;
  int degrees = 0;
  double minutes = 0;
  if (!parseWhole(field.substr(0, point - 2), degrees) || !parseDecimal(field.substr(point - 2), minutes)) return false;
  if (field[point - 2] == '-' || field[point - 2] == '+' || minutes >= 60) return false;
  const double angle = degrees + minutes / 60;
  if (angle > most) return false;
  target = angle;
  return true;
}

} // namespace

Fields::Fields(std::string_view body) noexcept {
  const std::size_t comma = body.find(',');
  if (comma != 5) return; // makers' own sentences have other addresses
  talker_ = talkerOf(body[0], body[1]);
  if (talker_ == Talker::Other) return;
  kind_ = kindOf(body);
  if (kind_ == SentenceKind::Other) return;
  std::size_t from = comma + 1;
  while (count_ < most) {
    const std::size_t to = body.find(',', from);
    fields_[count_++] = body.substr(from, to - from);
    if (to == std::string_view::npos) break;
    from = to + 1;
  }
}

bool readNumber(std::string_view field, double& target, double least, double most) noexcept {
  if (field.empty()) return true;
  double value = 0;
  if (!parseDecimal(field, value) || value < least || value > most) return false;
  target = value;
  return true;
}

bool readWhole(std::string_view field, int& target, int least, int most) noexcept {
  if (field.empty()) return true;
  int value = 0;
  const bool negative = field.front() == '-';
  if (!parseWhole(negative ? field.substr(1) : field, value)) return false;
  if (negative) value = -value;
  if (value < least || value > most) return false;
  target = value;
  return true;
}

bool readTime(std::string_view field, int& target) noexcept {
  if (field.empty()) return true;
  int whole = 0;
  double fraction = 0;
  if (field.size() < 6 || !parseWhole(field.substr(0, 6), whole)) return false;
  if (field.size() > 6 && (field[6] != '.' || (field.size() > 7 && !parseDecimal(field.substr(6), fraction)))) return false;
  const int hour = whole / 10000, minute = whole / 100 % 100, second = whole % 100;
  if (hour > 23 || minute > 59 || second > 60) return false; // 60: a leap second
  target = ((hour * 60 + minute) * 60 + second) * 1000 + static_cast<int>(fraction * 1000 + 0.5);
  return true;
}

bool isDate(int year, int month, int day) noexcept {
  return std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)), std::chrono::day(static_cast<unsigned>(day))).ok();
}

bool readDate(std::string_view field, int& year, int& month, int& day) noexcept {
  if (field.empty()) return true;
  int whole = 0;
  if (field.size() != 6 || !parseWhole(field, whole)) return false;
  const int two = whole % 100;
  const int y = two >= 80 ? 1900 + two : 2000 + two, m = whole / 100 % 100, d = whole / 10000;
  if (!isDate(y, m, d)) return false;
  year = y, month = m, day = d;
  return true;
}

bool readWhere(const Fields& fields, std::size_t first, Where& target) noexcept {
  const std::string_view lat = fields[first], north = fields[first + 1], lon = fields[first + 2], east = fields[first + 3];
  if (lat.empty() && lon.empty()) return true; // some leave the letters standing
  double y = 0, x = 0;
  if (!readAngle(lat, 90, y) || !readAngle(lon, 180, x)) return false;
  if ((north != "N" && north != "S") || (east != "E" && east != "W")) return false;
  target = {east == "W" ? -x : x, north == "S" ? -y : y};
  return true;
}

bool readMode(std::string_view field, Quality& target) noexcept {
  if (field.empty()) return true;
  if (field.size() != 1) return false;
  switch (field.front()) {
  case 'A': target = Quality::Single; return true;
  case 'D': target = Quality::Dgps; return true;
  case 'P': target = Quality::Pps; return true;
  case 'R': target = Quality::RtkFixed; return true;
  case 'F': target = Quality::RtkFloat; return true;
  case 'E': target = Quality::Estimated; return true;
  case 'M': target = Quality::Manual; return true;
  case 'S': target = Quality::Simulated; return true;
  case 'N': target = Quality::None; return true;
  default: return false;
  }
}

} // namespace suyuan::gnss
