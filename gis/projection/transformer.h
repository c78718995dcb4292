// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/projection/crs.h"

#include <cstddef>
#include <memory>
#include <span>

namespace suyuan::projection {

/// From one CRS to another, x = longitude or easting, y = latitude or northing, degrees or the CRS's units. Never uses
/// the network. Not thread-safe: one per thread.
class Transformer {
public:
  /// Errors: CrsFailed when PROJ knows no way between the two.
  static Result<Transformer> make(const Crs& from, const Crs& to);
  Transformer(Transformer&&) noexcept;
  Transformer& operator=(Transformer&&) noexcept;
  ~Transformer();

  /// In place, in bulk. Positions that cannot be transformed become NaN; returns how many did.
  /// \pre x.size() == y.size()
  std::size_t transform(std::span<double> x, std::span<double> y);
  [[nodiscard]] bool isIdentity() const noexcept;

private:
  struct Impl;
  explicit Transformer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

} // namespace suyuan::projection
