// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gnss/epoch_assembler.h"

#include <chrono>
#include <cmath>

namespace suyuan::gnss {

namespace {

constexpr int dayMs = 86'400'000;
constexpr std::int64_t eraDays = 1024 * 7; ///< GPS counts its weeks modulo 1024
constexpr int rankGga = 4, rankGns = 3, rankRmc = 2, rankGll = 1;
constexpr int dopLifetime = SkyView::lifetime;

/// The ground that a change of the time of day can stand for: forwards over midnight too; a step back or no time is taken as a second.
int stepOf(int from, int to) noexcept {
  if (from < 0 || to < 0) return 1000;
  if (to >= from) return to - from;
  return from - to > dayMs / 2 ? to + dayMs - from : 1000;
}

void prefer(double& target, double value) noexcept {
  if (!std::isnan(value)) target = value;
}

} // namespace

const Fix* EpochAssembler::take(std::string_view body) noexcept {
  const Fields fields(body);
  ++counts_.byKind[static_cast<std::size_t>(fields.kind())];
  const auto refuse = [&]() -> const Fix* {
    --counts_.byKind[static_cast<std::size_t>(fields.kind())];
    ++counts_.malformed;
    return nullptr;
  };
  switch (fields.kind()) {
  case SentenceKind::Other: return nullptr;
  case SentenceKind::Gga: return takeTimed<Gga>(fields);
  case SentenceKind::Rmc: return takeTimed<Rmc>(fields);
  case SentenceKind::Gns: return takeTimed<Gns>(fields);
  case SentenceKind::Gll: return takeTimed<Gll>(fields);
  case SentenceKind::Gst: return takeTimed<Gst>(fields);
  case SentenceKind::Zda: return takeTimed<Zda>(fields);
  case SentenceKind::Gsa: {
    Gsa s;
    if (!read(fields, s)) return refuse();
    sky_.take(s, clock_, !gsaSeen_);
    gsaSeen_ = true;
    dops_ = s;
    dopsSince_ = clock_;
    return nullptr;
  }
  case SentenceKind::Gsv: {
    Gsv s;
    if (!read(fields, s)) return refuse();
    sky_.take(fields.talker(), s, clock_);
    return nullptr;
  }
  case SentenceKind::Vtg: {
    Vtg s;
    if (!read(fields, s)) return refuse();
    if (!held_) return nullptr;
    prefer(now().speed, s.speed);
    prefer(now().course, s.course);
    return nullptr;
  }
  }
  return nullptr;
}

template <class Sentence>
const Fix* EpochAssembler::takeTimed(const Fields& fields) noexcept {
  Sentence s;
  if (!read(fields, s)) {
    --counts_.byKind[static_cast<std::size_t>(fields.kind())];
    ++counts_.malformed;
    return nullptr;
  }
  if constexpr (std::is_same_v<Sentence, Gll>) {
    // Some receivers put a GLL of another second between the others; it says nothing that they do not.
    if (sinceBetter_ < 10 && (!held_ || s.timeOfDay != timeOfDay_)) return nullptr;
  } else if constexpr (!std::is_same_v<Sentence, Gst> && !std::is_same_v<Sentence, Zda>) {
    sinceBetter_ = 0;
  }
  const Fix* const ended = openAt(s.timeOfDay, fields);
  join(s);
  return ended;
}

const Fix* EpochAssembler::openAt(int timeOfDay, const Fields& fields) noexcept {
  std::uint16_t& seen = seen_[static_cast<std::size_t>(fields.kind())];
  const auto talker = static_cast<std::uint16_t>(1u << static_cast<unsigned>(fields.talker()));
  const Fix* ended = nullptr;
  if (!held_ || timeOfDay != timeOfDay_ || (seen & talker)) {
    ended = finish();
    begin(timeOfDay);
  }
  seen |= talker;
  return ended;
}

void EpochAssembler::begin(int timeOfDay) noexcept {
  clock_ += stepOf(timeOfDay_, timeOfDay);
  if (sinceBetter_ < 1000) ++sinceBetter_;
  slot_ ^= 1;
  now() = Fix{};
  timeOfDay_ = timeOfDay;
  held_ = true;
  told_ = spoken_ = refused_ = gsaSeen_ = false;
  placeRank_ = qualityRank_ = 0;
  ownDay_ = -1;
  seen_.fill(0);
}

const Fix* EpochAssembler::finish() noexcept {
  if (!held_ || told_ || !spoken_) return nullptr;
  Fix& fix = now();
  resolveTime();
  if (dopsSince_ >= 0 && clock_ - dopsSince_ <= dopLifetime) {
    fix.mode = dops_.mode;
    fix.pdop = dops_.pdop;
    fix.vdop = dops_.vdop;
    if (std::isnan(fix.hdop)) fix.hdop = dops_.hdop;
  }
  sky_.tell(clock_, fix.sky, fix.satellitesInView);
  fix.valid = !refused_ && placeRank_ > 0 && fix.quality != Quality::None;
  if (!fix.valid) {
    // No position may be read out of a moment that has none.
    fix.lon = fix.lat = fix.heightMsl = fix.geoid = fix.speed = fix.course = unknown;
    if (fix.quality != Quality::Simulated) fix.quality = Quality::None;
  } else if (fix.dated) {
    lastDay_ = (fix.time - timeOfDay_) / dayMs;
    lastTimeOfDay_ = timeOfDay_;
  }
  ++counts_.epochs;
  if (fix.valid) ++counts_.fixes;
  told_ = true;
  return &fix;
}

const Fix* EpochAssembler::rest() noexcept { return finish(); }

void EpochAssembler::resolveTime() noexcept {
  Fix& fix = now();
  fix.timed = timeOfDay_ >= 0;
  if (!fix.timed) return;
  std::int64_t day = ownDay_;
  if (day < 0 && lastDay_ >= 0) {
    day = lastDay_;
    if (timeOfDay_ + dayMs / 2 < lastTimeOfDay_) ++day;
    else if (timeOfDay_ > lastTimeOfDay_ + dayMs / 2) --day;
  }
  fix.dated = day >= 0;
  fix.time = fix.dated ? day * dayMs + timeOfDay_ : timeOfDay_;
}

void EpochAssembler::place(const Where& at, Quality quality, int rank) noexcept {
  spoken_ = true;
  Fix& fix = now();
  if (quality == Quality::None) refused_ = true;
  if (quality == Quality::Unstated) {
    if (qualityRank_ == 0) fix.quality = Quality::Unstated;
  } else if (rank > qualityRank_) {
    fix.quality = quality;
    qualityRank_ = rank;
  }
  if (!at.known() || rank <= placeRank_) return;
  fix.lon = at.lon;
  fix.lat = at.lat;
  placeRank_ = rank;
}

/// GGA and GNS say the same of a position.
template <class Sentence>
void EpochAssembler::joinMeasured(const Sentence& s, int rank) noexcept {
  // A position of no known quality is none.
  place(s.quality == Quality::Unstated ? Where{} : s.at, s.quality, rank);
  if (s.quality == Quality::Unstated || placeRank_ > rank) return;
  Fix& fix = now();
  fix.satellitesUsed = s.satellites;
  prefer(fix.hdop, s.hdop);
  prefer(fix.heightMsl, s.heightMsl);
  prefer(fix.geoid, s.geoid);
  prefer(fix.correctionAge, s.correctionAge);
}

void EpochAssembler::join(const Gga& s) noexcept { joinMeasured(s, rankGga); }
void EpochAssembler::join(const Gns& s) noexcept { joinMeasured(s, rankGns); }

void EpochAssembler::join(const Rmc& s) noexcept {
  Fix& fix = now();
  if (!s.valid) refused_ = true;
  place(s.at, s.quality, rankRmc);
  prefer(fix.speed, s.speed);
  prefer(fix.course, s.course);
  prefer(fix.variation, s.variation);
  if (ownDay_ < 0) day(s.year, s.month, s.day);
}

void EpochAssembler::join(const Gll& s) noexcept {
  if (!s.valid) refused_ = true;
  place(s.at, s.quality, rankGll);
}

void EpochAssembler::join(const Gst& s) noexcept {
  Fix& fix = now();
  fix.rangeRms = s.rangeRms;
  fix.semiMajor = s.semiMajor;
  fix.semiMinor = s.semiMinor;
  fix.orientation = s.orientation;
  fix.sigmaLat = s.sigmaLat;
  fix.sigmaLon = s.sigmaLon;
  fix.sigmaHeight = s.sigmaHeight;
}

void EpochAssembler::join(const Zda& s) noexcept { day(s.year, s.month, s.day); }

void EpochAssembler::day(int year, int month, int day) noexcept {
  if (year == 0 || month == 0 || day == 0) return;
  using namespace std::chrono;
  std::int64_t days = sys_days(year_month_day(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)), std::chrono::day(static_cast<unsigned>(day))))
                          .time_since_epoch()
                          .count();
  if (reference_) days += eraDays * std::llround(static_cast<double>(*reference_ / dayMs - days) / static_cast<double>(eraDays));
  ownDay_ = days;
}

} // namespace suyuan::gnss
