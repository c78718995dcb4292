// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/survey/live_check.h"

#include "core/rules/chunk_check.h"
#include "core/survey/check_survey.h"
#include "core/survey/fill_index.h"
#include "core/survey/record_reading.h"

#include <algorithm>
#include <format>
#include <iterator>
#include <map>
#include <set>
#include <unordered_map>

namespace suyuan::survey {

namespace {

using Key = std::pair<Layer, Fid>;

bool same(const std::vector<Finding>& a, const std::vector<Finding>& b) {
  return std::ranges::equal(a, b, [](const Finding& x, const Finding& y) {
    return x.rule == y.rule && x.severity == y.severity && x.field == y.field && x.args == y.args && x.fix == y.fix;
  });
}

store::Query among(std::string_view column, const std::vector<Fid>& fids, std::string orderBy = {}) {
  store::Query query;
  query.where = std::format("{} IN (", column);
  for (std::size_t i = 0; i < fids.size(); ++i) query.where += (i ? "," : "") + toText(fids[i]);
  query.where += ")";
  query.orderBy = std::move(orderBy);
  return query;
}

void tidy(std::vector<Fid>& fids) {
  std::ranges::sort(fids);
  const auto twice = std::ranges::unique(fids);
  fids.erase(twice.begin(), twice.end());
  std::erase_if(fids, [](Fid fid) { return !fid.isSet(); });
}

} // namespace

struct LiveCheck::Impl {
  Impl(store::Reader& r, const rules::RuleBook& b) : reader(r), book(b), checker(b), index(b) {}

  store::Reader& reader;
  const rules::RuleBook& book;
  rules::RecordChecker checker;
  rules::SurveyIndex index;
  std::vector<Division> divisions;
  std::vector<Zone> zones;
  std::vector<River> rivers;
  std::vector<Lake> lakes;
  std::optional<rules::SurveyAreas> areas;
  std::optional<rules::ChunkCheck> check;
  rules::ChunkCheck::Scratch scratch;
  std::map<Key, std::vector<Finding>> byRecord; ///< records without a finding have no entry

  RecordBuffer<Outfall> outfalls;
  RecordBuffer<Sample> samples;
  RecordBuffer<Photo> photos;
  RecordBuffer<Visit> visits;
  RecordBuffer<Unit> units;

  template <class Record>
  Result<> readAll(std::vector<Record>& into) {
    auto all = reader.all<Record>();
    if (!all) return std::unexpected(std::move(all).error());
    into = std::move(*all);
    return {};
  }

  Result<> fill() {
    SUYUAN_TRY(readAll(divisions));
    SUYUAN_TRY(readAll(zones));
    SUYUAN_TRY(readAll(rivers));
    SUYUAN_TRY(readAll(lakes));
    auto sizes = indexSizes(reader);
    if (!sizes) return std::unexpected(std::move(sizes).error());
    {
      const auto filling = index.fill(sizes->outfalls, sizes->units, sizes->photos);
      SUYUAN_TRY(fillOutfalls(reader, index));
      SUYUAN_TRY(fillUnits(reader, index));
      SUYUAN_TRY(fillPhotos(reader, index));
    }
    areas.emplace(book, divisions, zones, rivers, lakes);
    check.emplace(checker, book, index, *areas);
    return {};
  }

  /// Puts what a check of some records found in the place of what was known of them; tells what became different.
  void settle(const std::vector<Key>& looked, std::vector<Finding> found, ChangedFindings& changed, const std::set<Key>& gone = {}) {
    std::map<Key, std::vector<Finding>> now;
    for (const Key& key : looked) now[key];
    for (Finding& finding : found) now[{finding.layer, finding.fid}].push_back(std::move(finding));
    for (auto& [key, list] : now) {
      const auto known = byRecord.find(key);
      // Only the whole check sees what is odd among many records.
      if (known != byRecord.end() && !gone.contains(key))
        std::ranges::copy_if(known->second, std::back_inserter(list), [](const Finding& finding) { return finding.rule.starts_with("evidence."); });
      if (known == byRecord.end() ? list.empty() : same(known->second, list)) continue;
      changed.records.push_back(key);
      changed.findings.insert(changed.findings.end(), list.begin(), list.end());
      if (list.empty()) byRecord.erase(known);
      else byRecord[key] = std::move(list);
    }
  }

  /// Checks outfalls with what belongs to them; `form` stands in the place of its stored state.
  Result<> recheck(std::vector<Fid> fids, const Outfall* form, ChangedFindings& changed) {
    tidy(fids);
    if (fids.empty()) return {};
    SUYUAN_TRY(outfalls.read(reader, among("fid", fids)));
    SUYUAN_TRY(samples.read(reader, among("outfall_fid", fids, "outfall_fid")));
    SUYUAN_TRY(photos.read(reader, among("outfall_fid", fids, "outfall_fid")));
    SUYUAN_TRY(visits.read(reader, among("outfall_fid", fids, "outfall_fid")));
    std::vector<Outfall> withForm;
    std::span<const Outfall> records = outfalls.all();
    if (form) {
      withForm.assign(records.begin(), records.end());
      const auto at = std::ranges::lower_bound(withForm, form->fid, {}, &Outfall::fid);
      if (at != withForm.end() && at->fid == form->fid) *at = *form;
      else withForm.insert(at, *form);
      records = withForm;
    }
    std::vector<Fid> unitFids;
    for (const Outfall& o : records) unitFids.push_back(o.unitFid);
    tidy(unitFids);
    SUYUAN_TRY(units.read(reader, among("fid", unitFids)));
    std::vector<Finding> found;
    check->outfalls({.outfalls = records, .samples = samples.all(), .photos = photos.all(), .visits = visits.all(),
                     .unit = [this](Fid fid) -> const Unit* {
                       const auto all = units.all();
                       const auto at = std::ranges::lower_bound(all, fid, {}, &Unit::fid);
                       return at != all.end() && at->fid == fid ? &*at : nullptr;
                     }},
                    scratch, found);
    std::vector<Key> looked;
    std::set<Key> gone;
    for (const Fid fid : fids) {
      looked.emplace_back(Layer::Outfalls, fid); // those that are gone too
      if (!std::ranges::binary_search(records, fid, {}, &Outfall::fid)) gone.emplace(Layer::Outfalls, fid);
    }
    for (const Sample& s : samples.all()) looked.emplace_back(Layer::Samples, s.fid);
    for (const Photo& p : photos.all()) looked.emplace_back(Layer::Photos, p.fid);
    for (const Visit& v : visits.all()) looked.emplace_back(Layer::Visits, v.fid);
    settle(looked, std::move(found), changed, gone);
    return {};
  }

