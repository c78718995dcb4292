// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/canvas/picture_history.h"
#include "app/desktop/fieldwork/bank_watch.h"

#include <QTimer>
#include <QWidget>

namespace suyuan::desktop {

class MapCanvas;

/// The banks on the map: what is walked, seen and missing, the lengths of gaps, and the way to the nearest one. The pictures come
/// from the watch's worker; until a new one is there the last one is shown moved and scaled. Keeps off scale bar and north arrow.
/// Takes no clicks. A child of its canvas and as large.
class BankOverlay : public QWidget {
  Q_OBJECT
public:
  BankOverlay(MapCanvas& canvas, BankWatch& watch);

  void setShown(bool shown); ///< the banks; hidden ones are not drawn at all
  [[nodiscard]] bool isDrawn() const; ///< the picture is of this view and of the banks as they are
  [[nodiscard]] double longestPaintMs() const { return longestMs_; } ///< of the window's thread
  void forgetLongestPaint() { longestMs_ = 0; }

protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

private:
  void ask();
  void paintWay(QPainter& painter) const;

  MapCanvas& canvas_;
  BankWatch& watch_;
  PictureHistory pictures_;
  QTimer later_;
  bool shown_ = false, stale_ = true;
  double longestMs_ = 0;
};

} // namespace suyuan::desktop
