// SPDX-License-Identifier: GPL-3.0-or-later
// Photos in the real window: dropped, taken, shown, reviewed, marked, counted, copied.
#include "app/desktop/dialogs/photo_dialog.h"
#include "app/desktop/dialogs/photo_export_dialog.h"
#include "app/desktop/dialogs/photo_ledger_dialog.h"
#include "app/desktop/dialogs/photo_review_dialog.h"
#include "app/desktop/dialogs/take_photos_dialog.h"
#include "app/desktop/panels/photo_panel.h"
#include "app/desktop/panels/photo_words.h"
#include "app/desktop/shell/banner.h"
#ifdef SUYUAN_HAS_CAMERA
#include "app/desktop/dialogs/camera_dialog.h"
#endif
#include "core/sync/durable_file.h"
#include "tests/app/desktop/open_window.h"
#include "tests/gis/media/film_maker.h"
#include "tests/gis/media/photo_maker.h"

#include <QCheckBox>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QListWidget>
#include <QMimeData>
#include <QToolButton>
#include <QTreeWidget>
#include <QUrl>

#include <fstream>

using namespace suyuan;
using namespace suyuan::desktop;

namespace {

namespace fs = std::filesystem;

// Two outfalls 300 m apart on one bank.
Result<> twoOutfalls(store::Edit& edit) {
  for (const auto& [name, lat] : {std::pair("上游口", 43.8800), std::pair("下游口", 43.8827)}) {
    Outfall outfall;
    outfall.name = name;
    outfall.geometry = Point{125.35, lat};
    outfall.surveyLevel = 2;
    outfall.status = "已确认";
    auto done = edit.insert(outfall);
    if (!done) return std::unexpected(done.error());
  }
  return {};
}

struct Photos {
  OpenWindow open{twoOutfalls};
  QTemporaryDir camera;
  PhotoPanel& panel = *open.window.photos();

  Photos() {
    open.activate();
    auto* dock = open.find<QDockWidget>("dock_photos");
    dock->show();
    dock->raise();
  }
  fs::path at(const char* name) const { return fs::path(camera.path().toStdString()) / name; }
  void shoot(const char* name, double lon, double lat, int orientation = 1) {
    fs::create_directories(at(name).parent_path());
    test::makePhoto(at(name), {.lon = lon, .lat = lat, .takenAt = "2024:05:01 10:00:00", .offset = "+08:00", .orientation = orientation, .comment = name});
  }
  void drop() {
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(camera.path())});
    QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&open.window, &enter);
    REQUIRE(enter.isAccepted());
    QDropEvent event(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&open.window, &event);
    REQUIRE(event.isAccepted());
  }
  TakePhotosDialog& take() {
    drop();
    auto& dialog = open.dialog<TakePhotosDialog>();
    waitFor(dialog);
    dialog.findChild<QPushButton*>(QStringLiteral("take_go"))->click();
    waitFor(dialog);
    open.settle();
    return dialog;
  }
  std::vector<Outfall> outfalls() { return open.window.session()->reader().all<Outfall>().value(); }
  std::vector<Photo> records() { return open.window.session()->reader().all<Photo>({.orderBy = "file_name"}).value(); }
  void show(Fid fid) {
    open.window.selectOutfall(fid, true);
    open.settle();
  }
  QString text(const char* label) { return open.find<QLabel>(label)->text(); }
};

QString said(QWidget& dialog, const char* label) { return dialog.findChild<QLabel*>(QLatin1String(label))->text(); }

} // namespace

