// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/composition/pdf_file.h"

#include "gis/composition/pdf_letters.h"

#include <QPageLayout>
#include <QPageSize>

#include <utility>

namespace suyuan::composition {

namespace {

constexpr int dotsPerInch = 1200;

std::unexpected<Error> unwritable(const std::filesystem::path& out, const QSaveFile& file) {
  return failure(ErrorCode::FileUnwritable, {.file = out.string()}, file.errorString().toStdString());
}

} // namespace

PdfFile::PdfFile(const std::filesystem::path& out, QString family)
    : out_(out), family_(std::move(family)), file_(QString::fromStdString(out.string())), writer_(&bytes_) {
  bytes_.open(QIODevice::WriteOnly);
}

Result<std::unique_ptr<PdfFile>> PdfFile::begin(const std::filesystem::path& out, QSizeF page, const QString& title, const QString& family) {
  std::unique_ptr<PdfFile> made(new PdfFile(out, family));
  if (!made->file_.open(QIODevice::WriteOnly)) return unwritable(out, made->file_);
  // The size as it lies, so that it is not turned once more.
  made->writer_.setPageLayout(QPageLayout(QPageSize(page, QPageSize::Millimeter, {}, QPageSize::ExactMatch), QPageLayout::Portrait, QMarginsF(0, 0, 0, 0)));
  made->writer_.setResolution(dotsPerInch);
  made->writer_.setTitle(title);
  made->writer_.setCreator(QStringLiteral("Suyuan"));
  if (!made->painter_.begin(&made->writer_)) return failure(ErrorCode::ReportFailed, {.file = out.string()}, "the page cannot be begun");
  made->painter_.scale(dotsPerInch / 25.4, dotsPerInch / 25.4);
  return made;
}

Result<> PdfFile::turn() {
  if (!writer_.newPage()) return failure(ErrorCode::ReportFailed, {.file = out_.string()}, "a new page cannot be begun");
  ++page_;
  return {};
}

Result<> PdfFile::commit() {
  painter_.end();
  bytes_.close();
  QByteArray pdf = withOutline(withLetters(std::exchange(bytes_.buffer(), {}), family_), bookmarks_);
  if (file_.write(pdf) != pdf.size() || !file_.commit()) return unwritable(out_, file_);
  return {};
}

} // namespace suyuan::composition
