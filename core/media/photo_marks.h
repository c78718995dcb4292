// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/outfall.h"
#include "core/model/photo.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace suyuan::media {

/// 标注: what a person drew on a photo. It is kept in the record beside the original, whose bytes stay as they are; a copy
/// with the marks drawn in is made when one is wanted.
struct PhotoMark {
  enum class Kind : std::uint8_t {
    Arrow, ///< from … to, with words at its beginning where there are any
    Text,  ///< words at `from`
  };
  Kind kind = Kind::Arrow;
  double fromX = 0, fromY = 0; ///< of the turned picture's width and height, 0 … 1 from the upper left
  double toX = 0, toY = 0;
  std::string text;
  friend bool operator==(const PhotoMark&, const PhotoMark&) = default;
};

/// As Photo::marks keeps them, one a line: "arrow 0.1000 0.2000 0.5000 0.6000 words", "text 0.3000 0.4000 words".
[[nodiscard]] std::string marksText(std::span<const PhotoMark> marks);
/// The way back; a line that is none of these, or lies outside the picture, is passed over.
[[nodiscard]] std::vector<PhotoMark> parseMarks(std::string_view text);

/// 水印: what is written on a copy that leaves the house: code and name, Beijing time, position with its source. `outfall` may
/// be null. Lines without anything to say are left out.
[[nodiscard]] std::vector<std::string> watermarkOf(const Photo& photo, const Outfall* outfall);

/// Name of a copy without its ending: code (else name, else "photo"), kind, number; nothing in it that a file system refuses.
[[nodiscard]] std::string copyName(const Photo& photo, const Outfall* outfall, int number);

} // namespace suyuan::media
