// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"

#include <QRectF>
#include <QSizeF>
#include <QString>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace suyuan::composition {

enum class ItemKind : std::uint8_t {
  Map,        ///< 地图
  Text,       ///< 文字
  Legend,     ///< 图例
  ScaleBar,   ///< 比例尺
  NorthArrow, ///< 指北针
  Table,      ///< 图内排污口表
  Overview,   ///< 位置示意图
  Frame,      ///< 图框
};

/// One thing on the page. Only what its kind has is set.
struct Item {
  ItemKind kind = ItemKind::Text;
  QRectF at;                          ///< mm from the page's upper left corner
  QString words;                      ///< text with {placeholders}, or the title above a legend, table or overview
  double points = 9;                  ///< of letters
  bool bold = false;
  Qt::Alignment align = Qt::AlignLeft | Qt::AlignTop;
  double width = 0.4;                 ///< mm, of a frame's line
  double scaleDenominator = 0;        ///< of the map; 0 fits the extent
  bool kilometres = false;            ///< 方里网
  bool graticule = false;             ///< 经纬网
  double gridMm = 0;                  ///< about so far apart
  std::vector<std::string> columns;   ///< of the table
  std::vector<std::string> layers;    ///< of the overview; empty = those of the map
};

/// A page (版式): resources/layouts/<name>.json, or anybody's file of that form. Words are of the language asked for.
struct Layout {
  std::string id;
  QString title;          ///< in lists
  QString paper;          ///< "A4 横向"
  QSizeF size;            ///< mm, turned as the page is
  double enlarge = 1;     ///< symbols and letters of the map against those on A4
  std::vector<Item> items; ///< in the order of drawing

  [[nodiscard]] const Item& map() const; ///< there is exactly one
};

/// Words that a text may ask for, as {title}.
[[nodiscard]] const std::vector<std::string_view>& placeholders();
/// Columns that a table may have.
[[nodiscard]] const std::vector<std::string_view>& tableColumns();

/// Reads a layout. `language` is "zh" or "en". Errors: LayoutFileMissing, FileUnreadable; LayoutFileInvalid with file, line and reason, also for an item
/// that runs over the page's margin.
[[nodiscard]] Result<Layout> readLayout(const std::filesystem::path& file, std::string_view language);
/// By a name of resources/layouts, or by a file's path. Errors as above.
[[nodiscard]] Result<Layout> findLayout(const std::filesystem::path& resources, const std::string& nameOrFile, std::string_view language);
/// Names in resources/layouts, in order.
[[nodiscard]] std::vector<std::string> layoutNames(const std::filesystem::path& resources);

} // namespace suyuan::composition
