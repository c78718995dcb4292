// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/location/byte_feed.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTimer>

namespace suyuan::location {

/// A log, told as if it came from the receiver: each moment's lines at once, then a pause as long as between the moments' own times, divided by the
/// speed and never longer than ten seconds. Begins anew when it is opened again.
class ReplayFeed : public ByteFeed {
  Q_OBJECT
public:
  ReplayFeed(QString file, double speed);
  void open() override;
  void close() override;
  [[nodiscard]] bool canFallSilent() const override { return false; }

private:
  void tell();
  [[nodiscard]] int pauseBefore(const QByteArray& line);

  QFile file_;
  double speed_;
  QTimer timer_;
  QByteArray held_;        ///< the line that the next moment begins with
  int lastTime_ = -1;      ///< ms of the day
};

} // namespace suyuan::location
