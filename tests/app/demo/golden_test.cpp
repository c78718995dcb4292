// SPDX-License-Identifier: GPL-3.0-or-later
// The demo survey's maps against the pictures in tests/data/golden, which somebody has looked at. After an intended change
// of the look: SUYUAN_WRITE_GOLDEN=1 writes them anew; look at each before it is kept.
#include "app/demo/run_demo.h"
#include "gis/render/render_file.h"

#include <catch2/catch_test_macros.hpp>

#include <QImage>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

using namespace suyuan;
namespace fs = std::filesystem;

namespace {

struct View {
  const char* name;
  std::optional<Box> box;
};

const View views[]{{"province", std::nullopt}, {"county", Box{124.95, 43.6, 125.75, 44.1}}, {"street", Box{125.3540, 43.8405, 125.3595, 43.8435}}};

/// Share of pixels that differ by more than a soft edge may between builds of the same libraries.
double differing(const QImage& a, const QImage& b) {
  std::int64_t count = 0;
  for (int y = 0; y < a.height(); ++y)
    for (int x = 0; x < a.width(); ++x) {
      const QRgb p = a.pixel(x, y), q = b.pixel(x, y);
      const int most = std::max({std::abs(qRed(p) - qRed(q)), std::abs(qGreen(p) - qGreen(q)), std::abs(qBlue(p) - qBlue(q))});
      if (most > 40) ++count;
    }
  return static_cast<double>(count) / (static_cast<double>(a.width()) * a.height());
}

} // namespace

TEST_CASE("province, county and street look in every theme as they did when they were looked at") {
  const QTemporaryDir folder;
  const fs::path here = fs::path(folder.path().toStdU16String()), golden = fs::path(SUYUAN_TEST_DATA) / "golden";
  REQUIRE(demo::runDemo(here / "demo", {.resources = SUYUAN_RESOURCES_DIR}));
  for (const char* theme : {"day", "dark", "contrast", "print"})
    for (const View& view : views) {
      const std::string name = std::string(theme) + "_" + view.name + ".png";
      INFO(name);
      render::RenderRequest request{.input = here / "demo" / "survey", .output = here / name, .resources = SUYUAN_RESOURCES_DIR, .bbox = view.box, .size = {480, 320}};
      request.theme = theme;
      request.clusters = true;
      request.decorations = true;
      REQUIRE(render::renderToFile(request));
      if (std::getenv("SUYUAN_WRITE_GOLDEN") != nullptr) fs::copy_file(here / name, golden / name, fs::copy_options::overwrite_existing);
      const QImage made(QString::fromStdString((here / name).string())), kept(QString::fromStdString((golden / name).string()));
      REQUIRE(made.size() == QSize(480, 320));
      REQUIRE(kept.size() == made.size());
      CHECK(differing(made, kept) < 0.001);
    }
}
