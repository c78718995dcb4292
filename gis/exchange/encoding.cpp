// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/encoding.h"

#include <iconv.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>

namespace suyuan::exchange {

namespace {

std::string folded(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c >= 'a' && c <= 'z') out += static_cast<char>(c - 32);
    else if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) out += c;
  return out;
}

/// Length of the well-formed UTF-8 character at the start; 0 when there is none.
std::size_t characterLength(std::string_view text) noexcept {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto tail = [&](std::size_t i) { return i < text.size() && (at(i) & 0xC0) == 0x80; };
  const unsigned char b = at(0);
  if (b < 0x80) return 1;
  if (b < 0xC2) return 0;
  if (b < 0xE0) return tail(1) ? 2 : 0;
  if (b < 0xF0) {
    if (!tail(1) || !tail(2)) return 0;
    if (b == 0xE0 && at(1) < 0xA0) return 0;
    if (b == 0xED && at(1) > 0x9F) return 0; // surrogates
    return 3;
  }
  if (b > 0xF4 || !tail(1) || !tail(2) || !tail(3)) return 0;
  if (b == 0xF0 && at(1) < 0x90) return 0;
  if (b == 0xF4 && at(1) > 0x8F) return 0;
  return 4;
}

std::size_t gbLength(std::string_view text) noexcept {
  const auto at = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  if (at(0) < 0x80) return 1;
  if (at(0) == 0x80 || at(0) == 0xFF) return 0;
  if (at(1) >= 0x40 && at(1) != 0x7F && at(1) != 0xFF) return 2;
  if (at(1) >= 0x30 && at(1) <= 0x39 && at(2) >= 0x81 && at(2) <= 0xFE && at(3) >= 0x30 && at(3) <= 0x39) return 4;
  return 0;
}

struct Score {
  std::size_t good = 0, bad = 0;
  [[nodiscard]] bool passes() const { return bad * 20 <= good; }
};

template <class Length>
Score score(std::string_view bytes, Length length) {
  Score s;
  while (!bytes.empty()) {
    const std::size_t n = length(bytes);
    if (n > 1) ++s.good;
    if (n == 0) ++s.bad;
    bytes.remove_prefix(std::max<std::size_t>(n, 1));
  }
  return s;
}

} // namespace

std::string utf8Path(const std::filesystem::path& path) {
  const auto u8 = path.u8string();
  return {reinterpret_cast<const char*>(u8.data()), u8.size()};
}

bool isAscii(std::string_view text) noexcept {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool isUtf8(std::string_view text) noexcept {
  while (!text.empty()) {
    const std::size_t n = characterLength(text);
    if (n == 0) return false;
    text.remove_prefix(n);
  }
  return true;
}

std::string_view cutUtf8(std::string_view text, std::size_t bytes) noexcept {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
  return text.substr(0, bytes);
}

std::string encodingNamed(std::string_view text) {
  const std::string name = folded(text);
  if (name.empty()) return {};
  if (name == "UTF8" || name == "65001" || name == "CP65001") return "UTF-8";
  for (const std::string_view gbk : {"GBK", "936", "CP936", "GB2312", "GB18030", "EUCCN", "OEM936", "ANSI936", "MS936"})
    if (name == gbk) return "GBK";
  if (name == "88591" || name == "ISO88591" || name == "LATIN1") return "ISO-8859-1";
  if (std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; })) return "CP" + name;
  if (name.starts_with("ANSI")) return "CP" + name.substr(4);
  if (name.starts_with("WINDOWS")) return "CP" + name.substr(7);
  return std::string(text.substr(0, text.find_last_not_of(" \r\n\t") + 1));
}

std::string encodingOfLdid(unsigned char ldid) {
  switch (ldid) {
  case 0x4D: case 0x7A: return "GBK";
  case 0x4F: case 0x78: return "CP950";
  case 0x13: case 0x7B: return "CP932";
  case 0x4E: case 0x79: return "CP949";
  default: return {};
  }
}

