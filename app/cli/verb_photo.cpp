// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/photo_work.h"
#include "app/cli/verbs.h"
#include "app/text/error_text.h"
#include "app/text/photo_text.h"

#include <cmath>
#include <format>

namespace suyuan::cli {

namespace {

double rounded(double value, double unit) { return std::round(value / unit) * unit; }

Json jsonOf(const std::string& file, const media::PhotoFacts& facts, text::Language language) {
  const auto orNull = [](const auto& value) { return value ? Json(*value) : Json(nullptr); };
  Json json{{"file", file}, {"kind", media::mediaKindKey(facts.kind)}, {"bytes", facts.bytes}, {"width", facts.width}, {"height", facts.height}, {"orientation", facts.orientation},
            {"make", facts.make}, {"model", facts.model}, {"software", facts.software}, {"edited", facts.edited}};
  json["duration_s"] = orNull(facts.duration);
  json["from_sidecar"] = facts.fromSidecar;
  json["camera_time"] = facts.cameraTime ? Json(std::format("{:%FT%T}", *facts.cameraTime)) : Json(nullptr);
  json["offset_min"] = facts.offset ? Json(facts.offset->count()) : Json(nullptr);
  json["offset_from"] = media::offsetSourceKey(facts.offsetSource);
  json["gps_time"] = facts.gpsTime ? Json(toIso(*facts.gpsTime)) : Json(nullptr);
  json["taken_at"] = facts.takenAt ? Json(toIso(*facts.takenAt)) : Json(nullptr);
  json["position"] = nullptr;
  if (facts.position)
    json["position"] = {{"lon", facts.position->x}, {"lat", facts.position->y}, {"alt_m", facts.position->hasHeight() ? Json(facts.position->z) : Json(nullptr)},
                        {"accuracy_m", orNull(facts.accuracy)}, {"datum", facts.datum}};
  json["bearing"] = nullptr;
  if (facts.bearing) json["bearing"] = {{"deg", *facts.bearing}, {"north", facts.magneticBearing ? "magnetic" : "true"}};
  json["faults"] = Json::array();
  for (const media::PhotoFaultFound& fault : facts.faults) {
    Json one{{"key", media::faultKey(fault.fault)}, {"args", Json::object()}, {"message", text::photoFaultText(fault, language)}};
    for (const auto& [name, value] : fault.args) one["args"][name] = value;
    json["faults"].push_back(std::move(one));
  }
  return json;
}

std::string lineOf(const std::string& file, const media::PhotoFacts& facts, const Session& session) {
  std::string line = std::format("{}\n  {}x{}", file, facts.width, facts.height);
  if (facts.duration) line += session.words(std::format("  时长 {:.1f} 秒", *facts.duration), std::format("  {:.1f} s long", *facts.duration));
  if (facts.orientation != 1) line += session.words(std::format("，旋转标记 {}", facts.orientation), std::format(", orientation {}", facts.orientation));
  if (!facts.model.empty()) line += "  " + (facts.make.empty() ? facts.model : facts.make + " " + facts.model);
  if (facts.takenAt) line += "\n  " + toIso(*facts.takenAt);
  if (facts.position) line += std::format("  {:.6f}, {:.6f}", facts.position->x, facts.position->y);
  if (facts.accuracy) line += std::format(" ±{:.0f} m", *facts.accuracy);
  if (facts.bearing) line += std::format("  {}°{}", rounded(*facts.bearing, 1), facts.magneticBearing ? session.words("（磁）", " magnetic") : "");
  line += '\n';
  for (const media::PhotoFaultFound& fault : facts.faults) line += "  ! " + text::photoFaultText(fault, session.language) + '\n';
  return line;
}

int inspect(Session& session, const std::vector<std::string>& files) {
  auto book = session.book();
  if (!book) return session.fail(book.error());
  const media::Inspect inspectPhoto = inspectWith((*book)->photos());
  Json photos = Json::array();
  std::string lines;
  int code = Done;
  for (const std::string& file : files) {
    auto facts = inspectPhoto(file);
    if (!facts) {
      // The others are still answered.
      const std::string sentence = text::sentence(facts.error(), session.language);
      session.say(sentence);
      photos.push_back({{"file", file}, {"error", {{"number", static_cast<int>(facts.error().code)}, {"key", std::string(errorKey(facts.error().code))}, {"message", sentence}}}});
      code = Failed;
      continue;
    }
    if (!facts->faults.empty() && code == Done) code = LookAt;
    photos.push_back(jsonOf(file, *facts, session.language));
    lines += lineOf(file, *facts, session);
  }
  session.answer({{"photos", photos}}, lines);
  return session.exitCode = code;
}

} // namespace

void addPhoto(CLI::App& app, Session& session) {
  CLI::App* verb = addVerb(app, "photo", "Photos: what they say, taking them in, their ledger");
  verb->require_subcommand(1);
  auto files = std::make_shared<std::vector<std::string>>();
  CLI::App* look = addVerb(*verb, "inspect", "What EXIF says: time, position, bearing, orientation, faults");
  look->add_option("FILE", *files, "Photos")->required();
  look->callback([files, &session] { inspect(session, *files); });
  addPhotoTake(*verb, session);
  addPhotoReview(*verb, session);
  addPhotoLedger(*verb, session);
  addPhotoLike(*verb, session);
  addPhotoExport(*verb, session);
}

} // namespace suyuan::cli
