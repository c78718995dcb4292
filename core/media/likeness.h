// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/reader.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace suyuan::media {

/// 感知摘要: 64 bits of what a picture looks like (gis/media/likeness.h makes them). Pictures that look alike differ in few bits, whatever
/// their size, compression or brightness; others in about 32.
using Likeness = std::uint64_t;

/// Photos that differ in no more bits than this are near-identical: the same picture saved again, or one a moment later. Project setting.
inline constexpr int nearlyTheSame = 6;

[[nodiscard]] std::string likenessText(Likeness bits); ///< 16 hex digits, as Photo::likeness keeps them
[[nodiscard]] std::optional<Likeness> parseLikeness(std::string_view text) noexcept;
[[nodiscard]] int bitsApart(Likeness a, Likeness b) noexcept; ///< 0 … 64

struct LikePair {
  std::size_t first = 0, second = 0; ///< places in what was asked about, first < second
  int apart = 0;                     ///< bits
  friend bool operator==(const LikePair&, const LikePair&) = default;
};
struct LikePairs {
  std::vector<LikePair> pairs; ///< nearest first, then in the order of what was asked about
  bool complete = true;        ///< false: there are more than were asked for
};

/// All pairs that differ in at most `within` bits (0 … 15, more is taken for 15), at most `most` of them. Of 10^5 with within = 6 in
/// some tenths of a second: two that differ in so few bits differ in at most a quarter of them in one of four parts of 16 bits, so that
/// only those near in a part are compared.
[[nodiscard]] LikePairs likePairs(std::span<const Likeness> all, int within = nearlyTheSame, std::size_t most = 1'000'000);

struct LikePhotos {
  Fid first, second; ///< first < second
  int apart = 0;
};
/// The same of a survey's photos that have a likeness; records of the same bytes are pairs, too. Errors: the store's.
[[nodiscard]] Result<std::vector<LikePhotos>> likePhotos(store::Reader& reader, int within = nearlyTheSame, std::size_t most = 1'000'000);

} // namespace suyuan::media
