// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gnss/satellites.h"
#include "core/gnss/sentences.h"

#include <array>
#include <cstdint>

namespace suyuan::gnss {

/// Satellites in view, put together from the GSV series of each talker and signal and from GSA. A series counts when all its
/// messages came in their order; the last whole one of each talker and signal stands until it is `lifetime` ms old.
class SkyView {
public:
  static constexpr int lifetime = 10'000;

  void take(Talker talker, const Gsv& sentence, std::int64_t now) noexcept;
  /// The first GSA of a moment begins the list of used satellites anew.
  void take(const Gsa& sentence, std::int64_t now, bool first) noexcept;
  /// Writes what is known at `now` into the sky; inView -1 when nothing is.
  void tell(std::int64_t now, Sky& sky, int& inView) const noexcept;

private:
  /// A series that comes in. Makers differ on whether each message of it bears the signal id: the first one's counts.
  struct Incoming {
    int signal = -1, next = 0, messages = 0;
    std::size_t count = 0;
    std::array<Satellite, 48> satellites;
  };
  struct Series {
    bool complete = false;
    Talker talker = Talker::Other;
    int signal = -1;
    std::int64_t since = 0;
    std::size_t count = 0;
    std::array<Satellite, 48> satellites;
  };
  Series* seriesOf(Talker talker, int signal, std::int64_t now) noexcept;

  std::array<Incoming, 10> incoming_; ///< by talker
  std::array<Series, 20> series_;
  std::array<SatelliteId, 96> used_;
  std::size_t usedCount_ = 0;
  std::int64_t usedSince_ = 0;
};

} // namespace suyuan::gnss
