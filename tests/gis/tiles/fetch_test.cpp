// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gis/tiles/tile_server.h"

#include "gis/tiles/tile_fetcher.h"

#include <QTemporaryDir>
#include <QThread>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <set>
#include <thread>

using namespace suyuan;
using namespace suyuan::tiles;
using namespace std::chrono_literals;
using sample::Answer;
using sample::Request;
using sample::TileServer;
using Urgency = TileFetcher::Urgency;

namespace {

TileFetcher::Settings quick() {
  TileFetcher::Settings settings;
  settings.firstPause = 20ms;
  settings.longestPause = 200ms;
  settings.patience = 3000ms;
  settings.staleAfter = 100ms;
  return settings;
}

struct Net {
  QTemporaryDir folder;
  TileServer server;
  std::int64_t time = 1'000'000'000;
  TileSource source;
  std::shared_ptr<TileFeed> feed;
  std::shared_ptr<TileFetcher> fetcher;

  explicit Net(TileServer::Answering answering, TileFetcher::Settings settings = quick(), const std::string& query = {}) : server(std::move(answering)) {
    source.id = "test";
    source.address = server.address("/{z}/{x}/{y}.png" + query);
    source.grid = webMercatorGrid();
    source.maxLevel = 18;
    open(std::move(settings));
  }
  void open(TileFetcher::Settings settings = quick(), const std::string& key = {}) {
    fetcher.reset();
    feed = std::make_shared<TileFeed>(source, key, std::make_shared<TileStore>(folder.filePath("t.sqlite").toStdString(), TileStore::usualLimit, [this] { return time; }));
    fetcher = std::make_shared<TileFetcher>(std::move(settings));
  }
  std::size_t fetch(const std::vector<TilePlace>& places) { return fetcher->fetch(feed, places, Urgency::View, {}); }
};

/// Until it holds; the test's own limit is only for the case that it never does.
template <class Holds>
bool waitUntil(const Holds& holds) {
  for (int i = 0; i < 2000; ++i) {
    if (holds()) return true;
    QThread::msleep(5);
  }
  return false;
}

Answer red(const Request&) { return {.body = sample::plainTile(qRgb(200, 0, 0))}; }

std::vector<TilePlace> row(int count, int level = 10) {
  std::vector<TilePlace> places;
  for (int x = 0; x < count; ++x) places.push_back({level, x, 5});
  return places;
}

} // namespace

TEST_CASE("tiles are fetched once, by a program that says its name, and are there without the network") {
  Net net(red);
  CHECK(net.fetch(row(20)) == 0);
  CHECK(net.server.count() == 20);
  const auto requests = net.server.requests();
  std::set<std::string> paths;
  for (const Request& request : requests) {
    paths.insert(request.path);
    CHECK(request.headers.at("user-agent").find("Suyuan/") != std::string::npos);
    CHECK_FALSE(request.headers.contains("cookie"));
  }
  CHECK(paths.size() == 20);
  CHECK(paths.contains("/10/7/5.png"));
  CHECK(net.fetch(row(20)) == 0);
  net.server.stop();
  net.open();
  CHECK(net.feed->see({10, 3, 5}).image.pixelColor(9, 9) == QColor(200, 0, 0));
  CHECK(net.fetch(row(20)) == 0);
  CHECK(net.server.count() == 20);
}

TEST_CASE("no more connections than allowed are used at once") {
  Net net([](const Request& request) {
    Answer answer = red(request);
    answer.isHeld = true;
    return answer;
  });
  std::stop_source view;
  for (const TilePlace& place : row(30)) net.fetcher->want(net.feed, place, Urgency::View, view.get_token());
  CHECK(waitUntil([&] { return net.server.count() >= 4 && net.fetcher->waiting() == 26; }));
  CHECK(net.server.count() == 4);
  net.server.release();
  CHECK(waitUntil([&] { return net.fetcher->isIdle(); }));
  CHECK(net.server.count() == 30);
}

