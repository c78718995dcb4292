// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/likeness.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <format>
#include <tuple>

namespace suyuan::media {

namespace {

constexpr std::size_t partsOfLikeness = 4, partValues = 1u << 16;

unsigned partOf(Likeness bits, std::size_t part) noexcept { return static_cast<unsigned>(bits >> (16 * part)) & 0xFFFFu; }

// Places in the order of a part's value, with where each value begins.
struct ByPart {
  std::vector<std::uint32_t> begins, places;

  ByPart(std::span<const Likeness> all, std::size_t part) : begins(partValues + 1), places(all.size()) {
    for (const Likeness one : all) ++begins[partOf(one, part) + 1];
    for (std::size_t v = 0; v < partValues; ++v) begins[v + 1] += begins[v];
    std::vector<std::uint32_t> next(begins.begin(), begins.end() - 1);
    for (std::size_t i = 0; i < all.size(); ++i) places[next[partOf(all[i], part)]++] = static_cast<std::uint32_t>(i);
  }
  [[nodiscard]] std::span<const std::uint32_t> of(unsigned value) const { return std::span(places).subspan(begins[value], begins[value + 1] - begins[value]); }
};

} // namespace

std::string likenessText(Likeness bits) { return std::format("{:016x}", bits); }

std::optional<Likeness> parseLikeness(std::string_view text) noexcept {
  Likeness bits = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), bits, 16);
  return text.size() == 16 && error == std::errc{} && end == text.data() + text.size() ? std::optional(bits) : std::nullopt;
}

int bitsApart(Likeness a, Likeness b) noexcept { return std::popcount(a ^ b); }

LikePairs likePairs(std::span<const Likeness> all, int within, std::size_t most) {
  within = std::clamp(within, 0, 15);
  const int radius = within / static_cast<int>(partsOfLikeness);
  std::vector<unsigned> turns; // what may be turned over in a part
  for (unsigned mask = 0; mask < partValues; ++mask)
    if (std::popcount(mask) <= radius) turns.push_back(mask);
  LikePairs found;
  const auto compare = [&](std::uint32_t a, std::uint32_t b, std::size_t part) {
    const int apart = bitsApart(all[a], all[b]);
    if (apart > within) return true;
    for (std::size_t earlier = 0; earlier < part; ++earlier)
      if (std::popcount(partOf(all[a] ^ all[b], earlier)) <= radius) return true; // told by that part
    if (found.pairs.size() == most) return found.complete = false;
    found.pairs.push_back({std::min(a, b), std::max(a, b), apart});
    return true;
  };
  for (std::size_t part = 0; part < partsOfLikeness && found.complete; ++part) {
    const ByPart by(all, part);
    for (unsigned value = 0; value < partValues && found.complete; ++value) {
      const auto here = by.of(value);
      if (here.empty()) continue;
      for (const unsigned turn : turns) {
        const unsigned other = value ^ turn;
        if (other < value) continue;
        const auto there = by.of(other);
        for (std::size_t i = 0; i < here.size() && found.complete; ++i)
          for (std::size_t k = turn == 0 ? i + 1 : 0; k < there.size(); ++k)
            if (!compare(here[i], there[k], part)) break;
      }
    }
  }
  std::ranges::sort(found.pairs, {}, [](const LikePair& pair) { return std::tuple(pair.apart, pair.first, pair.second); });
  return found;
}

Result<std::vector<LikePhotos>> likePhotos(store::Reader& reader, int within, std::size_t most) {
  std::vector<Likeness> all;
  std::vector<Fid> fids;
  auto scanned = reader.scanColumns(Layer::Photos, {.where = "likeness IS NOT NULL", .fields = {"likeness"}, .geometry = false}, [&](const store::RowView& row) {
    if (const auto bits = parseLikeness(row.text(0).value_or(""))) {
      all.push_back(*bits);
      fids.push_back(row.fid());
    }
    return true;
  });
  if (!scanned) return std::unexpected(std::move(scanned).error());
  std::vector<LikePhotos> photos;
  for (const LikePair& pair : likePairs(all, within, most).pairs) photos.push_back({fids[pair.first], fids[pair.second], pair.apart});
  return photos;
}

} // namespace suyuan::media
