// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gnss/nmea_reader.h"

#include <format>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace suyuan::gnss::test {

/// A body with "$", its checksum and a line end.
inline std::string sentence(const std::string& body) {
  unsigned char sum = 0;
  for (const char c : body) sum ^= static_cast<unsigned char>(c);
  return std::format("${}*{:02X}\r\n", body, sum);
}

inline std::vector<Fix> fixesOf(NmeaReader& reader, std::string_view bytes) {
  std::vector<Fix> fixes;
  reader.feed(bytes, [&](const Fix& fix) { fixes.push_back(fix); });
  reader.finish([&](const Fix& fix) { fixes.push_back(fix); });
  return fixes;
}

/// Bodies, one after the other.
inline std::vector<Fix> fixesOf(std::initializer_list<std::string> bodies) {
  NmeaReader reader;
  std::string text;
  for (const std::string& body : bodies) text += sentence(body);
  return fixesOf(reader, text);
}

inline std::string logText(const std::string& name) {
  std::ifstream in(std::string(SUYUAN_TEST_DATA) + "/nmea/gpsd_" + name + ".log", std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace suyuan::gnss::test
