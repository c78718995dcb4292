// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace suyuan::test {

/// A box of ISO/IEC 14496-12 with its length before it.
[[nodiscard]] std::string filmBox(std::string_view type, std::string_view content);
[[nodiscard]] std::string bigEndianOf(std::uint64_t value, int bytes);

/// A film of no pictures whose index says what a test wants, as telephones write it.
struct MadeFilm {
  std::string brand = "isom";
  std::uint64_t created = 3'797'373'600; ///< s since 1904: 2024-05-01T02:00:00Z
  std::uint64_t milliseconds = 12'500;
  bool wide = false;       ///< mvhd of version 1
  std::string xyz;         ///< ©xyz in udta
  std::vector<std::pair<std::string, std::string>> keys; ///< of QuickTime's meta
  std::string moreUserData; ///< boxes
  bool indexFirst = false;
};
[[nodiscard]] std::string filmBytes(const MadeFilm& film);
void makeFilm(const std::filesystem::path& file, const MadeFilm& film);

} // namespace suyuan::test
