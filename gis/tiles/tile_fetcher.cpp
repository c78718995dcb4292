// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/tiles/tile_fetcher.h"

#include "gis/tiles/tile_reply.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <condition_variable>
#include <limits>
#include <optional>
#include <utility>
#include <utility>

namespace suyuan::tiles {

namespace {

using Time = std::chrono::steady_clock::time_point;
using std::chrono::milliseconds;

constexpr std::size_t mostWanted = 600;         ///< for views; the oldest go
constexpr int mostForDownloads = 2;             ///< connections: a service is not to be loaded
constexpr int mostTries = 2;                    ///< of a tile that comes spoilt, while somebody waits
constexpr std::chrono::seconds longestWait{60}; ///< that somebody who waits is left waiting because a server asks so

/// Somebody who waits for several tiles.
struct Ticket {
  std::mutex mutex;
  std::condition_variable_any changed;
  std::size_t left = 0, lacking = 0;
  void done(bool isThere) {
    const std::scoped_lock lock(mutex);
    --left;
    if (!isThere) ++lacking;
    changed.notify_all();
  }
};

using WantKey = std::pair<const TileFeed*, TilePlace>;

struct Want {
  std::shared_ptr<TileFeed> feed;
  TilePlace place;
  TileFetcher::Urgency urgency;
  std::uint64_t round = 0, order = 0;
  std::stop_token view;
  std::vector<std::shared_ptr<Ticket>> tickets;
  bool isShown = false; ///< a view asked for it and goes on without
  int tries = 0;
  Time notBefore{};
  std::optional<Time> staleSince;
  QNetworkReply* reply = nullptr; ///< under way
  Time sent{};
  bool dropped = false;

  [[nodiscard]] WantKey key() const { return {feed.get(), place}; }
  void finish(bool isThere) {
    for (const auto& ticket : tickets) ticket->done(isThere);
    tickets.clear();
  }
  /// Nobody asks for it any more, for longer than a redrawing takes.
  bool isStale(Time now, milliseconds after) {
    if (!tickets.empty() || (isShown && !view.stop_requested())) {
      staleSince.reset();
      return false;
    }
    if (!staleSince) staleSince = now;
    return now - *staleSince >= after;
  }
};

/// Newer views first, in a view what was asked for first.
bool isBefore(const Want& a, const Want& b) {
  if (a.urgency != b.urgency) return a.urgency > b.urgency;
  if (a.round != b.round) return a.round > b.round;
  return a.order < b.order;
}

} // namespace

struct TileFetcher::Impl {
  Settings settings;
  mutable std::mutex mutex;
  std::mutex listening; ///< held while the listener is called: once it is taken away, it is not called any more
  std::function<void()> listener;
  std::map<WantKey, Want> wanted, underWay;
  std::stop_token lastView;
  std::uint64_t round = 0, order = 0;
  bool isAsked = false;
  QThread thread;
  QObject worker; ///< lives in the thread
  QNetworkAccessManager* network = nullptr;
  QTimer* later = nullptr;

  void ask() { // \pre mutex held
    if (std::exchange(isAsked, true)) return;
    QMetaObject::invokeMethod(&worker, [this] { send(); }, Qt::QueuedConnection);
  }
  void begin() {
    network = new QNetworkAccessManager(&worker);
    later = new QTimer(&worker);
    later->setSingleShot(true);
    QObject::connect(later, &QTimer::timeout, &worker, [this] { send(); });
  }
  void end() {
    std::vector<QNetworkReply*> replies;
    {
      const std::scoped_lock lock(mutex);
      for (auto& [key, want] : underWay) replies.push_back(want.reply);
    }
    for (QNetworkReply* reply : replies) {
      reply->disconnect();
      reply->abort();
      delete reply;
    }
    delete std::exchange(later, nullptr);
    delete std::exchange(network, nullptr);
  }

