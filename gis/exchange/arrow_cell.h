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

namespace suyuan::exchange {

/// Reads cells of one column of an Arrow record batch. Borrows; valid while the batch lives.
class ArrowCells {
public:
  ArrowCells() = default;
  ArrowCells(const ArrowSchema& schema, const ArrowArray& array);

  [[nodiscard]] bool isNull(std::size_t row) const noexcept;
  [[nodiscard]] std::optional<std::int64_t> integer(std::size_t row) const noexcept; ///< whole-number columns
  [[nodiscard]] std::optional<double> real(std::size_t row) const noexcept;          ///< floating columns
  [[nodiscard]] std::span<const std::byte> bytes(std::size_t row) const noexcept;    ///< text and binary columns
  /// Text of any cell as the source has it (dates in ISO form); written into `scratch` unless it is text already.
  [[nodiscard]] std::string_view text(std::size_t row, std::string& scratch) const;
  [[nodiscard]] bool isText() const noexcept { return kind_ == 'u' || kind_ == 'U'; }

private:
  template <class T>
  [[nodiscard]] T at(std::size_t row) const noexcept;
  const ArrowSchema* schema_ = nullptr;
  const ArrowArray* array_ = nullptr;
  char kind_ = 0;      ///< first letter of the format
  std::string_view format_;
};

} // namespace suyuan::exchange
