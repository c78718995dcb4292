// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace suyuan::composition {

/// A line of a PDF's outline (书签): the page that it opens, from 0.
struct Bookmark {
  QString title;
  int page = 0;
};

/// Adds an outline that is shown when the file is opened, as an update at the file's end (PDF 32000-1, 7.5.6 and 12.3.3). A file of another build than Qt's
/// writer makes, or one without bookmarks to add, is given back as it is.
[[nodiscard]] QByteArray withOutline(QByteArray pdf, const std::vector<Bookmark>& bookmarks);

} // namespace suyuan::composition
