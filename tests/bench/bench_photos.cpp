// SPDX-License-Identifier: GPL-3.0-or-later
// bench_photos FOLDER [photos]: makes that many photos of 2 MB and 12 megapixels (default 500; 10000 need 40 GB) in FOLDER, each with
// bytes, time and position of its own; takes them into a new survey with 500 outfalls; and times what a panel of 24 thumbnails waits
// for, all thumbnails, and the same again from the kept ones. FOLDER/photos-bench is removed at the end.
// CSV: what, seconds, photos, peak_mb. `take` copies, hashes, flushes, reads EXIF, places and records.
#include "bench_support.h"

#include "core/media/media_folder.h"
#include "core/media/photo_ledger.h"
#include "core/media/take_photos.h"
#include "core/model/geometry_functions.h"
#include "core/model/outfall.h"
#include "gis/media/inspect_photo.h"
#include "gis/media/thumbnail_cache.h"

#include <QBuffer>
#include <QGuiApplication>
#include <QImage>

#include <exiv2/exiv2.hpp>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <format>
#include <fstream>
#include <random>

using namespace suyuan;
namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;

double since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

// A picture as full of detail as a bank in summer, so that a JPEG of 12 megapixels has about 2 MB.
QByteArray pattern() {
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
QByteArray withExif(const QByteArray& pattern, int number, const Point& at, const fs::path& scratch) {
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

void line(const char* what, double seconds, std::size_t photos) {
  std::printf("%s,%.3f,%zu,%.0f\n", what, seconds, photos, bench::peakMegabytes());
  std::fflush(stdout);
}

// Wants the pictures and waits until `first` of them, and then all, are there.
void showAll(const char* what, const fs::path& cacheFolder, const std::vector<media::ThumbnailCache::Wanted>& wanted) {
  std::atomic<std::size_t> ready = 0;
  const auto begin = Clock::now();
  media::ThumbnailCache cache(cacheFolder, {}, [&](const std::string&) { ++ready; });
  cache.want(wanted);
  const auto until = [&](std::size_t count) {
    while (ready < count) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return since(begin);
  };
  const std::size_t screen = std::min<std::size_t>(24, wanted.size());
  line(std::format("{}_first", what).c_str(), until(1), 1);
  line(std::format("{}_screen", what).c_str(), until(screen), screen);
  line(std::format("{}_all", what).c_str(), until(wanted.size()), wanted.size());
}

} // namespace

int main(int argc, char** argv) {
  if (argc < 2) return std::fprintf(stderr, "usage: bench_photos FOLDER [photos]\n"), 2;
  setenv("QT_QPA_PLATFORM", "offscreen", 1);
  const QGuiApplication qt(argc, argv);
  const std::size_t count = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 500;
  const fs::path root = fs::path(argv[1]) / "photos-bench", card = root / "card";
  if (fs::exists(root)) return std::fprintf(stderr, "%s is there already\n", root.c_str()), 2;
  fs::create_directories(card);
  std::puts("what,seconds,photos,peak_mb");
  const Point bank{125.35, 43.88};
  const DegreeLength per = degreeLength(bank.y);
  const auto outfallAt = [&](std::size_t i) { return Point{bank.x, bank.y + static_cast<double>(i % 500) * 200 / per.lat}; };

  auto begin = Clock::now();
  {
    const QByteArray plain = pattern();
    for (std::size_t i = 0; i < count; ++i) {
      Point at = outfallAt(i);
      at.x += 6 / per.lon;
      const QByteArray bytes = withExif(plain, static_cast<int>(i), at, root / "scratch.jpg");
      std::ofstream(card / std::format("IMG_{:05}.JPG", i), std::ios::binary).write(bytes.data(), bytes.size());
    }
  }
  line("make", since(begin), count);

  auto survey = store::SurveyFile::create(root / "survey", {.name = "bench", .divisionCode = "220100", .author = "bench"});
  if (!survey) return bench::fail(survey.error());
  std::vector<Outfall> outfalls(500);
  for (std::size_t i = 0; i < outfalls.size(); ++i) {
    outfalls[i].geometry = outfallAt(i);
    outfalls[i].name = std::to_string(i);
  }
  if (auto put = survey->edit("outfalls", [&](store::Edit& edit) { return bench::put(edit, outfalls); }); !put) return bench::fail(put.error());
  const media::Inspect inspect = [](const fs::path& file) { return media::inspectPhoto(file); };
  auto files = media::filesBelow(card);
  if (!files) return bench::fail(files.error());
  begin = Clock::now();
  for (const fs::path& file : *files)
    if (!media::inspectPhoto(file)) return 1;
  line("inspect", since(begin), count);
  begin = Clock::now();
  auto report = media::takePhotos(*survey, *files, inspect, {}, {});
  if (!report) return bench::fail(report.error());
  line("take", since(begin), static_cast<std::size_t>(report->count(media::TakeOutcome::Taken)));
  std::size_t sure = 0;
  for (const auto& taken : report->files) sure += taken.placing.state == media::PlacingState::Sure;
  line("placed_for_sure", 0, sure);
  begin = Clock::now();
  auto ledger = media::photoLedger(*survey, nullptr, {}, inspect);
  if (!ledger) return bench::fail(ledger.error());
  line(ledger->closes() ? "ledger_closes" : "ledger_does_not_close", since(begin), static_cast<std::size_t>(ledger->all.stored));

  std::vector<media::ThumbnailCache::Wanted> wanted;
  const media::MediaFolder folder(survey->media());
  for (const auto& taken : report->files) wanted.push_back({taken.sha256, folder.fileOf(taken.sha256)});
  showAll("thumbnails", survey->cache() / "thumbnails", wanted);
  showAll("kept", survey->cache() / "thumbnails", wanted);
  fs::remove_all(root);
  return 0;
}
