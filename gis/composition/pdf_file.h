// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "gis/composition/pdf_outline.h"

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSizeF>
#include <QString>

#include <filesystem>
#include <memory>
#include <vector>

namespace suyuan::composition {

/// A PDF that is being drawn: fonts embedded, its words to be found and copied. Nothing is at its place until commit(); thrown away without
/// it, what was there stays.
class PdfFile {
public:
  /// `page`: mm, as it lies. `family`: the font that it is written in. Errors: FileUnwritable, ReportFailed.
  [[nodiscard]] static Result<std::unique_ptr<PdfFile>> begin(const std::filesystem::path& out, QSizeF page, const QString& title, const QString& family);

  /// Its unit is the millimetre, its origin the page's upper left corner.
  [[nodiscard]] QPainter& painter() noexcept { return painter_; }
  /// Opens this page when the outline is used.
  void bookmark(const QString& title) { bookmarks_.push_back({title, page_}); }
  /// A new page, of the same size.
  [[nodiscard]] Result<> turn();
  /// For a new page by somebody who counts himself.
  [[nodiscard]] QPdfWriter& writer() noexcept { return writer_; }
  /// Error FileUnwritable.
  [[nodiscard]] Result<> commit();

private:
  PdfFile(const std::filesystem::path& out, QString family);

  std::filesystem::path out_;
  QString family_;
  std::vector<Bookmark> bookmarks_;
  int page_ = 0;
  QSaveFile file_;
  QBuffer bytes_;
  QPdfWriter writer_;
  QPainter painter_; // last: it ends before what it draws on
};

} // namespace suyuan::composition
