// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QFontMetricsF>
#include <QHash>
#include <QString>

#include <string>

namespace suyuan::render {

/// The map's font at `size` px, with fallbacks for what it lacks.
[[nodiscard]] QFont mapFont(const std::string& family, double size, bool bold = false, bool italic = false);

/// A font of the map with its measures and the widths of the texts that were asked for: finding a font and shaping a
/// text cost more than drawing it. One for each thread and look; it lives as long as the thread.
class TextFace {
public:
  /// `spacing`: px between characters.
  [[nodiscard]] static TextFace& of(const std::string& family, double size, bool bold = false, bool italic = false,
                                    double spacing = 0);
  explicit TextFace(const QFont& font);

  [[nodiscard]] const QFont& font() const noexcept { return font_; }
  [[nodiscard]] double ascent() const noexcept { return ascent_; }
  [[nodiscard]] double descent() const noexcept { return descent_; }
  [[nodiscard]] double height() const noexcept { return height_; }
  [[nodiscard]] double width(const QString& text); ///< px to the next text's start

private:
  QFont font_;
  QFontMetricsF metrics_;
  double ascent_, descent_, height_;
  QHash<QString, double> widths_;
};

} // namespace suyuan::render
