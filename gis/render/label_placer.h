// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QRectF>

#include <unordered_map>
#include <vector>

namespace suyuan::render {

/// Boxes taken on the screen; says whether another one fits. Logical pixels.
class LabelPlacer {
public:
  explicit LabelPlacer(QSizeF screen) : screen_(QPointF(0, 0), screen) {}

  /// True when the box is on the screen and meets none that was taken.
  [[nodiscard]] bool fits(const QRectF& box) const;
  void take(const QRectF& box);

private:
  static constexpr double cell_ = 64;
  template <class Visit>
  static void cells(const QRectF& box, const Visit& visit);
  QRectF screen_;
  std::vector<QRectF> boxes_;
  std::unordered_map<std::int64_t, std::vector<std::uint32_t>> grid_;
};

} // namespace suyuan::render
