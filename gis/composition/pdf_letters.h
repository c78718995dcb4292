// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace suyuan::composition {

/// A page's words can be found and copied only under the code that its file gives each glyph. A Chinese font draws a radical (⼊, ⻓) and the
/// letter (入, 长) by one glyph, and Qt's writer names a glyph by the lowest code, the radical's. Gives each the letter's code (PDF 32000-1,
/// 9.10.3); all else is as it was. A file of another build than Qt's writer makes is given back as it is.
/// `family`: the font that the page is written in.
[[nodiscard]] QByteArray withLetters(QByteArray pdf, const QString& family);

} // namespace suyuan::composition
