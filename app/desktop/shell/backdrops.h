// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/area_download.h"
#include "app/desktop/shell/task_runner.h"
#include "gis/backdrop/backdrop_stack.h"
#include "gis/tiles/tile_service.h"

#include <QObject>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace suyuan::desktop {

/// How a backdrop is shown; the survey's settings keep a list of these, topmost first.
struct BackdropView {
  std::string file;   ///< a raster; beside the survey it is told from the survey's folder on
  std::string source; ///< else an online map: its id in the program's list, or all of an own one (tiles::toJson)
  bool visible = true;
  double opacity = 1; ///< 0 … 1
  friend bool operator==(const BackdropView&, const BackdropView&) = default;
};

[[nodiscard]] std::string toJson(const std::vector<BackdropView>& views);
[[nodiscard]] std::vector<BackdropView> backdropViewsFrom(std::string_view json); ///< empty for text that is none

/// The backdrops of the open survey: opens them on a worker and makes the stack that the map is drawn on. Window's thread.
class Backdrops : public QObject {
  Q_OBJECT
public:
  struct Entry {
    BackdropView view;
    std::shared_ptr<const backdrop::Backdrop> backdrop; ///< null while it is opened, or when it cannot be
    std::shared_ptr<tiles::TileFeed> feed;              ///< of an online map
    std::optional<Error> fault;
  };

  explicit Backdrops(std::filesystem::path survey, QObject* parent = nullptr);
  ~Backdrops() override;

  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; } ///< topmost first
  [[nodiscard]] std::vector<BackdropView> views() const;
  [[nodiscard]] std::shared_ptr<const backdrop::BackdropStack> stack() const; ///< of those that are shown
  [[nodiscard]] QString titleOf(const Entry& entry) const;
  [[nodiscard]] std::filesystem::path pathOf(const BackdropView& view) const; ///< of a file
  [[nodiscard]] bool isOpening() const { return tasks_.isBusy(); }

  void show(std::vector<BackdropView> views); ///< in place of what there was
  void addFile(const std::filesystem::path& file); ///< on top
  void addOnline(const tiles::TileSource& source); ///< on top
  [[nodiscard]] const std::vector<tiles::TileSource>& listed() const { return listed_; } ///< online maps that the program knows
  void reopenOnline(); ///< a key is another now
  [[nodiscard]] tiles::TileService& online() { return service_; }
  [[nodiscard]] AreaDownload& download() { return download_; }
  [[nodiscard]] QString sign() const; ///< one word for all online maps that are shown and do not answer; empty when all do
  void remove(std::size_t at);
  void move(std::size_t from, std::size_t to);
  void setVisible(std::size_t at, bool visible);
  void setOpacity(std::size_t at, double opacity);
  void setFault(std::uint64_t number, const Error& error); ///< what was found out while it was drawn

Q_SIGNALS:
  void changed(); ///< the list, or what is known of one
  void restacked(); ///< stack() is new
  void failed(const suyuan::Error& error); ///< once for each that fails
  void arrived(); ///< more of an online map is there, or it answers otherwise than before

private:
  void open(std::size_t at);
  void openOnline(Entry& entry);
  void addOnTop(BackdropView view);
  [[nodiscard]] BackdropView viewOf(const std::filesystem::path& file) const;
  std::filesystem::path survey_;
  tiles::TileService service_;
  AreaDownload download_{service_};
  std::vector<tiles::TileSource> listed_;
  std::vector<Entry> entries_;
  std::shared_ptr<backdrop::BlockCache> blocks_;
  TaskRunner tasks_; // last: stops before the rest goes
};

} // namespace suyuan::desktop
