// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/survey_check.h"

#include "core/coding/outfall_code.h"
#include "core/model/geometry_functions.h"
#include "core/rules/record_checker.h"
#include "core/rules/spatial_index.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <unordered_map>

namespace suyuan::rules {

namespace {

constexpr std::size_t mostOthers = 20; ///< of one duplicate that are counted: a thousand equal codes stay cheap
constexpr std::array riverSearch{1.0, 8.0, 64.0}; ///< times the threshold, to say how far a far river is

/// Groups of records with an equal text, as ranges of one sorted list: no allocation per record.
class EqualTexts {
public:
  void add(std::uint32_t index, std::string text) {
    if (!text.empty()) entries_.emplace_back(std::move(text), index);
  }
  void close(std::size_t records) {
    std::ranges::sort(entries_);
    place_.assign(records, none);
    for (std::uint32_t i = 0; i < entries_.size(); ++i) place_[entries_[i].second] = i;
  }
  template <class Use>
  void others(std::uint32_t index, Use&& use) const {
    const std::uint32_t here = place_[index];
    if (here == none) return;
    const std::string& text = entries_[here].first;
    std::size_t count = 0;
    for (std::size_t i = here; i-- > 0 && entries_[i].first == text && count < mostOthers; ++count) use(entries_[i].second);
    for (std::size_t i = here + 1; i < entries_.size() && entries_[i].first == text && count < mostOthers; ++i, ++count) use(entries_[i].second);
  }

private:
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::pair<std::string, std::uint32_t>> entries_;
  std::vector<std::uint32_t> place_;
};

std::string withoutDashes(std::string_view code) {
  std::string plain = coding::normaliseCode(code);
  std::erase(plain, '-');
  return plain;
}

template <class Record>
std::vector<const Geometry*> geometriesOf(std::span<const Record> records) {
  std::vector<const Geometry*> out;
  for (const Record& r : records) out.push_back(&r.geometry);
  return out;
}

/// A child's records, grouped by the outfall that they belong to.
template <class Record>
class ByOutfall {
public:
  explicit ByOutfall(std::span<const Record> records) : records_(records) {
    for (std::uint32_t i = 0; i < records.size(); ++i) order_.emplace_back(records[i].outfallFid, i);
    std::ranges::sort(order_);
  }
  template <class Use>
  void of(Fid outfall, Use&& use) const {
    for (auto it = std::ranges::lower_bound(order_, std::pair(outfall, 0u)); it != order_.end() && it->first == outfall; ++it)
      use(records_[it->second]);
  }

private:
  std::span<const Record> records_;
  std::vector<std::pair<Fid, std::uint32_t>> order_;
};

class SurveyChecker {
public:
  SurveyChecker(const SurveyView& view, const RuleBook& book)
      : view_(view), book_(book), checker_(book), photos_(view.photos), counties_(countyGeometries()),
        zones_(geometriesOf(view.zones)), waters_(waterGeometries()) {}

  Result<std::vector<Finding>> run(std::stop_token stop, const std::function<void(double)>& progress) {
    prepare();
    const std::size_t all = view_.outfalls.size() + view_.units.size() + view_.samples.size() + view_.photos.size() + 1;
    std::size_t done = 0;
    const auto step = [&] {
      if (++done % 1024 != 0) return !stop.stop_requested();
      if (progress) progress(static_cast<double>(done) / static_cast<double>(all));
      return !stop.stop_requested();
    };
    for (std::uint32_t i = 0; i < view_.outfalls.size(); ++i) {
      outfall(i);
      if (!step()) return failure(ErrorCode::Cancelled);
    }
    for (const Unit& unit : view_.units) {
      checker_.unit(unit, found_);
      if (!step()) return failure(ErrorCode::Cancelled);
    }
    for (const Sample& sample : view_.samples) {
      checker_.sample(sample, found_);
      if (sample.outfallFid.isSet() && !outfallAt_.contains(sample.outfallFid))
        FindingMaker(book_, found_, Layer::Samples, sample.fid).add("sample.orphan", "outfall_fid");
      if (!step()) return failure(ErrorCode::Cancelled);
    }
    for (const Photo& photo : view_.photos) {
      onePhoto(photo);
      if (!step()) return failure(ErrorCode::Cancelled);
    }
    if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
    if (progress) progress(1.0);
    return std::move(found_);
  }

private:
  std::vector<const Geometry*> countyGeometries() {
    std::vector<const Geometry*> out;
    for (const Division& division : view_.divisions) {
      const auto code = DivisionCode::parse(division.code);
      if (!code || !code->isCounty()) continue;
      countyOf_.emplace(book_.divisions().current(*code), static_cast<std::uint32_t>(out.size()));
      countyCodes_.push_back(*code);
      countyNames_.push_back(division.name);
      out.push_back(&division.geometry);
    }
    return out;
  }

