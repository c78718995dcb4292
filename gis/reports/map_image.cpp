// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/reports/map_image.h"

#include "gis/render/decorations.h"
#include "gis/render/scene_painter.h"

#include <QImageWriter>
#include <QPainter>
#include <QSaveFile>

namespace suyuan::reports {

Result<> writeMapImage(const render::MapScene& scene, const render::MapView& view, const std::filesystem::path& out) {
  auto image = render::renderMap(scene, view);
  if (!image) return std::unexpected(std::move(image).error());
  {
    QPainter painter(&*image);
    render::paintDecorations(painter, scene, view);
  }
  QSaveFile file(QString::fromStdString(out.string()));
  if (!file.open(QIODevice::WriteOnly)) return failure(ErrorCode::FileUnwritable, {.file = out.string()}, file.errorString().toStdString());
  QImageWriter writer(&file, "png");
  if (!writer.write(*image) || !file.commit())
    return failure(ErrorCode::FileUnwritable, {.file = out.string()}, file.errorString().toStdString());
  return {};
}

} // namespace suyuan::reports
