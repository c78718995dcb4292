// SPDX-License-Identifier: GPL-3.0-or-later
// A camera's card for the benches: photos of 12 megapixels and 2 MB, each with bytes, time and position of its own.
#pragma once

#include "core/model/geometry.h"

#include <QBuffer>
#include <QByteArray>
#include <QImage>

#include <exiv2/exiv2.hpp>

#include <filesystem>
#include <format>
#include <fstream>
#include <functional>
#include <iterator>
#include <random>
#include <string>

namespace suyuan::bench {

// A picture as full of detail as a bank in summer, so that a JPEG of 12 megapixels has about 2 MB.
inline QByteArray pattern() {
  QImage picture(4000, 3000, QImage::Format_RGB32);
  std::mt19937 random(7);
  for (int y = 0; y < picture.height(); ++y) {
    auto* line = reinterpret_cast<QRgb*>(picture.scanLine(y));
    for (int x = 0; x < picture.width(); ++x) {
      const int grain = static_cast<int>(random() % 22), base = 90 + (x / 40 * 7 + y / 30 * 5) % 60;
      line[x] = qRgb(base + grain, base + grain + 15, base + grain - 20);
    }
  }
  QByteArray bytes;
  for (int quality = 90; quality >= 30; quality -= 3) {
    QBuffer buffer(&bytes);
    bytes.clear();
    buffer.open(QIODevice::WriteOnly);
    picture.save(&buffer, "jpg", quality);
    if (bytes.size() < 2'300'000) break;
  }
  return bytes;
}

// The EXIF of each photo is made once for a small picture and put before the pattern's own segments.
inline QByteArray withExif(const QByteArray& pattern, int number, const Point& at, const std::filesystem::path& scratch) {
  {
    QImage tiny(8, 8, QImage::Format_RGB32);
    tiny.fill(Qt::gray);
    tiny.save(QString::fromStdString(scratch.string()), "jpg");
  }
  const auto image = Exiv2::ImageFactory::open(scratch.string(), false);
  image->readMetadata();
  Exiv2::ExifData& exif = image->exifData();
  const auto sixtieths = [](double degrees) {
    const auto parts = static_cast<long long>(degrees * 360'000 + 0.5);
    return std::format("{}/1 {}/1 {}/100", parts / 360'000, parts / 6000 % 60, parts % 6000);
  };
  exif["Exif.Photo.DateTimeOriginal"] = std::format("2024:05:01 {:02}:{:02}:{:02}", 8 + number / 3600 % 10, number / 60 % 60, number % 60);
  exif["Exif.Photo.OffsetTimeOriginal"] = "+08:00";
  exif["Exif.GPSInfo.GPSLatitudeRef"] = "N";
  exif["Exif.GPSInfo.GPSLatitude"].setValue(sixtieths(at.y));
  exif["Exif.GPSInfo.GPSLongitudeRef"] = "E";
  exif["Exif.GPSInfo.GPSLongitude"].setValue(sixtieths(at.x));
  exif["Exif.Image.Orientation"] = static_cast<std::uint16_t>(number % 3 == 0 ? 6 : 1);
  exif["Exif.Image.ImageDescription"] = std::to_string(number);
  image->writeMetadata();
  std::ifstream in(scratch, std::ios::binary);
  const std::string small{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  const auto at0 = small.find("\xFF\xE1");
  const auto length = static_cast<std::size_t>(static_cast<unsigned char>(small[at0 + 2])) * 256 + static_cast<unsigned char>(small[at0 + 3]) + 2;
  QByteArray bytes = pattern.left(2);
  bytes.append(small.data() + at0, static_cast<qsizetype>(length));
  return bytes.append(pattern.sliced(2));
}

/// Writes IMG_00000.JPG … into a folder that is made; `at` says where each was taken.
inline void makeCard(const std::filesystem::path& card, std::size_t count, const std::function<Point(std::size_t)>& at) {
  std::filesystem::create_directories(card);
  const std::filesystem::path scratch = card / ".scratch.jpg";
  const QByteArray plain = pattern();
  for (std::size_t i = 0; i < count; ++i) {
    const QByteArray bytes = withExif(plain, static_cast<int>(i), at(i), scratch);
    std::ofstream(card / std::format("IMG_{:05}.JPG", i), std::ios::binary).write(bytes.data(), bytes.size());
  }
  std::filesystem::remove(scratch);
}

} // namespace suyuan::bench
