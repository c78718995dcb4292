// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/media/film_reading.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <vector>

namespace suyuan::media {

namespace {

using namespace std::chrono;

constexpr std::size_t mostText = 512, mostBoxes = 20'000; // of what is looked at, so that a made file cannot keep one busy
constexpr std::int64_t from1904To1970 = 2'082'844'800;     // s

std::uint64_t bigEndian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char c : bytes) value = value << 8 | static_cast<unsigned char>(c);
  return value;
}

std::uint32_t littleEndian(std::string_view bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = bytes.size(); i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

class Bytes {
public:
  explicit Bytes(const std::filesystem::path& file) : in_(file, std::ios::binary) {
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    if (!error) size_ = static_cast<std::int64_t>(size);
  }
  [[nodiscard]] std::int64_t size() const { return size_; }
  /// Fewer at the end of the file.
  std::string at(std::int64_t place, std::size_t count) {
    std::string bytes(count, '\0');
    in_.clear();
    in_.seekg(place);
    in_.read(bytes.data(), static_cast<std::streamsize>(count));
    bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(in_.gcount(), 0)));
    return bytes;
  }

private:
  std::ifstream in_;
  std::int64_t size_ = 0;
};

// The boxes of ISO/IEC 14496-12, of which QuickTime's atoms are the elder form.
class BoxWalk {
public:
  BoxWalk(Bytes& bytes, FilmReading& out) : bytes_(bytes), out_(out) {}

  void run() {
    out_.complete = false;
    inside(0, bytes_.size(), 0);
  }

private:
  void inside(std::int64_t from, std::int64_t to, int depth) {
    while (from + 8 <= to && ++boxes_ < mostBoxes) {
      const std::string head = bytes_.at(from, 16);
      if (head.size() < 8) return;
      std::int64_t length = static_cast<std::int64_t>(bigEndian(std::string_view(head).substr(0, 4))), content = from + 8;
      if (length == 1 && head.size() == 16) {
        const std::uint64_t large = bigEndian(std::string_view(head).substr(8, 8));
        if (large > static_cast<std::uint64_t>(to - from)) return;
        length = static_cast<std::int64_t>(large);
        content += 8;
      } else if (length == 0) {
        length = to - from; // to the end
      }
      if (length < content - from || length > to - from) return;
      box(std::string_view(head).substr(4, 4), content, from + length, depth);
      from += length;
    }
  }

  void box(std::string_view type, std::int64_t from, std::int64_t to, int depth) {
    if (depth > 5) return;
    if (type == "moov") {
      out_.complete = true;
      inside(from, to, depth + 1);
    } else if (type == "udta") {
      inside(from, to, depth + 1);
    } else if (type == "meta") {
      // A full box, but in QuickTime.
      const std::string first = bytes_.at(from, 8);
      inside(first.size() == 8 && first.substr(4) == "hdlr" ? from : from + 4, to, depth + 1);
    } else if (type == "mvhd") {
      movieHead(content(from, to));
    } else if (type == "keys") {
      keys(from, to);
    } else if (type == "ilst") {
      items(from, to);
    } else if (type == "\xA9xyz") {
      const std::string text = content(from, to); // length, language, words
      if (text.size() > 4) place(text.substr(4, bigEndian(std::string_view(text).substr(0, 2))));
    } else if (type == "loci") {
      location(content(from, to));
    }
  }

  std::string content(std::int64_t from, std::int64_t to) { return bytes_.at(from, static_cast<std::size_t>(std::min<std::int64_t>(to - from, mostText))); }

  void movieHead(std::string_view b) {
    const bool wide = !b.empty() && b[0] == 1;
    if (b.size() < (wide ? 32u : 20u)) return;
    const std::uint64_t created = bigEndian(b.substr(4, wide ? 8 : 4)), scale = bigEndian(b.substr(wide ? 20 : 12, 4)), length = bigEndian(b.substr(wide ? 24 : 16, wide ? 8 : 4));
    const std::uint64_t unknown = wide ? ~std::uint64_t{0} : 0xFFFF'FFFF;
    if (scale > 0 && length != unknown && static_cast<double>(length) / static_cast<double>(scale) < 1e7) out_.seconds = static_cast<double>(length) / static_cast<double>(scale);
    // A camera that has no clock writes zero, or the year it was made for.
    if (created > static_cast<std::uint64_t>(from1904To1970) + 86'400 * 365 && created < 0xFFFF'FFFF) out_.createdAt = UtcMillis{seconds{static_cast<std::int64_t>(created) - from1904To1970}};
  }

  void keys(std::int64_t from, std::int64_t to) {
    keys_.clear();
    const std::uint64_t count = bigEndian(bytes_.at(from + 4, 4));
    std::int64_t at = from + 8;
    for (std::uint64_t i = 0; i < count && i < 200 && at + 8 <= to; ++i) {
      const auto length = static_cast<std::int64_t>(bigEndian(bytes_.at(at, 4)));
      if (length < 8 || length > to - at) return;
      keys_.push_back(content(at + 8, at + length));
      at += length;
    }
  }

