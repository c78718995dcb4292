// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"

#include <QColor>
#include <QString>

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace suyuan::render {

/// Shapes of point symbols; told apart without colour.
enum class Marker : std::uint8_t { Circle, Ring, Square, Triangle, Diamond, Cross, Plus, Star, Pentagon };

struct Hatch {
  double angle = 45;   ///< degrees, counter-clockwise from east
  double spacing = 7;  ///< px
  double width = 0.8;  ///< px
  QColor color;
};

/// How one class of features looks. Lengths are logical pixels (1/96 inch).
struct Symbol {
  QColor color;                ///< line, or marker fill
  QColor outline;              ///< marker and polygon edge; invalid = none
  QColor fill;                 ///< polygon; invalid = none
  QColor casing;               ///< under a line; invalid = none
  double width = 1;            ///< of a line or polygon edge
  double casingWidth = 0;      ///< of the casing beyond the line on each side
  double size = 7;             ///< marker's diameter at full size
  Marker marker = Marker::Circle;
  std::string svg;             ///< file in resources/symbols drawn in place of the marker at large scales; its currentColor is `color`
  std::vector<double> dash;    ///< px on, off …; empty = solid
  std::optional<Hatch> hatch;
  double maxScale = 0;         ///< drawn from this denominator down; 0 = always
};

struct SymbolClass {
  std::vector<std::string> match; ///< category words that it stands for
  QString title;                  ///< in the legend
  Symbol symbol;
};

struct StatusClass {
  std::vector<std::string> match;
  QString title;
  Marker marker = Marker::Circle;
  double opacity = 1;
};

struct LabelStyle {
  double size = 11;           ///< px
  QColor color, halo;
  double haloWidth = 1.6;     ///< px on each side
  bool bold = false, italic = false, along = false; ///< along: characters follow the line
  double maxScale = 0;        ///< written from this denominator down; 0 = always
  double detailScale = 0;     ///< the detail column is written too from this denominator down
  double spacing = 0;         ///< px between characters
  int priority = 50;          ///< higher is placed first
  std::map<std::string, double> maxScaleByClass; ///< by category or grade word, instead of maxScale
  std::map<std::string, double> sizeByClass;     ///< px, likewise
};

/// 聚合: from a scale on, the points of a cell are one sign with their number.
struct ClusterStyle {
  QString title;              ///< in the legend
  double minScale = 0;        ///< gathered from this denominator up; 0 = always
  double maxScale = 0;        ///< and down from this one; 0 = however far out
  double cell = 72;           ///< px: no cell is narrower, none twice as wide
};

enum class ClassifyBy : std::uint8_t { None, Category, Grade };

struct LayerStyle {
  std::string id;
  QString title;
  ClassifyBy by = ClassifyBy::None;
  Symbol base;                        ///< for words without a class
  QString otherTitle;
  std::vector<SymbolClass> classes;
  std::vector<StatusClass> statuses;
  std::optional<LabelStyle> label;
  std::optional<ClusterStyle> clusters; ///< of points
  double maxScale = 0;                ///< layer drawn from this denominator down; 0 = always
  double minScale = 0;                ///< and from this one up; 0 = however near
  std::string categoryField, labelField; ///< of the record; empty = what the loader takes by itself
  double svgScale = 0;                ///< SVG symbols from this denominator down; 0 = never
  double arrowScale = 0;              ///< direction arrows from this denominator down; 0 = never
  double smallScale = 0;              ///< from this denominator up markers are drawn at 70 %; 0 = never
  double smallSize = 3;               ///< px; a crowd shrinks markers to no less

  [[nodiscard]] int classOf(std::string_view word) const noexcept;  ///< index into classes; -1 = base
  [[nodiscard]] int statusOf(std::string_view word) const noexcept; ///< index into statuses; -1 = none
};

/// A theme: one file of resources/styles. Immutable once loaded, shared by threads.
struct StyleSheet {
  std::string id;      ///< "day", "dark", "contrast"
  QString title;
  QColor background, text, textHalo, frame;
  QColor selection, trace, traceCasing;
  std::string fontFamily = "Noto Sans CJK SC";
  std::map<std::string, std::shared_ptr<const LayerStyle>, std::less<>> layers;
  std::map<std::string, std::shared_ptr<const std::string>, std::less<>> pictures; ///< SVG text by Symbol::svg; those that are there
  std::vector<std::filesystem::path> files; ///< that it was made of, the theme's first: a change of any is a change of the look

  /// By a survey layer's or file layer's name; unknown names are matched by the words in them ("wdbii_rivers" is
  /// drawn as rivers), else by geometry: "point", "line", "polygon". Never null for a loaded sheet.
  [[nodiscard]] std::shared_ptr<const LayerStyle> styleFor(std::string_view layer, std::string_view geometry) const;
};

/// Reads resources/styles/<theme>.json; one that `extends` another says what it has different (RFC 7396). `language` "zh" or "en" picks the titles. `changes` are laid over what the file has for
/// the layers: JSON text of style_changes.h, or empty.
/// Errors: ResourceMissing; StyleFileInvalid with file, line (Place::row) and reason, for unknown names too.
[[nodiscard]] Result<std::shared_ptr<const StyleSheet>> loadStyle(const std::filesystem::path& resources,
                                                                  std::string_view theme = "day",
                                                                  std::string_view language = "zh", std::string_view changes = {});
[[nodiscard]] std::vector<std::string> themes(); ///< "day", "dark", "contrast", "print"

} // namespace suyuan::render
