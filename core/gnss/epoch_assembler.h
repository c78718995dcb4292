// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gnss/fix.h"
#include "core/gnss/sky_view.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace suyuan::gnss {

struct AssemblerCounts {
  std::array<std::uint64_t, 10> byKind{}; ///< well-formed sentences by SentenceKind; Other are those not read
  std::uint64_t malformed = 0;            ///< right checksum, wrong contents: refused
  std::uint64_t epochs = 0;               ///< moments told
  std::uint64_t fixes = 0;                ///< those with a valid position
  [[nodiscard]] std::uint64_t of(SentenceKind kind) const noexcept { return byKind[static_cast<std::size_t>(kind)]; }
};

/// Joins the sentences of one time into one Fix. A moment ends when a sentence of another time comes, when a sentence of the same
/// talker and kind comes again with the same time (a receiver that has stopped), or when the caller sees the line rest (rest()).
/// A position needs GGA, GNS, RMC or GLL; RMC's V, quality 0 and mode N make the whole moment invalid. GLL counts only while the others
/// do not come. What is said of the sky is kept for 10 s; DOPs too.
/// Dates come from the moment's own RMC or ZDA, else from the last valid moment that had one, a day later when midnight
/// lies between. Allocates nothing. One thread.
class EpochAssembler {
public:
  /// `reference`: ms since 1970 of a clock that is right to some years. Receivers that have lost count of the 1024-week eras of GPS are then put
  /// right; without it dates are taken as they are.
  explicit EpochAssembler(std::optional<std::int64_t> reference = {}) noexcept : reference_(reference) {}

  /// Takes the body of a good sentence. A moment that it ended is returned, valid until the next call; else null.
  const Fix* take(std::string_view body) noexcept;
  /// Nothing came for a while (100 ms or more), or the stream ends: the moment that is held, unless it was told already.
  const Fix* rest() noexcept;

  [[nodiscard]] const AssemblerCounts& counts() const noexcept { return counts_; }

private:
  template <class Sentence>
  const Fix* takeTimed(const Fields& fields) noexcept;
  const Fix* openAt(int timeOfDay, const Fields& fields) noexcept;
  const Fix* finish() noexcept;
  void begin(int timeOfDay) noexcept;
  void resolveTime() noexcept;
  template <class Sentence>
  void joinMeasured(const Sentence& sentence, int rank) noexcept;
  void join(const Gga& s) noexcept;
  void join(const Gns& s) noexcept;
  void join(const Rmc& s) noexcept;
  void join(const Gll& s) noexcept;
  void join(const Gst& s) noexcept;
  void join(const Zda& s) noexcept;
  void place(const Where& at, Quality quality, int rank) noexcept;
  void day(int year, int month, int day) noexcept;
  [[nodiscard]] Fix& now() noexcept { return slots_[slot_]; }

  std::optional<std::int64_t> reference_;
  AssemblerCounts counts_;
  std::array<Fix, 2> slots_; ///< the moment that is held, and the last one told
  std::size_t slot_ = 0;
  SkyView sky_;
  Gsa dops_;
  std::int64_t dopsSince_ = -1;
  std::int64_t clock_ = 0;               ///< ms of moments that went by; never runs back
  int timeOfDay_ = -1;
  bool held_ = false, told_ = false;     ///< a moment is held; rest() told it already
  bool spoken_ = false;                  ///< someone spoke of a position in it
  bool refused_ = false;                 ///< someone says that there is none
  bool gsaSeen_ = false;
  int placeRank_ = 0, qualityRank_ = 0;  ///< whose they are: 4 GGA, 3 GNS, 2 RMC, 1 GLL, 0 nobody's
  std::int64_t ownDay_ = -1;             ///< days since 1970, said in this moment
  std::array<std::uint16_t, 10> seen_{}; ///< talkers of each kind in this moment
  std::int64_t lastDay_ = -1;            ///< the last valid moment's
  int lastTimeOfDay_ = 0;
  int sinceBetter_ = 1000;               ///< moments since GGA, GNS or RMC came
};

} // namespace suyuan::gnss
