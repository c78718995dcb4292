// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/likening.h"

#include "core/media/media_folder.h"
#include "core/media/photo_facts.h"
#include "core/model/photo.h"

#include <algorithm>
#include <utility>

namespace suyuan::media {

Likening::Likening(const Liken& liken, unsigned threads) : liken_(liken) {
  for (unsigned i = 0; i < std::max(1u, threads); ++i) threads_.emplace_back([this](const std::stop_token& stop) { work(stop); });
}

Likening::~Likening() {
  for (std::jthread& thread : threads_) thread.request_stop();
  threads_.clear();
}

void Likening::begin(std::size_t place, std::filesystem::path stored, std::string sha256) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back({place, std::move(stored), std::move(sha256)});
  }
  some_.notify_one();
}

std::map<std::size_t, std::string> Likening::take(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  if (!done_.wait(lock, stop, [&] { return waiting_.empty() && making_ == 0; })) {
    waiting_.clear();
    done_.wait(lock, [&] { return making_ == 0; });
  }
  return std::exchange(made_, {});
}

void Likening::work(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (some_.wait(lock, stop, [&] { return !waiting_.empty(); }) && !stop.stop_requested()) {
    const Task task = std::move(waiting_.front());
    waiting_.pop_front();
    ++making_;
    lock.unlock();
    std::string made = liken_(task.stored, task.sha256);
    lock.lock();
    --making_;
    made_[task.place] = std::move(made);
    done_.notify_all();
  }
}

Result<std::int64_t> fillLikeness(store::SurveyFile& survey, const Liken& liken, const LikenProgress& progress, const std::stop_token& stop) {
  if (survey.isReadOnly()) return failure(ErrorCode::SurveyReadOnly, {.file = survey.folder().string()});
  const MediaFolder folder(survey.media());
  std::vector<std::pair<Fid, std::string>> lacking;
  SUYUAN_TRY(survey.reader().scanColumns(Layer::Photos, {.where = "likeness IS NULL OR likeness = ''", .fields = {"sha256", "media_kind"}, .geometry = false}, [&](const store::RowView& row) {
    if (mediaKindOf(row.text(1).value_or("")) == MediaKind::Photo) lacking.emplace_back(row.fid(), std::string(row.text(0).value_or("")));
    return true;
  }));
  constexpr std::size_t perEntry = 500;
  std::int64_t given = 0;
  Likening likening(liken, std::thread::hardware_concurrency());
  for (std::size_t from = 0; from < lacking.size() && !stop.stop_requested(); from += perEntry) {
    if (progress) progress(from, lacking.size());
    const std::size_t to = std::min(from + perEntry, lacking.size());
    for (std::size_t i = from; i < to; ++i)
      if (auto file = folder.fileOf(lacking[i].second); !file.empty()) likening.begin(i, std::move(file), lacking[i].second);
    const auto made = likening.take(stop);
    if (std::ranges::all_of(made, [](const auto& one) { return one.second.empty(); })) continue;
    auto entry = survey.edit("补感知摘要", [&](store::Edit& edit) -> Result<> {
      for (const auto& [i, likeness] : made)
        if (!likeness.empty()) {
          SUYUAN_TRY(edit.setField(Layer::Photos, lacking[i].first, "likeness", Value{likeness}));
          ++given;
        }
      return {};
    });
    if (!entry) return std::unexpected(std::move(entry).error());
  }
  if (progress && !stop.stop_requested()) progress(lacking.size(), lacking.size());
  return given;
}

} // namespace suyuan::media
