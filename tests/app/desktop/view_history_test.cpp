// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/canvas/view_history.h"
#include "tests/app/desktop/open_window.h"

using namespace suyuan;
using namespace suyuan::desktop;

namespace {

/// A river, so that the map has a place.
Result<> riverThere(store::Edit& edit) {
  River river;
  river.geometry = LineString{{{125.30, 43.80}, {125.34, 43.86}}};
  if (auto inserted = edit.insert(river); !inserted) return std::unexpected(inserted.error());
  return {};
}

/// Until the view counts as one that was looked at.
void rest() { QTest::qWait(ViewHistory::restMilliseconds * 2); }

} // namespace

TEST_CASE("Alt and the arrows go back and forward between views, and a new view ends what lay ahead") {
  OpenWindow open(riverThere);
  MapCanvas& canvas = *open.window.canvas();
  open.activate();
  canvas.setFocus();
  rest();
  const render::MapView first = canvas.view();
  canvas.zoomBy(2);
  canvas.setView(canvas.view().panned({40, 0})); // both in one move of the hand
  rest();
  const render::MapView second = canvas.view();
  canvas.zoomBy(3); // left before it was rested at: still where forward leads to
  const render::MapView third = canvas.view();

  QTest::keyClick(&canvas, Qt::Key_Left, Qt::AltModifier);
  CHECK(canvas.view() == second);
  QTest::keyClick(&canvas, Qt::Key_Left, Qt::AltModifier);
  CHECK(canvas.view() == first);
  QTest::keyClick(&canvas, Qt::Key_Left, Qt::AltModifier); // there is nothing before it
  CHECK(canvas.view() == first);
  rest(); // going back is no new view
  QTest::keyClick(&canvas, Qt::Key_Right, Qt::AltModifier);
  CHECK(canvas.view() == second);
  QTest::keyClick(&canvas, Qt::Key_Right, Qt::AltModifier);
  CHECK(canvas.view() == third);

  QTest::keyClick(&canvas, Qt::Key_Left, Qt::AltModifier);
  canvas.zoomBy(0.5);
  rest();
  const render::MapView other = canvas.view();
  QTest::keyClick(&canvas, Qt::Key_Right, Qt::AltModifier);
  CHECK(canvas.view() == other);
  QTest::keyClick(&canvas, Qt::Key_Left, Qt::AltModifier);
  CHECK(canvas.view() == second);
}
