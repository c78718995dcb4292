// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace suyuan::gnss {

/// What came over the line so far. sentences = good + badChecksum + missingChecksum + tooLong.
struct SplitCounts {
  std::uint64_t sentences = 0;       ///< beginnings ("$") outside comment lines
  std::uint64_t good = 0;            ///< checksum there and right
  std::uint64_t badChecksum = 0;     ///< wrong, or something between it and the line's end
  std::uint64_t missingChecksum = 0; ///< none, or cut off within it
  std::uint64_t tooLong = 0;         ///< longer than SentenceSplitter::maxLength
  std::uint64_t noise = 0;           ///< bytes that are neither sentence nor line end
};

/// Cuts a receiver's bytes, in pieces of any size, into NMEA 0183 sentences and lets through those whose checksum is right.
/// A sentence begins at "$", wherever that stands, and ends with the line or at the next "$". Lines that begin with "#" are
/// comments of logs. Bytes between sentences (other protocols, line noise) are counted and passed over. Holds at most
/// maxLength bytes, whatever comes; allocates nothing. One thread.
class SentenceSplitter {
public:
  /// NMEA allows 82; receivers of high precision and makers' own sentences are longer.
  static constexpr std::size_t maxLength = 512;

  /// take(std::string_view) gets what stands between "$" and "*" of each good sentence; the view is valid during the call.
  template <class Take>
  void feed(std::string_view bytes, Take&& take) {
    const char* at = bytes.data();
    const char* const end = at + bytes.size();
    while (at != end) {
      if (!inside_) {
        at = skipNoise(at, end);
        continue;
      }
      const char* stop = at;
      while (stop != end && *stop != '\n' && *stop != '\r' && *stop != '$') ++stop;
      const std::string_view piece(at, static_cast<std::size_t>(stop - at));
      at = stop;
      if (stop == end) {
        keep(piece);
        return;
      }
      close(piece, take);
      if (*stop == '$') begin();
      else lineStart_ = true;
      ++at;
    }
  }

  /// The stream ends: what is still held is judged as it stands.
  template <class Take>
  void finish(Take&& take) {
    if (inside_) close({}, take);
    lineStart_ = true;
    comment_ = false;
  }

  [[nodiscard]] const SplitCounts& counts() const noexcept { return counts_; }

private:
  template <class Take>
  void close(std::string_view piece, Take&& take) {
    if (held_ != 0 || overflow_) {
      keep(piece);
      piece = {buffer_.data(), held_};
    } else if (piece.size() > maxLength) {
      overflow_ = true;
    }
    inside_ = false;
    if (const std::string_view body = judge(piece); !body.empty()) take(body);
    held_ = 0;
    overflow_ = false;
  }

  const char* skipNoise(const char* at, const char* end) noexcept;
  void begin() noexcept;
  void keep(std::string_view piece) noexcept;
  std::string_view judge(std::string_view text) noexcept; ///< counts; empty unless good

  SplitCounts counts_;
  std::array<char, maxLength> buffer_{};
  std::size_t held_ = 0;
  bool inside_ = false, overflow_ = false, lineStart_ = true, comment_ = false;
};

} // namespace suyuan::gnss
