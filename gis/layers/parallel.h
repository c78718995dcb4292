// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <thread>
#include <vector>

namespace suyuan::layers {

/// Runs work(share, shares) on as many threads as there are cores, this one among them; returns when all are done.
template <class Work>
void onAllCores(const Work& work) {
  const std::size_t shares = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 16);
  std::vector<std::jthread> others;
  for (std::size_t share = 1; share < shares; ++share) others.emplace_back([&work, share, shares] { work(share, shares); });
  work(std::size_t{0}, shares);
}

/// Runs work(from, to) over the shares of 0 … count on all cores; what is too little for that, on this one.
template <class Work>
void inShares(std::size_t count, const Work& work) {
  if (count < 2000) return work(std::size_t{0}, count);
  onAllCores([&](std::size_t share, std::size_t shares) { work(count * share / shares, count * (share + 1) / shares); });
}

} // namespace suyuan::layers
