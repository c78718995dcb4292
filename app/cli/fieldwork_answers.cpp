// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/fieldwork_answers.h"

#include <cmath>
#include <format>

namespace suyuan::cli {

void ActorOptions::addTo(CLI::App& verb, const std::string& fixed) {
  if (fixed.empty())
    verb.add_option("--role", role, "desk (办公室), team (排查队) or quality (质控)")->check(CLI::IsMember({"desk", "team", "quality"}))->capture_default_str();
  else role = fixed;
  auto* who = verb.add_option("--name", name, role == "team" ? "The team" : "Who acts: the team, or the person (default: the survey's author)");
  if (role == "team") who->required();
}

fieldwork::Actor ActorOptions::actor(const store::SurveyFile& survey) const {
  const SurveyRole as = role == "team" ? SurveyRole::Team : role == "quality" ? SurveyRole::Quality : SurveyRole::Desk;
  return {as, name.empty() && as != SurveyRole::Team ? survey.info().author : name};
}

CLI::Option* addPlaceOption(CLI::App& verb, const std::string& name, std::vector<double>& into, const std::string& help) {
  return verb.add_option(name, into, help)->delimiter(',')->expected(2)->check([](const std::string& text) {
    char* end = nullptr;
    const double number = std::strtod(text.c_str(), &end);
    return !text.empty() && *end == '\0' && std::abs(number) <= 180 ? std::string() : "not LON,LAT in degrees: " + text;
  });
}

Result<NamedRecords> recordsToMove(store::Reader& reader, std::span<const std::string> names) {
  NamedRecords found;
  const auto take = [&](Layer layer, Fid fid) -> Result<> {
    if (!found.fids.empty() && layer != found.layer)
      return failure(ErrorCode::Usage, {}, {}, {"candidates:… | reaches:…"});
    found.layer = layer;
    if (!std::ranges::contains(found.fids, fid)) found.fids.push_back(fid);
    return {};
  };
  for (const std::string& name : names) {
    const auto colon = name.find(':'), equals = name.find('=');
    if (colon == name.npos || equals == name.npos || colon > equals) {
      const auto fid = parseFid(name);
      bool there = false;
      for (const Layer layer : {Layer::Candidates, Layer::Reaches}) {
        if (!fid || there) break;
        auto row = reader.row(layer, *fid);
        if (!row) return std::unexpected(std::move(row).error());
        there = row->has_value();
        if (there) SUYUAN_TRY(take(layer, *fid));
      }
      if (!there) return failure(ErrorCode::RecordMissing, {}, {}, {name});
      continue;
    }
    const std::string word = name.substr(0, colon), field = name.substr(colon + 1, equals - colon - 1), text = name.substr(equals + 1);
    const auto layer = layerNamed(word);
    if (!layer || (*layer != Layer::Candidates && *layer != Layer::Reaches)) return failure(ErrorCode::LayerUnknown, {}, {}, {word});
    const LayerSchema& schema = schemaOf(*layer);
    const int index = schema.indexOf(field);
    if (index < 0 && field != "fid") return failure(ErrorCode::FieldUnknown, {.layer = word, .field = field});
    auto value = parseValue(index < 0 ? FieldType::Fid : schema.fields[static_cast<std::size_t>(index)].type, text);
    if (!value) return failure(ErrorCode::ValueInvalid, {.field = field}, {}, {text});
    store::Query query{.equals = {{field, std::move(*value)}}, .geometry = false};
    query.fields = {"source_id"};
    std::vector<Fid> fids;
    auto scanned = reader.scan(*layer, query, [&](const Row& row) {
      fids.push_back(row.fid);
      return true;
    });
    if (!scanned) return std::unexpected(std::move(scanned).error());
    if (fids.empty()) return failure(ErrorCode::RecordMissing, {.layer = word}, {}, {field + "=" + text});
    for (const Fid fid : fids) SUYUAN_TRY(take(*layer, fid));
  }
  return found;
}

double tenth(double metres) noexcept { return std::round(metres * 10) / 10; }

Json jsonOf(const Candidate& candidate) {
  Json json{{"fid", toText(candidate.fid)},
            {"name", candidate.name},
            {"source", candidate.source},
            {"source_id", candidate.sourceId},
            {"stage", std::string(term(fieldwork::stageOf(candidate)))},
            {"team", candidate.team}};
  if (const auto* at = std::get_if<Point>(&candidate.geometry)) json["lon"] = at->x, json["lat"] = at->y;
  if (candidate.reachFid.isSet()) json["reach"] = toText(candidate.reachFid);
  return json;
}

Json jsonOf(const SurveyReach& reach) {
  return {{"fid", toText(reach.fid)},
          {"name", reach.name},
          {"river", reach.riverName},
          {"bank", reach.bank},
          {"length_m", tenth(reach.lengthM.value_or(0))},
          {"difficulty", reach.difficulty},
          {"county", reach.divisionCode},
          {"state", std::string(term(fieldwork::stateOf(reach)))},
          {"team", reach.team}};
}

Json jsonOf(const fieldwork::Coverage::Share& share) {
  return {{"length_m", tenth(share.length)},
          {"covered_m", tenth(share.covered)},
          {"seen_m", tenth(share.seen)},
          {"gap_m", tenth(share.gap())},
          {"done", std::round(share.done() * 1e4) / 1e4}};
}

std::string lengthWords(double metres) { return metres >= 1000 ? std::format("{:.1f} km", metres / 1000) : std::format("{:.0f} m", metres); }

std::string nameOf(const Candidate& candidate) {
  return !candidate.name.empty() ? candidate.name : !candidate.sourceId.empty() ? candidate.sourceId : toText(candidate.fid);
}

} // namespace suyuan::cli
