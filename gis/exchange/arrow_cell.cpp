// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/arrow_cell.h"

#include <ogr_recordbatch.h>

#include <charconv>
#include <chrono>
#include <format>

namespace suyuan::exchange {

ArrowCells::ArrowCells(const ArrowSchema& schema, const ArrowArray& array)
    : schema_(&schema), array_(&array), kind_(schema.format[0]), format_(schema.format) {}

bool ArrowCells::isNull(std::size_t row) const noexcept {
  if (!array_ || array_->null_count == 0 || !array_->buffers[0]) return !array_;
  const auto* bits = static_cast<const std::uint8_t*>(array_->buffers[0]);
  const std::size_t i = row + static_cast<std::size_t>(array_->offset);
  return (bits[i / 8] & (1U << (i % 8))) == 0;
}

template <class T>
T ArrowCells::at(std::size_t row) const noexcept {
  return static_cast<const T*>(array_->buffers[1])[row + static_cast<std::size_t>(array_->offset)];
}

std::optional<std::int64_t> ArrowCells::integer(std::size_t row) const noexcept {
  if (schema_->dictionary) return std::nullopt;
  switch (kind_) {
  case 'b': {
    const std::size_t i = row + static_cast<std::size_t>(array_->offset);
    return (static_cast<const std::uint8_t*>(array_->buffers[1])[i / 8] >> (i % 8)) & 1;
  }
  case 'c': return at<std::int8_t>(row);
  case 'C': return at<std::uint8_t>(row);
  case 's': return at<std::int16_t>(row);
  case 'S': return at<std::uint16_t>(row);
  case 'i': return at<std::int32_t>(row);
  case 'I': return at<std::uint32_t>(row);
  case 'l': return at<std::int64_t>(row);
  default: return std::nullopt;
  }
}

std::optional<double> ArrowCells::real(std::size_t row) const noexcept {
  if (kind_ == 'g') return at<double>(row);
  if (kind_ == 'f') return static_cast<double>(at<float>(row));
  return std::nullopt;
}

std::span<const std::byte> ArrowCells::bytes(std::size_t row) const noexcept {
  const auto* data = static_cast<const std::byte*>(array_->buffers[2]);
  if (kind_ == 'u' || kind_ == 'z') {
    const auto from = at<std::int32_t>(row), to = at<std::int32_t>(row + 1);
    return {data + from, static_cast<std::size_t>(to - from)};
  }
  if (kind_ == 'U' || kind_ == 'Z') {
    const auto from = at<std::int64_t>(row), to = at<std::int64_t>(row + 1);
    return {data + from, static_cast<std::size_t>(to - from)};
  }
  return {};
}

std::string_view ArrowCells::text(std::size_t row, std::string& scratch) const {
  using namespace std::chrono;
  if (isNull(row)) return {};
  if (schema_->dictionary) {
    // Coded values: the cell holds the place in a list of texts.
    const std::int64_t index = kind_ == 'i' ? at<std::int32_t>(row) : kind_ == 'l' ? at<std::int64_t>(row) : -1;
    if (index < 0 || index >= array_->dictionary->length) return {};
    return ArrowCells(*schema_->dictionary, *array_->dictionary).text(static_cast<std::size_t>(index), scratch);
  }
  if (isText()) {
    const auto b = bytes(row);
    return {reinterpret_cast<const char*>(b.data()), b.size()};
  }
  if (const auto whole = integer(row)) return scratch = std::to_string(*whole);
  if (const auto number = real(row)) {
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, *number).ptr;
    return scratch.assign(buffer, end);
  }
  if (format_ == "tdD") return scratch = std::format("{:%F}", sys_days{days{at<std::int32_t>(row)}});
  if (format_.starts_with("tsm")) return scratch = std::format("{:%FT%T}Z", sys_time<milliseconds>{milliseconds{at<std::int64_t>(row)}});
  if (format_.starts_with("tsu")) return scratch = std::format("{:%FT%T}Z", floor<milliseconds>(sys_time<microseconds>{microseconds{at<std::int64_t>(row)}}));
  if (format_.starts_with("tss")) return scratch = std::format("{:%FT%T}Z", sys_seconds{seconds{at<std::int64_t>(row)}});
  return {};
}

} // namespace suyuan::exchange