  Result<> recheckUnits(std::vector<Fid> fids, ChangedFindings& changed) {
    tidy(fids);
    if (fids.empty()) return {};
    SUYUAN_TRY(units.read(reader, among("fid", fids)));
    std::vector<Finding> found;
    for (const Unit& unit : units.all()) check->unit(unit, found);
    std::vector<Key> looked;
    for (const Fid fid : fids) looked.emplace_back(Layer::Units, fid);
    settle(looked, std::move(found), changed);
    return {};
  }
};

LiveCheck::LiveCheck(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
LiveCheck::LiveCheck(LiveCheck&&) noexcept = default;
LiveCheck& LiveCheck::operator=(LiveCheck&&) noexcept = default;
LiveCheck::~LiveCheck() = default;

bool LiveCheck::follows(Layer layer) noexcept {
  return layer == Layer::Outfalls || layer == Layer::Units || layer == Layer::Samples || layer == Layer::Visits || layer == Layer::Photos;
}

Result<LiveCheck> LiveCheck::start(std::span<store::Reader> readers, const rules::RuleBook& book, std::stop_token stop,
                                   const std::function<void(double)>& progress) {
  auto impl = std::make_unique<Impl>(readers.front(), book);
  auto report = checkSurvey(readers, book, std::move(stop), progress);
  if (!report) return std::unexpected(std::move(report).error());
  for (SetAside& ignored : report->ignored) report->findings.push_back(std::move(ignored.finding));
  for (Finding& finding : report->findings) impl->byRecord[{finding.layer, finding.fid}].push_back(std::move(finding));
  SUYUAN_TRY(impl->fill());
  return LiveCheck(std::move(impl));
}

std::vector<Finding> LiveCheck::findings() const {
  std::vector<Finding> all;
  for (const auto& [key, list] : impl_->byRecord) all.insert(all.end(), list.begin(), list.end());
  return all;
}

Result<ChangedFindings> LiveCheck::update(const Outfall& outfall) {
  ChangedFindings changed;
  std::vector<Fid> touched{outfall.fid};
  impl_->index.touching(outfall.fid, touched);
  impl_->index.setOutfall(outfall);
  impl_->index.touching(outfall.fid, touched);
  SUYUAN_TRY(impl_->recheck(std::move(touched), &outfall, changed));
  return changed;
}

Result<ChangedFindings> LiveCheck::refresh(Layer layer, Fid fid, Fid before) {
  ChangedFindings changed;
  Impl& m = *impl_;
  if (layer == Layer::Outfalls) {
    auto outfall = m.reader.get<Outfall>(fid);
    if (!outfall) return std::unexpected(std::move(outfall).error());
    if (*outfall) return update(**outfall);
    std::vector<Fid> touched{fid};
    m.index.touching(fid, touched);
    m.index.removeOutfall(fid);
    SUYUAN_TRY(m.recheck(std::move(touched), nullptr, changed));
    return changed;
  }
  if (layer == Layer::Units) {
    auto unit = m.reader.get<Unit>(fid);
    if (!unit) return std::unexpected(std::move(unit).error());
    std::vector<Fid> units{fid}, outfalls;
    m.index.unitsTouching(fid, units);
    if (*unit) m.index.setUnit(fid, (*unit)->uscc);
    else m.index.removeUnit(fid);
    m.index.unitsTouching(fid, units);
    m.index.outfallsOfUnit(fid, outfalls);
    SUYUAN_TRY(m.recheckUnits(std::move(units), changed));
    SUYUAN_TRY(m.recheck(std::move(outfalls), nullptr, changed));
    return changed;
  }
  if (!follows(layer)) return changed;
  std::vector<Fid> outfalls{before}, photos{fid};
  auto row = m.reader.row(layer, fid);
  if (!row) return std::unexpected(std::move(row).error());
  if (layer == Layer::Photos) {
    m.index.photosTouching(fid, photos);
    if (*row) m.index.setPhoto(fid, fromRow<Photo>(**row).sha256);
    else m.index.removePhoto(fid);
    m.index.photosTouching(fid, photos);
  }
  if (!*row) m.settle({{layer, fid}}, {}, changed, {{layer, fid}});
  // Which outfalls the record, and photos of the same file, belong to.
  store::Query query = among("fid", photos);
  query.fields = {"outfall_fid"};
  query.geometry = false;
  SUYUAN_TRY(m.reader.scan(layer, query, [&](const Row& found) {
    Fid owner;
    fromValue(found.values.front(), owner);
    outfalls.push_back(owner);
    return true;
  }));
  SUYUAN_TRY(m.recheck(std::move(outfalls), nullptr, changed));
  return changed;
}

} // namespace suyuan::survey
