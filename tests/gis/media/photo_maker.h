// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace suyuan::test {

/// A small real picture with the EXIF that a test wants; everything that the original had is taken out of it first.
struct MadePhoto {
  std::optional<double> lon, lat;        ///< written as degrees, minutes, hundredths of seconds, as telephones do
  std::string takenAt;                   ///< "2024:05:01 10:02:03"; empty: none
  std::string offset;                    ///< "+08:00"
  std::string gpsDate, gpsTime;          ///< "2024:05:01", "2/1 2/1 3/1"
  std::optional<double> bearing;
  int orientation = 1;
  std::string comment;                   ///< makes its bytes other than a like photo's
  std::map<std::string, std::string> tags; ///< more EXIF by exiv2's names, values as exiv2 reads them
};

/// Writes it. Throws when the file cannot be made: a test that has no photo has failed.
void makePhoto(const std::filesystem::path& file, const MadePhoto& photo);

} // namespace suyuan::test
