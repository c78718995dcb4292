// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/fieldwork/bank_lines.h"
#include "app/desktop/fieldwork/serial_worker.h"
#include "app/desktop/shell/survey_session.h"
#include "gis/render/render_queue.h"

#include <QObject>

#include <atomic>
#include <chrono>
#include <memory>

namespace suyuan::desktop {

/// How the banks of an open survey stand, kept up on a thread of its own while records change and a walk goes on. Lives in the
/// window's thread, outlives what shows it.
class BankWatch : public QObject {
  Q_OBJECT
public:
  explicit BankWatch(SurveySession& session);
  ~BankWatch() override;

  /// The way to the nearest gap.
  struct Way {
    Fid reach;
    QString name;
    Point from, at; ///< lon/lat
    double distanceM = 0, bearing = 0, lengthM = 0;
  };
  struct Standing {
    std::size_t reaches = 0;
    fieldwork::Coverage::Share all, team;
    std::optional<Way> gap;
    double tookMs = 0; ///< for the newest position, on the worker
  };

  void load(); ///< all anew
  void setTeam(const std::string& team); ///< whose gaps are looked for; empty: all
  void setPlace(std::optional<Point> lonLat); ///< from where
  void add(const fieldwork::TrackPoint& point); ///< of the walk that is recorded
  void breakWalk();
  void forgetWalk(); ///< its track is in the survey, or it was dropped
  /// A picture of the banks in a view; drawn() tells it. Only the newest wish is carried out.
  void ask(const render::MapView& view, BankLines::Look look);

  [[nodiscard]] const Standing& standing() const { return standing_; }
  [[nodiscard]] bool isSettled() const { return open_ == 0; }

Q_SIGNALS:
  void told();    ///< standing() is new
  void changed(); ///< the banks look otherwise than they did
  void drawn(const suyuan::render::RenderedMap& map);
  void failed(const suyuan::Error& error);

private:
  /// What the worker's thread alone touches.
  struct Work {
    std::optional<BankLines> banks;
    std::vector<fieldwork::TrackPoint> walk;
    std::vector<std::size_t> breaks; ///< places in the walk
    std::string team;
    std::optional<Point> place;
  };
  void give(std::function<void(Work&, const std::stop_token&)> job);
  void tell(const Work& work, bool grew, std::optional<std::chrono::steady_clock::time_point> since = {});
  void change(const std::vector<ChangedRecord>& records);
  [[nodiscard]] static Standing standingOf(const Work& work);

  SurveySession& session_;
  std::shared_ptr<store::Reader> reader_; ///< the one that reads now
  Standing standing_;
  std::atomic<std::uint64_t> wish_ = 0;
  int open_ = 0; ///< jobs that have not told
  std::shared_ptr<Work> work_ = std::make_shared<Work>();
  std::unique_ptr<SerialWorker> worker_; // last
};

} // namespace suyuan::desktop
