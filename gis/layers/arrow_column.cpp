// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/layers/arrow_column.h"

#include <ogr_recordbatch.h>

#include <algorithm>
#include <format>

namespace suyuan::layers {

namespace {

template <class T>
const T* buffer(const ArrowArray& array, int number) noexcept {
  return array.n_buffers > number ? static_cast<const T*>(array.buffers[number]) : nullptr;
}

} // namespace

ArrowColumn::ArrowColumn(const ArrowSchema& schema, const ArrowArray& array) : array_(&array) {
  format_ = schema.format[0] != 0 && schema.format[1] == 0 ? schema.format[0] : '?';
  if (format_ == 'U' || format_ == 'Z') {
    wide_ = true;
    format_ = format_ == 'U' ? 'u' : 'z';
  }
}

bool ArrowColumn::isNull(std::size_t row) const noexcept {
  if (array_->null_count == 0) return false;
  const auto* bits = buffer<std::uint8_t>(*array_, 0);
  if (!bits) return false;
  const std::size_t i = row + static_cast<std::size_t>(array_->offset);
  return !((bits[i / 8] >> (i % 8)) & 1);
}

std::int64_t ArrowColumn::integer(std::size_t row) const noexcept {
  const std::size_t i = row + static_cast<std::size_t>(array_->offset);
  switch (format_) {
  case 'l': return buffer<std::int64_t>(*array_, 1)[i];
  case 'i': return buffer<std::int32_t>(*array_, 1)[i];
  case 's': return buffer<std::int16_t>(*array_, 1)[i];
  case 'c': return buffer<std::int8_t>(*array_, 1)[i];
  case 'b': return (buffer<std::uint8_t>(*array_, 1)[i / 8] >> (i % 8)) & 1;
  default: return 0;
  }
}

std::span<const std::byte> ArrowColumn::bytes(std::size_t row) const noexcept {
  if ((format_ != 'u' && format_ != 'z') || isNull(row)) return {};
  const std::size_t i = row + static_cast<std::size_t>(array_->offset);
  const auto* data = buffer<std::byte>(*array_, 2);
  if (!data) return {};
  if (wide_) {
    const auto* ends = buffer<std::int64_t>(*array_, 1);
    return {data + ends[i], static_cast<std::size_t>(ends[i + 1] - ends[i])};
  }
  const auto* ends = buffer<std::int32_t>(*array_, 1);
  return {data + ends[i], static_cast<std::size_t>(ends[i + 1] - ends[i])};
}

std::string_view ArrowColumn::text(std::size_t row, std::string& scratch) const {
  if (isNull(row)) return {};
  const std::size_t i = row + static_cast<std::size_t>(array_->offset);
  switch (format_) {
  case 'u': {
    const auto raw = bytes(row);
    scratch.resize(raw.size());
    std::ranges::transform(raw, scratch.begin(), [](std::byte b) { return static_cast<char>(b); });
    return scratch;
  }
  case 'l':
  case 'i':
  case 's':
  case 'c':
  case 'b': return scratch = std::to_string(integer(row));
  case 'g': return scratch = std::format("{}", buffer<double>(*array_, 1)[i]);
  case 'f': return scratch = std::format("{}", buffer<float>(*array_, 1)[i]);
  default: return {};
  }
}

} // namespace suyuan::layers
