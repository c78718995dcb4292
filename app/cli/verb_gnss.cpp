// SPDX-License-Identifier: GPL-3.0-or-later
// 卫星定位: what a receiver said, as fixes.
#include "app/cli/verbs.h"
#include "core/fieldwork/gnss_limits.h"
#include "core/gnss/fault_watch.h"
#include "core/gnss/nmea_reader.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <cstdio>
#include <format>
#include <fstream>
#include <mutex>

namespace suyuan::cli {

namespace {

struct ReplayOptions {
  std::string file;
  bool fast = false, all = false, sky = false;
};

void put(Json& object, const char* key, double value, double perUnit) {
  if (!std::isnan(value)) object[key] = std::round(value * perUnit) / perUnit;
}

Json jsonOf(const gnss::Fix& fix, const gnss::Gate& gate, gnss::Health health, bool sky) {
  Json one;
  one["time"] = fix.timed ? Json(gnss::timeText(fix)) : Json();
  one["quality"] = gnss::keyOf(fix.quality);
  put(one, "lon", fix.lon, 1e10);
  put(one, "lat", fix.lat, 1e10);
  put(one, "height_msl_m", fix.heightMsl, 1e4);
  put(one, "geoid_m", fix.geoid, 1e4);
  put(one, "height_ellipsoid_m", fix.ellipsoidalHeight(), 1e4);
  put(one, "hdop", fix.hdop, 1e3);
  put(one, "pdop", fix.pdop, 1e3);
  put(one, "vdop", fix.vdop, 1e3);
  const gnss::Accuracy accuracy = gnss::accuracyOf(fix, gate.errors);
  if (!std::isnan(accuracy.horizontal)) {
    put(one, "accuracy_m", accuracy.horizontal, 1e4);
    put(one, "accuracy_vertical_m", accuracy.vertical, 1e4);
    one["accuracy_estimated"] = accuracy.estimated;
  }
  if (fix.satellitesUsed >= 0) one["satellites_used"] = fix.satellitesUsed;
  if (fix.satellitesInView >= 0) one["satellites_in_view"] = fix.satellitesInView;
  put(one, "speed_ms", fix.speed, 1e3);
  put(one, "course_deg", fix.course, 1e3);
  put(one, "correction_age_s", fix.correctionAge, 1e3);
  one["gate"] = gnss::keyOf(gnss::passes(fix, gate));
  one["health"] = gnss::keyOf(health);
  if (!sky) return one;
  Json satellites = Json::array();
  for (const gnss::Satellite& s : fix.sky) {
    Json satellite{{"id", gnss::nameOf(s.id)}, {"used", s.used}};
    if (s.elevation != -128) satellite["elevation_deg"] = static_cast<int>(s.elevation);
    if (s.azimuth >= 0) satellite["azimuth_deg"] = static_cast<int>(s.azimuth);
    if (s.snr >= 0) satellite["snr_dbhz"] = static_cast<int>(s.snr);
    satellites.push_back(std::move(satellite));
  }
  one["satellites"] = std::move(satellites);
  return one;
}

/// Waits as long as the log did between two moments, at most ten seconds, and never after Ctrl-C.
class Pace {
public:
  void wait(const gnss::Fix& fix) {
    if (!fix.timed) return;
    const std::int64_t step = known_ && dated_ == fix.dated ? std::clamp<std::int64_t>(fix.time - last_, 0, 10'000) : 0;
    known_ = true;
    dated_ = fix.dated;
    last_ = fix.time;
    next_ += std::chrono::milliseconds(step);
    std::unique_lock lock(mutex_);
    (void)wake_.wait_until(lock, Session::stopToken(), next_, [] { return false; });
  }

private:
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::chrono::steady_clock::time_point next_ = std::chrono::steady_clock::now();
  std::int64_t last_ = 0;
  bool known_ = false, dated_ = false;
};

/// `now`: whoever reads along waits for it.
void say(const std::string& line, bool now) {
  std::fwrite(line.data(), 1, line.size(), stdout);
  if (now) std::fflush(stdout);
}

std::int64_t steadyMs() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

Json summaryOf(const gnss::NmeaReader& reader) {
  const gnss::SplitCounts& bytes = reader.bytes();
  const gnss::AssemblerCounts& counts = reader.sentences();
  return {{"sentences", bytes.sentences},         {"bad_checksum", bytes.badChecksum}, {"missing_checksum", bytes.missingChecksum},
          {"too_long", bytes.tooLong},            {"malformed", counts.malformed},     {"not_read", counts.of(gnss::SentenceKind::Other)},
          {"noise_bytes", bytes.noise},           {"moments", counts.epochs},          {"fixes", counts.fixes}};
}

int replay(Session& session, const ReplayOptions& options) {
  auto book = session.book();
  if (!book) return session.fail(book.error());
  const gnss::Gate gate = fieldwork::gateOf(**book);
  std::ifstream in(options.file, std::ios::binary);
  if (!in) return session.fail({ErrorCode::FileNotFound, {.file = options.file}, {}, {}});

  gnss::NmeaReader reader;
  gnss::FaultWatch watch;
  Pace pace;
  Json kept = Json::array();
  std::int64_t logTime = 0;
  const auto take = [&](const gnss::Fix& fix) {
    if (Session::stopToken().stop_requested()) return;
    if (!options.fast) pace.wait(fix);
    if (options.fast && fix.timed) logTime = fix.time;
    const gnss::Health health = watch.take(fix, gate.errors, options.fast ? logTime : steadyMs());
    if (!fix.valid && !options.all) return;
    Json one = jsonOf(fix, gate, health, options.sky);
    if (session.json) kept.push_back(std::move(one));
    else say(one.dump() + '\n', !options.fast);
  };
  std::array<char, 16384> bytes;
  while (!Session::stopToken().stop_requested() && in.read(bytes.data(), bytes.size()).gcount() > 0)
    reader.feed({bytes.data(), static_cast<std::size_t>(in.gcount())}, take);
  if (in.bad() || (!in.eof() && in.fail())) return session.fail({ErrorCode::FileUnreadable, {.file = options.file}, {}, {}});
  reader.finish(take);

  const Json summary = summaryOf(reader);
  if (session.json) session.answer({{"fixes", kept}, {"summary", summary}}, {});
  const gnss::SplitCounts& split = reader.bytes();
  const gnss::AssemblerCounts& counts = reader.sentences();
  session.say(session.words(std::format("语句 {}，校验和错误 {}，缺校验和 {}，过长 {}，内容有误 {}；时刻 {}，有定位 {}。", split.sentences, split.badChecksum, split.missingChecksum, split.tooLong,
                                        counts.malformed, counts.epochs, counts.fixes),
                            std::format("{} sentences, {} with a wrong checksum, {} without one, {} too long, {} malformed; {} moments, {} fixes.", split.sentences, split.badChecksum,
                                        split.missingChecksum, split.tooLong, counts.malformed, counts.epochs, counts.fixes)));
  if (Session::stopToken().stop_requested()) return session.fail({ErrorCode::Cancelled, {}, {}, {}});
  return session.exitCode = counts.fixes > 0 ? Done : LookAt;
}

} // namespace

void addGnss(CLI::App& app, Session& session) {
  CLI::App* verb = addVerb(app, "gnss", "Logs of GNSS receivers (NMEA 0183)");
  verb->require_subcommand(1);
  auto options = std::make_shared<ReplayOptions>();
  CLI::App* one = addVerb(*verb, "replay", "Every fix of a log as one JSON object a line, in the log's own time");
  one->add_option("FILE", options->file, "Log as the receiver sent it")->required();
  one->add_flag("--as-fast", options->fast, "As fast as it can be read");
  one->add_flag("--all", options->all, "Moments without a position too");
  one->add_flag("--sky", options->sky, "With the satellites in view");
  one->callback([options, &session] { replay(session, *options); });
}

} // namespace suyuan::cli
