// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/layers/extent_of_most.h"

#include "core/model/geometry_functions.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace suyuan::layers {

namespace {

constexpr double widest = 16;  ///< degrees; Xinjiang has 23, and is looked at record by record
constexpr double around = 14;  ///< of the middle record

double medianOf(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

} // namespace

Result<Box> extentOfMost(store::Reader& reader, Layer layer) {
  auto whole = reader.extent(layer);
  if (!whole || whole->isEmpty() || (whole->maxX - whole->minX <= widest && whole->maxY - whole->minY <= widest)) return whole;
  std::vector<Box> boxes;
  store::Query query;
  query.fields = {"source_id"};
  SUYUAN_TRY(reader.scan(layer, query, [&](const Row& row) {
    if (const Box box = boxOf(row.geometry); !box.isEmpty() && std::isfinite(box.minX + box.maxX + box.minY + box.maxY)) boxes.push_back(box);
    return true;
  }));
  if (boxes.empty()) return whole;
  std::vector<double> x, y;
  for (const Box& box : boxes) {
    x.push_back((box.minX + box.maxX) / 2);
    y.push_back((box.minY + box.maxY) / 2);
  }
  const double middleX = medianOf(std::move(x)), middleY = medianOf(std::move(y));
  Box most;
  for (const Box& box : boxes)
    if (std::abs((box.minX + box.maxX) / 2 - middleX) <= around && std::abs((box.minY + box.maxY) / 2 - middleY) <= around) most.add(box);
  return most;
}

} // namespace suyuan::layers
