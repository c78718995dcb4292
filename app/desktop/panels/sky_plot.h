// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gnss/satellites.h"

#include <QWidget>

#include <optional>

namespace suyuan::desktop {

/// The satellites over the place: north up, the horizon at the rim. Filled: used for the position; hollow: only in view; letter and number say which
/// (G GPS, R GLONASS, E Galileo, C 北斗, J QZSS, I NavIC, S SBAS).
class SkyPlot : public QWidget {
  Q_OBJECT
public:
  explicit SkyPlot(QWidget* parent = nullptr);

  void show(const gnss::Sky& sky);
  void clear();
  /// Where a satellite is drawn; nothing when its place is not known.
  [[nodiscard]] std::optional<QPointF> placeOf(const gnss::Satellite& satellite) const;
  [[nodiscard]] QSize sizeHint() const override { return {220, 220}; }

protected:
  void paintEvent(QPaintEvent* event) override;

private:
  gnss::Sky sky_;
};

} // namespace suyuan::desktop
