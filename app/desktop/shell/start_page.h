// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

namespace suyuan::desktop {

/// What a person sees before a survey is open: recent surveys, new, open, join, demo.
class StartPage : public QWidget {
  Q_OBJECT
public:
  explicit StartPage(QWidget* parent = nullptr);

  [[nodiscard]] static QStringList recent(); ///< folders, newest first; those that are gone are left out
  static void remember(const QString& folder);

Q_SIGNALS:
  void newSurvey();
  void openFolder();
  void join();
  void demo();
  void open(const QString& folder);
};

} // namespace suyuan::desktop
