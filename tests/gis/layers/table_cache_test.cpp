// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/layers/table_cache.h"

#include "gis/layers/level_of_detail.h"
#include "gis/layers/table_builder.h"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

using namespace suyuan;
using layers::FeatureTable;
namespace fs = std::filesystem;

namespace {

struct Folder {
  fs::path path = fs::temp_directory_path() / ("suyuan-cache-" + std::to_string(std::random_device{}()));
  ~Folder() { fs::remove_all(path); }
};

/// Lines of one and of two parts, or points; with words, texts and a broken record.
FeatureTable tableOf(GeometryKind kind, int count) {
  FeatureTable t;
  t.name = kind == GeometryKind::Point ? "outfalls" : "rivers";
  t.layer = kind == GeometryKind::Point ? Layer::Outfalls : Layer::Rivers;
  layers::TableBuilder builder(t);
  std::mt19937 random(7);
  const auto at = [&] { return Point{static_cast<double>(random() % 100'000), static_cast<double>(random() % 100'000)}; };
  for (int i = 0; i < count; ++i) {
    Geometry g = at();
    if (kind == GeometryKind::Line) {
      MultiLineString lines{{LineString{{at(), at(), at()}}}};
      if (i % 3 == 0) lines.parts.push_back(LineString{{at(), at()}});
      g = lines;
    }
    if (i == 5) g = Geometry{};
    if (!builder.commit(count - i, builder.addGeometry(g))) continue; // numbers fall
    t.category.add(i % 2 ? "工业排污口" : "农业排口");
    t.status.add(i % 5 ? "已确认" : "疑似");
    t.label.add("口" + std::to_string(i));
  }
  const auto crs = projection::Crs::parse("EPSG:4551").value();
  REQUIRE(builder.finish(crs, crs));
  layers::markVertexLevels(t);
  layers::markPointLevels(t, std::vector<std::uint8_t>{0, 1, 2});
  return t;
}

void checkSame(const FeatureTable& a, const FeatureTable& b) {
  CHECK(a.name == b.name);
  CHECK(a.layer == b.layer);
  CHECK(a.crs == b.crs);
  CHECK(a.kind == b.kind);
  CHECK(a.kinds == b.kinds);
  CHECK(a.fids == b.fids);
  CHECK(a.x == b.x);
  CHECK(a.y == b.y);
  CHECK(a.partStart == b.partStart);
  CHECK(a.featureStart == b.featureStart);
  CHECK(a.category.index == b.category.index);
  CHECK(a.category.words == b.category.words);
  CHECK(a.status.index == b.status.index);
  CHECK(a.label.bytes == b.label.bytes);
  CHECK(a.label.ends == b.label.ends);
  CHECK(a.vertexLevel == b.vertexLevel);
  CHECK(a.pointLevel == b.pointLevel);
  CHECK(a.vertexStep == b.vertexStep);
  CHECK(a.pointStep == b.pointStep);
  CHECK(a.broken == b.broken);
  CHECK(a.byFid == b.byFid);
  CHECK(a.extent() == b.extent());
  for (const Box& box : {Box{0, 0, 20'000, 20'000}, Box{40'000, 70'000, 41'000, 99'000}, a.extent()}) {
    std::vector<std::uint32_t> inA, inB;
    a.index.query(box, [&](std::uint32_t row) { return inA.push_back(row), true; });
    b.index.query(box, [&](std::uint32_t row) { return inB.push_back(row), true; });
    CHECK(inA == inB);
  }
}

std::string bytesOf(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void put(const fs::path& file, const std::string& bytes) { std::ofstream(file, std::ios::binary) << bytes; }

} // namespace

TEST_CASE("a kept table is the one that was written, of points, of lines and of nothing") {
  const Folder folder;
  const fs::path file = folder.path / "deep" / "a.table";
  for (const GeometryKind kind : {GeometryKind::Point, GeometryKind::Line})
    for (const int count : {0, 1, 17, 3000}) {
      const FeatureTable table = tableOf(kind, count);
      REQUIRE(layers::writeTableCache(table, file, "钥匙 1"));
      CHECK(layers::tableCacheKey(file) == "钥匙 1");
      const auto kept = layers::readTableCache(file, "钥匙 1");
      REQUIRE(kept);
      checkSame(*kept, table);
    }
}

TEST_CASE("a kept table of another content is not read, and stays") {
  const Folder folder;
  const fs::path file = folder.path / "a.table";
  REQUIRE(layers::writeTableCache(tableOf(GeometryKind::Point, 100), file, "old"));
  CHECK_FALSE(layers::readTableCache(file, "new"));
  CHECK(fs::exists(file));
  CHECK_FALSE(layers::readTableCache(folder.path / "none.table", "old"));
}

TEST_CASE("one byte that is not as it was written, or a cut, throws a kept table away") {
  const Folder folder;
  const fs::path file = folder.path / "a.table";
  REQUIRE(layers::writeTableCache(tableOf(GeometryKind::Line, 60), file, "k"));
  const std::string good = bytesOf(file);
  std::mt19937 random(3);
  int thrown = 0, same = 0;
  for (int i = 0; i < 400; ++i) {
    std::string bad = good;
    const std::size_t at = i < 200 ? static_cast<std::size_t>(i) * 3 : random() % bad.size();
    if (i % 10 == 9) bad.resize(at);
    else bad[at] = static_cast<char>(bad[at] ^ (1 << (random() % 8)));
    put(file, bad);
    const auto kept = layers::readTableCache(file, "k");
    if (!kept) {
      CHECK_FALSE(fs::exists(file));
      ++thrown;
    } else {
      checkSame(*kept, *layers::readTableCache((put(file, good), file), "k")); // between the columns, where nothing is
      ++same;
    }
  }
  CHECK(thrown > 200);
}
