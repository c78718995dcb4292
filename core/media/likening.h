// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/survey_file.h"

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace suyuan::media {

/// Photo::likeness of a stored photo, "" when there is none (a film, a damaged picture): gis/media's likenIn, which core may not know. Called on
/// any thread, from several at once.
using Liken = std::function<std::string(const std::filesystem::path& stored, const std::string& sha256)>;

/// Makes likenesses on threads of its own while other photos are copied. One thread begins and takes.
class Likening {
public:
  Likening(const Liken& liken, unsigned threads);
  ~Likening(); ///< waits for those being made, not for those begun
  void begin(std::size_t place, std::filesystem::path stored, std::string sha256);
  /// Those begun since the last time, by place. Stopped, what is not being made yet is left out.
  [[nodiscard]] std::map<std::size_t, std::string> take(const std::stop_token& stop);

private:
  struct Task {
    std::size_t place = 0;
    std::filesystem::path stored;
    std::string sha256;
  };
  void work(const std::stop_token& stop);

  const Liken& liken_;
  std::mutex mutex_;
  std::condition_variable_any some_, done_;
  std::deque<Task> waiting_;
  std::size_t making_ = 0;
  std::map<std::size_t, std::string> made_;
  std::vector<std::jthread> threads_; // last: they end before the rest goes
};

/// done, total
using LikenProgress = std::function<void(std::size_t, std::size_t)>;

/// Gives the photos that have none their likeness, those of an older survey say; 500 an entry. Returns how many got one. What is done
/// stays when stopped. Errors: SurveyReadOnly, the store's.
[[nodiscard]] Result<std::int64_t> fillLikeness(store::SurveyFile& survey, const Liken& liken, const LikenProgress& progress = {}, const std::stop_token& stop = {});

} // namespace suyuan::media
