// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/area_download.h"

#include "gis/tiles/offline_area.h"

namespace suyuan::desktop {

void AreaDownload::start(const tiles::TileSource& source, std::int64_t area) {
  source_ = source.id;
  area_ = area;
  there_ = all_ = 0;
  fault_.reset();
  tasks_.start(
      QString(),
      [this, feed = service_.feedOf(source), area](std::stop_token stop, const TaskRunner::Progress&) {
        return tiles::fetchArea(
            service_.fetcher(), feed, area,
            [this](std::int64_t there, std::int64_t all) {
              QMetaObject::invokeMethod(
                  this,
                  [this, there, all] {
                    there_ = there;
                    all_ = all;
                    Q_EMIT moved();
                  },
                  Qt::QueuedConnection);
            },
            stop);
      },
      [this](Result<> done) {
        if (!done) fault_ = std::move(done).error();
        Q_EMIT ended();
      });
  Q_EMIT moved();
}

} // namespace suyuan::desktop
