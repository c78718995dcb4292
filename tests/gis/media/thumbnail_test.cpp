// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/media/thumbnail.h"
#include "gis/media/thumbnail_cache.h"
#include "tests/gis/media/photo_maker.h"
#include "tests/support/survey_builder.h"

#include <catch2/catch_test_macros.hpp>

#include <QImage>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <format>
#include <fstream>
#include <mutex>
#include <set>

using namespace suyuan;
using namespace suyuan::media;
using suyuan::test::must;
using suyuan::test::TempFolder;

namespace {

namespace fs = std::filesystem;

const fs::path photos = SUYUAN_TEST_DATA "/photos";

// Counts what is ready and waits for it.
struct Arrivals {
  std::mutex mutex;
  std::condition_variable some;
  std::vector<std::string> order;
  void add(const std::string& name) {
    const std::lock_guard lock(mutex);
    order.push_back(name);
    some.notify_all();
  }
  bool wait(std::size_t count) {
    std::unique_lock lock(mutex);
    return some.wait_for(lock, std::chrono::seconds(30), [&] { return order.size() >= count; });
  }
};

std::string named(int i) { return std::format("{:064x}", i); }

// Red above, blue below, as it should be seen; stored turned so that `orientation` brings it back.
void writeTurned(const fs::path& file, int orientation) {
  test::makePhoto(file, {.orientation = orientation});
}

} // namespace

TEST_CASE("a thumbnail is turned as its photo says and no side is longer than asked") {
  struct Known {
    const char* file;
    bool upright;
  };
  for (const Known& known : {Known{"landscape_3.jpg", false}, {"landscape_6.jpg", false}, {"landscape_8.jpg", false}, {"portrait_2.jpg", true}, {"portrait_5.jpg", true}}) {
    INFO(known.file);
    const QImage small = must(makeThumbnail(photos / known.file, 128));
    CHECK(std::max(small.width(), small.height()) == 128);
    CHECK((small.height() > small.width()) == known.upright); // as their names say
  }
  // The same scene, turned in every way, gives the same picture.
  const QImage plain = must(makeThumbnail(photos / "landscape_3.jpg", 64)), turned = must(makeThumbnail(photos / "landscape_6.jpg", 64));
  REQUIRE(plain.size() == turned.size());
  double apart = 0;
  for (int y = 0; y < plain.height(); ++y)
    for (int x = 0; x < plain.width(); ++x) apart += std::abs(qGray(plain.pixel(x, y)) - qGray(turned.pixel(x, y)));
  CHECK(apart / (plain.width() * plain.height()) < 12);
}

TEST_CASE("what is no picture gives an error, a small picture stays as it is") {
  const TempFolder folder;
  std::ofstream(folder / "a.jpg") << "no picture";
  CHECK(makeThumbnail(folder / "a.jpg", 64).error().code == ErrorCode::FileUnreadable);
  CHECK(makeThumbnail(folder / "none.jpg", 64).error().code == ErrorCode::FileUnreadable);
  CHECK(must(makeThumbnail(photos / "long_description.jpg", 256)).size() == QSize(100, 73));
}

