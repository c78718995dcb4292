// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/text_face.h"

#include <algorithm>
#include <map>
#include <memory>
#include <tuple>

namespace suyuan::render {

QFont mapFont(const std::string& family, double size, bool bold, bool italic) {
  QFont font;
  font.setFamilies({QString::fromStdString(family), QStringLiteral("Noto Sans CJK SC"), QStringLiteral("Source Han Sans SC"),
                    QStringLiteral("Microsoft YaHei"), QStringLiteral("WenQuanYi Micro Hei"), QStringLiteral("DejaVu Sans")});
  font.setPixelSize(std::max(1, static_cast<int>(size + 0.5)));
  font.setBold(bold);
  font.setItalic(italic);
  font.setHintingPreference(QFont::PreferNoHinting);
  // Noto Sans CJK draws the digits of a code like AB-220102 by glyphs of their own (locl), which no letter leads to: a PDF's words lose them.
  font.setFeature("locl", 0);
  return font;
}

TextFace::TextFace(const QFont& font)
    : font_(font), metrics_(font), ascent_(metrics_.ascent()), descent_(metrics_.descent()), height_(metrics_.height()) {}

TextFace& TextFace::of(const std::string& family, double size, bool bold, bool italic, double spacing) {
  using Key = std::tuple<std::string, double, bool, bool, double>;
  thread_local std::map<Key, std::unique_ptr<TextFace>> faces;
  auto& face = faces[Key(family, size, bold, italic, spacing)];
  if (!face) {
    QFont font = mapFont(family, size, bold, italic);
    if (spacing > 0) font.setLetterSpacing(QFont::AbsoluteSpacing, spacing);
    face = std::make_unique<TextFace>(font);
  }
  return *face;
}

double TextFace::width(const QString& text) {
  if (const auto found = widths_.constFind(text); found != widths_.constEnd()) return *found;
  if (widths_.size() > 20000) widths_.clear();
  const double width = metrics_.horizontalAdvance(text);
  widths_.insert(text, width);
  return width;
}

} // namespace suyuan::render
