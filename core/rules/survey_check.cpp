// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/survey_check.h"

#include "core/rules/channel_check.h"
#include "core/rules/chunk_check.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace suyuan::rules {

namespace {

constexpr std::size_t chunkSize = 2048; // outfalls

/// The records themselves when they are in order, else a sorted copy.
template <class Record, class Key>
std::span<const Record> sorted(std::span<const Record> records, Key key, std::vector<Record>& copy) {
  if (std::ranges::is_sorted(records, {}, key)) return records;
  copy.assign(records.begin(), records.end());
  std::ranges::stable_sort(copy, {}, key);
  return copy;
}

/// Those of the records that belong to outfalls from `from` on and before `to`.
template <class Record>
std::span<const Record> between(std::span<const Record> records, Fid from, Fid to) {
  const auto first = std::ranges::lower_bound(records, from, {}, &Record::outfallFid);
  const auto last = std::ranges::lower_bound(first, records.end(), to, {}, &Record::outfallFid);
  return {first, last};
}

} // namespace

Result<std::vector<Finding>> checkSurvey(const SurveyView& view, const RuleBook& book, std::stop_token stop,
                                         const std::function<void(double)>& progress, const CheckOptions& options) {
  std::vector<Outfall> outfallCopy;
  std::vector<Sample> sampleCopy;
  std::vector<Photo> photoCopy;
  std::vector<Visit> visitCopy;
  const auto outfalls = sorted(view.outfalls, &Outfall::fid, outfallCopy);
  const auto samples = sorted(view.samples, &Sample::outfallFid, sampleCopy);
  const auto photos = sorted(view.photos, &Photo::outfallFid, photoCopy);
  const auto visits = sorted(view.visits, &Visit::outfallFid, visitCopy);

  RecordChecker checker(book);
  if (!options.today.empty()) checker.conditionCheck().setToday(options.today);
  SurveyIndex index(book);
  std::unordered_map<Fid, const Unit*> units;
  {
    const auto filling = index.fill(outfalls.size(), view.units.size(), view.photos.size());
    for (const Outfall& o : outfalls) index.setOutfall(o);
    for (const Unit& unit : view.units) {
      units.emplace(unit.fid, &unit);
      index.setUnit(unit.fid, unit.uscc);
    }
    for (const Photo& photo : view.photos) index.setPhoto(photo.fid, photo.sha256);
  }
  const SurveyAreas areas(book, view.divisions, view.zones, view.rivers, view.lakes);
  const ChunkCheck check(checker, book, index, areas);

  const std::size_t chunks = std::max<std::size_t>(1, (outfalls.size() + chunkSize - 1) / chunkSize);
  std::vector<ChunkCheck::Scratch> scratch(checkThreads(options.threads));
  const auto firstOf = [&](std::size_t chunk) {
    if (chunk == 0) return Fid{std::numeric_limits<std::int64_t>::min()};
    return chunk < chunks ? outfalls[chunk * chunkSize].fid : Fid{std::numeric_limits<std::int64_t>::max()};
  };
  auto found = runChunks(
      chunks, options.threads,
      [&](std::size_t chunk, std::size_t worker, std::vector<Finding>& out) -> Result<> {
        const std::size_t from = chunk * chunkSize;
        OutfallChunk part{.outfalls = outfalls.subspan(from, std::min(chunkSize, outfalls.size() - from)),
                          .samples = between(samples, firstOf(chunk), firstOf(chunk + 1)),
                          .photos = between(photos, firstOf(chunk), firstOf(chunk + 1)),
                          .visits = between(visits, firstOf(chunk), firstOf(chunk + 1)),
                          .unit = {},
                          .photosRead = view.photosRead};
        if (!view.units.empty())
          part.unit = [&units](Fid fid) -> const Unit* {
            const auto unit = units.find(fid);
            return unit == units.end() ? nullptr : unit->second;
          };
        check.outfalls(part, scratch[worker], out);
        return {};
      },
      stop, progress);
  if (!found) return std::unexpected(std::move(found).error());
  std::vector<Finding>& out = *found;
  for (const Unit& unit : view.units) check.unit(unit, out);
  checkCandidates(view.candidates, checker, book,
                  [&](Fid fid) -> const Outfall* {
                    const auto at = std::ranges::lower_bound(outfalls, fid, {}, &Outfall::fid);
                    return at != outfalls.end() && at->fid == fid ? &*at : nullptr;
                  },
                  out);
  ChannelSurroundings network{.channels = view.channels, .wells = view.wells, .places = {}, .outfalls = &index};
  for (const Unit& unit : view.units)
    if (const auto* at = std::get_if<Point>(&unit.geometry)) network.places.push_back(*at);
  SUYUAN_TRY(checkChannels(network, book, out, stop));
  const auto each = [&](const auto& records) {
    for (const auto& record : records) checker.conditions(record, nullptr, out);
  };
  each(view.channels);
  each(view.wells);
  each(view.rivers);
  each(view.lakes);
  each(view.zones);
  if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
  if (progress) progress(1.0);
  return found;
}

} // namespace suyuan::rules
