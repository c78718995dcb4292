// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/canvas/map_canvas.h"
#include "app/desktop/forms/record_form.h"
#include "app/desktop/models/outfall_model.h"
#include "app/desktop/panels/finding_panel.h"
#include "app/desktop/shell/main_window.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QInputMethodEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

namespace suyuan::desktop {

/// A survey of its own in a folder of its own, open in a window that is drawn.
struct OpenWindow {
  QTemporaryDir folder;
  QString survey = folder.filePath(QStringLiteral("survey"));
  MainWindow window;

  /// `fill` writes into the new survey before it is opened, `prepare` does what is more than an edit.
  explicit OpenWindow(const std::function<Result<>(store::Edit&)>& fill = {}, const std::function<void(store::SurveyFile&)>& prepare = {}) {
    auto made = store::SurveyFile::create(survey.toStdString(), {.name = "测试", .divisionCode = "220100", .author = "张三"});
    REQUIRE(made);
    if (fill) REQUIRE(made->edit("准备", fill));
    if (prepare) prepare(*made);
    { auto closed = std::move(*made); }
    window.resize(1366, 768);
    window.show();
    REQUIRE(window.openSurvey(survey));
    settle();
  }
  void settle() { REQUIRE(QTest::qWaitFor([this] { return window.isSettled(); }, 30'000)); }
  /// Keys reach shortcuts only of the active window.
  void activate() {
    window.activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(&window));
  }
  void use(const char* action) { window.findChild<QAction*>(QLatin1String(action))->trigger(); }
  template <class T>
  T* find(const char* name) {
    auto* found = window.findChild<T*>(QLatin1String(name));
    REQUIRE(found != nullptr);
    return found;
  }
  /// The dialog that was opened last; its own keys go to it.
  template <class T>
  T& dialog() {
    T* shown = nullptr;
    REQUIRE(QTest::qWaitFor([&] {
      for (T* one : window.findChildren<T*>())
        if (one->isVisible()) shown = one;
      return shown != nullptr;
    }, 20'000));
    return *shown;
  }
  /// Runs the check; its panel.
  FindingPanel& check() {
    use("act_check");
    settle();
    return *window.findingPanel();
  }
  QString banner() { return find<QLabel>("banner")->text(); }
  std::int64_t count() { return *window.session()->reader().count(Layer::Outfalls); }
  Outfall outfall(Fid fid) { return window.session()->reader().get<Outfall>(fid).value().value(); }
  Fid add(QPoint at) {
    use("tool_add");
    QTest::mouseClick(window.canvas(), Qt::LeftButton, {}, at);
    return window.form()->fid();
  }
  Fid addInTheMiddle() { return add(window.canvas()->rect().center()); }
  QLineEdit* field(const char* name) {
    QWidget* editor = window.form()->editor(name);
    REQUIRE(editor != nullptr);
    if (auto* box = qobject_cast<QComboBox*>(editor)) return box->lineEdit();
    return qobject_cast<QLineEdit*>(editor);
  }
  /// Letters by keys, what no key has by the input method, as a person writes Chinese.
  static void write(QWidget* where, const QString& text) {
    if (std::ranges::all_of(text, [](QChar c) { return c.unicode() < 128; })) return QTest::keyClicks(where, text);
    QInputMethodEvent event;
    event.setCommitString(text);
    QApplication::sendEvent(where, &event);
  }
  /// Types into a field and leaves it with Enter.
  void type(const char* name, const QString& text) {
    QLineEdit* line = field(name);
    line->setFocus();
    line->selectAll();
    write(line, text);
    QTest::keyClick(line, Qt::Key_Return);
  }
};

/// Until a dialog has made its preview or its file.
template <class Dialog>
void waitFor(Dialog& dialog, int milliseconds = 20'000) {
  REQUIRE(QTest::qWaitFor([&] { return dialog.isSettled(); }, milliseconds));
}

/// By keys, as a person goes down a list, to the first line that `isMeant` takes.
template <class IsMeant>
void goDownTo(QComboBox& box, const IsMeant& isMeant) {
  box.setFocus();
  QTest::keyClick(&box, Qt::Key_Home);
  for (int i = 0; i < box.count() && !isMeant(box.currentText()); ++i) QTest::keyClick(&box, Qt::Key_Down);
  REQUIRE(isMeant(box.currentText()));
}

} // namespace suyuan::desktop
