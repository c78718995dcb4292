// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <thread>
#include <vector>

namespace suyuan::network {

/// Into how many shares a build's work is divided: one for each core, four at most.
[[nodiscard]] inline std::size_t shareCount() noexcept { return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 4); }

/// Runs work(share, from, to) over the shares of 0 … count, each on a thread of its own, this one among them; returns when all are
/// done. Fewer than `least` are done on this thread alone, as share 0: what is small is over before a thread has begun.
template <class Work>
void inShares(std::size_t count, std::size_t least, const Work& work) {
  const std::size_t shares = count < least ? 1 : shareCount();
  std::vector<std::jthread> others;
  for (std::size_t share = 1; share < shares; ++share)
    others.emplace_back([&work, count, share, shares] { work(share, count * share / shares, count * (share + 1) / shares); });
  work(std::size_t{0}, std::size_t{0}, count / shares);
}

} // namespace suyuan::network
