// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/composition/compose.h"

#include <QImage>

#include <filesystem>

namespace suyuan::composition {

/// Dots of a picture that one may ask for; A0 at 300 dpi has 139 millions.
inline constexpr double mostDots = 200e6;

/// The page as a picture of so many dots an inch, on white. Any thread. Errors as of paintPage; RenderFailed for more than mostDots.
[[nodiscard]] Result<QImage> pageImage(const Layout& layout, const PageContent& content, double dpi, PageReport* report = nullptr, std::stop_token stop = {},
                                       const PageProgress& progress = {});

/// True for a name that writePage knows what to write for.
[[nodiscard]] bool isPageFile(const std::filesystem::path& out);

/// Writes the page as .pdf (vectors, fonts embedded), .svg or .png (`dpi`), by the file's ending. Written aside and renamed: a failure or a
/// stop leaves what was there. Errors: FormatUnknown, FileUnwritable and those of paintPage.
[[nodiscard]] Result<PageReport> writePage(const Layout& layout, const PageContent& content, const std::filesystem::path& out, double dpi = 300,
                                           std::stop_token stop = {}, const PageProgress& progress = {});

} // namespace suyuan::composition
