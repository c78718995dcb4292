// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/banner.h"
#include "tests/app/desktop/open_window.h"

#include <QProcess>

#include <cstdio>

using namespace suyuan;
using namespace suyuan::desktop;

// Run by the case below in a process of its own: records one field, types half of another, and waits to be killed.
TEST_CASE("a window that is going to be killed", "[.child]") {
  MainWindow window;
  window.show();
  REQUIRE(window.openSurvey(qEnvironmentVariable("SUYUAN_TEST_SURVEY")));
  REQUIRE(QTest::qWaitFor([&] { return window.isSettled(); }, 30'000));
  window.findChild<QAction*>(QStringLiteral("tool_add"))->trigger();
  QTest::mouseClick(window.canvas(), Qt::LeftButton, {}, window.canvas()->rect().center());
  auto* address = qobject_cast<QLineEdit*>(window.form()->editor("address"));
  address->setFocus();
  QTest::keyClicks(address, QStringLiteral("recorded"));
  QTest::keyClick(address, Qt::Key_Return);
  auto* note = qobject_cast<QLineEdit*>(window.form()->editor("note"));
  note->setFocus();
  QTest::keyClicks(note, QStringLiteral("half a sen"));
  std::puts("typed");
  std::fflush(stdout);
  QTest::qWait(60'000);
}

TEST_CASE("a kill loses nothing: what was recorded is there, what was being typed is offered again") {
  QTemporaryDir folder;
  const QString survey = folder.filePath(QStringLiteral("survey"));
  REQUIRE(store::SurveyFile::create(survey.toStdString(), {.name = "测试", .divisionCode = "220100", .author = "张三"}));
  QProcess child;
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.insert(QStringLiteral("SUYUAN_TEST_SURVEY"), survey);
  child.setProcessEnvironment(environment);
  child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("a window that is going to be killed")});
  QByteArray said;
  REQUIRE(QTest::qWaitFor([&] { return (said += child.readAllStandardOutput()).contains("typed"); }, 60'000));
  child.kill();
  REQUIRE(child.waitForFinished());

  MainWindow window;
  window.show();
  REQUIRE(window.openSurvey(survey));
  REQUIRE(QTest::qWaitFor([&] { return window.isSettled(); }, 30'000));
  CHECK_FALSE(window.session()->isReadOnly()); // the dead writer's lock is no lock
  const auto all = window.session()->reader().all<Outfall>();
  REQUIRE(all);
  REQUIRE(all->size() == 1);
  CHECK(all->front().address == "recorded");
  CHECK(all->front().note.empty());
  REQUIRE(window.banner()->isAsking());
  CHECK(window.findChild<QLabel*>(QStringLiteral("banner_question"))->text().contains(QStringLiteral("half a sen")));
  QTest::mouseClick(window.findChild<QPushButton*>(QStringLiteral("banner_answer_0")), Qt::LeftButton);
  CHECK(window.session()->reader().get<Outfall>(all->front().fid).value()->note == "half a sen");
  CHECK_FALSE(window.banner()->isAsking());
  window.closeSurvey();
  REQUIRE(window.openSurvey(survey));
  CHECK_FALSE(window.banner()->isAsking()); // once is enough
}