TEST_CASE("the newest view comes first, and what an older one asked for is dropped") {
  Net net([](const Request& request) {
    Answer answer = red(request);
    answer.isHeld = true;
    return answer;
  });
  std::stop_source first, second;
  for (const TilePlace& place : row(60)) net.fetcher->want(net.feed, place, Urgency::View, first.get_token());
  CHECK(waitUntil([&] { return net.server.count() == 4; }));
  first.request_stop();
  for (const TilePlace& place : row(6, 11)) net.fetcher->want(net.feed, place, Urgency::View, second.get_token());
  // What is under way for nobody is broken off as well: the silent server does not stand in the way of the new view.
  CHECK(waitUntil([&] { return net.server.count() >= 8; }));
  net.server.release();
  CHECK(waitUntil([&] { return net.fetcher->isIdle(); }));
  const auto requests = net.server.requests();
  CHECK(requests.size() == 10);
  for (std::size_t i = 4; i < requests.size(); ++i) CHECK(requests[i].path.starts_with("/11/"));
  CHECK(net.feed->see({11, 5, 5}).isKnown);
}

TEST_CASE("without a network a few requests are made, who waits is told, and it comes back by itself") {
  Net net(red);
  net.server.stop();
  int told = 0;
  net.fetcher->setListener([&told] { ++told; });
  CHECK(net.fetch(row(40)) == 40);
  CHECK(net.feed->state() == FeedState::Unreachable);
  CHECK(net.fetch(row(40, 12)) == 40); // at once: it is known
  std::stop_source view;
  for (const TilePlace& place : row(40)) net.fetcher->want(net.feed, place, Urgency::View, view.get_token());
  net.server.start();
  CHECK(waitUntil([&] { return net.fetcher->isIdle(); }));
  CHECK(net.feed->state() == FeedState::Fine);
  CHECK(net.server.count() == 40);
}

TEST_CASE("a server that fails is asked seldom, one request ahead of the others") {
  Net net([](const Request&) { return Answer{.status = 500, .body = "trouble"}; });
  std::stop_source view;
  for (const TilePlace& place : row(200)) net.fetcher->want(net.feed, place, Urgency::View, view.get_token());
  REQUIRE(waitUntil([&] { return net.feed->state() == FeedState::Unreachable; }));
  const std::size_t before = net.server.count();
  CHECK(before <= 8);
  REQUIRE(waitUntil([&] { return net.server.count() > before + 2; }));
  CHECK(net.server.count() < 30);
  net.server.answer(red);
  CHECK(waitUntil([&] { return net.fetcher->isIdle(); }));
  for (const TilePlace& place : row(200)) CHECK(net.feed->see(place).isKnown);
}

TEST_CASE("a tile that is not there is nothing, and is not asked for again") {
  Net net([](const Request&) { return Answer{.status = 404}; });
  CHECK(net.fetch(row(3)) == 0);
  CHECK(net.feed->see({10, 1, 5}).isKnown);
  CHECK(net.feed->see({10, 1, 5}).image.isNull());
  CHECK(net.fetch(row(3)) == 0);
  CHECK(net.server.count() == 3);
  net.time += 2 * 86'400; // there may be one now
  net.server.answer(red);
  CHECK(net.fetch(row(3)) == 0);
  net.feed->forget({10, 1, 5});
  CHECK_FALSE(net.feed->see({10, 1, 5}).image.isNull());
}

TEST_CASE("what is no picture, is cut off or too large is never stored") {
  const QByteArray whole = sample::plainTile(qRgb(0, 100, 0));
  const auto answers = std::vector<Answer>{
      {.headers = {{"Content-Type", "text/html"}}, .body = "<html>log in to this network</html>"}, // a portal's page
      {.body = whole.left(whole.size() / 2)},                                                       // it says it is whole
      {.body = whole, .cutTo = whole.size() / 2},
      {.body = QByteArray(20 << 20, 'x')},
  };
  for (const Answer& bad : answers) {
    Net net([bad](const Request&) { return bad; });
    CHECK(net.fetch({{4, 1, 1}}) == 1);
    CHECK_FALSE(net.feed->see({4, 1, 1}).isKnown);
    CHECK(net.server.count() <= 3);
    net.server.answer(red);
    CHECK(waitUntil([&] { return net.fetch({{4, 1, 1}}) == 0; }));
  }
}

