// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"
#include "app/text/network_text.h"
#include "core/survey/mend_network.h"
#include "core/survey/trace_survey.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <format>

namespace suyuan::cli {

namespace {

struct NetworkOptions {
  std::string folder;
  std::vector<std::string> kinds;
  std::string fid;
  double tolerance = 1.0, reach = 50.0, most = 3.0;
  bool dryRun = false;
};

constexpr std::array fixNames{"move-end", "reverse", "add-well", "add-channel"};

Json jsonOf(const survey::NetworkFinding& finding, text::Language language) {
  const network::NetworkIssue& issue = finding.issue;
  Json one{{"kind", std::string(network::issueKey(issue.kind))},
           {"layer", std::string(layerName(issue.layer))},
           {"fid", toText(issue.fid)},
           {"lon", issue.at.x},
           {"lat", issue.at.y},
           {"text", text::issueText(issue, language)}};
  if (issue.gapMetres >= 0) one["gap_m"] = issue.gapMetres;
  if (issue.nearest) one["nearest"] = {{"layer", std::string(layerName(issue.nearest->layer))}, {"fid", toText(issue.nearest->fid)}};
  if (!std::isnan(issue.fallMetres)) one["rise_m"] = issue.fallMetres;
  if (!std::isnan(issue.sizeMetres)) one["size_m"] = issue.sizeMetres, one["above_m"] = issue.aboveMetres;
  if (!issue.channels.empty()) {
    one["channels"] = Json::array();
    for (const Fid fid : issue.channels) one["channels"].push_back(toText(fid));
  }
  if (finding.fix)
    one["fix"] = {{"what", fixNames[static_cast<std::size_t>(finding.fix->kind)]}, {"text", text::fixText(*finding.fix, language)}, {"metres", finding.fix->metres}};
  return one;
}

/// The findings asked for; nothing after session.fail.
std::optional<std::vector<survey::NetworkFinding>> findings(Session& session, store::Reader& reader, const NetworkOptions& options) {
  std::vector<network::NetworkIssueKind> kinds;
  for (const std::string& name : options.kinds) {
    const auto kind = network::issueNamed(name);
    if (!kind) return session.fail({ErrorCode::Usage, {}, {name}, "kind"}), std::nullopt;
    kinds.push_back(*kind);
  }
  auto graph = survey::buildNetwork(reader, options.tolerance, Session::stopToken());
  if (!graph) return session.fail(graph.error()), std::nullopt;
  network::IssueOptions issueOptions;
  issueOptions.reachMetres = options.reach;
  issueOptions.missMetres = options.most;
  auto found = survey::checkNetwork(*graph, issueOptions, Session::stopToken());
  if (!found) return session.fail(found.error()), std::nullopt;
  std::erase_if(*found, [&](const survey::NetworkFinding& f) {
    const bool kind = kinds.empty() || std::ranges::find(kinds, f.issue.kind) != kinds.end();
    const bool fid = options.fid.empty() || toText(f.issue.fid) == options.fid ||
                     std::ranges::any_of(f.issue.channels, [&](Fid each) { return toText(each) == options.fid; });
    return !kind || !fid;
  });
  return std::move(*found);
}

int check(Session& session, const NetworkOptions& options) {
  auto survey = session.openForReading(options.folder);
  if (!survey) return session.fail(survey.error());
  const auto found = findings(session, survey->reader(), options);
  if (!found) return session.exitCode;
  Json list = Json::array(), counts = Json::object();
  std::string lines;
  for (const auto& finding : *found) {
    list.push_back(jsonOf(finding, session.language));
    auto& count = counts[std::string(network::issueKey(finding.issue.kind))];
    count = count.is_number() ? count.get<int>() + 1 : 1;
    lines += std::format("{} {} {}: {}", network::issueKey(finding.issue.kind), layerName(finding.issue.layer), toText(finding.issue.fid), text::issueText(finding.issue, session.language));
    if (finding.fix) lines += std::format(" [{}]", text::fixText(*finding.fix, session.language));
    lines += '\n';
  }
  if (found->empty()) lines = session.words("管网没有发现问题\n", "Nothing found wrong with the network\n");
  session.answer({{"findings", list}, {"counts", counts}}, lines);
  return session.exitCode = found->empty() ? Done : LookAt;
}

int fix(Session& session, const NetworkOptions& options) {
  if (options.kinds.empty()) return session.fail({ErrorCode::Usage, {}, {"--kind"}, "say which kind is to be mended"});
  auto survey = session.openForWriting(options.folder);
  if (!survey) return session.fail(survey.error());
  const auto found = findings(session, survey->reader(), options);
  if (!found) return session.exitCode;
  std::vector<network::NetworkFix> fixes;
  Json list = Json::array();
  for (const auto& finding : *found)
    if (finding.fix) {
      fixes.push_back(*finding.fix);
      list.push_back(jsonOf(finding, session.language));
    }
  survey::MendReport report;
  if (!options.dryRun && !fixes.empty()) {
    auto mended = survey::mendNetwork(*survey, fixes);
    if (!mended) return session.fail(mended.error());
    report = std::move(*mended);
  }
  Json changed = Json::array();
  for (const auto& [layer, fid] : report.changed) changed.push_back({{"layer", std::string(layerName(layer))}, {"fid", toText(fid)}});
  const std::size_t without = found->size() - fixes.size();
  const std::string lines = std::format("{} {}, {} {}, {} {}\n", session.words("修复", "Mended"), options.dryRun ? fixes.size() : report.applied,
                                        session.words("已过时", "out of date"), report.stale, session.words("须人工处理", "for somebody to look at"), without);
  session.answer({{"applied", report.applied}, {"closed_together", report.together}, {"stale", report.stale}, {"without_fix", without}, {"changed", changed}, {"fixes", list}, {"dry_run", options.dryRun}}, lines);
  return session.exitCode = without == 0 && report.stale == 0 ? Done : LookAt;
}

CLI::App* common(CLI::App* verb, const std::shared_ptr<NetworkOptions>& options) {
  verb->add_option("DIR", options->folder, "Folder of the survey")->required();
  verb->add_option("--kind", options->kinds, "near-miss, dangling-end, cycle, invert-against-flow, head-on, disconnected-outfall, disconnected-unit, isolated-piece, "
                                             "crossing-without-joint, two-outlets, shrinking-pipe; as often as needed");
  verb->add_option("--fid", options->fid, "Only what concerns this record");
  verb->add_option("--tolerance", options->tolerance, "Metres within which ends are one place")->check(CLI::Range(0.0, 100.0));
  verb->add_option("--reach", options->reach, "Metres to look for the other side of a gap")->check(CLI::Range(0.0, 1000.0));
  verb->add_option("--miss", options->most, "Metres up to which a gap is a near miss")->check(CLI::Range(0.0, 1000.0));
  return verb;
}

} // namespace

void addNetwork(CLI::App& app, Session& session) {
  CLI::App* verb = addVerb(app, "network", "What is wrong with the channels' network, and mending it");
  verb->require_subcommand(1);
  auto checking = std::make_shared<NetworkOptions>();
  common(addVerb(*verb, "check", "List what is wrong, with the fix where there is one"), checking)->callback([checking, &session] { check(session, *checking); });
  auto fixing = std::make_shared<NetworkOptions>();
  CLI::App* mend = common(addVerb(*verb, "fix", "Mend all of a kind, or one record's, in one step that suyuan undo takes back"), fixing);
  mend->add_flag("--dry-run", fixing->dryRun, "Tell what would be done, change nothing");
  mend->callback([fixing, &session] { fix(session, *fixing); });
}

} // namespace suyuan::cli