  std::vector<const Geometry*> waterGeometries() {
    std::vector<const Geometry*> out = geometriesOf(view_.rivers);
    for (std::uint32_t i = 0; i < view_.rivers.size(); ++i) waterOf_.emplace(view_.rivers[i].fid, i);
    for (const Lake& lake : view_.lakes) {
      waterOf_.emplace(lake.fid, static_cast<std::uint32_t>(out.size()));
      out.push_back(&lake.geometry);
    }
    for (std::uint32_t i = 0; i < out.size(); ++i)
      if (!waterName(i).empty()) waterNames_.emplace(waterName(i));
    return out;
  }

  [[nodiscard]] const std::string& waterName(std::uint32_t water) const {
    return water < view_.rivers.size() ? view_.rivers[water].name : view_.lakes[water - view_.rivers.size()].name;
  }
  [[nodiscard]] const std::string& waterBasin(std::uint32_t water) const {
    return water < view_.rivers.size() ? view_.rivers[water].basin : view_.lakes[water - view_.rivers.size()].basin;
  }

  void prepare() {
    const auto outfalls = view_.outfalls;
    std::vector<Point> points(outfalls.size(), Point{std::nan(""), std::nan("")});
    std::vector<std::uint32_t> groups(outfalls.size());
    std::unordered_map<std::string_view, std::uint32_t> classes;
    for (std::uint32_t i = 0; i < outfalls.size(); ++i) {
      const Outfall& o = outfalls[i];
      outfallAt_.emplace(o.fid, i);
      national_.add(i, withoutDashes(o.codeNational));
      provincial_.add(i, withoutDashes(o.codeProvincial));
      if (!isExcluded(o)) {
        names_.add(i, o.name);
        if (const auto at = anchorOf(o.geometry)) points[i] = *at;
      }
      groups[i] = classes.try_emplace(o.class1, static_cast<std::uint32_t>(classes.size())).first->second;
    }
    national_.close(outfalls.size());
    provincial_.close(outfalls.size());
    names_.close(outfalls.size());
    neighbours_ = nearestNeighbours(points, groups, book_.thresholds().duplicateDistanceM);
    for (const Unit& unit : view_.units) units_.emplace(unit.fid, &unit);
  }

  void outfall(std::uint32_t index) {
    const Outfall& o = view_.outfalls[index];
    RecordContext c;
    const auto gather = [&](std::vector<Fid>& out) {
      return [this, &out](std::uint32_t other) { out.push_back(view_.outfalls[other].fid); };
    };
    national_.others(index, gather(c.sameNationalCode));
    provincial_.others(index, gather(c.sameProvincialCode));
    names_.others(index, gather(c.sameName));
    if (const auto& near = neighbours_[index]) c.nearby.push_back({view_.outfalls[near->other].fid, near->distance});
    if (!view_.units.empty()) {
      c.unitLookedUp = true;
      const auto unit = units_.find(o.unitFid);
      c.unit = unit == units_.end() ? nullptr : unit->second;
    }
    if (view_.photosRead) {
      c.photos.emplace();
      photos_.of(o.fid, [&](const Photo& photo) { c.photos->push_back(&photo); });
    }
    if (const auto at = anchorOf(o.geometry); at && std::isfinite(at->x) && std::isfinite(at->y)) around(o, *at, c);
    checker_.outfall(o, c, found_);
  }

