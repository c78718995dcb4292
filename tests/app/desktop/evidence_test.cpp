// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/panels/evidence_panel.h"

#include "app/desktop/panels/history_panel.h"
#include "core/model/photo.h"
#include "core/model/position_fix.h"
#include "core/store/capture.h"
#include "core/store/sqlite_handle.h"
#include "core/store/survey_impl.h"
#include "tests/app/desktop/open_window.h"

#include <QDockWidget>
#include <QProgressBar>
#include <QToolButton>
#include <QTreeView>
#include <QTreeWidget>

using namespace suyuan;
using namespace suyuan::desktop;

namespace {

Result<> threeOutfalls(store::Edit& edit) {
  const std::string now = store::utcNow();
  for (int i = 0; i < 3; ++i) {
    Outfall outfall;
    outfall.name = "排口" + std::to_string(i);
    outfall.geometry = Point{125.32, i == 2 ? 43.92 : 43.91};
    outfall.surveyedAt = now;
    auto fid = edit.insert(outfall);
    if (!fid) return std::unexpected(std::move(fid).error());
    if (i != 0) continue;
    Photo photo;
    photo.outfallFid = *fid;
    photo.geometry = Point{125.32, 43.95}; // kilometres away
    photo.takenAt = now;
    SUYUAN_TRY(edit.insert(photo));
    PositionFix fix;
    fix.outfallFid = *fid;
    fix.geometry = outfall.geometry;
    fix.accuracy = 0.5;
    fix.endedAt = now;
    SUYUAN_TRY(edit.insert(fix));
  }
  return {};
}

std::vector<Outfall> outfalls(OpenWindow& open) { return open.window.session()->reader().all<Outfall>().value(); }

} // namespace

TEST_CASE("the evidence of the chosen record stands with its score and reasons, and a contradiction is said") {
  OpenWindow open(threeOutfalls);
  open.activate();
  auto& bar = *open.find<QProgressBar>("evidence_score");
  auto& reasons = *open.find<QTreeWidget>("evidence_reasons");
  open.find<QDockWidget>("dock_evidence")->raise();
  CHECK_FALSE(bar.isEnabled());
  open.window.selectOutfall(outfalls(open)[0].fid, true);
  open.settle();
  CHECK(bar.isEnabled());
  REQUIRE(reasons.topLevelItemCount() == 5);
  // Photo in time, but elsewhere; measured; entered at once: 15 − 25 + 25 + 20.
  CHECK(bar.value() == 35);
  CHECK(reasons.topLevelItem(1)->text(1) == QStringLiteral("−25"));
  CHECK(reasons.topLevelItem(1)->text(0).startsWith(QStringLiteral("✗")));
  const QString contradicted = open.find<QLabel>("evidence_note")->text();
  open.window.selectOutfall(outfalls(open)[2].fid, true);
  open.settle();
  CHECK(bar.value() == 20);
  CHECK(open.find<QLabel>("evidence_note")->text() != contradicted);
}

TEST_CASE("oddities are findings that one can click through to") {
  OpenWindow open(threeOutfalls);
  open.activate();
  open.find<QDockWidget>("dock_evidence")->raise();
  QTest::mouseClick(open.find<QPushButton>("evidence_oddities"), Qt::LeftButton);
  open.settle();
  REQUIRE(QTest::qWaitFor([&] { return open.window.findingPanel()->model().shown() == 2; }, 10'000)); // two at one place
  const QModelIndex first = open.window.findingPanel()->model().index(0, 0, open.window.findingPanel()->model().index(0, 0));
  REQUIRE(first.isValid());
  const Finding* finding = open.window.findingPanel()->model().findingAt(first);
  REQUIRE(finding);
  CHECK(finding->rule == "evidence.same-place");
  open.window.findingPanel()->view()->setCurrentIndex(first);
  open.settle();
  CHECK(open.window.form()->fid() == finding->fid);
}

TEST_CASE("the history says quietly that it is whole, and in red when it was changed") {
  OpenWindow open(threeOutfalls);
  open.activate();
  auto& whole = *open.find<QLabel>("history_whole");
  auto& broken = *open.find<QLabel>("history_broken");
  open.find<QDockWidget>("dock_history")->raise();
  QTest::qWait(50);
  open.settle();
  CHECK(whole.text().startsWith(QStringLiteral("✓")));
  CHECK_FALSE(broken.isVisible());
  {
    auto db = store::openConnection(open.window.session()->file().database(), true);
    REQUIRE(db);
    REQUIRE(store::execute(db->get(), "UPDATE suyuan_journal SET author = '李四' WHERE entry_id = 1"));
  }
  QTest::mouseClick(open.find<QToolButton>("history_verify"), Qt::LeftButton);
  open.settle();
  CHECK(broken.isVisible());
  CHECK(broken.text().contains(QStringLiteral("李四")));
  CHECK(whole.text().isEmpty());
}
