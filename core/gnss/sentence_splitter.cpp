// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gnss/sentence_splitter.h"

#include <cstring>

namespace suyuan::gnss {

namespace {

int hexDigit(char c) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

} // namespace

const char* SentenceSplitter::skipNoise(const char* at, const char* end) noexcept {
  for (; at != end; ++at) {
    if (*at == '\n' || *at == '\r') {
      lineStart_ = true;
      comment_ = false;
      continue;
    }
    if (*at == '$' && !comment_) {
      begin();
      return at + 1;
    }
    if (lineStart_ && *at == '#') comment_ = true;
    lineStart_ = false;
    if (!comment_) ++counts_.noise;
  }
  return at;
}

void SentenceSplitter::begin() noexcept {
  inside_ = true;
  lineStart_ = false;
  ++counts_.sentences;
}

void SentenceSplitter::keep(std::string_view piece) noexcept {
  if (piece.size() > maxLength - held_) {
    overflow_ = true;
    return;
  }
  if (!piece.empty()) std::memcpy(buffer_.data() + held_, piece.data(), piece.size());
  held_ += piece.size();
}

std::string_view SentenceSplitter::judge(std::string_view text) noexcept {
  if (overflow_) {
    ++counts_.tooLong;
    return {};
  }
  unsigned char sum = 0;
  std::size_t star = 0;
  for (; star < text.size() && text[star] != '*'; ++star) sum ^= static_cast<unsigned char>(text[star]);
  if (star + 3 > text.size()) {
    ++counts_.missingChecksum;
    return {};
  }
  const int high = hexDigit(text[star + 1]), low = hexDigit(text[star + 2]);
  if (text.size() != star + 3 || high < 0 || low < 0 || sum != high * 16 + low || star == 0) {
    ++counts_.badChecksum;
    return {};
  }
  ++counts_.good;
  return text.substr(0, star);
}

} // namespace suyuan::gnss
