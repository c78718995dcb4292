// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gnss/epoch_assembler.h"
#include "core/gnss/sentence_splitter.h"

namespace suyuan::gnss {

/// A receiver's bytes to fixes: splitter and assembler in one. One thread.
class NmeaReader {
public:
  explicit NmeaReader(std::optional<std::int64_t> reference = {}) noexcept : assembler_(reference) {}

  /// take(const Fix&) gets each moment that ended, with a position or without; the fix is valid during the call.
  template <class Take>
  void feed(std::string_view bytes, Take&& take) {
    splitter_.feed(bytes, [&](std::string_view body) {
      if (const Fix* fix = assembler_.take(body)) take(*fix);
    });
  }
  /// The line rests (see EpochAssembler::rest).
  template <class Take>
  void rest(Take&& take) {
    if (const Fix* fix = assembler_.rest()) take(*fix);
  }
  /// The stream ends.
  template <class Take>
  void finish(Take&& take) {
    splitter_.finish([&](std::string_view body) {
      if (const Fix* fix = assembler_.take(body)) take(*fix);
    });
    rest(take);
  }

  [[nodiscard]] const SplitCounts& bytes() const noexcept { return splitter_.counts(); }
  [[nodiscard]] const AssemblerCounts& sentences() const noexcept { return assembler_.counts(); }

private:
  SentenceSplitter splitter_;
  EpochAssembler assembler_;
};

} // namespace suyuan::gnss
