// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/panels/photo_grid.h"
#include "app/desktop/shell/survey_session.h"

#include <QWidget>

#include <span>

class QComboBox;
class QLabel;
class QMenu;
class QToolButton;
class QVBoxLayout;

namespace suyuan::desktop {

/// 照片: those of the outfall or candidate that is shown, with the views that it lacks; those that wait for a person; or all. Kinds are given by
/// keys, each change is recorded at once. Reading is done on workers; pictures come as they are seen.
class PhotoPanel : public QWidget {
  Q_OBJECT
public:
  enum class Scope : std::uint8_t { Record, Review, All };

  PhotoPanel(SurveySession& session, PhotoThumbnails& thumbnails, QWidget* parent = nullptr);

  void showRecord(Layer layer, Fid fid); ///< of an outfall or candidate; others change nothing
  void show(Scope scope);
  void reload();
  [[nodiscard]] bool isSettled() const { return reading_ == 0; }
  [[nodiscard]] PhotoGrid& grid() { return *grid_; }
  [[nodiscard]] std::pair<Layer, Fid> record() const { return {layer_, fid_}; }
  [[nodiscard]] std::vector<Photo> chosen() const; ///< those selected, else all that are listed

Q_SIGNALS:
  void failed(const suyuan::Error& error);
  void said(const QString& text);
  void opened(int row);
  void loaded();

private:
  void buildTop(QVBoxLayout& column);
  void buildButtons(QVBoxLayout& column);
  void listed();
  void showCurrent();
  void giveKind(int key);
  void confirm();
  void moveHere();
  void put(std::span<const Photo> photos, const QString& label, const std::function<std::pair<Layer, Fid>(const Photo&)>& where);
  [[nodiscard]] std::vector<Photo> selected() const;

  SurveySession& session_;
  PhotoModel model_;
  PhotoGrid* grid_;
  QComboBox* scope_;
  QLabel *title_, *views_, *details_;
  QToolButton* kind_;
  Layer layer_ = Layer::Outfalls;
  Fid fid_;
  std::vector<std::string> kinds_;
  int reading_ = 0;
  unsigned wish_ = 0;
  TaskRunner tasks_; // last: stops before the rest goes
};

} // namespace suyuan::desktop
