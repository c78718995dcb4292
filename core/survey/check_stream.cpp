// SPDX-License-Identifier: GPL-3.0-or-later
// The whole survey, piece by piece: one pass for the indexes, one for the rules.
#include "core/survey/check_survey.h"

#include "core/evidence/oddities.h"
#include "core/rules/channel_check.h"
#include "core/rules/chunk_check.h"
#include "core/survey/fill_index.h"
#include "core/survey/record_reading.h"

#include <algorithm>
#include <chrono>
#include <format>
#include <thread>
#include <unordered_map>

namespace suyuan::survey {

namespace {

constexpr std::size_t chunkSize = 4096;

/// Everything one thread uses again and again.
struct Worker {
  store::Reader* reader = nullptr;
  RecordBuffer<Outfall> outfalls;
  RecordBuffer<Sample> samples;
  RecordBuffer<Photo> photos;
  RecordBuffer<Visit> visits;
  RecordBuffer<Unit> units;
  std::unordered_map<Fid, const Unit*> unitOf;
  rules::ChunkCheck::Scratch scratch;
};

std::string fidRange(std::string_view column, const std::vector<Fid>& starts, std::size_t chunk) {
  std::string where = chunk > 0 ? std::format("{} >= {}", column, starts[chunk].value) : std::format("{} IS NOT NULL", column);
  if (chunk + 1 < starts.size()) where += std::format(" AND {} < {}", column, starts[chunk + 1].value);
  return where;
}

store::Query queryOf(std::string where, std::string orderBy = {}) {
  store::Query query;
  query.where = std::move(where);
  query.orderBy = std::move(orderBy);
  return query;
}

class SurveyStream {
public:
  SurveyStream(std::span<store::Reader> readers, const rules::RuleBook& book, const CheckRequest& request)
      : readers_(readers), book_(book), request_(request), checker_(book), index_(book) {
    if (!request.today.empty()) checker_.conditionCheck().setToday(request.today);
  }

  Result<std::vector<Finding>> run(std::stop_token stop, const std::function<void(double)>& progress) {
    if (!request_.where.empty()) {
      auto where = rules::Expression::condition(request_.where, Layer::Outfalls);
      if (!where)
        return failure(ErrorCode::FilterInvalid, {}, std::format("character {}: {}", where.error().at, where.error().reason), {request_.where});
      where_ = std::move(*where);
    }
    SUYUAN_TRY(readSurroundings());
    SUYUAN_TRY(fillIndex(stop));
    check_.emplace(checker_, book_, index_, *areas_);
    workers_.resize(readers_.size());
    for (std::size_t i = 0; i < readers_.size(); ++i) workers_[i].reader = &readers_[i];

    // Outfalls with what belongs to them, then units; a filter over outfalls leaves the other layers out.
    const std::size_t outfallChunks = outfallStarts_.size(), unitChunks = where_ ? 0 : unitStarts_.size();
    auto found = rules::runChunks(
        outfallChunks + unitChunks, static_cast<unsigned>(readers_.size()),
        [&](std::size_t chunk, std::size_t worker, std::vector<Finding>& out) -> Result<> {
          Worker& w = workers_[worker];
          Result<> done = chunk < outfallChunks ? outfalls(chunk, w, out) : units(chunk - outfallChunks, w, out);
          if (done && !request_.rules.empty()) std::erase_if(out, [&](const Finding& f) { return !isOfRules(f, request_.rules); });
          return done;
        },
        stop, progress);
    if (!found) return found;
    if (!where_) {
      std::vector<Finding> rest;
      SUYUAN_TRY(others(rest, stop));
      SUYUAN_TRY(oddities(rest, stop));
      std::erase_if(rest, [&](const Finding& f) { return !isOfRules(f, request_.rules); });
      std::ranges::move(rest, std::back_inserter(*found));
    }
    if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
    return found;
  }

  [[nodiscard]] std::int64_t checked() const noexcept { return checked_; }

private:
  template <class Record>
  Result<> readAll(std::vector<Record>& into) {
    auto all = readers_.front().all<Record>();
    if (!all) return std::unexpected(std::move(all).error());
    into = std::move(*all);
    return {};
  }

  Result<> readSurroundings() {
    SUYUAN_TRY(readAll(divisions_));
    SUYUAN_TRY(readAll(zones_));
    SUYUAN_TRY(readAll(rivers_));
    return readAll(lakes_);
  }

