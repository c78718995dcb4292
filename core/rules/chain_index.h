// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <string_view>
#include <vector>

namespace suyuan::rules {

/// From a 64-bit key to the slots (0, 1, 2 …) that have it; one key a slot, several slots a key. Flat arrays, about
/// 20 bytes a slot; putting in and taking out are constant, so that it serves a batch and an edit alike.
class ChainIndex {
public:
  static constexpr std::uint64_t noKey = 0; ///< a slot without a key is in no chain

  /// From here to linkAll() keys are only kept: a million are linked together in a tenth of the time, with the memory of
  /// the next ones fetched meanwhile. Nothing is found until then.
  void gather(std::size_t slots) {
    keys_.reserve(slots);
    gathering_ = true;
  }
  void linkAll() {
    gathering_ = false;
    next_.assign(keys_.size(), none);
    rehash(std::max(keys_.size(), heads_.size()));
  }

  /// Gives a slot its key; takes it out of the chain it was in.
  void set(std::uint32_t slot, std::uint64_t key) {
    if (slot >= keys_.size()) {
      keys_.resize(slot + 1, noKey);
      if (!gathering_) {
        next_.resize(slot + 1, none);
        if (keys_.size() > heads_.size()) rehash(keys_.size() * 2);
      }
    }
    if (keys_[slot] == key) return;
    if (gathering_) {
      keys_[slot] = key;
      return;
    }
    unlink(slot);
    keys_[slot] = key;
    if (key != noKey) link(slot);
  }

  [[nodiscard]] std::uint64_t keyOf(std::uint32_t slot) const noexcept { return slot < keys_.size() ? keys_[slot] : noKey; }

  /// Some slot may have the key: false is certain, true is not. Asks a bit or two that stay in the processor's cache, where
  /// a chain costs three ways to memory.
  [[nodiscard]] bool mayHave(std::uint64_t key) const noexcept { return key != noKey && isSet(once_, key); }
  /// The same for two slots and more.
  [[nodiscard]] bool mayHaveSeveral(std::uint64_t key) const noexcept { return key != noKey && isSet(twice_, key); }

  /// Calls use(slot) for each slot of the key, in no order, until it returns false.
  template <class Use>
  void each(std::uint64_t key, Use&& use) const {
    if (!mayHave(key)) return;
    for (std::uint32_t slot = heads_[bucket(key)]; slot != none; slot = next_[slot])
      if (keys_[slot] == key && !use(slot)) return;
  }

private:
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  [[nodiscard]] std::size_t bucket(std::uint64_t key) const noexcept {
    return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ULL) >> shift_);
  }
  [[nodiscard]] std::size_t bit(std::uint64_t key) const noexcept {
    return static_cast<std::size_t>((key * 0xC2B2AE3D27D4EB4FULL) >> (shift_ - bitsPerHead));
  }
  [[nodiscard]] bool isSet(const std::vector<std::uint64_t>& bits, std::uint64_t key) const noexcept {
    return !bits.empty() && (bits[bit(key) / 64] >> bit(key) % 64 & 1) != 0;
  }
  void prefetch(std::uint64_t key) const noexcept {
    if (key != noKey) __builtin_prefetch(&heads_[bucket(key)]);
  }
  void link(std::uint32_t slot) {
    const std::size_t at = bit(keys_[slot]);
    const std::uint64_t mask = std::uint64_t{1} << at % 64;
    if (once_[at / 64] & mask) twice_[at / 64] |= mask;
    once_[at / 64] |= mask;
    std::uint32_t& head = heads_[bucket(keys_[slot])];
    next_[slot] = head;
    head = slot;
  }
  void unlink(std::uint32_t slot) {
    if (keys_[slot] == noKey) return;
    std::uint32_t* at = &heads_[bucket(keys_[slot])];
    while (*at != slot) at = &next_[*at];
    *at = next_[slot];
    next_[slot] = none;
  }
  void rehash(std::size_t wanted) {
    unsigned bits = 4;
    while ((std::size_t{1} << bits) < wanted) ++bits;
    shift_ = 64 - bits;
    heads_.assign(std::size_t{1} << bits, none);
    once_.assign((std::size_t{1} << (bits + bitsPerHead)) / 64, 0);
    twice_.assign(once_.size(), 0);
    for (std::uint32_t slot = 0; slot < keys_.size(); ++slot) {
      if (slot + ahead < keys_.size()) prefetch(keys_[slot + ahead]);
      if (keys_[slot] != noKey) link(slot);
    }
  }

  static constexpr std::uint32_t ahead = 16; ///< keys whose memory is on the way while one is linked
  static constexpr unsigned bitsPerHead = 3; ///< powers of two: eight bits for each head, so that one key in eight meets another's

  std::vector<std::uint32_t> heads_, next_;
  std::vector<std::uint64_t> keys_;
  std::vector<std::uint64_t> once_, twice_; ///< a bit for each key that one slot, or two, have; they are only ever set
  bool gathering_ = false;
  unsigned shift_ = 60;
};

/// Key of a text; noKey for an empty one. Two texts of a million having one key by chance: once in some ten million surveys.
[[nodiscard]] inline std::uint64_t textKey(std::string_view text) noexcept {
  if (text.empty()) return ChainIndex::noKey;
  const std::uint64_t key = std::hash<std::string_view>{}(text);
  return key == ChainIndex::noKey ? 1 : key;
}

} // namespace suyuan::rules
