// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fieldwork/gnss_point.h"

#include "core/gnss/offset_point.h"

#include <algorithm>
#include <cmath>
#include <format>

namespace suyuan::fieldwork {

namespace {

void add(std::string& history, const char* key, double value, int digits) {
  if (!std::isnan(value)) history += std::format(" {}={:.{}f}", key, value, digits);
}

std::string utc(std::int64_t time) {
  gnss::Fix fix;
  fix.time = time;
  fix.timed = fix.dated = true;
  return gnss::timeText(fix);
}

std::optional<double> known(double value) { return std::isnan(value) ? std::nullopt : std::optional(value); }

std::optional<std::int64_t> count(int value) { return value < 0 ? std::nullopt : std::optional<std::int64_t>(value); }

Geometry antennaPlace(const Point& at, double groundHeight) {
  Point place = at;
  if (!std::isnan(groundHeight)) place.z = groundHeight;
  return place;
}

std::string datumOf(gnss::Quality quality) { return std::format("CGCS2000 GNSS {}", gnss::keyOf(quality)); }

} // namespace

GnssPoint pointOf(const gnss::Fix& fix, const gnss::Gate& gate, double antennaM) {
  const gnss::Accuracy accuracy = gnss::accuracyOf(fix, gate.errors);
  GnssPoint point{.at = {fix.lon, fix.lat}, .accuracyM = accuracy.horizontal, .datum = datumOf(fix.quality)};
  point.how.geometry = antennaPlace(point.at, fix.heightMsl - antennaM);
  point.how.startedAt = point.how.endedAt = fix.timed && fix.dated ? gnss::timeText(fix) : std::string();
  point.how.quality = gnss::keyOf(fix.quality);
  point.how.used = 1;
  point.how.accuracy = known(accuracy.horizontal);
  point.how.accuracySource = accuracy.estimated ? "estimated" : "stated";
  point.how.hdop = known(fix.hdop);
  point.how.satellites = count(fix.satellitesUsed);
  point.how.antennaHeight = antennaM;
  point.how.gatePassed = true;
  std::string& h = point.how.note;
  h = std::format("gnss mode=fix quality={}", gnss::keyOf(fix.quality));
  add(h, "accuracy_m", accuracy.horizontal, 3);
  if (!std::isnan(accuracy.horizontal)) h += accuracy.estimated ? " estimated=yes" : " estimated=no";
  add(h, "hdop", fix.hdop, 2);
  if (fix.satellitesUsed >= 0) h += std::format(" satellites={}", fix.satellitesUsed);
  add(h, "correction_age_s", fix.correctionAge, 1);
  if (fix.timed) h += " at=" + gnss::timeText(fix);
  add(h, "height_msl_m", fix.heightMsl - antennaM, 3);
  add(h, "height_ellipsoid_m", fix.ellipsoidalHeight() - antennaM, 3);
  add(h, "antenna_m", antennaM, 2);
  return point;
}

GnssPoint pointOf(const gnss::AveragedPoint& average, double antennaM) {
  GnssPoint point{.at = {average.lon, average.lat}, .accuracyM = average.accuracy, .datum = datumOf(average.worst)};
  point.how.geometry = antennaPlace(point.at, average.heightMsl);
  if (average.from > 0) point.how.startedAt = utc(average.from), point.how.endedAt = utc(average.to);
  point.how.quality = gnss::keyOf(average.worst);
  point.how.used = average.kept;
  point.how.passedOver = average.refused + average.taken - average.kept;
  point.how.accuracy = known(average.accuracy);
  point.how.accuracySource = average.accuracyEstimated ? "estimated" : "stated";
  point.how.deviation = known(std::hypot(average.deviationEast, average.deviationNorth));
  point.how.hdop = known(average.hdop);
  point.how.satellites = count(average.leastSatellites);
  point.how.antennaHeight = antennaM;
  point.how.gatePassed = true;
  std::string& h = point.how.note;
  h = std::format("gnss mode=mean quality={} fixes={}/{} refused={}", gnss::keyOf(average.worst), average.kept, average.taken, average.refused);
  add(h, "sd_e_m", average.deviationEast, 3);
  add(h, "sd_n_m", average.deviationNorth, 3);
  add(h, "sd_u_m", average.deviationUp, 3);
  add(h, "mean_error_m", average.standardError, 3);
  add(h, "accuracy_m", average.accuracy, 3);
  h += average.accuracyEstimated ? " estimated=yes" : " estimated=no";
  add(h, "hdop_max", average.hdop, 2);
  if (average.leastSatellites >= 0) h += std::format(" satellites_min={}", average.leastSatellites);
  if (average.from > 0) h += " from=" + utc(average.from) + " to=" + utc(average.to);
  add(h, "seconds", average.seconds, 0);
  add(h, "height_msl_m", average.heightMsl, 3);
  add(h, "height_ellipsoid_m", average.ellipsoidalHeight, 3);
  add(h, "antenna_m", antennaM, 2);
  return point;
}

GnssPoint movedBy(GnssPoint point, const Offset& offset) {
  add(point.how.note, "stand_lon", point.at.x, 8);
  add(point.how.note, "stand_lat", point.at.y, 8);
  add(point.how.note, "offset_m", offset.metres, 2);
  add(point.how.note, "bearing_deg", offset.bearing, 1);
  point.at = gnss::offsetPoint(point.at, offset.bearing, offset.metres);
  point.how.offset = offset.metres;
  point.how.offsetBearing = offset.bearing;
  point.accuracyM = gnss::offsetAccuracy(point.accuracyM, offset.metres, offset.bearingSigma, offset.metresSigma);
  add(point.how.note, "offset_accuracy_m", point.accuracyM, 3);
  return point;
}

GnssPoint takenAnyway(GnssPoint point, gnss::GateAnswer answer, const std::string& reason) {
  // Last, and to the end of the line: what a person writes may hold anything.
  std::string oneLine = reason;
  std::ranges::replace(oneLine, '\n', ' ');
  point.how.gatePassed = false;
  point.how.override = oneLine;
  point.how.note += std::format(" gate={} reason={}", gnss::keyOf(answer), oneLine);
  return point;
}

Result<Fid> recordPosition(store::Edit& edit, const GnssPoint& point, Layer layer, Fid record, const std::string& team) {
  PositionFix how = point.how;
  (layer == Layer::Candidates ? how.candidateFid : how.outfallFid) = record;
  how.team = team;
  return edit.insert(how);
}

} // namespace suyuan::fieldwork
