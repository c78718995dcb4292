// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/composition/write_page.h"

#include "gis/composition/pdf_file.h"

#include <QImageWriter>
#include <QSaveFile>
#include <QSvgGenerator>

#include <algorithm>
#include <cmath>

namespace suyuan::composition {

namespace {

QString titleOf(const PageContent& content) {
  const auto title = content.words.find("title");
  return title == content.words.end() ? QString() : title->second;
}

/// Draws on any device that has `dotsPerMm`.
Result<> paintOn(QPaintDevice& device, double dotsPerMm, const PaintSheet& paint) {
  QPainter painter;
  if (!painter.begin(&device)) return failure(ErrorCode::ReportFailed, {}, "the page cannot be begun");
  painter.scale(dotsPerMm, dotsPerMm);
  return paint(painter);
}

Result<> writePdf(const std::filesystem::path& out, const SheetShape& shape, const PaintSheet& paint) {
  auto pdf = PdfFile::begin(out, shape.size, shape.title, shape.family);
  if (!pdf) return std::unexpected(std::move(pdf).error());
  SUYUAN_TRY(paint((*pdf)->painter()));
  return (*pdf)->commit();
}

Result<> paintSvg(QIODevice& file, const SheetShape& shape, const PaintSheet& paint) {
  constexpr int unitsPerMm = 100;
  QSvgGenerator writer(QSvgGenerator::SvgVersion::Svg11); // the first that keeps what is cut off at the frame
  writer.setOutputDevice(&file);
  writer.setResolution(2540);
  const QSize size = (shape.size * unitsPerMm).toSize();
  writer.setSize(size);
  writer.setViewBox(QRect({}, size));
  writer.setTitle(shape.title);
  return paintOn(writer, unitsPerMm, paint);
}

Result<QImage> sheetImage(QSizeF size, double dpi, const PaintSheet& paint) {
  const double wide = size.width() * dpi / 25.4, high = size.height() * dpi / 25.4;
  if (!(dpi >= 10) || wide * high > mostDots) return failure(ErrorCode::RenderFailed, {}, "a picture of so many dots is too large");
  QImage image(static_cast<int>(std::lround(wide)), static_cast<int>(std::lround(high)), QImage::Format_RGB32);
  if (image.isNull()) return failure(ErrorCode::RenderFailed, {}, "no memory for the picture");
  image.fill(Qt::white);
  SUYUAN_TRY(paintOn(image, dpi / 25.4, paint));
  image.setDotsPerMeterX(static_cast<int>(std::lround(dpi / 0.0254)));
  image.setDotsPerMeterY(static_cast<int>(std::lround(dpi / 0.0254)));
  return image;
}

/// In small letters.
std::string endingOf(const std::filesystem::path& out) {
  std::string ending = out.extension().string();
  std::ranges::transform(ending, ending.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return ending;
}

} // namespace

bool isPageFile(const std::filesystem::path& out) {
  const std::string ending = endingOf(out);
  return ending == ".pdf" || ending == ".svg" || ending == ".png";
}

Result<QImage> pageImage(const Layout& layout, const PageContent& content, double dpi, PageReport* report, std::stop_token stop, const PageProgress& progress) {
  return sheetImage(layout.size, dpi, [&](QPainter& painter) -> Result<> {
    auto painted = paintPage(painter, layout, content, stop, progress);
    if (!painted) return std::unexpected(std::move(painted).error());
    if (report) *report = std::move(*painted);
    return {};
  });
}

Result<> writeSheet(const std::filesystem::path& out, const SheetShape& shape, const PaintSheet& paint, double dpi) {
  const std::string ending = endingOf(out);
  if (!isPageFile(out)) return failure(ErrorCode::FormatUnknown, {.file = out.string()}, {}, {ending});
  if (ending == ".pdf") return writePdf(out, shape, paint);
  QSaveFile file(QString::fromStdString(out.string()));
  const auto unwritable = [&] { return failure(ErrorCode::FileUnwritable, {.file = out.string()}, file.errorString().toStdString()); };
  if (!file.open(QIODevice::WriteOnly)) return unwritable();
  Result<> painted;
  if (ending == ".png") {
    auto image = sheetImage(shape.size, dpi, paint);
    if (!image) painted = std::unexpected(std::move(image).error());
    else if (QImageWriter writer(&file, "png"); !writer.write(*image)) return unwritable();
  } else {
    painted = paintSvg(file, shape, paint);
  }
  if (!painted) {
    file.cancelWriting();
    return painted;
  }
  if (!file.commit()) return unwritable();
  return {};
}

Result<PageReport> writePage(const Layout& layout, const PageContent& content, const std::filesystem::path& out, double dpi, std::stop_token stop,
                             const PageProgress& progress) {
  if (!content.scene.style) return failure(ErrorCode::ReportFailed, {}, "the scene has no style");
  PageReport report;
  SUYUAN_TRY(writeSheet(out, {layout.size, titleOf(content), QString::fromStdString(content.scene.style->fontFamily)},
                        [&](QPainter& painter) -> Result<> {
                          auto painted = paintPage(painter, layout, content, stop, progress);
                          if (!painted) return std::unexpected(std::move(painted).error());
                          report = std::move(*painted);
                          return {};
                        },
                        dpi));
  return report;
}

} // namespace suyuan::composition
