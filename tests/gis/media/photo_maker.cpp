// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gis/media/photo_maker.h"

#include <exiv2/exiv2.hpp>

#include <cmath>
#include <format>

namespace suyuan::test {

namespace {

std::string sixtieths(double degrees) {
  const long long hundredths = std::llround(std::abs(degrees) * 360'000);
  return std::format("{}/1 {}/1 {}/100", hundredths / 360'000, hundredths / 6000 % 60, hundredths % 6000);
}

} // namespace

void makePhoto(const std::filesystem::path& file, const MadePhoto& photo) {
  std::filesystem::copy_file(SUYUAN_TEST_DATA "/photos/long_description.jpg", file, std::filesystem::copy_options::overwrite_existing);
  std::filesystem::permissions(file, std::filesystem::perms::owner_write, std::filesystem::perm_options::add);
  const auto image = Exiv2::ImageFactory::open(file.string(), false);
  image->readMetadata();
  image->clearMetadata();
  Exiv2::ExifData& exif = image->exifData();
  exif["Exif.Image.Make"] = "Suyuan";
  exif["Exif.Image.Model"] = "Test 1";
  exif["Exif.Image.Orientation"] = static_cast<std::uint16_t>(photo.orientation);
  if (!photo.takenAt.empty()) exif["Exif.Photo.DateTimeOriginal"] = photo.takenAt;
  if (!photo.offset.empty()) exif["Exif.Photo.OffsetTimeOriginal"] = photo.offset;
  const auto set = [&](const char* key, const std::string& value) { exif[key].setValue(value); };
  if (photo.lat) {
    set("Exif.GPSInfo.GPSLatitudeRef", *photo.lat < 0 ? "S" : "N");
    set("Exif.GPSInfo.GPSLatitude", sixtieths(*photo.lat));
  }
  if (photo.lon) {
    set("Exif.GPSInfo.GPSLongitudeRef", *photo.lon < 0 ? "W" : "E");
    set("Exif.GPSInfo.GPSLongitude", sixtieths(*photo.lon));
  }
  if (!photo.gpsDate.empty()) set("Exif.GPSInfo.GPSDateStamp", photo.gpsDate);
  if (!photo.gpsTime.empty()) set("Exif.GPSInfo.GPSTimeStamp", photo.gpsTime);
  if (photo.bearing) {
    set("Exif.GPSInfo.GPSImgDirectionRef", "T");
    set("Exif.GPSInfo.GPSImgDirection", std::format("{}/100", std::llround(*photo.bearing * 100)));
  }
  for (const auto& [key, value] : photo.tags) exif[key].setValue(value);
  if (!photo.comment.empty()) image->setComment(photo.comment);
  image->writeMetadata();
}

} // namespace suyuan::test
