// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/panels/record_panel.h"

#include "app/desktop/forms/record_form.h"
#include "tests/app/desktop/open_window.h"

#include <QStackedWidget>
#include <QTreeWidget>

using namespace suyuan;
using namespace suyuan::desktop;

namespace {

Result<> riverAndOutfall(store::Edit& edit) {
  River river;
  river.name = "伊通河";
  river.geometry = LineString{{{125.30, 43.90}, {125.34, 43.90}}};
  river.grade = 3;
  SUYUAN_TRY(edit.insert(river));
  Outfall outfall;
  outfall.name = "一号排口";
  outfall.geometry = Point{125.32, 43.91};
  SUYUAN_TRY(edit.insert(outfall));
  return {};
}

void clickAt(OpenWindow& open, const Point& lonLat) {
  MapCanvas& canvas = *open.window.canvas();
  QTest::mouseClick(&canvas, Qt::LeftButton, Qt::NoModifier, canvas.screenOf(lonLat)->toPoint());
  open.settle();
}

River river(OpenWindow& open) { return open.window.session()->reader().all<River>().value().front(); }

QTreeWidgetItem* itemOf(QTreeWidget& fields, std::string_view field) { return fields.topLevelItem(schemaOf(Layer::Rivers).indexOf(field)); }

} // namespace

TEST_CASE("a click on a river shows what is recorded of it, and a change there is recorded and taken back") {
  OpenWindow open(riverAndOutfall);
  open.activate();
  auto& panel = *open.window.findChild<RecordPanel*>();
  auto* stack = qobject_cast<QStackedWidget*>(panel.parentWidget());
  REQUIRE(stack);
  CHECK(stack->currentWidget() != &panel);
  clickAt(open, {125.31, 43.90});
  CHECK(stack->currentWidget() == &panel);
  CHECK(panel.layer() == Layer::Rivers);
  CHECK(panel.findChild<QLabel*>(QStringLiteral("record_title"))->text().contains(QStringLiteral("伊通河")));
  auto& fields = *panel.findChild<QTreeWidget*>(QStringLiteral("record_fields"));
  REQUIRE(fields.topLevelItemCount() == static_cast<int>(schemaOf(Layer::Rivers).fields.size()));
  CHECK(itemOf(fields, "grade")->text(1) == QStringLiteral("3"));

  itemOf(fields, "target")->setText(1, QStringLiteral("Ⅳ类"));
  open.settle();
  CHECK(river(open).target == "Ⅳ类");
  itemOf(fields, "grade")->setText(1, QStringLiteral("三"));
  CHECK(open.banner().contains(QStringLiteral("三")));
  CHECK(itemOf(fields, "grade")->text(1) == QStringLiteral("3")); // what is recorded stands
  CHECK(river(open).grade == 3);
  open.window.findChild<QAction*>(QStringLiteral("act_undo"))->trigger();
  open.settle();
  CHECK(river(open).target.empty());
  CHECK(itemOf(fields, "target")->text(1).isEmpty());

  clickAt(open, {125.32, 43.91}); // the outfall's form is back
  CHECK(stack->currentWidget() != &panel);
  CHECK(open.window.form()->fid().isSet());
}
