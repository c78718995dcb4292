// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/text/language.h"
#include "core/model/field.h"
#include "core/model/layer.h"

#include <QIcon>
#include <QString>

class QDialogButtonBox;
class QLayout;
class QPushButton;

namespace suyuan::desktop {

enum class Theme : std::uint8_t { Light, Dark, Contrast };

/// Palette and style sheet of the program; the map follows by styleName.
void applyTheme(Theme theme);
[[nodiscard]] Theme currentTheme() noexcept;
[[nodiscard]] const char* styleName(Theme theme) noexcept; ///< of resources/styles

/// Installs the translation of the program and of Qt's own dialogs.
void applyLanguage(text::Language language);
[[nodiscard]] text::Language currentLanguage() noexcept;

[[nodiscard]] QString labelOf(const FieldDef& field);  ///< the standard's term, or the English label
[[nodiscard]] QString labelOf(Layer layer);

/// Drawn in the palette's colours: "new", "open", "import", "export", "undo", "redo", "pan", "pick", "add", "move",
/// "trace", "zoom-in", "zoom-out", "fit", "search", "check", "sync", "code".
[[nodiscard]] QIcon icon(const char* name);

/// A button of a dialog's own, found by `name`; Enter is not for it unless it is made the default.
QPushButton* addButton(QDialogButtonBox& buttons, const QString& text, const char* name);
/// Takes out what the layout holds; the widgets go when nothing uses them any more, for one may be the button that is pressed.
void emptyLayout(QLayout& layout);

[[nodiscard]] inline QString qs(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

} // namespace suyuan::desktop
