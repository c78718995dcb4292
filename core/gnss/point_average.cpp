// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gnss/point_average.h"

#include "core/model/geometry_functions.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace suyuan::gnss {

namespace {

constexpr std::size_t mostFixes = 20'000; ///< whatever the rule says

/// Of a copy; not empty.
double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  if (values.size() % 2 == 1) return *middle;
  return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

struct Spread {
  double mean = unknown, deviation = unknown, standardError = unknown;
};

/// Mean, deviation and the mean's error. Fixes a second apart are not independent: their number is brought down by the
/// correlation of neighbours, n (1 − r) / (1 + r).
Spread spreadOf(std::span<const double> values) {
  Spread s;
  const double n = static_cast<double>(values.size());
  if (values.empty()) return s;
  double sum = 0;
  for (const double v : values) sum += v;
  s.mean = sum / n;
  if (values.size() < 2) return s;
  double squares = 0, neighbours = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    squares += (values[i] - s.mean) * (values[i] - s.mean);
    if (i > 0) neighbours += (values[i] - s.mean) * (values[i - 1] - s.mean);
  }
  s.deviation = std::sqrt(squares / (n - 1));
  const double r = squares > 0 ? std::clamp(neighbours / squares, 0.0, 0.99) : 0;
  s.standardError = s.deviation / std::sqrt(std::max(1.0, n * (1 - r) / (1 + r)));
  return s;
}

bool isWorse(Quality a, Quality b) noexcept {
  const auto rank = [](Quality q) {
    switch (q) {
    case Quality::RtkFixed: return 0;
    case Quality::RtkFloat: return 1;
    case Quality::Pps:
    case Quality::Dgps: return 2;
    case Quality::Single: return 3;
    default: return 4;
    }
  };
  return rank(a) > rank(b);
}

} // namespace

GateAnswer PointAverage::add(const Fix& fix) {
  const GateAnswer answer = passes(fix, rule_.gate);
  if (state_ != AverageState::Running) return answer;
  if (fix.timed) {
    // Steps are added up, since a receiver may learn the date, or put its clock right, meanwhile.
    if (begun_ && fix.dated == dated_ && fix.time > last_) result_.seconds += static_cast<double>(fix.time - last_) / 1000;
    begun_ = true;
    dated_ = fix.dated;
    last_ = fix.time;
  }
  if (answer != GateAnswer::Passes) {
    ++result_.refused;
    ++refusedBy_[static_cast<std::size_t>(answer)];
  } else {
    if (samples_.empty()) origin_ = {fix.lon, fix.lat};
    if (fix.dated) {
      if (result_.from == 0) result_.from = fix.time;
      result_.to = fix.time;
    }
    const DegreeLength degree = degreeLength(origin_.y);
    const Accuracy accuracy = accuracyOf(fix, rule_.gate.errors);
    double east = fix.lon - origin_.x;
    if (east > 180) east -= 360;
    if (east < -180) east += 360;
    samples_.push_back({.east = east * degree.lon,
                        .north = (fix.lat - origin_.y) * degree.lat,
                        .mslHeight = fix.heightMsl,
                        .ellipsoidalHeight = fix.ellipsoidalHeight(),
                        .accuracy = accuracy.horizontal,
                        .hdop = fix.hdop,
                        .estimated = accuracy.estimated,
                        .quality = fix.quality,
                        .satellites = fix.satellitesUsed});
    compute();
    if (result_.kept >= rule_.leastFixes && result_.standardError <= rule_.standardErrorM) state_ = AverageState::Done;
  }
  if (state_ == AverageState::Running && (result_.seconds >= rule_.timeoutS || samples_.size() >= mostFixes)) state_ = AverageState::TimedOut;
  return answer;
}

void PointAverage::compute() {
  std::vector<double> east, north, distances;
  for (const Sample& s : samples_) {
    east.push_back(s.east);
    north.push_back(s.north);
  }
  const double midEast = median(east), midNorth = median(north);
  for (const Sample& s : samples_) distances.push_back(std::hypot(s.east - midEast, s.north - midNorth));
  // A receiver that holds still gives deviations of nothing; a centimetre is nobody's outlier.
  const double reach = std::max(0.01, rule_.outlierFactor * 1.4826 * median(distances));

  std::vector<double> accuracies, msl, ellipsoidal;
  east.clear();
  north.clear();
  AveragedPoint& r = result_;
  r.taken = static_cast<int>(samples_.size());
  r.hdop = unknown;
  r.leastSatellites = -1;
  r.accuracyEstimated = false;
  r.worst = Quality::RtkFixed;
  for (std::size_t i = 0; i < samples_.size(); ++i) {
    const Sample& s = samples_[i];
    if (distances[i] > reach) continue;
    east.push_back(s.east);
    north.push_back(s.north);
    accuracies.push_back(s.accuracy);
    if (!std::isnan(s.mslHeight)) msl.push_back(s.mslHeight);
    if (!std::isnan(s.ellipsoidalHeight)) ellipsoidal.push_back(s.ellipsoidalHeight);
    r.accuracyEstimated |= s.estimated;
    if (isWorse(s.quality, r.worst)) r.worst = s.quality;
    if (!(r.hdop >= s.hdop)) r.hdop = std::isnan(s.hdop) ? r.hdop : s.hdop;
    if (s.satellites >= 0 && (r.leastSatellites < 0 || s.satellites < r.leastSatellites)) r.leastSatellites = s.satellites;
  }
  r.kept = static_cast<int>(east.size());
  const Spread e = spreadOf(east), n = spreadOf(north), up = spreadOf(msl.empty() ? ellipsoidal : msl);
  const DegreeLength degree = degreeLength(origin_.y);
  r.lon = origin_.x + e.mean / degree.lon;
  if (r.lon > 180) r.lon -= 360;
  if (r.lon < -180) r.lon += 360;
  r.lat = origin_.y + n.mean / degree.lat;
  r.deviationEast = e.deviation;
  r.deviationNorth = n.deviation;
  r.deviationUp = up.deviation;
  r.heightMsl = spreadOf(msl).mean - rule_.antennaHeightM;
  r.ellipsoidalHeight = spreadOf(ellipsoidal).mean - rule_.antennaHeightM;
  r.standardError = std::hypot(e.standardError, n.standardError);
  r.accuracy = median(accuracies);
  if (r.standardError > r.accuracy) r.accuracy = r.standardError;
}

} // namespace suyuan::gnss
