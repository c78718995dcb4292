// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gnss/sky_view.h"

#include <algorithm>

namespace suyuan::gnss {

namespace {

/// Within the lifetime, whichever way the receiver's clock has stepped since.
bool isFresh(std::int64_t since, std::int64_t now) noexcept { return now >= since && now - since <= SkyView::lifetime; }

} // namespace

SkyView::Series* SkyView::seriesOf(Talker talker, int signal, std::int64_t now) noexcept {
  Series* free = nullptr;
  for (Series& s : series_) {
    if (s.complete && s.talker == talker && s.signal == signal) return &s;
    if (!free && (!s.complete || !isFresh(s.since, now))) free = &s;
  }
  return free;
}

void SkyView::take(Talker talker, const Gsv& sentence, std::int64_t now) noexcept {
  Incoming& in = incoming_[static_cast<std::size_t>(talker)];
  if (sentence.message == 1) in = {.signal = sentence.signal, .next = 1, .messages = sentence.messages};
  if (sentence.message != in.next || sentence.messages != in.messages) {
    in.next = 0; // a message is lost: wait for the next first one
    return;
  }
  for (std::size_t i = 0; i < sentence.count && in.count < in.satellites.size(); ++i) in.satellites[in.count++] = sentence.satellites[i];
  if (in.next++ != in.messages) return;
  in.next = 0;
  Series* const s = seriesOf(talker, in.signal, now);
  if (!s) return;
  s->complete = true;
  s->talker = talker;
  s->signal = in.signal;
  s->since = now;
  s->count = in.count;
  std::copy_n(in.satellites.begin(), in.count, s->satellites.begin());
}

void SkyView::take(const Gsa& sentence, std::int64_t now, bool first) noexcept {
  if (first) usedCount_ = 0;
  usedSince_ = now;
  for (std::size_t i = 0; i < sentence.usedCount && usedCount_ < used_.size(); ++i) used_[usedCount_++] = sentence.used[i];
}

void SkyView::tell(std::int64_t now, Sky& sky, int& inView) const noexcept {
  sky.count = 0;
  inView = -1;
  for (const Series& s : series_) {
    if (!s.complete || !isFresh(s.since, now)) continue;
    inView = 0;
    for (std::size_t i = 0; i < s.count; ++i) {
      const Satellite& seen = s.satellites[i];
      Satellite* const kept = sky.at(seen.id);
      if (!kept) continue;
      kept->snr = std::max(kept->snr, seen.snr); // another signal of one that is there
      if (!kept->hasPlace()) {
        kept->elevation = seen.elevation;
        kept->azimuth = seen.azimuth;
      }
    }
  }
  if (inView == 0) inView = static_cast<int>(sky.count);
  if (!isFresh(usedSince_, now)) return;
  for (std::size_t i = 0; i < usedCount_; ++i)
    if (Satellite* const kept = sky.at(used_[i])) kept->used = true;
}

} // namespace suyuan::gnss