  /// One narrow pass over outfalls, units and photos; on two threads when there are two readers.
  Result<> fillIndex(const std::stop_token& stop) {
    auto sizes = indexSizes(readers_.front());
    if (!sizes) return std::unexpected(std::move(sizes).error());
    const auto filling = index_.fill(sizes->outfalls, sizes->units, sizes->photos);
    Result<> others;
    const auto readOthers = [&](store::Reader& reader) {
      std::size_t n = 0;
      others = fillUnits(reader, index_, stop, [&](Fid fid, const Geometry& place) {
        if (n++ % chunkSize == 0) unitStarts_.push_back(fid);
        if (const auto* at = std::get_if<Point>(&place)) unitPlaces_.push_back(*at);
      });
      if (others) others = fillPhotos(reader, index_, stop);
      areas_.emplace(book_, divisions_, zones_, rivers_, lakes_);
    };
    std::jthread second;
    if (readers_.size() > 1) second = std::jthread([&] { readOthers(readers_[1]); });
    std::size_t n = 0;
    const Result<> mine = fillOutfalls(readers_.front(), index_, stop, [&](Fid fid) {
      if (n++ % chunkSize == 0) outfallStarts_.push_back(fid);
    });
    if (second.joinable()) second.join();
    else if (mine) readOthers(readers_.front());
    if (!mine) return mine;
    if (outfallStarts_.empty()) outfallStarts_.push_back(Fid{1}); // what belongs to no outfall is looked at too
    return others;
  }

  Result<> outfalls(std::size_t chunk, Worker& w, std::vector<Finding>& out) {
    const std::string mine = fidRange("outfall_fid", outfallStarts_, chunk);
    SUYUAN_TRY(w.outfalls.read(*w.reader, queryOf(fidRange("fid", outfallStarts_, chunk))));
    SUYUAN_TRY(w.samples.read(*w.reader, queryOf(mine, "outfall_fid")));
    SUYUAN_TRY(w.photos.read(*w.reader, queryOf(mine, "outfall_fid")));
    SUYUAN_TRY(w.visits.read(*w.reader, queryOf(mine, "outfall_fid")));
    SUYUAN_TRY(w.units.read(*w.reader, queryOf("fid IN (SELECT unit_fid FROM outfalls WHERE " + fidRange("fid", outfallStarts_, chunk) + ")")));
    w.unitOf.clear();
    for (const Unit& unit : w.units.all()) w.unitOf.emplace(unit.fid, &unit);
    if (where_) select(w);
    checked_ += static_cast<std::int64_t>(w.outfalls.all().size());
    const rules::OutfallChunk part{.outfalls = w.outfalls.all(), .samples = w.samples.all(), .photos = w.photos.all(), .visits = w.visits.all(),
                                   .unit = [&w](Fid fid) -> const Unit* {
                                     const auto found = w.unitOf.find(fid);
                                     return found == w.unitOf.end() ? nullptr : found->second;
                                   }};
    check_->outfalls(part, w.scratch, out);
    return {};
  }

  /// Leaves only the outfalls that the condition takes, and what belongs to them.
  void select(Worker& w) {
    rules::Cells cells, unitCells;
    rules::RecordContext context;
    w.outfalls.keep([&](const Outfall& o) {
      cells.fill(o);
      rules::EvaluationFacts facts;
      facts.record = &cells;
      facts.book = &book_;
      facts.geometry = &o.geometry;
      facts.today = checker_.conditionCheck().today();
      if (const auto unit = w.unitOf.find(o.unitFid); unit != w.unitOf.end()) {
        unitCells.fill(*unit->second);
        facts.linked = &unitCells;
      }
      return where_->holds(facts);
    });
    const auto of = [&](const auto& record) { return std::ranges::binary_search(w.outfalls.all(), record.outfallFid, {}, &Outfall::fid); };
    w.samples.keep(of);
    w.photos.keep(of);
    w.visits.keep(of);
  }

  /// How the records came about. One photo for two records is a photo used twice, which the rules tell already.
  Result<> oddities(std::vector<Finding>& out, const std::stop_token& stop) {
    const auto isOfEvidence = [](const std::string& rule) { return rule == "evidence" || rule.starts_with("evidence."); };
    if (!request_.rules.empty() && !std::ranges::any_of(request_.rules, isOfEvidence)) return {};
    auto found = evidence::findOddities(readers_.front(), book_, stop);
    if (!found) return std::unexpected(std::move(found).error());
    std::erase_if(*found, [](const Finding& finding) { return finding.rule == "evidence.photo-shared"; });
    std::ranges::move(*found, std::back_inserter(out));
    return {};
  }

  Result<> units(std::size_t chunk, Worker& w, std::vector<Finding>& out) {
    SUYUAN_TRY(w.units.read(*w.reader, queryOf(fidRange("fid", unitStarts_, chunk))));
    for (const Unit& unit : w.units.all()) check_->unit(unit, out);
    return {};
  }

