// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/chunk_check.h"

#include "core/model/geometry_functions.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <mutex>
#include <thread>

namespace suyuan::rules {

namespace {

/// Walks records sorted by their outfall along with the outfalls.
template <class Record>
class Belonging {
public:
  explicit Belonging(std::span<const Record> records) : records_(records) {}
  /// Those of outfalls before `fid` that nobody claimed.
  std::span<const Record> before(Fid fid) {
    return take([&](const Record& r) { return r.outfallFid < fid; });
  }
  std::span<const Record> of(Fid fid) {
    return take([&](const Record& r) { return r.outfallFid == fid; });
  }
  std::span<const Record> rest() { return records_.subspan(at_); }

private:
  template <class Test>
  std::span<const Record> take(Test&& test) {
    const std::size_t from = at_;
    while (at_ < records_.size() && test(records_[at_])) ++at_;
    return records_.subspan(from, at_ - from);
  }
  std::span<const Record> records_;
  std::size_t at_ = 0;
};

} // namespace

void ChunkCheck::outfall(const Outfall& o, const OutfallChunk& own, Scratch& scratch, std::vector<Finding>& out) const {
  RecordContext& c = scratch.context;
  c.clear();
  index_.pairs(o, c);
  if (own.unit) {
    c.unitLookedUp = true;
    if (o.unitFid.isSet()) c.unit = own.unit(o.unitFid);
  }
  if (own.photosRead) c.photos = own.photos;
  if (own.samplesRead) c.samples = own.samples;
  if (own.visitsRead) c.visits = own.visits;
  if (const auto at = anchorOf(o.geometry); at && std::isfinite(at->x) && std::isfinite(at->y)) areas_.around(o, *at, c, scratch.hits);
  checker_.outfall(o, c, out);
}

void ChunkCheck::photo(const Photo& photo, const RecordChecker::Owner& owner, std::vector<Finding>& out) const {
  if (const Fid other = index_.photoOfSameFile(photo.fid, photo.sha256); other.isSet())
    FindingMaker(book_, out, Layer::Photos, photo.fid).add("photo.duplicate", "sha256", {{"file", photo.fileName}, {"other", toText(other)}});
  checker_.photo(photo, owner, out);
}

void ChunkCheck::unit(const Unit& unit, std::vector<Finding>& out) const {
  if (const Fid other = index_.unitWithSameCode(unit.fid, unit.uscc); other.isSet())
    FindingMaker(book_, out, Layer::Units, unit.fid)
        .add("unit.duplicate", "uscc", {{"name", unit.name}, {"uscc", unit.uscc}, {"other", toText(other)}});
  checker_.unit(unit, out);
}

void ChunkCheck::outfalls(const OutfallChunk& chunk, Scratch& scratch, std::vector<Finding>& out) const {
  Belonging<Sample> samples(chunk.samples);
  Belonging<Photo> photos(chunk.photos);
  Belonging<Visit> visits(chunk.visits);
  RecordChecker::Owner nobody;
  const auto belonging = [&](std::span<const Sample> s, std::span<const Photo> p, std::span<const Visit> v, RecordChecker::Owner& owner) {
    const auto missing = [&](Fid outfall) { owner.missing = !owner.outfall && outfall.isSet(); };
    for (const Sample& sample : s) missing(sample.outfallFid), checker_.sample(sample, owner, out);
    for (const Photo& one : p) missing(one.outfallFid), photo(one, owner, out);
    for (const Visit& visit : v) missing(visit.outfallFid), checker_.visit(visit, owner, out);
  };
  for (const Outfall& o : chunk.outfalls) {
    belonging(samples.before(o.fid), photos.before(o.fid), visits.before(o.fid), nobody);
    OutfallChunk own = {.outfalls = {}, .samples = samples.of(o.fid), .photos = photos.of(o.fid), .visits = visits.of(o.fid), .unit = {},
                        .photosRead = chunk.photosRead, .samplesRead = chunk.samplesRead, .visitsRead = chunk.visitsRead};
    own.unit = std::ref(chunk.unit);
    if (!chunk.unit) own.unit = nullptr;
    outfall(o, own, scratch, out);
    if (own.samples.empty() && own.photos.empty() && own.visits.empty()) continue;
    scratch.owner.set(o, book_);
    belonging(own.samples, own.photos, own.visits, scratch.owner);
  }
  belonging(samples.rest(), photos.rest(), visits.rest(), nobody);
}

void checkCandidates(std::span<const Candidate> candidates, const RecordChecker& checker, const RuleBook& book,
                     const std::function<const Outfall*(Fid)>& outfall, std::vector<Finding>& out) {
  std::vector<std::pair<Fid, Fid>> taken; // outfall, candidate
  for (const Candidate& candidate : candidates)
    if (candidate.outfallFid.isSet()) taken.emplace_back(candidate.outfallFid, candidate.fid);
  std::ranges::sort(taken);
  RecordChecker::Owner owner;
  for (const Candidate& candidate : candidates) {
    const Outfall* found = candidate.outfallFid.isSet() && outfall ? outfall(candidate.outfallFid) : nullptr;
    owner = RecordChecker::Owner{};
    if (found) owner.set(*found, book);
    checker.conditions(candidate, &owner, out);
    if (!candidate.outfallFid.isSet()) continue;
    const auto [first, last] = std::ranges::equal_range(taken, candidate.outfallFid, {}, &std::pair<Fid, Fid>::first);
    for (auto it = first; it != last; ++it)
      if (it->second != candidate.fid) {
        FindingMaker(book, out, Layer::Candidates, candidate.fid).add("candidate.taken-twice", "outfall_fid", {{"name", candidate.name}, {"other", toText(it->second)}});
        break;
      }
  }
}

unsigned checkThreads(unsigned asked) noexcept {
  if (asked > 0) return std::min(asked, 16u);
  return std::clamp(std::thread::hardware_concurrency(), 1u, 4u);
}

Result<std::vector<Finding>> runChunks(std::size_t chunks, unsigned threads,
                                       const std::function<Result<>(std::size_t, std::size_t, std::vector<Finding>&)>& work,
                                       std::stop_token stop, const std::function<void(double)>& progress) {
  std::vector<std::vector<Finding>> found(chunks);
  std::atomic<std::size_t> next = 0, done = 0;
  std::mutex guard;
  std::optional<Error> error;
  const auto run = [&](std::size_t worker) {
    for (std::size_t chunk = next++; chunk < chunks; chunk = next++) {
      Result<> outcome = stop.stop_requested() ? Result<>(failure(ErrorCode::Cancelled)) : work(chunk, worker, found[chunk]);
      if (!outcome) {
        const std::scoped_lock lock(guard);
        if (!error) error = std::move(outcome).error();
        next = chunks;
        return;
      }
      ++done;
    }
  };
  const std::size_t workers = std::min<std::size_t>(checkThreads(threads), chunks);
  if (workers <= 1) {
    for (std::size_t chunk = 0; chunk < chunks && !error; ++chunk) {
      if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
      SUYUAN_TRY(work(chunk, 0, found[chunk]));
      if (progress) progress(static_cast<double>(chunk + 1) / static_cast<double>(chunks));
    }
  } else {
    std::atomic<std::size_t> running = workers;
    std::vector<std::jthread> pool;
    for (std::size_t w = 0; w < workers; ++w)
      pool.emplace_back([&, w] {
        run(w);
        if (--running == 0) running.notify_all();
      });
    for (std::size_t left = running; left > 0; left = running) {
      if (!progress) {
        running.wait(left);
        continue;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      progress(static_cast<double>(done) / static_cast<double>(chunks));
    }
  }
  if (error) return std::unexpected(std::move(*error));
  std::size_t total = 0;
  for (const auto& part : found) total += part.size();
  std::vector<Finding> all;
  all.reserve(total);
  for (auto& part : found) {
    std::ranges::move(part, std::back_inserter(all));
    std::vector<Finding>().swap(part);
  }
  return all;
}

} // namespace suyuan::rules
