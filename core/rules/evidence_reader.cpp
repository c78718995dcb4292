// SPDX-License-Identifier: GPL-3.0-or-later
// evidence.json: weights and numbers of judging evidence.
#include "core/rules/rule_book_reader.h"

#include "core/rules/rule_entry.h"

#include <algorithm>
#include <cmath>

namespace suyuan::rules {

void RuleBookReader::evidenceSections(JsonObject& file, bool overlay) {
  EvidenceRules& evidence = book_.evidence_;
  if (evidence.weights.empty())
    for (const auto& [key, aspect] : evidenceAspects) evidence.weights.push_back({.aspect = aspect, .title = {}, .citation = {}});
  std::array<bool, evidenceAspects.size()> given{};
  file.each("evidence_weights", overlay, [&](JsonObject& o) {
    const std::string id = o.text("id");
    const auto known = std::ranges::find(evidenceAspects, id, &std::pair<std::string_view, EvidenceAspect>::first);
    EvidenceWeight weight;
    weight.weight = o.number("weight");
    weight.against = o.number("against");
    weight.title = Bilingual{o.text("zh"), o.text("en")};
    weight.citation = citationOf(o);
    weight.confidence = source(o);
    if (!o.ok()) return;
    if (known == evidenceAspects.end()) return o.fault("id", "\"" + id + "\" is not asked about");
    const auto at = static_cast<std::size_t>(known->second);
    if (given[at]) return o.fault("id", "this entry is given twice");
    if (!(weight.weight >= 0 && weight.weight <= 100)) return o.fault("weight", "out of range");
    if (!(weight.against >= 0 && weight.against <= 100)) return o.fault("against", "out of range");
    given[at] = true;
    weight.aspect = known->second;
    evidence.weights[at] = std::move(weight);
  });
  if (file.ok() && !overlay && std::ranges::contains(given, false)) file.fault("evidence_weights", "an aspect is missing");
  double sum = 0;
  for (const EvidenceWeight& weight : evidence.weights) sum += weight.weight;
  if (file.ok() && std::abs(sum - 100) > 1e-6) file.fault("evidence_weights", "the weights do not add up to 100");
  file.object("evidence_limits", overlay, [&](JsonObject& section) {
    EvidenceLimits& t = evidence.limits;
    const auto read = [&](std::string_view name, double& target, double low, double high) {
      if (const auto value = figure(section, name, overlay, low, high)) target = *value;
    };
    read("photo_time_min", t.photoTimeMin, 1, 1440);
    read("photo_far_m", t.photoFarM, 1, 1e4);
    read("track_near_m", t.trackNearM, 1, 1e4);
    read("track_far_m", t.trackFarM, 1, 1e5);
    read("track_slack_min", t.trackSlackMin, 0, 1440);
    read("fix_moved_m", t.fixMovedM, 0.1, 1e4);
    read("fix_good_m", t.fixGoodM, 0.01, 1000);
    read("entry_late_h", t.entryLateH, 0.1, 8760);
    read("entry_before_min", t.entryBeforeMin, 0, 1440);
    read("burst_count", t.burstCount, 2, 1000);
    read("burst_s", t.burstS, 1, 86'400);
    read("burst_m", t.burstM, 0, 1e4);
    read("typed_rows", t.typedRows, 2, 1e6);
    read("likeness_bits", t.likenessBits, 0, 15);
    read("copied_run", t.copiedRun, 2, 1000);
    read("copied_fields", t.copiedFields, 1, 20);
    read("frozen_s", t.frozenS, 1, 86'400);
    read("future_min", t.futureMin, 0, 1440);
    read("bearing_deg", t.bearingDeg, 1, 90);
    read("unstated_m", t.unstatedM, 0.1, 1000);
    read("same_sigma", t.sameSigma, 0.5, 10);
    read("same_most_m", t.sameMostM, 1, 1000);
    read("same_score", t.sameScore, 0, 1);
  });
}

Result<> RuleBookReader::evidence(const JsonValue& root, const std::string& name) {
  JsonReading reading(name);
  JsonObject file(reading, root, "");
  head(file, "suyuan-rules/evidence/1");
  evidenceSections(file, false);
  file.finish();
  return reading.outcome();
}

} // namespace suyuan::rules
