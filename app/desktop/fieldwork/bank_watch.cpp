// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/fieldwork/bank_watch.h"

#include "app/desktop/shell/look.h"

#include <chrono>

namespace suyuan::desktop {

namespace {

constexpr double leastGapM = 5; ///< nobody walks back for less

double millisecondsSince(std::chrono::steady_clock::time_point from) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - from).count();
}

} // namespace

BankWatch::BankWatch(SurveySession& session) : session_(session), worker_(std::make_unique<SerialWorker>(SerialWorker::AtEnd::Drop)) {
  connect(&session_, &SurveySession::changed, this, &BankWatch::change);
  connect(&session_, &SurveySession::everythingChanged, this, &BankWatch::load);
}

BankWatch::~BankWatch() {
  if (reader_) reader_->interrupt();
  worker_.reset();
}

void BankWatch::give(std::function<void(Work&, const std::stop_token&)> job) {
  ++open_;
  worker_->give([this, work = work_, job = std::move(job)](const std::stop_token& stop) {
    job(*work, stop);
    QMetaObject::invokeMethod(this, [this] { --open_; }, Qt::QueuedConnection);
  });
}

BankWatch::Standing BankWatch::standingOf(const Work& work) {
  Standing standing;
  if (!work.banks) return standing;
  const auto& all = work.banks->coverage();
  standing.reaches = all.reaches.size();
  standing.all = work.banks->share({});
  standing.team = work.banks->share(work.team);
  if (work.place)
    if (const auto gap = all.coverage.nearestGap(*work.place, leastGapM, work.team))
      standing.gap = Way{all.reaches[gap->reach].fid, qs(all.reaches[gap->reach].name), *work.place, gap->at, gap->distanceM, gap->bearing, gap->part.length()};
  return standing;
}

/// On the worker.
void BankWatch::tell(const Work& work, bool grew, std::optional<std::chrono::steady_clock::time_point> since) {
  Standing standing = standingOf(work);
  if (since) standing.tookMs = millisecondsSince(*since);
  QMetaObject::invokeMethod(
      this,
      [this, standing = std::move(standing), grew] {
        standing_ = standing;
        Q_EMIT told();
        if (grew) Q_EMIT changed();
      },
      Qt::QueuedConnection);
}

void BankWatch::load() {
  auto reader = session_.workerReader();
  if (!reader) {
    Q_EMIT failed(reader.error());
    return;
  }
  reader_ = *reader;
  give([this, reader = *reader, book = session_.sharedBook()](Work& work, const std::stop_token& stop) {
    auto banks = BankLines::read(*reader, book->fieldwork().limits, stop);
    if (!banks) {
      if (banks.error().code != ErrorCode::Cancelled && !stop.stop_requested())
        QMetaObject::invokeMethod(this, [this, error = banks.error()] { Q_EMIT failed(error); }, Qt::QueuedConnection);
      return;
    }
    work.banks = std::move(*banks);
    for (std::size_t i = 0; i < work.walk.size(); ++i) {
      if (std::ranges::contains(work.breaks, i)) work.banks->breakWalk();
      work.banks->add(work.walk[i]);
    }
    tell(work, true);
  });
}

void BankWatch::setTeam(const std::string& team) {
  give([this, team](Work& work, const std::stop_token&) {
    if (work.team == team) return;
    work.team = team;
    tell(work, false);
  });
}

void BankWatch::setPlace(std::optional<Point> lonLat) {
  give([this, lonLat](Work& work, const std::stop_token&) {
    work.place = lonLat;
    tell(work, false);
  });
}

void BankWatch::add(const fieldwork::TrackPoint& point) {
  give([this, point](Work& work, const std::stop_token&) {
    const auto from = std::chrono::steady_clock::now();
    work.walk.push_back(point);
    work.place = point.at;
    const bool grew = work.banks && work.banks->add(point);
    tell(work, grew, from);
  });
}

void BankWatch::breakWalk() {
  give([](Work& work, const std::stop_token&) {
    work.breaks.push_back(work.walk.size());
    if (work.banks) work.banks->breakWalk();
  });
}

void BankWatch::forgetWalk() {
  give([](Work& work, const std::stop_token&) {
    work.walk.clear();
    work.breaks.clear();
    if (work.banks) work.banks->breakWalk();
  });
}

void BankWatch::change(const std::vector<ChangedRecord>& records) {
  std::vector<SurveyReach> reaches;
  std::vector<Track> tracks;
  for (const ChangedRecord& record : records) {
    if (record.layer != Layer::Reaches && record.layer != Layer::Tracks) continue;
    if (record.layer == Layer::Reaches) {
      auto reach = session_.reader().get<SurveyReach>(record.fid);
      if (!reach || !*reach || record.placed || reaches.size() >= 20) return load();
      reaches.push_back(std::move(**reach));
    } else if (record.placed) {
      auto track = session_.reader().get<Track>(record.fid);
      if (!track || !*track || tracks.size() > 5) return load(); // gone: what it covered is not known any more
      tracks.push_back(std::move(**track));
    }
  }
  if (reaches.empty() && tracks.empty()) return;
  give([this, reaches = std::move(reaches), tracks = std::move(tracks)](Work& work, const std::stop_token&) {
    if (!work.banks) return;
    bool good = true;
    for (const SurveyReach& reach : reaches) good = work.banks->take(reach) && good;
    for (const Track& track : tracks) work.banks->addTrack(track);
    if (!good) {
      QMetaObject::invokeMethod(this, [this] { load(); }, Qt::QueuedConnection);
      return;
    }
    tell(work, true);
  });
}

void BankWatch::ask(const render::MapView& view, BankLines::Look look) {
  const std::uint64_t wish = ++wish_;
  give([this, view, look = std::move(look), wish](Work& work, const std::stop_token& stop) {
    if (wish != wish_ || !work.banks) return;
    const auto from = std::chrono::steady_clock::now();
    render::RenderedMap map{.request = wish, .view = view, .image = work.banks->paint(view, look, stop), .milliseconds = millisecondsSince(from)};
    if (map.image.isNull()) return;
    QMetaObject::invokeMethod(this, [this, map = std::move(map)] { Q_EMIT drawn(map); }, Qt::QueuedConnection);
  });
}

} // namespace suyuan::desktop
