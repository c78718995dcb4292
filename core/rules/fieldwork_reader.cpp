// SPDX-License-Identifier: GPL-3.0-or-later
// fieldwork.json: moves, limits and words of the three levels.
#include "core/rules/rule_book_reader.h"

#include "core/rules/rule_entry.h"

#include <algorithm>

namespace suyuan::rules {

namespace {

template <class State>
std::uint8_t stateOf(JsonObject& o, std::string_view name, const std::string& word) {
  const auto state = parseTerm<State>(word);
  if (!state && o.ok()) o.fault(name, "there is no state \"" + word + "\"");
  return static_cast<std::uint8_t>(state.value_or(State{}));
}

std::optional<MoveNeed> needNamed(std::string_view word) {
  const auto found = std::ranges::find(moveNeeds, word, &std::pair<std::string_view, MoveNeed>::first);
  return found == moveNeeds.end() ? std::nullopt : std::optional(found->second);
}

} // namespace

void RuleBookReader::fieldworkLimits(JsonObject& file, bool overlay) {
  FieldworkLimits& t = book_.fieldwork_.limits;
  file.object("fieldwork_limits", overlay, [&](JsonObject& section) {
    const auto read = [&](std::string_view name, double& target, double low, double high) {
      if (const auto value = figure(section, name, overlay, low, high)) target = *value;
    };
    read("reach_length_m", t.reachLengthM, 50, 1e6);
    read("range_near_m", t.rangeNearM, 1, 1e4);
    read("range_across_m", t.rangeAcrossM, 0, 1e4);
    read("track_tolerance_m", t.trackToleranceM, 0, 100);
    read("duplicate_m", t.duplicateM, 0, 1e4);
    read("harder_per_km", t.harderPerKm, 0, 1e4);
    read("hardest_per_km", t.hardestPerKm, 0, 1e4);
    read("cover_share", t.coverShare, 0, 1);
    read("sample_share", t.sampleShare, 0, 1);
    read("miss_share", t.missShare, 0, 1);
    read("wrong_share", t.wrongShare, 0, 1);
    read("gnss_hdop", t.gnssHdop, 0.1, 50);
    read("gnss_satellites", t.gnssSatellites, 3, 60);
    read("gnss_mean_fixes", t.gnssMeanFixes, 1, 10000);
    read("gnss_mean_error_m", t.gnssMeanErrorM, 0.001, 100);
    read("gnss_mean_timeout_s", t.gnssMeanTimeoutS, 1, 86400);
    read("gnss_error_single_m", t.gnssErrorSingleM, 0.001, 100);
    read("gnss_error_dgps_m", t.gnssErrorDgpsM, 0.001, 100);
    read("gnss_error_rtk_float_m", t.gnssErrorRtkFloatM, 0.001, 100);
    read("gnss_error_rtk_fixed_m", t.gnssErrorRtkFixedM, 0.0001, 100);
    read("dry_days", t.dryDays, 1, 30);
    read("dry_most_mm", t.dryMostMm, 0, 100);
    read("float_factor", t.floatFactor, 0.3, 1);
    read("flow_spread", t.flowSpread, 0, 1);
  });
}

void RuleBookReader::surveyMove(JsonObject& o) {
  SurveyMove move;
  move.id = o.text("id");
  const std::string layer = o.text("layer");
  if (layer == "reaches") move.layer = Layer::Reaches;
  else if (layer != "candidates" && o.ok()) o.fault("layer", "\"" + layer + "\" is not candidates or reaches");
  if (o.ok() && book_.fieldwork_.move(move.layer, move.id)) o.fault("id", "this entry is given twice");
  const auto state = [&](std::string_view name, const std::string& word) {
    return move.layer == Layer::Reaches ? stateOf<ReachState>(o, name, word) : stateOf<CandidateStage>(o, name, word);
  };
  for (const std::string& word : o.texts("from")) move.from.push_back(state("from", word));
  move.to = state("to", o.text("to"));
  for (const std::string& word : o.texts("who")) {
    const auto role = parseTerm<SurveyRole>(word);
    if (!role && o.ok()) o.fault("who", "there is no role \"" + word + "\"");
    move.who.push_back(role.value_or(SurveyRole::Desk));
  }
  for (const std::string& word : o.texts("needs", true)) {
    const auto need = needNamed(word);
    if (!need && o.ok()) o.fault("needs", "there is no need \"" + word + "\"");
    if (need) move.needs.push_back(*need);
  }
  move.title = Bilingual{o.text("zh"), o.text("en")};
  move.citation = citationOf(o);
  move.confidence = source(o);
  book_.fieldwork_.moves.push_back(std::move(move));
}

Result<> RuleBookReader::fieldwork(const JsonValue& root, const std::string& name) {
  JsonReading reading(name);
  JsonObject file(reading, root, "");
  head(file, "suyuan-rules/fieldwork/1");
  Fieldwork& work = book_.fieldwork_;
  fieldworkLimits(file, false);
  file.each("moves", false, [&](JsonObject& o) { surveyMove(o); });
  file.each("needs", false, [&](JsonObject& o) {
    const std::string key = o.text("key");
    const auto need = needNamed(key);
    if (!need && o.ok()) o.fault("key", "there is no need \"" + key + "\"");
    const Bilingual text{o.text("zh"), o.text("en")};
    if (need) work.needTexts.emplace_back(*need, text);
  });
  if (file.ok())
    for (const auto& [word, need] : moveNeeds)
      if (work.needText(need).zh.empty()) file.fault("needs", "the text of \"" + std::string(word) + "\" is missing");
  file.each("word_lists", false, [&](JsonObject& o) {
    const std::string list = o.text("list");
    std::vector<std::string>* target = list == "difficulty" ? &work.difficulties : list == "method" ? &work.methods
                                     : list == "reach_difficulty" ? &work.reachDifficulties : list == "source" ? &work.sources : nullptr;
    auto words = o.texts("words");
    (void)source(o);
    if (target) *target = std::move(words);
    else if (o.ok()) o.fault("list", "\"" + list + "\" is not difficulty, method, reach_difficulty or source");
  });
  file.finish();
  return reading.outcome();
}

} // namespace suyuan::rules
