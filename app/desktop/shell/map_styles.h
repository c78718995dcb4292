// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/survey_session.h"
#include "app/text/language.h"
#include "gis/render/style.h"

#include <QFileSystemWatcher>
#include <QJsonObject>
#include <QObject>
#include <QTimer>

#include <memory>
#include <string>
#include <vector>

namespace suyuan::desktop {

/// How the open survey's map looks: the theme's file with the survey's own changes laid over it (render/style_changes.h).
/// Follows the file while somebody writes it: a wrong one is told, and the last good style stays. Lives in the window's thread.
class MapStyles : public QObject {
  Q_OBJECT
public:
  explicit MapStyles(SurveySession& session, QObject* parent = nullptr);

  /// Reads the theme's file, and watches it from now on.
  void use(std::string theme, text::Language language);
  [[nodiscard]] const std::shared_ptr<const render::StyleSheet>& sheet() const { return sheet_; } ///< null when there never was a good one

  /// What the survey has different for a layer, as style_changes.h has it; empty for nothing.
  [[nodiscard]] QJsonObject changesOf(const std::string& layer) const;
  /// Shows changes of a layer, and keeps them nowhere. Errors: loadStyle's; then all stays.
  Result<> show(const std::string& layer, const QJsonObject& changes);
  /// Keeps what is shown in the survey, as one step that can be undone. Errors: setSetting's; then it is shown all the same.
  Result<> keep();
  void discard(); ///< shows what is kept
  [[nodiscard]] bool canUndo() const { return !former_.empty(); }
  Result<> undo(); ///< of keep(), since the survey was opened. Errors: as keep()

Q_SIGNALS:
  void changed();                          ///< sheet() is another
  void failed(const suyuan::Error& error); ///< the file cannot be used; sheet() stays

private:
  void read();
  void watch();
  Result<> take(const QJsonObject& changes);
  Result<> write();

  SurveySession& session_;
  std::string theme_;
  text::Language language_ = text::Language::Chinese;
  std::shared_ptr<const render::StyleSheet> sheet_;
  QJsonObject shown_, kept_;
  std::vector<QJsonObject> former_;
  QFileSystemWatcher watcher_;
  QTimer readLater_; ///< a program writes a file in several steps
};

} // namespace suyuan::desktop
