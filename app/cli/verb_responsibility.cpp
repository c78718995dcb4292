// SPDX-License-Identifier: GPL-3.0-or-later
// 责任主体清单: whom each outfall belongs to, and what is missing.
#include "app/cli/verbs.h"
#include "app/pages/responsibility_list.h"
#include "app/text/responsibility_text.h"
#include "core/survey/responsibility.h"
#include "core/survey/trace_survey.h"

#include <algorithm>
#include <format>

namespace suyuan::cli {

namespace {

struct ResponsibilityOptions {
  std::string folder, county, out;
  bool noNetwork = false, onlyGaps = false;
};

Json jsonOf(const survey::Responsibility& row) {
  constexpr const char* bases[]{"unit", "shared", "government", "open"};
  Json one{{"outfall", toText(row.outfall)}, {"code", row.code}, {"name", row.name}, {"county", row.county}, {"trace_status", row.traceStatus}, {"basis", bases[static_cast<std::size_t>(row.basis)]},
           {"body", row.body}, {"body_uscc", row.bodyCode}, {"units", Json::array()}, {"gaps", Json::array()}};
  for (const auto& unit : row.units)
    one["units"].push_back({{"fid", unit.fid.isSet() ? Json(toText(unit.fid)) : Json(nullptr)}, {"name", unit.name}, {"uscc", unit.uscc}, {"permit", unit.permitNo}, {"in_record", unit.inRecord},
                            {"in_network", unit.inNetwork}, {"declared", unit.declared}, {"refuted", unit.refuted}, {"certainty", unit.certainty}, {"method", unit.method},
                            {"share", unit.share ? Json(*unit.share) : Json(nullptr)}});
  for (const auto gap : row.gaps) one["gaps"].push_back(survey::gapKey(gap));
  return one;
}

int list(Session& session, const ResponsibilityOptions& options) {
  auto book = session.book();
  if (!book) return session.fail(book.error());
  auto survey = session.openForReading(options.folder);
  if (!survey) return session.fail(survey.error());
  std::optional<network::DrainageGraph> graph;
  if (!options.noNetwork) {
    auto built = survey::buildNetwork(survey->reader(), 1.0, Session::stopToken());
    if (!built) return session.fail(built.error());
    graph = std::move(*built);
  }
  auto rows = survey::responsibilities(survey->reader(), {.county = options.county, .network = graph ? &*graph : nullptr}, Session::stopToken());
  if (!rows) return session.fail(rows.error());
  const std::size_t all = rows->size();
  const auto incomplete = static_cast<std::size_t>(std::ranges::count_if(*rows, [](const auto& row) { return !row.gaps.empty(); }));
  if (options.onlyGaps) std::erase_if(*rows, [](const auto& row) { return row.gaps.empty(); });
  if (!options.out.empty())
    if (auto written = exchange::writeTable(pages::responsibilitySheets(*rows, **book, session.language), options.out); !written) return session.fail(written.error());
  Json json = Json::array();
  std::string lines;
  for (const auto& row : *rows) {
    json.push_back(jsonOf(row));
    std::string gaps;
    for (const auto gap : row.gaps) gaps += (gaps.empty() ? "" : session.words("；", "; ")) + text::gapText(gap, session.language);
    lines += std::format("{}\t{}\t{}\t{}\n", row.code.empty() ? row.name : row.code, text::basisText(row.basis, session.language), row.body.empty() ? "—" : row.body, gaps);
  }
  lines += session.words(std::format("排污口 {}，缺项 {}\n", all, incomplete), std::format("Outfalls {}, with something missing {}\n", all, incomplete));
  if (!options.out.empty()) lines += options.out + "\n";
  session.answer({{"outfalls", all}, {"incomplete", incomplete}, {"rows", std::move(json)}, {"file", options.out}}, lines);
  return session.exitCode = incomplete == 0 ? Done : LookAt;
}

} // namespace

void addResponsibility(CLI::App& app, Session& session) {
  auto options = std::make_shared<ResponsibilityOptions>();
  CLI::App* verb = addVerb(app, "responsibility", "Whom each outfall belongs to, by record, network and links, and what is missing");
  verb->add_option("DIR", options->folder, "Folder of the survey")->required();
  verb->add_option("--county", options->county, "Digits that the division begins with");
  verb->add_option("--out", options->out, "List to write: .xlsx (with units and what is missing by county) or .csv");
  verb->add_flag("--no-network", options->noNetwork, "Do not ask the channels");
  verb->add_flag("--missing", options->onlyGaps, "Only outfalls with something missing");
  verb->callback([options, &session] { list(session, *options); });
}

} // namespace suyuan::cli
