// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/task_runner.h"
#include "gis/tiles/tile_service.h"

#include <optional>

namespace suyuan::desktop {

/// One area of an online map that is being taken along (离线下载). It goes on while the window is used; what has come stays.
class AreaDownload : public QObject {
  Q_OBJECT
public:
  explicit AreaDownload(tiles::TileService& service, QObject* parent = nullptr) : QObject(parent), service_(service) {}

  void start(const tiles::TileSource& source, std::int64_t area); ///< \pre not running
  void stop() { tasks_.cancelAll(); }
  [[nodiscard]] bool isRunning() const { return tasks_.isBusy(); }
  [[nodiscard]] bool isOf(const std::string& source, std::int64_t area) const { return source_ == source && area_ == area; } ///< the last one
  [[nodiscard]] std::int64_t there() const { return there_; } ///< tiles of the area that are stored
  [[nodiscard]] std::int64_t all() const { return all_; }
  [[nodiscard]] const std::optional<Error>& fault() const { return fault_; } ///< why the last one ended early

Q_SIGNALS:
  void moved();
  void ended();

private:
  tiles::TileService& service_;
  std::string source_;
  std::int64_t area_ = 0, there_ = 0, all_ = 0;
  std::optional<Error> fault_;
  TaskRunner tasks_; // last: stops before the rest goes
};

} // namespace suyuan::desktop
