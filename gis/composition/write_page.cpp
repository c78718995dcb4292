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
Result<PageReport> paintOn(QPaintDevice& device, double dotsPerMm, const Layout& layout, const PageContent& content, std::stop_token stop,
                           const PageProgress& progress) {
  QPainter painter;
  if (!painter.begin(&device)) return failure(ErrorCode::ReportFailed, {}, "the page cannot be begun");
  painter.scale(dotsPerMm, dotsPerMm);
  return paintPage(painter, layout, content, stop, progress);
}

Result<PageReport> writePdf(const std::filesystem::path& out, const Layout& layout, const PageContent& content, std::stop_token stop, const PageProgress& progress) {
  if (!content.scene.style) return failure(ErrorCode::ReportFailed, {}, "the scene has no style");
  auto pdf = PdfFile::begin(out, layout.size, titleOf(content), QString::fromStdString(content.scene.style->fontFamily));
  if (!pdf) return std::unexpected(std::move(pdf).error());
  auto painted = paintPage((*pdf)->painter(), layout, content, stop, progress);
  if (!painted) return painted;
  SUYUAN_TRY((*pdf)->commit());
  return painted;
}

Result<PageReport> paintSvg(QIODevice& file, const Layout& layout, const PageContent& content, std::stop_token stop, const PageProgress& progress) {
  constexpr int unitsPerMm = 100;
  QSvgGenerator writer(QSvgGenerator::SvgVersion::Svg11); // the first that keeps what is cut off at the frame
  writer.setOutputDevice(&file);
  writer.setResolution(2540);
  const QSize size = (layout.size * unitsPerMm).toSize();
  writer.setSize(size);
  writer.setViewBox(QRect({}, size));
  writer.setTitle(titleOf(content));
  return paintOn(writer, unitsPerMm, layout, content, stop, progress);
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
  const double wide = layout.size.width() * dpi / 25.4, high = layout.size.height() * dpi / 25.4;
  if (!(dpi >= 10) || wide * high > mostDots) return failure(ErrorCode::RenderFailed, {}, "a picture of so many dots is too large");
  QImage image(static_cast<int>(std::lround(wide)), static_cast<int>(std::lround(high)), QImage::Format_RGB32);
  if (image.isNull()) return failure(ErrorCode::RenderFailed, {}, "no memory for the picture");
  image.fill(Qt::white);
  auto painted = paintOn(image, dpi / 25.4, layout, content, stop, progress);
  if (!painted) return std::unexpected(std::move(painted).error());
  if (report) *report = *painted;
  image.setDotsPerMeterX(static_cast<int>(std::lround(dpi / 0.0254)));
  image.setDotsPerMeterY(static_cast<int>(std::lround(dpi / 0.0254)));
  return image;
}

Result<PageReport> writePage(const Layout& layout, const PageContent& content, const std::filesystem::path& out, double dpi, std::stop_token stop,
                             const PageProgress& progress) {
  const std::string ending = endingOf(out);
  if (!isPageFile(out)) return failure(ErrorCode::FormatUnknown, {.file = out.string()}, {}, {ending});
  if (ending == ".pdf") return writePdf(out, layout, content, stop, progress);
  QSaveFile file(QString::fromStdString(out.string()));
  const auto unwritable = [&] { return failure(ErrorCode::FileUnwritable, {.file = out.string()}, file.errorString().toStdString()); };
  if (!file.open(QIODevice::WriteOnly)) return unwritable();
  Result<PageReport> painted = PageReport{};
  if (ending == ".png") {
    PageReport report;
    auto image = pageImage(layout, content, dpi, &report, stop, progress);
    if (!image) painted = std::unexpected(std::move(image).error());
    else if (QImageWriter writer(&file, "png"); !writer.write(*image)) return unwritable();
    else painted = std::move(report);
  } else {
    painted = paintSvg(file, layout, content, stop, progress);
  }
  if (!painted) {
    file.cancelWriting();
    return painted;
  }
  if (!file.commit()) return unwritable();
  return painted;
}

} // namespace suyuan::composition