TEST_CASE("a service that asks for a pause gets it") {
  Net net([](const Request&) { return Answer{.status = 429, .headers = {{"Retry-After", "3000"}}}; });
  CHECK(net.fetch(row(30)) == 30);
  CHECK(net.feed->state() == FeedState::Busy);
  const std::size_t before = net.server.count();
  CHECK(before <= 4);
  std::stop_source view;
  for (const TilePlace& place : row(30)) net.fetcher->want(net.feed, place, Urgency::View, view.get_token());
  QThread::msleep(300); // longer than all pauses of its own
  CHECK(net.server.count() == before);
}

TEST_CASE("a refused key is told and not tried tile by tile") {
  Net net([](const Request&) { return Answer{.status = 403, .headers = {{"Content-Type", "application/json"}}, .body = "{\"code\": 301012}"}; });
  CHECK(net.fetch(row(50)) == 50);
  CHECK(net.feed->state() == FeedState::Refused);
  CHECK(net.server.count() <= 4);
}

TEST_CASE("a key goes to the service only, and without one nothing is asked") {
  Net net(red, quick(), "?tk={key}");
  net.source.key = "test";
  net.open();
  CHECK(net.feed->state() == FeedState::KeyMissing);
  CHECK(net.fetch(row(5)) == 5);
  CHECK(net.server.count() == 0);
  net.open(quick(), "abc");
  CHECK(net.fetch(row(2)) == 0);
  CHECK(net.server.requests().front().path.ends_with("?tk=abc"));
}

TEST_CASE("an old tile is shown and asked for again: the same one costs no bytes, another takes its place") {
  Net net([](const Request& request) {
    if (const auto asked = request.headers.find("if-none-match"); asked != request.headers.end() && asked->second == "\"1\"")
      return Answer{.status = 304, .headers = {{"ETag", "\"1\""}, {"Cache-Control", "max-age=60"}}};
    Answer answer = red(request);
    answer.headers["ETag"] = "\"1\"";
    answer.headers["Cache-Control"] = "public, max-age=60";
    return answer;
  });
  CHECK(net.fetch({{4, 1, 1}}) == 0);
  CHECK_FALSE(net.feed->see({4, 1, 1}).isStale);
  net.time += 100;
  net.feed->forget({4, 1, 1});
  CHECK(net.feed->see({4, 1, 1}).isStale);
  CHECK(net.feed->see({4, 1, 1}).image.pixelColor(0, 0) == QColor(200, 0, 0));
  CHECK(net.fetch({{4, 1, 1}}) == 0);
  CHECK(net.server.requests().back().headers.at("if-none-match") == "\"1\"");
  CHECK_FALSE(net.feed->see({4, 1, 1}).isStale);
  CHECK(net.feed->see({4, 1, 1}).image.pixelColor(0, 0) == QColor(200, 0, 0));
  net.time += 100;
  net.server.answer([](const Request&) { return Answer{.body = sample::plainTile(qRgb(0, 0, 200))}; });
  CHECK(net.fetch({{4, 1, 1}}) == 0);
  CHECK(net.feed->see({4, 1, 1}).image.pixelColor(0, 0) == QColor(0, 0, 200));
}

TEST_CASE("who stops waiting is let go, and the request with him") {
  Net net([](const Request&) { return Answer{.isSilent = true}; });
  std::stop_source stop;
  std::size_t lacking = 0;
  {
    const std::jthread waiting([&] { lacking = net.fetcher->fetch(net.feed, row(9), Urgency::View, stop.get_token()); });
    REQUIRE(waitUntil([&] { return net.server.count() == 4; }));
    stop.request_stop();
  }
  CHECK(lacking == 9);
  CHECK(waitUntil([&] { return net.fetcher->isIdle(); }));
  CHECK(net.server.count() == 4);
}

TEST_CASE("a fetcher ends while requests are under way") {
  Net net([](const Request&) { return Answer{.isSilent = true}; });
  std::stop_source view;
  for (const TilePlace& place : row(30)) net.fetcher->want(net.feed, place, Urgency::View, view.get_token());
  REQUIRE(waitUntil([&] { return net.server.count() == 4; }));
  net.fetcher.reset();
  SUCCEED();
}

TEST_CASE("a fetcher may end the moment that who waits is told of the failure") {
  for (int i = 0; i < 40; ++i) {
    Net net([](const Request&) { return Answer{.status = 403}; });
    CHECK(net.fetch(row(12)) == 12);
    net.fetcher.reset(); // what the failure still asks for finds no network
  }
}