  void around(const Outfall& o, const Point& at, RecordContext& c) {
    county(o, at, c);
    zones_.containing(at, hits_);
    for (const std::uint32_t zone : hits_) c.zonesAtPoint.push_back(&view_.zones[zone]);
    water(o, at, c);
  }

  void county(const Outfall& o, const Point& at, RecordContext& c) {
    const auto own = DivisionCode::parse(o.divisionCode);
    const auto found = own ? countyOf_.find(book_.divisions().current(*own)) : countyOf_.end();
    if (found != countyOf_.end()) {
      // The record's own county first: nearly always it is the one.
      if (counties_.contains(found->second, at)) {
        c.countyAtPoint = countyCodes_[found->second];
        return;
      }
      c.ownCountyDistanceM = counties_.borderDistance(found->second, at);
    }
    counties_.containing(at, hits_);
    if (hits_.empty()) return;
    c.countyAtPoint = countyCodes_[hits_.front()];
    c.countyNameAtPoint = book_.divisions().fullName(*c.countyAtPoint);
    if (c.countyNameAtPoint.empty()) c.countyNameAtPoint = countyNames_[hits_.front()];
  }

  /// The water that the record names by fid or by name; the nearest one when it names none that is known.
  void water(const Outfall& o, const Point& at, RecordContext& c) {
    const double limit = book_.thresholds().riverDistanceM;
    const auto byFid = waterOf_.find(o.riverFid);
    const bool byName = byFid == waterOf_.end() && waterNames_.contains(o.riverName);
    const auto accept = [&](std::uint32_t water) {
      if (byFid != waterOf_.end()) return water == byFid->second;
      return !byName || waterName(water) == o.riverName;
    };
    std::optional<LineIndex::Nearest> nearest;
    for (const double times : riverSearch) {
      nearest = waters_.nearest(at, limit * times, accept);
      if (nearest) break;
    }
    if (byFid != waterOf_.end() || byName) {
      c.riverName = byFid != waterOf_.end() ? waterName(byFid->second) : o.riverName;
      if (byFid != waterOf_.end()) c.riverBasin = waterBasin(byFid->second);
      else if (nearest) c.riverBasin = waterBasin(nearest->owner);
      c.riverDistanceM = nearest ? nearest->distance : limit * riverSearch.back();
    } else if (nearest && o.riverName.empty()) {
      c.riverName = waterName(nearest->owner);
      c.riverBasin = waterBasin(nearest->owner);
      c.riverDistanceM = nearest->distance;
    }
  }

  void onePhoto(const Photo& photo) {
    if (!photo.outfallFid.isSet()) return;
    const auto found = outfallAt_.find(photo.outfallFid);
    if (found == outfallAt_.end()) {
      FindingMaker(book_, found_, Layer::Photos, photo.fid).add("photo.orphan", "outfall_fid", {{"file", photo.fileName}});
      return;
    }
    if (const auto* at = std::get_if<Point>(&view_.outfalls[found->second].geometry)) checker_.photo(photo, *at, found_);
  }

  const SurveyView& view_;
  const RuleBook& book_;
  RecordChecker checker_;
  ByOutfall<Photo> photos_;
  std::map<DivisionCode, std::uint32_t> countyOf_;
  std::vector<DivisionCode> countyCodes_;
  std::vector<std::string> countyNames_;
  AreaIndex counties_;
  AreaIndex zones_;
  std::unordered_map<Fid, std::uint32_t> waterOf_;
  std::set<std::string, std::less<>> waterNames_;
  LineIndex waters_;
  std::unordered_map<Fid, std::uint32_t> outfallAt_;
  std::unordered_map<Fid, const Unit*> units_;
  EqualTexts national_, provincial_, names_;
  std::vector<std::optional<NearPair>> neighbours_;
  std::vector<std::uint32_t> hits_; // scratch
  std::vector<Finding> found_;
};

} // namespace

Result<std::vector<Finding>> checkSurvey(const SurveyView& view, const RuleBook& book, std::stop_token stop,
                                         const std::function<void(double)>& progress) {
  return SurveyChecker(view, book).run(std::move(stop), progress);
}

} // namespace suyuan::rules
