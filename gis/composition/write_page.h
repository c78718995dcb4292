// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/composition/compose.h"

#include <QImage>

#include <filesystem>
#include <functional>

namespace suyuan::composition {

/// Dots of a picture that one may ask for; A0 at 300 dpi has 139 millions.
inline constexpr double mostDots = 200e6;

/// The page as a picture of so many dots an inch, on white. Any thread. Errors as of paintPage; RenderFailed for more than mostDots.
[[nodiscard]] Result<QImage> pageImage(const Layout& layout, const PageContent& content, double dpi, PageReport* report = nullptr, std::stop_token stop = {},
                                       const PageProgress& progress = {});

/// True for a name that writePage knows what to write for.
[[nodiscard]] bool isPageFile(const std::filesystem::path& out);

/// A sheet of paper that something is drawn on.
struct SheetShape {
  QSizeF size;   ///< mm, as it lies
  QString title; ///< of the file
  QString family; ///< the font that it is written in
};
/// Draws it; the painter's unit is the millimetre.
using PaintSheet = std::function<Result<>(QPainter&)>;
/// Writes what is drawn as writePage does. Errors: FormatUnknown, FileUnwritable, RenderFailed and those of `paint`; a failure leaves what was there.
[[nodiscard]] Result<> writeSheet(const std::filesystem::path& out, const SheetShape& shape, const PaintSheet& paint, double dpi = 300);

/// Writes the page as .pdf (vectors, fonts embedded), .svg or .png (`dpi`), by the file's ending. Written aside and renamed: a failure or a
/// stop leaves what was there. Errors: FormatUnknown, FileUnwritable and those of paintPage.
[[nodiscard]] Result<PageReport> writePage(const Layout& layout, const PageContent& content, const std::filesystem::path& out, double dpi = 300,
                                           std::stop_token stop = {}, const PageProgress& progress = {});

} // namespace suyuan::composition
