// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/survey/mend_network.h"

#include "core/model/channel.h"
#include "core/model/geometry_functions.h"
#include "core/model/well.h"

#include <algorithm>
#include <set>

namespace suyuan::survey {

namespace {

using network::FixKind;
using network::NetworkFix;

/// The part's points; nothing when there is no such part.
std::vector<Point>* partOf(Geometry& geometry, int part) {
  if (auto* line = std::get_if<LineString>(&geometry)) return part == 0 ? &line->points : nullptr;
  if (auto* multi = std::get_if<MultiLineString>(&geometry))
    if (part >= 0 && static_cast<std::size_t>(part) < multi->parts.size()) return &multi->parts[static_cast<std::size_t>(part)].points;
  return nullptr;
}

/// False when the end is not there any more.
bool moveEnd(Channel& channel, const NetworkFix& fix) {
  constexpr double same = 0.001; // metres
  std::vector<Point>* points = partOf(channel.geometry, fix.part);
  if (!points || points->size() < 2) return false;
  Point& end = fix.last ? points->back() : points->front();
  if (distanceMetres(end, fix.from) > same) {
    // Where ends within tolerance were one place, the gap was measured from that place.
    if (distanceMetres(end, fix.from) > 2.0) return false;
  }
  end.x = fix.to.x;
  end.y = fix.to.y;
  return true;
}

class Mender {
public:
  Mender(store::SurveyFile& survey, store::Edit& edit, MendReport& report) : survey_(survey), edit_(edit), report_(report) {}

  Result<> apply(const NetworkFix& fix) {
    switch (fix.kind) {
    case FixKind::AddWell: return addWell(fix);
    case FixKind::AddChannel: return addChannel(fix);
    case FixKind::MoveEnd:
    case FixKind::Reverse: return change(fix);
    }
    return {};
  }

private:
  Result<> change(const NetworkFix& fix) {
    auto found = survey_.reader().get<Channel>(fix.fid);
    if (!found) return std::unexpected(std::move(found).error());
    const bool done = fix.kind == FixKind::Reverse && !turned_.insert(fix.fid).second;
    if (!*found || done) return ++report_.stale, Result<>{};
    Channel channel = std::move(**found);
    if (fix.kind == FixKind::MoveEnd && isClosed(fix)) return ++report_.together, Result<>{};
    if (fix.kind == FixKind::Reverse) channel.flow = flowsAgainstDrawing(channel.flow) ? "" : "反向";
    else if (!moveEnd(channel, fix)) return ++report_.stale, Result<>{};
    SUYUAN_TRY(edit_.update(channel));
    if (fix.kind == FixKind::MoveEnd) moved_.push_back(fix);
    return count(Layer::Channels, channel.fid);
  }

  /// Both ends of a gap are findings with a fix each; made both, they would change places.
  bool isClosed(const NetworkFix& fix) const {
    const double near = 0.1 + 0.3 * fix.metres;
    return std::ranges::any_of(moved_, [&](const NetworkFix& m) { return distanceMetres(m.to, fix.from) <= near && distanceMetres(m.from, fix.to) <= near; });
  }

  Result<> addWell(const NetworkFix& fix) {
    Well well;
    well.geometry = Point{fix.to.x, fix.to.y};
    well.kind = "接合点";
    well.source = "拓扑修复";
    auto fid = edit_.insert(well);
    if (!fid) return std::unexpected(std::move(fid).error());
    return count(Layer::Wells, *fid);
  }

  Result<> addChannel(const NetworkFix& fix) {
    if (fix.from == fix.to) return ++report_.stale, Result<>{};
    Channel channel;
    channel.geometry = LineString{{{fix.from.x, fix.from.y}, {fix.to.x, fix.to.y}}};
    channel.evidence = "推断";
    channel.source = "拓扑修复";
    auto fid = edit_.insert(channel);
    if (!fid) return std::unexpected(std::move(fid).error());
    return count(Layer::Channels, *fid);
  }

  Result<> count(Layer layer, Fid fid) {
    ++report_.applied;
    report_.changed.emplace_back(layer, fid);
    return {};
  }

  store::SurveyFile& survey_;
  store::Edit& edit_;
  MendReport& report_;
  std::set<Fid> turned_;
  std::vector<NetworkFix> moved_;
};

} // namespace

Result<std::vector<NetworkFinding>> checkNetwork(const network::DrainageGraph& graph, const network::IssueOptions& options, std::stop_token stop) {
  auto issues = network::findNetworkIssues(graph, options, std::move(stop));
  if (!issues) return std::unexpected(std::move(issues).error());
  std::vector<NetworkFinding> findings;
  findings.reserve(issues->size());
  for (auto& issue : *issues) {
    auto fix = network::fixOf(graph, issue, options.reachMetres);
    findings.push_back({std::move(issue), std::move(fix)});
  }
  return findings;
}

Result<MendReport> mendNetwork(store::SurveyFile& survey, std::span<const NetworkFix> fixes) {
  MendReport report;
  auto entry = survey.edit("修复管网拓扑", [&](store::Edit& edit) -> Result<> {
    Mender mender{survey, edit, report};
    for (const NetworkFix& fix : fixes) SUYUAN_TRY(mender.apply(fix));
    return {};
  });
  if (!entry) return std::unexpected(std::move(entry).error());
  report.entry = *entry;
  return report;
}

} // namespace suyuan::survey
