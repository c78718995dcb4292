// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/decorations.h"
#include "gis/render/legend.h"

#include "tests/gis/render/sketch.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace suyuan;
using namespace suyuan::render;

TEST_CASE("the legend shows the classes in the view and no others") {
  MapScene scene;
  scene.style = sketch::style();
  scene.add(sketch::table("outfalls", {{1, Point{100, 100}, "工业排污口", "已确认", "", ""},
                                       {2, Point{120, 100}, "农业排口", "已确认", "", ""},
                                       {3, Point{9000, 100}, "城镇污水处理厂排污口", "疑似", "", ""}}));
  scene.add(sketch::table("lakes", {{4, sketch::square(9000, 9000, 10), "", "", "", ""}}));
  const auto entries = legendOf(scene, sketch::view());
  const auto has = [&](const char* title) {
    return std::ranges::any_of(entries, [&](const LegendEntry& e) { return e.title == QString::fromUtf8(title); });
  };
  CHECK(has("入河排污口"));
  CHECK(has("工业排污口"));
  CHECK(has("农业排口"));
  CHECK_FALSE(has("城镇污水处理厂排污口"));
  CHECK_FALSE(has("其他排口"));
  CHECK_FALSE(has("湖泊水库"));
  CHECK(has("已确认"));
  CHECK_FALSE(has("待确认"));
  const auto of = [&](const char* title) {
    return std::ranges::find_if(entries, [&](const LegendEntry& e) { return e.title == QString::fromUtf8(title); });
  };
  const LayerStyle& style = *scene.layers[0].style;
  CHECK(of("已确认")->symbol.color != style.base.color); // a status is no class: not the dot of 未分类, nor of 其他排口
  CHECK(of("已确认")->symbol.color != style.classes.back().symbol.color);
  const QSizeF size = paintLegend(nullptr, {}, entries, *scene.style);
  CHECK(size.width() > 40);
  CHECK(size.height() > 40);
}

TEST_CASE("the scale bar has a round length that fits and is true") {
  MapView view = sketch::view();
  for (const double metresPerPixel : {0.07, 1.0, 3.3, 40.0, 812.0}) {
    view.metresPerPixel = metresPerPixel;
    const ScaleBar bar = scaleBarFor(view, 160);
    CHECK(bar.pixels <= 160);
    CHECK(bar.pixels > 60);
    CHECK(bar.metres == Catch::Approx(bar.pixels * metresPerPixel));
  }
  view.metresPerPixel = 40;
  CHECK(scaleBarFor(view, 160).text == "5 km");
}