  void add(const std::shared_ptr<TileFeed>& feed, const TilePlace& place, Urgency urgency, const std::stop_token& view, const std::shared_ptr<Ticket>& ticket);
  void send();
  void start(const WantKey& key);
  void take(const WantKey& key);
  void settle(Want want, const TileAnswer& answer);
  void pause(TileFeed& feed, const Want& want, FeedState state, milliseconds atLeast);
  void tellWaiting(const TileFeed& feed);
  void tell();
};

std::string programName() { return "Mozilla/5.0 Suyuan/" SUYUAN_VERSION; }

TileFetcher::TileFetcher(Settings settings) : impl_(std::make_unique<Impl>()) {
  if (settings.program.empty()) settings.program = programName();
  impl_->settings = std::move(settings);
  impl_->worker.moveToThread(&impl_->thread);
  impl_->thread.setObjectName(QStringLiteral("tiles"));
  impl_->thread.start();
  QMetaObject::invokeMethod(&impl_->worker, [impl = impl_.get()] { impl->begin(); }, Qt::QueuedConnection);
}

TileFetcher::~TileFetcher() {
  QMetaObject::invokeMethod(&impl_->worker, [impl = impl_.get()] { impl->end(); }, Qt::BlockingQueuedConnection);
  impl_->thread.quit();
  impl_->thread.wait();
  const std::scoped_lock lock(impl_->mutex);
  for (auto* list : {&impl_->wanted, &impl_->underWay})
    for (auto& [key, want] : *list) want.finish(false);
}

void TileFetcher::setListener(std::function<void()> listener) {
  const std::scoped_lock lock(impl_->listening);
  impl_->listener = std::move(listener);
}

bool TileFetcher::isIdle() const {
  const std::scoped_lock lock(impl_->mutex);
  return impl_->wanted.empty() && impl_->underWay.empty();
}

std::size_t TileFetcher::waiting() const {
  const std::scoped_lock lock(impl_->mutex);
  return impl_->wanted.size();
}

void TileFetcher::Impl::add(const std::shared_ptr<TileFeed>& feed, const TilePlace& place, Urgency urgency, const std::stop_token& view,
                            const std::shared_ptr<Ticket>& ticket) {
  if (urgency != Urgency::Download && view != lastView) {
    lastView = view;
    ++round;
  }
  const WantKey key{feed.get(), place};
  auto found = underWay.find(key);
  if (found == underWay.end()) {
    const auto [at, isNew] = wanted.try_emplace(key);
    if (isNew) at->second.feed = feed, at->second.place = place, at->second.urgency = urgency;
    found = at;
  }
  Want& want = found->second;
  want.urgency = std::max(want.urgency, urgency);
  want.view = view;
  want.round = round;
  want.order = ++order;
  if (ticket) want.tickets.push_back(ticket);
  else want.isShown = true;
  if (wanted.size() <= mostWanted) return;
  auto oldest = wanted.end();
  for (auto at = wanted.begin(); at != wanted.end(); ++at)
    if (at->second.tickets.empty() && (oldest == wanted.end() || isBefore(oldest->second, at->second))) oldest = at;
  if (oldest != wanted.end()) wanted.erase(oldest);
}

void TileFetcher::want(const std::shared_ptr<TileFeed>& feed, const TilePlace& place, Urgency urgency, std::stop_token view) {
  if (feed->isKeyMissing()) return;
  const std::scoped_lock lock(impl_->mutex);
  impl_->add(feed, place, urgency, view, nullptr);
  impl_->ask();
}

std::size_t TileFetcher::fetch(const std::shared_ptr<TileFeed>& feed, std::span<const TilePlace> places, Urgency urgency, std::stop_token stop) {
  if (feed->isKeyMissing()) return places.size();
  const auto ticket = std::make_shared<Ticket>();
  ticket->left = places.size();
  {
    const std::scoped_lock lock(impl_->mutex);
    const auto& pace = feed->pace_;
    if (pace.notBefore > std::chrono::steady_clock::now() && (pace.failures >= impl_->settings.giveUpAfter || feed->state() == FeedState::Refused)) return places.size();
    for (const TilePlace& place : places) impl_->add(feed, place, urgency, stop, ticket);
    impl_->ask();
  }
  std::unique_lock lock(ticket->mutex);
  if (ticket->changed.wait(lock, stop, [&] { return ticket->left == 0; })) return ticket->lacking;
  const std::size_t lacking = ticket->lacking + ticket->left;
  lock.unlock();
  const std::scoped_lock all(impl_->mutex);
  for (auto* list : {&impl_->wanted, &impl_->underWay})
    for (auto& [key, want] : *list) std::erase(want.tickets, ticket);
  impl_->ask(); // what nobody waits for now goes
  return lacking;
}

/// Sends what may be sent now, drops what nobody wants, and sets the clock for the rest.
void TileFetcher::Impl::send() {
  if (!network) return; // asked for while it ended
  const Time now = std::chrono::steady_clock::now();
  std::vector<WantKey> starting;
  std::vector<QNetworkReply*> dropping;
  std::optional<Time> next;
  const auto dueAt = [&](Time at) { next = next ? std::min(*next, at) : at; };
  {
    const std::scoped_lock lock(mutex);
    isAsked = false;
    for (auto& [key, want] : underWay) {
      if (want.dropped) continue;
      if (want.isStale(now, settings.staleAfter)) {
        want.dropped = true;
        dropping.push_back(want.reply);
      } else if (want.staleSince) {
        dueAt(*want.staleSince + settings.staleAfter);
      }
    }
    std::erase_if(wanted, [&](auto& one) { return one.second.isStale(now, settings.staleAfter); });
    while (true) {
      auto best = wanted.end();
      for (auto at = wanted.begin(); at != wanted.end(); ++at) {
        Want& want = at->second;
        if (want.staleSince) {
          dueAt(*want.staleSince + settings.staleAfter);
          continue;
        }
        const TileFeed::Pace& pace = want.feed->pace_;
        if (const Time due = std::max(want.notBefore, pace.notBefore); due > now) {
          dueAt(due);
          continue;
        }
        const int most = want.urgency == Urgency::Download ? std::min(settings.connections, mostForDownloads) : settings.connections;
        if (pace.underWay >= (pace.failures > 0 ? 1 : most)) continue; // after a failure one goes ahead
        if (best == wanted.end() || isBefore(want, best->second)) best = at;
      }
      if (best == wanted.end()) break;
      ++best->second.feed->pace_.underWay;
      // Never in neither list: who asks for it now joins it.
      starting.push_back(best->first);
      underWay.insert(wanted.extract(best));
    }
  }
  for (QNetworkReply* reply : dropping) reply->abort();
  for (const WantKey& key : starting) start(key);
  if (next) later->start(std::max(std::chrono::duration_cast<milliseconds>(*next - now) + milliseconds(1), milliseconds(1)));
}

void TileFetcher::Impl::start(const WantKey& key) {
  std::shared_ptr<TileFeed> feed;
  {
    const std::scoped_lock lock(mutex);
    feed = underWay.at(key).feed;
  }
  const TilePlace place = key.second;
  // It may have come while it waited, by another program too.
  if (feed->store().isFresh(place)) {
    const std::scoped_lock lock(mutex);
    --feed->pace_.underWay;
    auto done = underWay.extract(key);
    done.mapped().finish(true);
    return ask();
  }
  QNetworkRequest request(QUrl(QString::fromStdString(feed->addressOf(place))));
  request.setHeader(QNetworkRequest::UserAgentHeader, QString::fromStdString(settings.program));
  request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
  request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
  request.setTransferTimeout(settings.patience);
  if (const auto stored = feed->store().find(place); stored && !stored->bytes.isEmpty()) {
    if (!stored->freshness.etag.empty()) request.setRawHeader("If-None-Match", QByteArray::fromStdString(stored->freshness.etag));
    if (!stored->freshness.modified.empty()) request.setRawHeader("If-Modified-Since", QByteArray::fromStdString(stored->freshness.modified));
  }
  QNetworkReply* reply = network->get(request);
  QObject::connect(reply, &QNetworkReply::finished, &worker, [this, key] { take(key); });
  QObject::connect(reply, &QNetworkReply::downloadProgress, &worker, [reply](qint64 got, qint64) {
    if (got > largestTile) reply->abort();
  });
  const std::scoped_lock lock(mutex);
  Want& want = underWay.at(key);
  want.reply = reply;
  want.sent = std::chrono::steady_clock::now();
}

void TileFetcher::Impl::take(const WantKey& key) {
  std::optional<Want> want;
  {
    const std::scoped_lock lock(mutex);
    const auto found = underWay.find(key);
    if (found == underWay.end()) return;
    want = std::move(found->second);
    underWay.erase(found);
    --want->feed->pace_.underWay;
    if (want->dropped && want->tickets.empty()) {
      want->reply->deleteLater();
      return ask();
    }
  }
  TileStore& store = want->feed->store();
  TileAnswer answer = readReply(*want->reply, store.now());
  want->reply->deleteLater();
  want->reply = nullptr;
  using Kind = TileAnswer::Kind;
  if (answer.kind == Kind::Picture || answer.kind == Kind::Nothing) {
    // What cannot be kept is not there: a view asks again, a download is told.
    if (!store.put(want->place, answer.bytes, answer.freshness)) answer.kind = Kind::Spoilt;
    want->feed->forget(want->place);
  } else if (answer.kind == Kind::Same) {
    store.refresh(want->place, answer.freshness);
    want->feed->forget(want->place);
  }
  settle(std::move(*want), answer);
}

void TileFetcher::Impl::settle(Want want, const TileAnswer& answer) {
  {
    const std::scoped_lock lock(mutex);
    TileFeed& feed = *want.feed;
    using Kind = TileAnswer::Kind;
    switch (answer.kind) {
    case Kind::Picture:
    case Kind::Nothing:
    case Kind::Same:
      feed.pace_.failures = 0;
      feed.pace_.notBefore = {};
      feed.state_ = FeedState::Fine;
      want.finish(true);
      break;
    case Kind::Spoilt:
      ++want.tries;
      want.notBefore = std::chrono::steady_clock::now() + std::min(settings.firstPause * (1 << std::min(want.tries, 10)), settings.longestPause);
      if (want.tries >= mostTries) want.finish(false);
      if (feed.pace_.failures + 1 >= settings.giveUpAfter) pause(feed, want, FeedState::Unreachable, {});
      else ++feed.pace_.failures;
      break;
    case Kind::Unreachable: pause(feed, want, FeedState::Unreachable, {}); break;
    case Kind::Busy: pause(feed, want, FeedState::Busy, answer.pause); break;
    case Kind::Refused: pause(feed, want, FeedState::Refused, settings.longestPause); break;
    }
    const bool isDone = answer.kind == Kind::Picture || answer.kind == Kind::Nothing || answer.kind == Kind::Same;
    if (!isDone) { // it goes back to those that wait
      const WantKey key = want.key();
      const std::shared_ptr<TileFeed> kept = want.feed;
      if (const auto there = wanted.find(key); there != wanted.end()) {
        for (auto& ticket : want.tickets) there->second.tickets.push_back(std::move(ticket));
        there->second.isShown |= want.isShown;
        there->second.tries = want.tries;
        there->second.notBefore = want.notBefore;
      } else {
        wanted.emplace(key, std::move(want));
      }
      tellWaiting(*kept);
    }
    ask();
  }
  tell();
}

/// Requests that were under way together fail together: that counts once.
void TileFetcher::Impl::pause(TileFeed& feed, const Want& want, FeedState state, milliseconds atLeast) {
  TileFeed::Pace& pace = feed.pace_;
  feed.state_ = state;
  if (want.sent < pace.pausedAt) return;
  const Time now = std::chrono::steady_clock::now();
  const milliseconds usual = std::min(settings.firstPause * (1 << std::min(pace.failures, 10)), settings.longestPause);
  ++pace.failures;
  pace.pausedAt = now;
  pace.notBefore = now + std::max(usual, atLeast);
}

void TileFetcher::Impl::tellWaiting(const TileFeed& feed) {
  const Time now = std::chrono::steady_clock::now();
  const TileFeed::Pace& pace = feed.pace_;
  const bool isHopeless = feed.state() == FeedState::Refused || pace.failures >= settings.giveUpAfter || pace.notBefore - now > longestWait;
  if (!isHopeless) return;
  for (auto& [key, want] : wanted)
    if (key.first == &feed) want.finish(false);
}

void TileFetcher::Impl::tell() {
  const std::scoped_lock lock(listening);
  if (listener) listener();
}

} // namespace suyuan::tiles
