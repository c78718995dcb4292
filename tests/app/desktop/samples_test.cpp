// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/rain_dialog.h"
#include "app/desktop/dialogs/reading_dialog.h"
#include "app/desktop/dialogs/samples_dialog.h"
#include "tests/app/desktop/open_window.h"

#include <QCheckBox>
#include <QDateEdit>
#include <QDoubleSpinBox>
#include <QTableView>
#include <QTableWidget>

using namespace suyuan;
using namespace suyuan::desktop;

namespace {

Result<> oneStormOutfall(store::Edit& edit) {
  Outfall outfall;
  outfall.geometry = Point{125.3, 43.9};
  outfall.name = "雨水排口";
  outfall.class2 = "城镇雨洪排口";
  outfall.divisionCode = "220102";
  SUYUAN_TRY(edit.insert(outfall));
  return {};
}

std::vector<Sample> samplesOf(OpenWindow& open) { return open.window.session()->reader().all<Sample>().value(); }

void show(OpenWindow& open) {
  const auto outfalls = open.window.session()->reader().all<Outfall>().value();
  open.window.selectOutfall(outfalls.front().fid, true);
  open.settle();
}

} // namespace

TEST_CASE("readings of a kit are judged as they are typed and recorded with the flow of a bucket") {
  OpenWindow open(oneStormOutfall);
  open.activate();
  show(open);
  open.use("act_readings");
  auto& dialog = open.dialog<ReadingDialog>();
  waitFor(dialog);
  const auto line = [&](const char* name) { return dialog.findChild<QLineEdit*>(QLatin1String(name)); };
  auto* record = dialog.findChild<QPushButton*>(QStringLiteral("reading_record"));
  auto* meaning = dialog.findChild<QLabel*>(QStringLiteral("reading_meaning"));
  CHECK_FALSE(record->isEnabled());
  QTest::keyClicks(line("reading_ph"), QStringLiteral("71"));
  CHECK_FALSE(record->isEnabled()); // impossible
  CHECK(dialog.findChild<QLabel*>(QStringLiteral("reading_fault_ph"))->isVisible());
  line("reading_ph")->setText(QStringLiteral("7.1"));
  CHECK_FALSE(dialog.findChild<QLabel*>(QStringLiteral("reading_fault_ph"))->isVisible());
  QTest::keyClicks(line("reading_cod_mgl"), QStringLiteral("60"));
  CHECK(meaning->text().contains(QStringLiteral("劣Ⅴ类 (化学需氧量)")));
  auto* way = dialog.findChild<QComboBox*>(QStringLiteral("reading_way"));
  way->setCurrentIndex(1);
  CHECK(line("reading_litres")->isVisible());
  CHECK_FALSE(line("reading_width")->isVisible());
  QTest::keyClicks(line("reading_litres"), QStringLiteral("10"));
  CHECK_FALSE(record->isEnabled()); // no times yet
  QTest::keyClicks(line("reading_seconds"), QStringLiteral("5, 5"));
  CHECK(dialog.findChild<QLabel*>(QStringLiteral("reading_result"))->text().contains(QStringLiteral("172.8")));
  REQUIRE(record->isEnabled());
  QTest::keyClick(line("reading_seconds"), Qt::Key_Return);
  const bool recorded = QTest::qWaitFor([&] { return samplesOf(open).size() == 1; }, 5'000);
  INFO(recorded << " " << samplesOf(open).size());
  REQUIRE(recorded);
  const Sample made = samplesOf(open).front();
  CHECK(made.ph == 7.1);
  CHECK(made.cod == 60);
  CHECK(made.flow == 0.002);
  CHECK(made.flowMethod == "容积法");
  CHECK(made.kind == "现场快检");
  open.settle();
  open.use("act_undo");
  CHECK(samplesOf(open).empty());
}

TEST_CASE("rain that is typed tells which storm outfall runs on a dry day, in the list of samples") {
  OpenWindow open(oneStormOutfall, [](store::SurveyFile& survey) {
    const Fid outfall = survey.reader().all<Outfall>().value().front().fid;
    REQUIRE(survey.edit("水样", [&](store::Edit& edit) -> Result<> {
      Sample sample;
      sample.outfallFid = outfall;
      sample.sampledAt = "2026-05-12T02:00:00.000Z";
      sample.cod = 12;
      sample.flow = 0.01;
      SUYUAN_TRY(edit.insert(sample));
      return {};
    }));
  });
  open.activate();
  open.use("act_samples");
  auto& samples = open.dialog<SamplesDialog>();
  waitFor(samples);
  auto* view = samples.findChild<QTableView*>(QStringLiteral("samples"));
  REQUIRE(view->model()->rowCount() == 1);
  const auto weather = [&] { return view->model()->index(0, SampleModel::Weather).data().toString(); };
  CHECK(weather().isEmpty());
  samples.findChild<QPushButton*>(QStringLiteral("samples_rain"))->click();
  auto& rain = open.dialog<RainDialog>();
  for (const int day : {10, 11, 12}) {
    rain.findChild<QDateEdit*>(QStringLiteral("rain_day"))->setDate(QDate(2026, 5, day));
    rain.findChild<QDoubleSpinBox*>(QStringLiteral("rain_mm"))->setValue(0.2);
    rain.findChild<QPushButton*>(QStringLiteral("rain_add"))->click();
    waitFor(rain);
  }
  CHECK(rain.findChild<QTableWidget*>(QStringLiteral("rain_days"))->rowCount() == 3);
  rain.findChild<QLineEdit*>(QStringLiteral("rain_division"))->setText(QStringLiteral("2201"));
  rain.findChild<QPushButton*>(QStringLiteral("rain_add"))->click();
  CHECK(rain.findChild<QLabel*>(QStringLiteral("rain_result"))->text().contains(QStringLiteral("2201")));
  rain.close();
  REQUIRE(QTest::qWaitFor([&] { return weather() == QStringLiteral("旱天排水"); }, 10'000));
  samples.findChild<QCheckBox*>(QStringLiteral("samples_only"))->setChecked(true);
  REQUIRE(view->model()->rowCount() == 1);
  // Going down the list goes to the outfall.
  view->setCurrentIndex(view->model()->index(0, 0));
  open.settle();
  CHECK(open.window.form()->fid().isSet());
  waitFor(samples);
}