  /// Layers that are small beside outfalls, and records that name no outfall.
  Result<> others(std::vector<Finding>& out, const std::stop_token& stop) {
    store::Reader& reader = readers_.front();
    const rules::OutfallChunk none;
    Worker& w = workers_.front();
    SUYUAN_TRY(w.samples.read(reader, queryOf("outfall_fid IS NULL")));
    SUYUAN_TRY(w.photos.read(reader, queryOf("outfall_fid IS NULL")));
    SUYUAN_TRY(w.visits.read(reader, queryOf("outfall_fid IS NULL")));
    check_->outfalls({.outfalls = {}, .samples = w.samples.all(), .photos = w.photos.all(), .visits = w.visits.all(), .unit = {}}, w.scratch, out);

    std::vector<Candidate> candidates;
    SUYUAN_TRY(readAll(candidates));
    SUYUAN_TRY(w.outfalls.read(reader, queryOf("fid IN (SELECT outfall_fid FROM candidates)")));
    rules::checkCandidates(candidates, checker_, book_,
                           [&](Fid fid) -> const Outfall* {
                             const auto at = std::ranges::lower_bound(w.outfalls.all(), fid, {}, &Outfall::fid);
                             return at != w.outfalls.all().end() && at->fid == fid ? &*at : nullptr;
                           },
                           out);
    std::vector<Channel> channels;
    std::vector<Well> wells;
    SUYUAN_TRY(readAll(channels));
    SUYUAN_TRY(readAll(wells));
    SUYUAN_TRY(rules::checkChannels({.channels = channels, .wells = wells, .places = std::move(unitPlaces_), .outfalls = &index_}, book_, out, stop));
    const auto each = [&](const auto& records) {
      for (const auto& record : records) checker_.conditions(record, nullptr, out);
    };
    each(channels);
    each(wells);
    each(rivers_);
    each(lakes_);
    each(zones_);
    return {};
  }

  std::span<store::Reader> readers_;
  const rules::RuleBook& book_;
  const CheckRequest& request_;
  rules::RecordChecker checker_;
  rules::SurveyIndex index_;
  std::optional<rules::Expression> where_;
  std::vector<Division> divisions_;
  std::vector<Zone> zones_;
  std::vector<River> rivers_;
  std::vector<Lake> lakes_;
  std::optional<rules::SurveyAreas> areas_;
  std::optional<rules::ChunkCheck> check_;
  std::vector<Worker> workers_;
  std::vector<Fid> outfallStarts_, unitStarts_; ///< first fid of each piece
  std::vector<Point> unitPlaces_;
  std::atomic<std::int64_t> checked_ = 0;
};

} // namespace

bool isOfRules(const Finding& finding, std::span<const std::string> rules) noexcept {
  return rules.empty() || std::ranges::any_of(rules, [&](const std::string& wanted) {
           return finding.rule == wanted || (finding.rule.starts_with(wanted) && finding.rule.size() > wanted.size() && finding.rule[wanted.size()] == '.');
         });
}

Result<CheckReport> checkSurvey(std::span<store::Reader> readers, const rules::RuleBook& book, std::stop_token stop,
                                const std::function<void(double)>& progress, const CheckRequest& request) {
  const auto started = std::chrono::steady_clock::now();
  SurveyStream stream(readers, book, request);
  auto findings = stream.run(std::move(stop), progress);
  if (!findings) return std::unexpected(std::move(findings).error());
  CheckReport report;
  report.checked = stream.checked();
  report.findings = std::move(*findings);
  auto ignored = ignoredFindings(readers.front());
  if (!ignored) return std::unexpected(std::move(ignored).error());
  report.ignored = setAside(report.findings, *ignored);
  report.elapsedMs = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started).count();
  return report;
}

Result<CheckReport> checkSurvey(store::Reader& reader, const rules::RuleBook& book, std::stop_token stop,
                                const std::function<void(double)>& progress, const CheckRequest& request) {
  return checkSurvey(std::span<store::Reader>(&reader, 1), book, std::move(stop), progress, request);
}

Result<std::vector<store::Reader>> readersForCheck(const store::SurveyFile& survey) {
  std::vector<store::Reader> readers;
  for (unsigned i = 0; i < rules::checkThreads(0); ++i) {
    auto reader = survey.openReader();
    if (!reader) return std::unexpected(std::move(reader).error());
    readers.push_back(std::move(*reader));
  }
  return readers;
}

} // namespace suyuan::survey
