// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/tracing_map_of.h"

#include "app/text/network_text.h"
#include "core/model/geometry_functions.h"
#include "core/survey/long_section.h"
#include "core/survey/trace_evidence.h"
#include "core/survey/trace_survey.h"
#include "gis/layers/load_survey.h"
#include "gis/render/geo_bridge.h"
#include "gis/render/style_changes.h"

namespace suyuan::pages {

Result<reports::TracingMapReport> writeTracingMapOf(store::Reader& reader, const rules::RuleBook& book,
                                                    const std::filesystem::path& resources, Fid fid,
                                                    const std::filesystem::path& out, std::stop_token stop) {
  auto outfall = reader.get<Outfall>(fid);
  if (!outfall) return std::unexpected(std::move(outfall).error());
  const auto position = *outfall ? anchorOf((*outfall)->geometry) : std::nullopt;
  if (!position) return failure(ErrorCode::RecordMissing, {.layer = "outfalls"}, {}, {toText(fid)});

  auto graph = survey::buildNetwork(reader, 1.0, stop);
  if (!graph) return std::unexpected(std::move(graph).error());
  auto trace = survey::traceSurvey(*graph, {.from = {Layer::Outfalls, fid}}, stop);
  if (!trace) return std::unexpected(std::move(trace).error());

  reports::TracingMapInput input;
  input.mapCrs = render::zoneFor(position->x, position->y);
  auto crs = projection::Crs::parse(input.mapCrs);
  if (!crs) return std::unexpected(std::move(crs).error());
  auto style = render::styleOfSurvey(reader, resources);
  if (!style) return std::unexpected(std::move(style).error());
  input.scene.style = *style;
  for (const Layer layer : layers::drawingOrder()) {
    auto table = layers::loadSurveyLayer(reader, layer, *crs, stop, {}, render::ownColumns(**style, layer));
    if (!table) return std::unexpected(std::move(table).error());
    if (table->size() > 0) input.scene.add(std::make_shared<const layers::FeatureTable>(std::move(*table)));
  }
  for (const Fid unitFid : trace->result.units) {
    auto unit = reader.get<Unit>(unitFid);
    if (!unit) return std::unexpected(std::move(unit).error());
    if (*unit) input.units.push_back(std::move(**unit));
  }
  auto section = survey::longSection(reader, *graph, fid, {}, stop);
  if (!section) return std::unexpected(std::move(section).error());
  input.section = std::move(*section);
  auto evidence = survey::evidenceOf(reader, trace->result);
  if (!evidence) return std::unexpected(std::move(evidence).error());
  if (evidence->weakest != survey::Certainty::Known)
    input.note = QStringLiteral("最弱环节为%1：%2 条通道依据不足。")
                     .arg(QString::fromStdString(text::certaintyText(evidence->weakest, text::Language::Chinese)))
                     .arg(evidence->channels[1] + evidence->channels[2]);
  input.pathLines = std::move(trace->lines);
  input.lengthMetres = trace->result.lengthMetres;
  if (const auto division = DivisionCode::parse((*outfall)->divisionCode))
    input.countyName = book.divisions().fullName(book.divisions().current(*division));
  input.author = QString::fromStdString((*outfall)->surveyor);
  input.date = QString::fromStdString((*outfall)->surveyedAt.substr(0, 10));
  input.outfall = std::move(**outfall);
  return reports::writeTracingMap(input, out);
}

} // namespace suyuan::pages