TEST_CASE("files dropped on the window are taken, shown at their outfall and given kinds by keys") {
  Photos photos;
  photos.shoot("1.jpg", 125.35003, 43.88002, 6);
  photos.shoot("2.jpg", 125.35004, 43.88003);
  photos.shoot("远景/3.jpg", 125.35003, 43.88268);
  std::ofstream(photos.at("notes.txt")) << "no media";
  auto& dialog = photos.take();
  CHECK(said(dialog, "take_result").contains(QStringLiteral("3")));
  CHECK(photos.records().size() == 3);
  dialog.close();
  const Fid upper = photos.outfalls()[0].fid;
  photos.show(upper);
  PhotoModel& model = photos.panel.grid().photos();
  REQUIRE(model.rowCount() == 2);
  REQUIRE(QTest::qWaitFor([&] { return model.picture(0) && model.picture(1); }, 10'000));
  CHECK((model.picture(0)->height() > model.picture(0)->width() || model.picture(1)->height() > model.picture(1)->width())); // the one that is turned stands upright
  CHECK(photos.text("photo_views").contains(QStringLiteral("✗ 近景")));
  photos.panel.grid().setCurrentIndex(model.index(0));
  CHECK(photos.text("photo_details").contains(qs(model.at(0)->record.sha256.substr(0, 32))));
  CHECK(photos.text("photo_details").contains(QStringLiteral("2024-05-01 10:00:00")));
  photos.panel.grid().setFocus();
  QTest::keyClick(&photos.panel.grid(), Qt::Key_1); // the first view of the rule book
  photos.open.settle();
  const Fid given = model.at(0)->record.fid;
  CHECK(photos.open.window.session()->reader().get<Photo>(given).value().value().kind == "近景");
  CHECK(photos.text("photo_views").contains(QStringLiteral("✓ 近景")));
  CHECK(photos.text("photo_views").contains(QStringLiteral("✗ 远景")));
  photos.open.use("act_undo");
  photos.open.settle();
  CHECK(photos.open.window.session()->reader().get<Photo>(given).value().value().kind.empty());
  CHECK(photos.text("photo_views").contains(QStringLiteral("✗ 近景")));
  // The other one's came by its folder's name.
  photos.show(photos.outfalls()[1].fid);
  REQUIRE(model.rowCount() == 1);
  CHECK(model.at(0)->record.kind == "远景");
  // Taken again, nothing comes twice; one undo takes all of them back.
  auto& again = photos.take();
  CHECK(photos.records().size() == 3);
  again.close();
}

TEST_CASE("a photo that is not certain waits, is put by Enter, taken back, and moved to the record on the map by M") {
  Photos photos;
  photos.shoot("between.jpg", 125.35, 43.88135); // as far from one as from the other
  photos.shoot("sure.jpg", 125.35003, 43.88002);
  auto& dialog = photos.take();
  auto* button = dialog.findChild<QPushButton*>(QStringLiteral("take_review"));
  REQUIRE(button->isVisible());
  button->click();
  auto& review = photos.open.dialog<PhotoReviewDialog>();
  waitFor(review);
  auto& grid = *review.findChild<PhotoGrid*>();
  auto& targets = *review.findChild<QListWidget*>(QStringLiteral("review_targets"));
  REQUIRE(grid.photos().rowCount() == 1);
  CHECK(grid.photos().at(0)->record.fileName == "between.jpg");
  REQUIRE(targets.count() == 2);
  const Fid waiting = grid.photos().at(0)->record.fid;
  const auto record = [&] { return photos.open.window.session()->reader().get<Photo>(waiting).value().value(); };
  CHECK_FALSE(record().outfallFid.isSet());
  targets.setCurrentRow(1);
  const QString second = targets.currentItem()->text();
  QTest::keyClick(&targets, Qt::Key_Return);
  waitFor(review);
  photos.open.settle();
  CHECK(record().placing == "人工归位");
  REQUIRE(record().outfallFid.isSet());
  CHECK(second.contains(qs(photos.open.outfall(record().outfallFid).name)));
  CHECK(grid.photos().rowCount() == 0);
  // Taken back, it waits again; then the one that the map shows.
  review.findChild<QPushButton*>(QStringLiteral("review_undo"))->click();
  waitFor(review);
  REQUIRE(grid.photos().rowCount() == 1);
  CHECK_FALSE(record().outfallFid.isSet());
  const Fid upper = photos.outfalls()[0].fid;
  photos.show(upper);
  waitFor(review);
  grid.setFocus();
  QTest::keyClick(&grid, Qt::Key_M);
  waitFor(review);
  CHECK(record().outfallFid == upper);
  // Those put without doubt are listed when asked for, with why.
  review.findChild<QCheckBox*>(QStringLiteral("review_sure"))->setChecked(true);
  waitFor(review);
  REQUIRE(grid.photos().rowCount() == 1);
  CHECK(grid.photos().at(0)->record.fileName == "sure.jpg");
  CHECK(said(review, "review_details").contains(QStringLiteral("自动归位")));
  QTest::keyClick(&grid, Qt::Key_Return);
  waitFor(review);
  CHECK(photos.records()[1].placing == "人工归位");
  review.close();
}

TEST_CASE("the panel confirms and moves photos by keys") {
  Photos photos;
  photos.shoot("sure.jpg", 125.35003, 43.88002);
  photos.take().close();
  const auto outfalls = photos.outfalls();
  photos.show(outfalls[0].fid);
  auto& grid = photos.panel.grid();
  grid.setCurrentIndex(grid.photos().index(0));
  grid.setFocus();
  QTest::keyClick(&grid, Qt::Key_Space);
  photos.open.settle();
  CHECK(photos.records()[0].placing == "人工归位");
  CHECK(photos.records()[0].outfallFid == outfalls[0].fid);
  photos.panel.show(PhotoPanel::Scope::All);
  photos.open.settle();
  photos.show(outfalls[1].fid);
  REQUIRE(grid.photos().rowCount() == 1);
  grid.setCurrentIndex(grid.photos().index(0));
  QTest::keyClick(&grid, Qt::Key_M);
  photos.open.settle();
  CHECK(photos.records()[0].outfallFid == outfalls[1].fid);
}

TEST_CASE("marks are drawn on the large photo and kept beside the original") {
  Photos photos;
  photos.shoot("1.jpg", 125.35003, 43.88002);
  photos.shoot("2.jpg", 125.35003, 43.88003);
  photos.take().close();
  photos.show(photos.outfalls()[0].fid);
  auto& grid = photos.panel.grid();
  grid.setCurrentIndex(grid.photos().index(0));
  grid.setFocus();
  QTest::keyClick(&grid, Qt::Key_Return);
  auto& dialog = photos.open.dialog<PhotoDialog>();
  waitFor(dialog);
  auto& view = *dialog.findChild<PhotoView*>();
  const fs::path stored = photos.open.window.session()->file().media() / (dialog.photo().sha256 + ".jpg");
  const QRect frame = view.pictureRect();
  REQUIRE(frame.width() > 100);
  const QPoint from = frame.center() - QPoint(frame.width() / 4, 0), to = frame.center();
  const QColor before = view.grab().toImage().pixelColor((from + to) / 2);
  QTest::keyClick(&view, Qt::Key_A);
  auto& words = *dialog.findChild<QLineEdit*>(QStringLiteral("mark_words"));
  words.setText(QStringLiteral("口门"));
  QTest::mousePress(&view, Qt::LeftButton, {}, from);
  QTest::mouseMove(&view, to);
  QTest::mouseRelease(&view, Qt::LeftButton, {}, to);
  photos.open.settle();
  const auto marks = media::parseMarks(dialog.photo().marks);
  REQUIRE(marks.size() == 1);
  CHECK(marks[0].kind == media::PhotoMark::Kind::Arrow);
  CHECK(marks[0].text == "口门");
  CHECK(std::abs(marks[0].fromX - 0.25) < 0.02);
  CHECK(std::abs(marks[0].toX - 0.5) < 0.02);
  CHECK(view.grab().toImage().pixelColor((from + to) / 2) != before);
  CHECK(sync::sha256OfFile(stored).value() == dialog.photo().sha256);
  QTest::keyClick(&view, Qt::Key_T);
  QTest::mouseClick(&view, Qt::LeftButton, {}, frame.center() + QPoint(20, 20));
  CHECK(media::parseMarks(dialog.photo().marks).size() == 2);
  QTest::keyClick(&view, Qt::Key_Delete);
  CHECK(media::parseMarks(dialog.photo().marks).size() == 1);
  QTest::keyClick(&view, Qt::Key_2);
  CHECK(dialog.photo().kind == kindsByKey(photos.open.window.session()->book().photos())[1]);
  // On to the next one and no farther.
  const Fid first = dialog.photo().fid;
  QTest::keyClick(&view, Qt::Key_Right);
  waitFor(dialog);
  CHECK(dialog.photo().fid != first);
  CHECK(dialog.photo().marks.empty());
  QTest::keyClick(&view, Qt::Key_Right);
  CHECK(dialog.row() == 1);
  dialog.close();
  // A copy has the marks and the watermark, at the size asked for.
  photos.open.use("act_photos_copies");
  auto& copies = photos.open.dialog<PhotoExportDialog>();
  QTemporaryDir out;
  copies.findChild<QLineEdit*>(QStringLiteral("copies_folder"))->setText(out.path());
  copies.findChild<QPushButton*>(QStringLiteral("copies_go"))->click();
  waitFor(copies);
  const auto written = QDir(out.path()).entryList({QStringLiteral("*.jpg")}, QDir::Files);
  REQUIRE(written.size() == 2);
  CHECK(sync::sha256OfFile(stored).value() == stored.stem().string());
  for (const QString& name : written) {
    CHECK(name.startsWith(QStringLiteral("上游口")));
    CHECK_FALSE(QImage(out.filePath(name)).isNull());
  }
  copies.close();
}

TEST_CASE("the ledger shows in red what is missing before anyone goes home") {
  Photos photos;
  photos.shoot("近景1.jpg", 125.35003, 43.88002);
  photos.shoot("2.jpg", 125.35003, 43.88268);
  photos.take().close();
  const auto records = photos.records();
  photos.open.use("act_photos_ledger");
  auto& dialog = photos.open.dialog<PhotoLedgerDialog>();
  waitFor(dialog);
  auto& list = *dialog.findChild<QTreeWidget*>(QStringLiteral("ledger_list"));
  CHECK(list.topLevelItem(0)->text(1) == QStringLiteral("2"));
  CHECK(list.topLevelItem(0)->text(2) == QStringLiteral("2"));
  CHECK(list.topLevelItem(0)->text(3) == QStringLiteral("–")); // no hub was asked
  const auto line = [&](const QString& name) {
    const auto found = list.findItems(name, Qt::MatchExactly | Qt::MatchRecursive);
    REQUIRE(found.size() == 1);
    return found.front();
  };
  const QColor red(missingColour());
  CHECK(line(QStringLiteral("上游口"))->text(6).contains(QStringLiteral("远景")));
  CHECK_FALSE(line(QStringLiteral("上游口"))->text(6).contains(QStringLiteral("近景")));
  CHECK(line(QStringLiteral("上游口"))->foreground(6).color() == red);
  CHECK(said(dialog, "ledger_verdict").contains(QStringLiteral("2")));
  // One file of the survey goes, another one is still on the camera.
  const fs::path stored = photos.open.window.session()->file().media() / (records[0].sha256 + ".jpg");
  REQUIRE(fs::remove(stored));
  photos.shoot("new.jpg", 125.35003, 43.88002);
  dialog.findChild<QLineEdit*>(QStringLiteral("ledger_camera"))->setText(photos.camera.path());
  dialog.findChild<QCheckBox*>(QStringLiteral("ledger_whole"))->setChecked(true);
  dialog.findChild<QPushButton*>(QStringLiteral("ledger_go"))->click();
  waitFor(dialog);
  CHECK(list.topLevelItem(0)->text(2) == QStringLiteral("1"));
  CHECK(list.topLevelItem(0)->foreground(2).color() == red);
  CHECK(line(qs(records[0].fileName))->foreground(6).color() == red);
  CHECK(line(qs(photos.at("new.jpg").string()))->foreground(6).color() == red);
  // A double click goes to the outfall.
  Q_EMIT list.itemActivated(line(QStringLiteral("下游口")), 0);
  CHECK(photos.open.window.form()->fid() == photos.outfalls()[1].fid);
  dialog.close();
}

TEST_CASE("videos and sound are taken by place and time and shown with their length") {
  Photos photos;
  test::makeFilm(photos.at("walk.mp4"), {.xyz = "+43.8800+125.3500/"});
  auto& dialog = photos.take();
  CHECK(photos.records().size() == 1);
  dialog.close();
  const Photo film = photos.records()[0];
  CHECK(film.mediaKind == "视频");
  CHECK(film.duration == 12.5);
  CHECK(film.outfallFid == photos.outfalls()[0].fid);
  photos.show(film.outfallFid);
  auto& grid = photos.panel.grid();
  REQUIRE(grid.photos().rowCount() == 1);
  CHECK(photos.text("photo_views").contains(QStringLiteral("✗ 近景"))); // a video is no view
  grid.setCurrentIndex(grid.photos().index(0));
  CHECK(photos.text("photo_details").contains(QStringLiteral("0:1")));
  Q_EMIT grid.opened(0);
  auto& large = photos.open.dialog<PhotoDialog>();
  CHECK(large.findChild<QPushButton*>(QStringLiteral("photo_play"))->isVisible());
  CHECK_FALSE(large.findChild<QToolButton*>(QStringLiteral("mark_arrow"))->isVisible());
  large.close();
}

TEST_CASE("closing with photos that wait asks once, in the banner") {
  Photos photos;
  photos.shoot("far.jpg", 125.40, 43.95);
  photos.take().close();
  QTest::qWait(10);
  CHECK_FALSE(photos.open.window.close());
  CHECK(photos.open.window.isVisible());
  CHECK(photos.open.window.banner()->isAsking());
  CHECK(photos.text("banner_question").contains(QStringLiteral("1")));
  photos.open.find<QPushButton>("banner_answer_0")->click();
  auto& review = photos.open.dialog<PhotoReviewDialog>();
  waitFor(review);
  CHECK(review.findChild<PhotoGrid*>()->photos().rowCount() == 1);
  CHECK(said(review, "review_said").contains(QStringLiteral("M")));
  review.close();
  CHECK_FALSE(photos.open.window.close());
  CHECK(photos.open.window.close()); // whoever closes again means it
}

#ifdef SUYUAN_HAS_CAMERA
TEST_CASE("a shot of this computer's camera has time and place in it and belongs to the record that is shown") {
  Photos photos;
  if (!CameraDialog::hasCamera()) {
    photos.open.use("act_photos_camera");
    CHECK_FALSE(photos.open.banner().isEmpty());
    CHECK(photos.open.window.findChildren<CameraDialog*>().empty());
  }
  const Fid lower = photos.outfalls()[1].fid;
  CameraDialog dialog(*photos.open.window.session(), {Layer::Outfalls, lower}, [] { return media::CaptureFacts{{}, Point{125.35001, 43.88271}, 0.8}; });
  test::makePhoto(photos.at("shot.jpg"), {});
  const auto begin = std::chrono::system_clock::now() - std::chrono::seconds(1);
  dialog.keep(qs(photos.at("shot.jpg").string()));
  waitFor(dialog);
  REQUIRE(photos.records().size() == 1);
  const Photo shot = photos.records()[0];
  CHECK(shot.outfallFid == lower);
  CHECK(shot.placing == "人工归位");
  const auto* place = std::get_if<Point>(&shot.geometry);
  REQUIRE(place);
  CHECK(std::abs(place->x - 125.35001) < 1e-6);
  CHECK(parseUtc(shot.takenAt).value() >= begin);
}
#endif
