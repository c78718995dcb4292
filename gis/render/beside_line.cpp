// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/beside_line.h"

#include <algorithm>
#include <cmath>

namespace suyuan::render {

QPolygonF besideLine(const QPolygonF& line, double by, bool left) {
  QPolygonF distinct;
  for (const QPointF& p : line)
    if (distinct.isEmpty() || std::hypot(p.x() - distinct.back().x(), p.y() - distinct.back().y()) > 1e-9) distinct << p;
  if (distinct.size() < 2) return line;
  const double side = left ? by : -by;
  const auto normal = [&](qsizetype i) {
    const QPointF d = distinct[i + 1] - distinct[i];
    return QPointF(d.y(), -d.x()) / std::hypot(d.x(), d.y());
  };
  QPolygonF out;
  for (qsizetype i = 0; i < distinct.size(); ++i) {
    const QPointF before = normal(std::max<qsizetype>(i, 1) - 1), after = normal(std::min(i, distinct.size() - 2));
    const QPointF sum = before + after;
    const double l2 = sum.x() * sum.x() + sum.y() * sum.y(); // 4 for a straight line, 0 for one that turns back
    out << distinct[i] + (l2 > 1 ? sum * (2 / l2) : after) * side;
  }
  return out;
}

} // namespace suyuan::render
