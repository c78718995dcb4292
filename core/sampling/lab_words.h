// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace suyuan::sampling {

/// What a column of a laboratory's sheet is for.
enum class LabColumn : unsigned char {
  Outfall, ///< 点位: code or name of the outfall
  Sample,  ///< 样品编号
  Date,    ///< 采样日期
  Time,    ///< 采样时间; may hold the date too
  Kind,    ///< 监测类型
  Lab,     ///< 检测单位
  Note,    ///< 备注
  Item,    ///< 检测项目, in sheets of one result a row
  Result,  ///< 检测结果
  Unit,    ///< 单位
};

/// resources/exchange/lab_words.json: the headings that laboratories use.
struct LabWords {
  std::unordered_map<std::string, LabColumn> columns;  ///< by folded heading
  std::unordered_map<std::string, std::string> items;  ///< field of a sample by folded item

  [[nodiscard]] std::optional<LabColumn> columnOf(const std::string& heading) const;
  [[nodiscard]] std::string_view fieldOf(const std::string& item) const; ///< empty: none is kept
};

/// Errors: ExchangeTableInvalid with line and reason, ResourceMissing.
[[nodiscard]] Result<LabWords> readLabWords(const std::filesystem::path& file);

} // namespace suyuan::sampling