Result<EncodingGuess> guessEncoding(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return EncodingGuess{"UTF-8", "bom"};
  if (isAscii(bytes)) return EncodingGuess{"UTF-8", "ascii"};
  if (const Score s = score(bytes, characterLength); s.good > 0 && s.passes()) return EncodingGuess{"UTF-8", "valid-utf8"};
  if (const Score s = score(bytes, gbLength); s.good > 0 && s.passes()) return EncodingGuess{"GBK", "valid-gb18030"};
  return failure(ErrorCode::EncodingUnknown, {}, "neither UTF-8 nor GBK");
}

struct Recoder::Impl {
  iconv_t in = reinterpret_cast<iconv_t>(-1);
  iconv_t out = reinterpret_cast<iconv_t>(-1);
  bool utf8 = false;
  Impl() = default;
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() {
    if (in != reinterpret_cast<iconv_t>(-1)) iconv_close(in);
    if (out != reinterpret_cast<iconv_t>(-1)) iconv_close(out);
  }
};

Recoder::Recoder(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Recoder::Recoder(Recoder&&) noexcept = default;
Recoder& Recoder::operator=(Recoder&&) noexcept = default;
Recoder::~Recoder() = default;

Result<Recoder> Recoder::make(const std::string& encoding) {
  auto impl = std::make_unique<Impl>();
  const std::string name = encodingNamed(encoding);
  impl->utf8 = name == "UTF-8";
  if (!impl->utf8) {
    // Files that call themselves GBK carry GB18030's further characters; what is written stays within GBK.
    impl->in = iconv_open("UTF-8", name == "GBK" ? "GB18030" : name.c_str());
    impl->out = iconv_open(name == "GBK" ? "CP936" : name.c_str(), "UTF-8");
    if (impl->in == reinterpret_cast<iconv_t>(-1) || impl->out == reinterpret_cast<iconv_t>(-1))
      return failure(ErrorCode::EncodingUnknown, {}, "no such encoding", {encoding});
  }
  return Recoder(std::move(impl));
}

bool Recoder::toUtf8(std::string_view bytes, std::string& out) {
  if (isAscii(bytes) || (impl_->utf8 && isUtf8(bytes))) {
    out.assign(bytes);
    return true;
  }
  if (impl_->utf8) return false;
  out.resize(bytes.size() * 4 + 8);
  char* from = const_cast<char*>(bytes.data());
  std::size_t left = bytes.size(), room = out.size();
  char* to = out.data();
  iconv(impl_->in, nullptr, nullptr, nullptr, nullptr);
  const std::size_t done = iconv(impl_->in, &from, &left, &to, &room);
  out.resize(out.size() - room);
  return done != static_cast<std::size_t>(-1);
}

Recoder::Written Recoder::fromUtf8(std::string_view text, std::size_t limit, std::string& out) {
  Written written;
  if (impl_->utf8 || isAscii(text)) {
    const std::string_view kept = cutUtf8(text, limit);
    written.cut = kept.size() < text.size();
    out.append(kept);
    return written;
  }
  std::size_t used = 0;
  while (!text.empty()) {
    const std::size_t n = std::max<std::size_t>(characterLength(text), 1);
    char buffer[8];
    char* from = const_cast<char*>(text.data());
    char* to = buffer;
    std::size_t left = n, room = sizeof buffer;
    if (iconv(impl_->out, &from, &left, &to, &room) == static_cast<std::size_t>(-1) || left != 0) {
      iconv(impl_->out, nullptr, nullptr, nullptr, nullptr);
      written.missing.append(text.substr(0, n));
      buffer[0] = '?';
      to = buffer + 1;
    }
    const auto bytes = static_cast<std::size_t>(to - buffer);
    if (used + bytes > limit) {
      written.cut = true;
      break;
    }
    out.append(buffer, bytes);
    used += bytes;
    text.remove_prefix(n);
  }
  return written;
}

} // namespace suyuan::exchange