TEST_CASE("thumbnails come in the order in which they are wanted, are kept on the disk and made anew when that is damaged") {
  const TempFolder folder;
  std::vector<ThumbnailCache::Wanted> wanted;
  for (int i = 0; i < 8; ++i) {
    writeTurned(folder / (named(i) + ".jpg"), 6);
    wanted.push_back({named(i), folder / (named(i) + ".jpg")});
  }
  {
    Arrivals arrived;
    ThumbnailCache cache(folder / "cache", {.edge = 64, .threads = 1}, [&](const std::string& name) { arrived.add(name); });
    cache.want(wanted);
    REQUIRE(arrived.wait(8));
    for (int i = 0; i < 8; ++i) {
      CHECK(arrived.order[static_cast<std::size_t>(i)] == named(i));
      CHECK(cache.state(named(i)) == ThumbnailCache::State::Ready);
      CHECK(cache.picture(named(i))->height() == 64); // 100 x 73 on its side
    }
  }
  const fs::path kept = folder / "cache" / "00" / (named(1) + "-64.jpg");
  REQUIRE(fs::exists(kept));
  std::ofstream(kept, std::ios::trunc) << "rotten";
  fs::remove(folder / (named(2) + ".jpg")); // seen from the cache alone
  Arrivals arrived;
  ThumbnailCache cache(folder / "cache", {.edge = 64, .threads = 2}, [&](const std::string& name) { arrived.add(name); });
  cache.want(std::span(wanted).first(3));
  REQUIRE(arrived.wait(3));
  for (int i = 0; i < 3; ++i) CHECK(cache.picture(named(i)).has_value());
  CHECK_FALSE(QImage(QString::fromStdString(kept.string())).isNull());
}

TEST_CASE("a damaged photo is told once and not tried again and again") {
  const TempFolder folder;
  std::ofstream(folder / "bad.jpg") << "no picture";
  Arrivals arrived;
  ThumbnailCache cache(folder / "cache", {.edge = 64}, [&](const std::string& name) { arrived.add(name); });
  const std::vector<ThumbnailCache::Wanted> wanted{{named(1), folder / "bad.jpg"}};
  cache.want(wanted);
  REQUIRE(arrived.wait(1));
  CHECK(cache.state(named(1)) == ThumbnailCache::State::Broken);
  cache.want(wanted);
  CHECK_FALSE(cache.picture(named(1)).has_value());
  CHECK(arrived.order.size() == 1);
}

TEST_CASE("memory for thumbnails stays within its bound, those looked at last stay") {
  const TempFolder folder;
  std::vector<ThumbnailCache::Wanted> wanted;
  for (int i = 0; i < 40; ++i) {
    writeTurned(folder / (named(i) + ".jpg"), 1);
    wanted.push_back({named(i), folder / (named(i) + ".jpg")});
  }
  constexpr std::size_t bound = 200'000; // about eleven of 64 x 47 pixels … of 4 bytes
  Arrivals arrived;
  ThumbnailCache cache(folder / "cache", {.edge = 64, .threads = 1, .memoryBytes = bound}, [&](const std::string& name) { arrived.add(name); });
  cache.want(wanted);
  REQUIRE(arrived.wait(40));
  CHECK(cache.bytesKept() <= bound);
  CHECK(cache.picture(named(39)).has_value());
  CHECK_FALSE(cache.picture(named(0)).has_value());
  CHECK(cache.state(named(0)) == ThumbnailCache::State::Waiting); // and comes again when it is wanted
  cache.want(std::span(wanted).first(1));
  REQUIRE(arrived.wait(41));
  CHECK(cache.picture(named(0)).has_value());
}

TEST_CASE("what is wanted anew takes the place of what waits, and leaving does not wait for it") {
  const TempFolder folder;
  std::vector<ThumbnailCache::Wanted> wanted;
  for (int i = 0; i < 300; ++i) wanted.push_back({named(i), photos / "DSCN0010.jpg"});
  std::atomic<int> made = 0;
  const auto begin = std::chrono::steady_clock::now();
  {
    Arrivals arrived;
    ThumbnailCache cache(folder / "cache", {.edge = 64, .threads = 2}, [&](const std::string& name) {
      ++made;
      arrived.add(name);
    });
    cache.want(wanted);
    const std::vector<ThumbnailCache::Wanted> now{{named(999), photos / "DSCN0021.jpg"}};
    cache.want(now);
    REQUIRE(arrived.wait(1));
    while (cache.state(named(999)) == ThumbnailCache::State::Waiting && std::chrono::steady_clock::now() - begin < std::chrono::seconds(30)) std::this_thread::yield();
    CHECK(cache.picture(named(999)).has_value());
    cache.want(wanted);
  }
  CHECK(made < 250);
}
