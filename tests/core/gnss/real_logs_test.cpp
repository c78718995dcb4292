// SPDX-License-Identifier: GPL-3.0-or-later
// Logs of sixteen real receivers against what the raw text says, worked out here a second time in the plainest way.
#include "nmea_text.h"

#include "core/gnss/accuracy.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <sstream>

using namespace suyuan::gnss;
using suyuan::gnss::test::fixesOf;
using suyuan::gnss::test::logText;

namespace {

struct LogRow {
  const char* name;
  int sentences, bad, gga;
  const char* qualities; ///< of the GGA that may be believed
};
// Sentences are lines with "$", five letters and a comma at their beginning.
constexpr LogRow logs[]{
    {"beidou-bd", 66, 0, 10, "01"},        {"bu353-glonass", 112, 0, 18, "01"},   {"firefly-II", 69, 23, 23, ""},
    {"garmin-geko201", 213, 1, 18, "8"},   {"garmin48", 92, 1, 7, "1"},           {"gp-320fw-2019-04-07-coldboot", 118, 32, 15, "01"},
    {"hab-gpspi", 39, 0, 3, "1"},          {"neo-m8n", 293, 0, 23, "1"},          {"nmea-rtk", 244, 0, 122, "24"},
    {"quectelLC79D", 682, 0, 30, "1"},     {"skytraq-dgps", 928, 0, 96, "2"},     {"sl869", 166, 1, 15, "01"},
    {"ublox-8", 1008, 1, 72, "1"},         {"ublox-f9p-hpnmea", 139, 0, 9, "2"},  {"ublox-zed-f9p-nmea", 1015, 0, 29, "1"},
    {"unicore-um621", 661, 0, 20, "01"},
};

std::vector<std::string> linesOf(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    if (line.ends_with('\r')) line.pop_back();
    lines.push_back(line);
  }
  return lines;
}

bool isStandard(const std::string& line) {
  if (line.size() < 7 || line[0] != '$' || line[6] != ',') return false;
  for (std::size_t i = 1; i < 6; ++i)
    if (line[i] < 'A' || line[i] > 'Z') return false;
  return true;
}

std::vector<std::string> partsOf(const std::string& line) {
  std::vector<std::string> parts;
  std::istringstream in(line.substr(0, line.find('*')));
  for (std::string part; std::getline(in, part, ',');) parts.push_back(part);
  parts.resize(25);
  return parts;
}

/// The checksum as the standard defines it, over a line cut at its first "*".
bool isRight(const std::string& line) {
  const auto star = line.find('*');
  if (line.empty() || line[0] != '$' || star == std::string::npos || line.size() != star + 3) return false;
  int sum = 0;
  for (std::size_t i = 1; i < star; ++i) sum ^= static_cast<unsigned char>(line[i]);
  return std::format("{:02X}", sum) == line.substr(star + 1);
}

double angle(const std::string& text, const std::string& side) {
  const long double value = std::stold(text);
  const long double degrees = std::floor(value / 100);
  const long double sum = degrees + (value - degrees * 100) / 60;
  return static_cast<double>(side == "S" || side == "W" ? -sum : sum);
}

std::string shortTime(const std::string& written) {
  return std::format("{}:{}:{:06.3f}Z", written.substr(0, 2), written.substr(2, 2), std::stod(written.substr(4)));
}

std::string timeOfDay(const Fix& fix) {
  const std::string text = timeText(fix);
  return fix.dated ? text.substr(11) : text;
}

} // namespace

TEST_CASE("sentences, checksums and qualities of every log are counted right") {
  for (const LogRow& log : logs) {
    INFO(log.name);
    int sentences = 0, bad = 0, gga = 0;
    std::set<char> qualities;
    for (const std::string& line : linesOf(logText(log.name))) {
      if (!isStandard(line)) continue;
      ++sentences;
      SentenceSplitter splitter;
      std::vector<std::string> bodies;
      const auto take = [&](std::string_view body) { bodies.emplace_back(body); };
      splitter.feed(line + "\r\n", take);
      const bool good = splitter.counts().sentences == 1 && bodies.size() == 1;
      CHECK(good == isRight(line));
      if (!good) ++bad;
      if (line.substr(3, 3) != "GGA") continue;
      ++gga;
      Gga read;
      if (good && suyuan::gnss::read(Fields(bodies.front()), read)) qualities.insert(partsOf(line)[6].empty() ? ' ' : partsOf(line)[6][0]);
    }
    CHECK(sentences == log.sentences);
    CHECK(bad == log.bad);
    CHECK(gga == log.gga);
    CHECK(std::string(qualities.begin(), qualities.end()) == log.qualities);
  }
}