  // Each item's type is its key's number; its value lies in a box "data" after eight bytes.
  void items(std::int64_t from, std::int64_t to) {
    while (from + 24 <= to && ++boxes_ < mostBoxes) {
      const std::string head = bytes_.at(from, 16);
      if (head.size() < 16) return;
      const auto length = static_cast<std::int64_t>(bigEndian(std::string_view(head).substr(0, 4)));
      if (length < 24 || length > to - from) return;
      const std::uint64_t number = bigEndian(std::string_view(head).substr(4, 4));
      if (number >= 1 && number <= keys_.size() && head.substr(12) == "data") {
        const std::string& key = keys_[static_cast<std::size_t>(number) - 1];
        if (key == "com.apple.quicktime.location.ISO6709") place(content(from + 24, from + length));
        else if (key == "com.apple.quicktime.creationdate") out_.createdText = content(from + 24, from + length);
      }
      from += length;
    }
  }

  void place(std::string text) {
    if (const auto there = parseIso6709(text); there && !out_.place) out_.place = there;
    if (out_.placeText.empty()) out_.placeText = std::move(text);
  }

  // 3GPP TS 26.244, 8.10: version and flags, language, a name that ends with zero, role, longitude, latitude, altitude in 1/65536.
  void location(std::string_view b) {
    const auto end = b.size() > 6 ? b.find('\0', 6) : std::string_view::npos;
    if (end == std::string_view::npos || b.size() < end + 14) return;
    const auto degrees = [&](std::size_t from) { return static_cast<double>(static_cast<std::int32_t>(bigEndian(b.substr(from, 4)))) / 65536; };
    const Point there{degrees(end + 2), degrees(end + 6)};
    if (!out_.place && std::abs(there.x) <= 180 && std::abs(there.y) <= 90) out_.place = there;
  }

  Bytes& bytes_;
  FilmReading& out_;
  std::vector<std::string> keys_;
  std::size_t boxes_ = 0;
};

void readWave(Bytes& bytes, FilmReading& out) {
  std::uint32_t perSecond = 0;
  std::int64_t data = -1;
  std::int64_t at = 12;
  for (std::size_t chunk = 0; chunk < 1000 && at + 8 <= bytes.size(); ++chunk) {
    const std::string head = bytes.at(at, 8);
    if (head.size() < 8) break;
    const std::int64_t length = littleEndian(std::string_view(head).substr(4, 4));
    if (head.starts_with("fmt ")) {
      if (const std::string format = bytes.at(at + 8, 16); format.size() == 16) perSecond = littleEndian(std::string_view(format).substr(8, 4));
    } else if (head.starts_with("data")) {
      data = std::min(length, bytes.size() - at - 8); // one that was cut off says more than there is
      out.complete = data == length;
    } else if (head.starts_with("bext")) {
      const std::string when = bytes.at(at + 8 + 320, 18); // "2024-05-0110:00:00"
      if (when.size() == 18 && when[0] != '\0') out.createdText = when.substr(0, 10) + " " + when.substr(10);
    }
    at += 8 + length + (length & 1);
  }
  if (perSecond > 0 && data >= 0) out.seconds = static_cast<double>(data) / perSecond;
}

// "+43.8868" and its like: sign, whole digits, part. `degreeDigits` are those of the whole degrees; two or four more are minutes and seconds.
std::optional<double> angle(std::string_view text, std::size_t degreeDigits) {
  const auto point = std::min(text.find('.'), text.size());
  const std::size_t digits = point - 1;
  double value = 0;
  const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  const double sign = text[0] == '-' ? -1 : 1;
  if (digits <= degreeDigits) return sign * value;
  if (digits == degreeDigits + 2) {
    const double degrees = std::floor(value / 100);
    return sign * (degrees + (value - degrees * 100) / 60);
  }
  if (digits != degreeDigits + 4) return std::nullopt;
  const double degrees = std::floor(value / 10'000), minutes = std::floor((value - degrees * 10'000) / 100);
  return sign * (degrees + minutes / 60 + (value - degrees * 10'000 - minutes * 100) / 3600);
}

} // namespace

std::optional<Point> parseIso6709(std::string_view text) {
  std::array<std::string_view, 3> parts{};
  std::size_t count = 0;
  while (count < parts.size() && !text.empty() && (text[0] == '+' || text[0] == '-')) {
    const auto end = std::min(text.find_first_not_of("0123456789.", 1), text.size());
    parts[count++] = text.substr(0, end);
    text.remove_prefix(end);
  }
  if (count < 2 || parts[0].size() < 2 || parts[1].size() < 2) return std::nullopt;
  const auto lat = angle(parts[0], 2), lon = angle(parts[1], 3);
  if (!lat || !lon || std::abs(*lat) > 90 || std::abs(*lon) > 180) return std::nullopt;
  double height = 0;
  if (count == 3 && std::from_chars(parts[2].data() + 1, parts[2].data() + parts[2].size(), height).ec == std::errc{} && height < 1e5)
    return Point{*lon, *lat, parts[2][0] == '-' ? -height : height};
  return Point{*lon, *lat};
}

FilmReading readFilm(const std::filesystem::path& file) {
  FilmReading out;
  Bytes bytes(file);
  const std::string head = bytes.at(0, 12);
  if (head.size() < 12) return out;
  if (head.substr(4, 4) == "ftyp") BoxWalk(bytes, out).run();
  else if (head.starts_with("RIFF") && head.substr(8) == "WAVE") readWave(bytes, out);
  return out;
}

} // namespace suyuan::media
