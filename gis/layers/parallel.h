// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <thread>
#include <vector>

namespace suyuan::layers {

/// Into how many shares work is divided: one for each core.
[[nodiscard]] inline std::size_t shareCount() noexcept { return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 16); }

/// Runs work(share) for each share on a thread of its own, this one among them; returns when all are done.
template <class Work>
void onAllCores(const Work& work) {
  std::vector<std::jthread> others;
  for (std::size_t share = 1; share < shareCount(); ++share) others.emplace_back([&work, share] { work(share); });
  work(std::size_t{0});
}

/// Runs work(share, from, to) over the shares of 0 … count on all cores; fewer than `least` on this one alone, as share 0.
template <class Work>
void inShares(std::size_t count, std::size_t least, const Work& work) {
  if (count < least) return work(std::size_t{0}, std::size_t{0}, count);
  const std::size_t shares = shareCount();
  onAllCores([&](std::size_t share) { work(share, count * share / shares, count * (share + 1) / shares); });
}

} // namespace suyuan::layers
