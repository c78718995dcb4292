// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gis/media/film_maker.h"

#include <fstream>
#include <stdexcept>

namespace suyuan::test {

std::string bigEndianOf(std::uint64_t value, int bytes) {
  std::string out;
  for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>(value >> (8 * i) & 0xFF);
  return out;
}

std::string filmBox(std::string_view type, std::string_view content) { return bigEndianOf(content.size() + 8, 4) + std::string(type) + std::string(content); }

std::string filmBytes(const MadeFilm& film) {
  const int width = film.wide ? 8 : 4;
  std::string head = bigEndianOf(film.wide ? 1u << 24 : 0, 4) + bigEndianOf(film.created, width) + bigEndianOf(film.created, width) + bigEndianOf(1000, 4) + bigEndianOf(film.milliseconds, width);
  head += bigEndianOf(0x10000, 4) + bigEndianOf(0x100, 2) + std::string(10, '\0');
  for (const std::uint64_t one : {0x10000u, 0u, 0u, 0u, 0x10000u, 0u, 0u, 0u, 0x40000000u}) head += bigEndianOf(one, 4);
  head += std::string(24, '\0') + bigEndianOf(2, 4);
  std::string index = filmBox("mvhd", head), user = film.moreUserData;
  if (!film.xyz.empty()) user += filmBox("\xA9xyz", bigEndianOf(film.xyz.size(), 2) + bigEndianOf(0x15C7, 2) + film.xyz);
  if (!user.empty()) index += filmBox("udta", user);
  if (!film.keys.empty()) {
    std::string keys = bigEndianOf(0, 4) + bigEndianOf(film.keys.size(), 4), items;
    for (std::size_t i = 0; i < film.keys.size(); ++i) {
      keys += filmBox("mdta", film.keys[i].first);
      items += filmBox(bigEndianOf(i + 1, 4), filmBox("data", bigEndianOf(1, 4) + bigEndianOf(0, 4) + film.keys[i].second));
    }
    index += filmBox("meta", filmBox("hdlr", std::string(8, '\0') + "mdta" + std::string(13, '\0')) + filmBox("keys", keys) + filmBox("ilst", items));
  }
  const std::string type = filmBox("ftyp", film.brand + std::string(4, '\0') + film.brand), data = filmBox("mdat", std::string(1000, 'x'));
  return film.indexFirst ? type + filmBox("moov", index) + data : type + data + filmBox("moov", index);
}

void makeFilm(const std::filesystem::path& file, const MadeFilm& film) {
  const std::string bytes = filmBytes(film);
  std::ofstream out(file, std::ios::binary);
  out << bytes;
  if (!out.flush()) throw std::runtime_error("cannot write " + file.string());
}

} // namespace suyuan::test