TEST_CASE("every position is the one that the raw text gives, and none is left out") {
  for (const LogRow& log : logs) {
    INFO(log.name);
    const std::string text = logText(log.name);
    // Time of day to what a believable GGA or RMC of that time says.
    std::map<std::string, std::vector<std::string>> ggas, rmcs;
    for (std::string line : linesOf(text)) {
      line.erase(0, std::min(line.find_first_not_of(' '), line.size())); // one log has a blank before a sentence
      if (!isRight(line)) continue;
      const auto parts = partsOf(line);
      const std::string kind = line.size() > 6 ? line.substr(3, 3) : "";
      if (parts[1].size() < 6) continue;
      if (kind == "GGA" && parts[6].size() == 1 && parts[6] >= "1" && parts[6] <= "5") ggas[shortTime(parts[1])] = parts;
      if (kind == "RMC" && parts[2].size() == 1) rmcs[shortTime(parts[1])] = parts;
    }
    std::set<std::string> wanted;
    for (const auto& [time, parts] : ggas)
      if (!rmcs.contains(time) || rmcs[time][2] == "A") wanted.insert(time);
    for (const auto& [time, parts] : rmcs)
      if (parts[2] == "A") wanted.insert(time);

    NmeaReader reader;
    std::set<std::string> found;
    for (const Fix& fix : fixesOf(reader, text)) {
      if (!fix.valid) {
        CHECK(std::isnan(fix.lon));
        continue;
      }
      const std::string time = timeOfDay(fix);
      INFO(time);
      found.insert(time);
      if (const auto gga = ggas.find(time); gga != ggas.end()) {
        const auto& p = gga->second;
        CHECK(std::abs(fix.lat - angle(p[2], p[3])) < 1e-13);
        CHECK(std::abs(fix.lon - angle(p[4], p[5])) < 1e-13);
        CHECK(static_cast<int>(fix.quality) == std::stoi(p[6]));
        CHECK(fix.satellitesUsed == std::stoi(p[7]));
        CHECK(fix.hdop == std::stod(p[8]));
        CHECK(fix.heightMsl == std::stod(p[9]));
        CHECK(std::isnan(fix.geoid) == p[11].empty());
        if (!p[11].empty()) CHECK(fix.geoid == std::stod(p[11]));
      } else if (const auto rmc = rmcs.find(time); rmc != rmcs.end()) {
        CHECK(std::abs(fix.lat - angle(rmc->second[3], rmc->second[4])) < 1e-13);
        CHECK(std::abs(fix.lon - angle(rmc->second[5], rmc->second[6])) < 1e-13);
      }
      if (const auto rmc = rmcs.find(time); rmc != rmcs.end()) {
        CHECK(timeText(fix).substr(2, 8) == rmc->second[9].substr(4, 2) + "-" + rmc->second[9].substr(2, 2) + "-" + rmc->second[9].substr(0, 2));
      }
    }
    for (const std::string& time : wanted) {
      INFO(time);
      CHECK(found.contains(time));
    }
    // Beyond them only GLL, before the first of the others.
    CHECK(found.size() <= wanted.size() + 1);
  }
}

TEST_CASE("a receiver whose GGA are all damaged gives positions by RMC, none that a point is made of") {
  NmeaReader reader;
  int valid = 0;
  for (const Fix& fix : fixesOf(reader, logText("firefly-II"))) {
    CHECK(fix.quality == Quality::Unstated);
    CHECK(std::isnan(fix.heightMsl));
    CHECK(fix.satellitesUsed == -1);
    CHECK(passes(fix, {}) == GateAnswer::AccuracyUnknown);
    ++valid;
  }
  CHECK(valid == 23);
  CHECK(reader.bytes().badChecksum == 23);
}

TEST_CASE("a cold boot on a bad line gives the two seconds before it and nothing false") {
  NmeaReader reader;
  std::vector<std::string> valid;
  for (const Fix& fix : fixesOf(reader, logText("gp-320fw-2019-04-07-coldboot"))) {
    if (!fix.valid) continue;
    valid.push_back(timeOfDay(fix));
    CHECK(std::abs(fix.lat - 48.1499883) < 1e-5);
    CHECK(std::abs(fix.lon - 11.5846633) < 1e-5);
  }
  CHECK(valid == std::vector<std::string>{"00:03:43.030Z", "00:03:45.030Z"});
  CHECK(reader.bytes().badChecksum > 20);
  CHECK(reader.bytes().missingChecksum > 0);
  CHECK(reader.sentences().malformed > 0);
}

