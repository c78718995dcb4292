// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

struct ArrowArray;
struct ArrowSchema;

namespace suyuan::layers {

/// One column of an Arrow record batch, as numbers, text or bytes. Borrows; valid while the batch lives.
class ArrowColumn {
public:
  ArrowColumn(const ArrowSchema& schema, const ArrowArray& array);

  [[nodiscard]] bool isNull(std::size_t row) const noexcept;
  [[nodiscard]] std::int64_t integer(std::size_t row) const noexcept; ///< 0 when it is no integer column
  [[nodiscard]] std::span<const std::byte> bytes(std::size_t row) const noexcept;
  /// Text of the cell; empty for NULL. Numbers are written into `scratch`.
  [[nodiscard]] std::string_view text(std::size_t row, std::string& scratch) const;

private:
  const ArrowArray* array_;
  char format_ = 0;
  bool wide_ = false; ///< 64-bit offsets
};

} // namespace suyuan::layers
