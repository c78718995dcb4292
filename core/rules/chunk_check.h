// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/candidate.h"
#include "core/rules/record_checker.h"
#include "core/rules/survey_areas.h"
#include "core/rules/survey_index.h"

#include <functional>
#include <stop_token>

namespace suyuan::rules {

/// Some outfalls with everything that belongs to them, sorted by outfall. Not owned.
struct OutfallChunk {
  std::span<const Outfall> outfalls; ///< ascending by fid
  std::span<const Sample> samples;   ///< ascending by outfall_fid; those without an outfall of the chunk have none at all
  std::span<const Photo> photos;
  std::span<const Visit> visits;
  std::function<const Unit*(Fid)> unit; ///< null when there is none; an empty function: units were not read
  bool photosRead = true, samplesRead = true, visitsRead = true;
};

/// The rules over outfalls and what belongs to them, with all that the survey knows. Read-only: any number of threads may
/// check chunks, each with its own scratch. Everything referred to must outlive it.
class ChunkCheck {
public:
  ChunkCheck(const RecordChecker& checker, const RuleBook& book, const SurveyIndex& index, const SurveyAreas& areas)
      : checker_(checker), book_(book), index_(index), areas_(areas) {}

  struct Scratch {
    RecordContext context;
    RecordChecker::Owner owner;
    std::vector<std::uint32_t> hits;
  };

  void outfalls(const OutfallChunk& chunk, Scratch& scratch, std::vector<Finding>& out) const;
  /// One outfall, without what belongs to it.
  void outfall(const Outfall& outfall, const OutfallChunk& own, Scratch& scratch, std::vector<Finding>& out) const;
  void unit(const Unit& unit, std::vector<Finding>& out) const;
  void photo(const Photo& photo, const RecordChecker::Owner& owner, std::vector<Finding>& out) const;

private:
  const RecordChecker& checker_;
  const RuleBook& book_;
  const SurveyIndex& index_;
  const SurveyAreas& areas_;
};

/// Candidates: few enough to be looked at together. `outfall` finds a record, null when there is none.
void checkCandidates(std::span<const Candidate> candidates, const RecordChecker& checker, const RuleBook& book,
                     const std::function<const Outfall*(Fid)>& outfall, std::vector<Finding>& out);

/// Runs work(chunk, worker, findings) for each chunk on up to `threads` threads (0: as the machine has, four at most);
/// findings come out in the order of the chunks. `progress` is called on this thread. The first error ends it.
[[nodiscard]] Result<std::vector<Finding>> runChunks(
    std::size_t chunks, unsigned threads,
    const std::function<Result<>(std::size_t chunk, std::size_t worker, std::vector<Finding>& out)>& work,
    std::stop_token stop = {}, const std::function<void(double)>& progress = {});

/// Threads that runChunks would use.
[[nodiscard]] unsigned checkThreads(unsigned asked) noexcept;

} // namespace suyuan::rules