TEST_CASE("a simulated position is no position") {
  NmeaReader reader;
  for (const Fix& fix : fixesOf(reader, logText("garmin-geko201"))) {
    CHECK_FALSE(fix.valid);
    CHECK(fix.quality == Quality::Simulated);
  }
  CHECK(reader.sentences().epochs == 18);
}

TEST_CASE("a receiver that loses its fix and finds it again is followed") {
  NmeaReader reader;
  std::string course;
  for (const Fix& fix : fixesOf(reader, logText("unicore-um621"))) course += fix.valid ? '+' : '-';
  CHECK(course.find("+--") != std::string::npos);
  CHECK(course.find("-+") != std::string::npos);
  CHECK(std::ranges::count(course, '+') == 16);
}

TEST_CASE("all constellations of the logs stand on the sky") {
  const auto constellations = [](const char* log) {
    NmeaReader reader;
    std::set<char> seen;
    for (const Fix& fix : fixesOf(reader, logText(log)))
      for (const Satellite& s : fix.sky) seen.insert(nameOf(s.id)[0]);
    return std::string(seen.begin(), seen.end());
  };
  CHECK(constellations("unicore-um621") == "CEGRS");
  CHECK(constellations("ublox-zed-f9p-nmea") == "CEGR");
  CHECK(constellations("quectelLC79D") == "CEGJR");
  CHECK(constellations("skytraq-dgps") == "CGJS");
  CHECK(constellations("sl869") == "GJR");
  CHECK(constellations("beidou-bd") == "CG");
}

TEST_CASE("a satellite in view is as its GSV says") {
  NmeaReader reader;
  const auto fixes = fixesOf(reader, logText("unicore-um621"));
  REQUIRE(fixes.size() > 2);
  const Fix& fix = fixes[1];
  std::map<std::string, Satellite> sky;
  for (const Satellite& s : fix.sky) sky[nameOf(s.id)] = s;
  // $GPGSV,4,1,13,02,07,310,,08,38,280,47,… of signal 1, 37 of signal 8
  CHECK(sky.at("G08") == Satellite{.id = {Constellation::Gps, 8}, .elevation = 38, .snr = 47, .azimuth = 280, .used = true});
  CHECK(sky.at("G02").snr == -1);
  CHECK_FALSE(sky.at("G02").used);
  CHECK(sky.at("S31").elevation == 39); // 44 in GP sentences
  CHECK(sky.at("C44").snr == 40);
  CHECK(fix.satellitesUsed == 29);
}

TEST_CASE("errors that receivers tell are told on") {
  NmeaReader reader;
  for (const Fix& fix : fixesOf(reader, logText("ublox-zed-f9p-nmea"))) {
    if (!std::isnan(fix.sigmaLat)) CHECK_FALSE(accuracyOf(fix, {}).estimated);
  }
  NmeaReader other;
  const auto fixes = fixesOf(other, logText("skytraq-dgps"));
  CHECK(fixes[1].sigmaLat == 0.4);
  CHECK(fixes[1].sigmaLon == 0.6);
  CHECK(std::abs(accuracyOf(fixes[1], {}).horizontal - std::sqrt(0.52)) < 1e-12);
}

TEST_CASE("logs give the same fixes in pieces of any size") {
  for (const char* name : {"unicore-um621", "gp-320fw-2019-04-07-coldboot", "ublox-8"}) {
    const std::string text = logText(name);
    NmeaReader reader;
    const auto whole = fixesOf(reader, text);
    for (const std::size_t step : {1u, 7u, 61u}) {
      NmeaReader pieces;
      std::vector<Fix> fixes;
      const auto take = [&](const Fix& fix) { fixes.push_back(fix); };
      for (std::size_t at = 0; at < text.size(); at += step) pieces.feed(std::string_view(text).substr(at, step), take);
      pieces.finish(take);
      REQUIRE(fixes.size() == whole.size());
      for (std::size_t i = 0; i < fixes.size(); ++i) {
        CHECK(fixes[i].time == whole[i].time);
        CHECK(fixes[i].valid == whole[i].valid);
        CHECK(fixes[i].sky.count == whole[i].sky.count);
      }
      CHECK(pieces.bytes().sentences == reader.bytes().sentences);
    }
  }
}
