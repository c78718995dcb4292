// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/backdrop/backdrop_stack.h"

#include "gis/layers/parallel.h"

#include <QPaintDevice>
#include <QPainter>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstring>
#include <mutex>
#include <optional>

namespace suyuan::backdrop {

namespace {

constexpr double pageDpi = 250;        ///< of a backdrop in print: finer is not seen, and makes a large file
constexpr double mostPixels = 40e6;    ///< of one picture, 160 MB

void copyInto(QImage& whole, const QImage& block, int left, int top) {
  for (int y = 0; y < block.height(); ++y)
    std::memcpy(whole.scanLine(top + y) + static_cast<std::ptrdiff_t>(left) * 4, block.constScanLine(y), static_cast<std::size_t>(block.width()) * 4);
}

/// Pixels of a backdrop for one logical pixel of a painter.
double sharpnessOn(const QPainter& painter, const render::MapView& view) {
  const QTransform to = painter.deviceTransform();
  double scale = std::hypot(to.m11(), to.m12());
  const QPaintDevice* device = painter.device();
  if (device->devType() != QInternal::Image && device->logicalDpiX() > pageDpi) scale *= pageDpi / device->logicalDpiX();
  const double pixels = scale * scale * view.size.width() * view.size.height();
  return pixels > mostPixels ? scale * std::sqrt(mostPixels / pixels) : scale;
}

} // namespace

std::vector<QString> BackdropStack::credits() const {
  std::vector<QString> credits;
  for (const ShownBackdrop& shown : shown_)
    if (const QString credit = shown.backdrop->credit(); !credit.isEmpty() && std::ranges::find(credits, credit) == credits.end()) credits.push_back(credit);
  return credits;
}

Result<> BackdropStack::paint(QPainter& painter, const render::MapView& view, std::stop_token stop) const {
  bool complete = true;
  for (const ShownBackdrop& shown : shown_) SUYUAN_TRY(paintOne(painter, shown, view, sharpnessOn(painter, view), Patience::Wait, complete, stop));
  return {};
}

Result<BackdropStack::Picture> BackdropStack::picture(const render::MapView& view, std::stop_token stop) const {
  Picture picture;
  picture.image = QImage(view.deviceSize(), QImage::Format_ARGB32_Premultiplied);
  if (picture.image.isNull()) return failure(ErrorCode::RenderFailed, {}, "no memory for the picture");
  picture.image.fill(Qt::transparent);
  picture.image.setDevicePixelRatio(view.devicePixelRatio);
  QPainter painter(&picture.image);
  for (const ShownBackdrop& shown : shown_) {
    auto done = paintOne(painter, shown, view, view.devicePixelRatio, Patience::Now, picture.complete, stop);
    if (done) continue;
    if (done.error().code == ErrorCode::Cancelled) return std::unexpected(std::move(done).error());
    picture.failures.emplace_back(shown.backdrop->number(), std::move(done).error());
  }
  painter.end();
  return picture;
}

/// Blocks are put together without a gap before they are scaled, so that no seam can show.
Result<> BackdropStack::paintOne(QPainter& painter, const ShownBackdrop& shown, const render::MapView& view, double pixelsPerPixel, Patience patience,
                                 bool& complete, std::stop_token stop) const {
  if (!(shown.opacity > 0) || !(pixelsPerPixel > 0)) return {};
  const double units = view.metresPerPixel / pixelsPerPixel;
  const BlockGrid grid = gridFor(view.crs, units);
  const std::vector<BlockPlace> places = grid.covering(view.box());
  if (places.empty() || places.size() > 10'000) return {};
  const std::int64_t west = places.front().x, north = places.front().y;
  const auto across = static_cast<int>(places.back().x - west + 1), down = static_cast<int>(north - places.back().y + 1);
  QImage whole(across * BlockGrid::side, down * BlockGrid::side, QImage::Format_ARGB32_Premultiplied);
  if (whole.isNull()) return failure(ErrorCode::RenderFailed, {}, "no memory for the picture");
  whole.fill(Qt::transparent);

  std::vector<BlockPlace> missing;
  bool any = false;
  const auto put = [&](BlockPlace place, const QImage& image) {
    if (image.isNull()) return;
    any = true;
    copyInto(whole, image, static_cast<int>(place.x - west) * BlockGrid::side, static_cast<int>(north - place.y) * BlockGrid::side);
  };
  for (const BlockPlace place : places)
    if (const auto kept = cache_->find(shown.backdrop->number(), grid, place)) put(place, *kept);
    else missing.push_back(place);
  // What is in the middle of the view first.
  const double middleX = view.centerX / (BlockGrid::side * grid.unitsPerPixel()), middleY = view.centerY / (BlockGrid::side * grid.unitsPerPixel());
  std::ranges::stable_sort(missing, {}, [&](BlockPlace p) {
    return std::hypot(static_cast<double>(p.x) + 0.5 - middleX, static_cast<double>(p.y) + 0.5 - middleY);
  });
  std::atomic<std::size_t> next = 0;
  std::mutex mutex;
  std::optional<Error> fault;
  const auto work = [&](std::size_t) {
    for (std::size_t i = next++; i < missing.size(); i = next++) {
      auto made = stop.stop_requested() ? failure(ErrorCode::Cancelled) : shown.backdrop->block(grid, missing[i], patience, stop);
      const std::scoped_lock lock(mutex);
      if (!made) {
        fault = std::move(made).error();
        next = missing.size();
        return;
      }
      if (made->complete) cache_->put(shown.backdrop->number(), grid, missing[i], made->image);
      else complete = false;
      put(missing[i], made->image);
    }
  };
  if (missing.size() > 1) layers::onAllCores(work);
  else work(0);
  if (fault) return std::unexpected(std::move(*fault));
  if (!any) return {};

  const Box first = grid.boxOf(places.front());
  QPointF at = view.toScreen(first.minX, first.maxY);
  const double scale = grid.unitsPerPixel() / view.metresPerPixel; // logical pixels of one block's pixel
  painter.save();
  painter.setOpacity(painter.opacity() * shown.opacity);
  painter.setClipRect(QRectF(QPointF(0, 0), QSizeF(view.size)), Qt::IntersectClip);
  if (std::abs(scale * pixelsPerPixel - 1) < 1e-6) {
    // Pixel for pixel: half a pixel's shift is not seen, blur would be.
    at = QPointF(std::round(at.x() * pixelsPerPixel), std::round(at.y() * pixelsPerPixel)) / pixelsPerPixel;
  } else {
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
  }
  painter.drawImage(QRectF(at, QSizeF(whole.size()) * scale), whole);
  painter.restore();
  return {};
}

} // namespace suyuan::backdrop
