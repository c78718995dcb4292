// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/survey/responsibility.h"

#include "core/coding/uscc.h"
#include "core/model/outfall_names.h"
#include "core/model/terms.h"
#include "core/network/trace.h"
#include "core/survey/trace_evidence.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>
#include <unordered_map>

namespace suyuan::survey {

namespace {

using enum ResponsibilityGap;

constexpr std::array<std::string_view, responsibilityGaps> keys{
    "not-traced", "no-unit", "no-body", "body-code-missing", "body-code-wrong", "unit-code-missing", "unit-code-wrong", "permit-missing", "contact-missing", "shares-missing",
    "undeclared-unit", "refuted-unit", "government-not-named", "no-record-of-search"};
constexpr double shareSlack = 0.005;

bool isGovernment(const std::string& body) {
  return std::ranges::any_of(std::array{"政府", "管委会", "街道", "委员会"}, [&](const char* word) { return body.contains(word); });
}

bool isRefuted(const std::string& certainty) { return parseCertainty(certainty) == Certainty::Refuted; }

/// 0 is the surest.
int rankOf(const ResponsibleUnit& unit) {
  if (unit.refuted) return 4;
  if (parseCertainty(unit.certainty) == Certainty::Known) return 0;
  if (unit.inRecord && unit.inNetwork) return 1;
  return unit.inRecord || unit.declared ? 2 : 3;
}

/// What is known beside the outfalls, read once.
struct Known {
  std::unordered_map<Fid, Unit> units;
  std::unordered_map<Fid, std::vector<TraceLink>> links; ///< by outfall

  static Result<Known> read(store::Reader& reader) {
    Known known;
    auto units = reader.all<Unit>({.geometry = false});
    if (!units) return std::unexpected(std::move(units).error());
    for (Unit& unit : *units) known.units.emplace(unit.fid, std::move(unit));
    auto links = reader.all<TraceLink>({.where = "outfall_fid IS NOT NULL"});
    if (!links) return std::unexpected(std::move(links).error());
    for (TraceLink& link : *links) known.links[link.outfallFid].push_back(std::move(link));
    return known;
  }
};

class RowMaker {
public:
  RowMaker(const Known& known, const network::DrainageGraph* network, std::stop_token stop) : known_(known), network_(network), stop_(std::move(stop)) {}

  Result<Responsibility> make(const Outfall& outfall) {
    row_ = {.outfall = outfall.fid, .code = codeOf(outfall), .name = outfall.name, .county = outfall.divisionCode.substr(0, 6), .class1 = outfall.class1, .traceStatus = outfall.traceStatus,
            .body = outfall.responsibleBody, .bodyCode = outfall.responsibleCode, .supervisor = outfall.supervisor, .basis = {}, .units = {}, .gaps = {}};
    takeRecord(outfall);
    takeLinks(outfall.fid);
    if (network_) SUYUAN_TRY(takeNetwork(outfall.fid));
    std::ranges::stable_sort(row_.units, {}, rankOf);
    judge(outfall);
    std::ranges::sort(row_.gaps);
    row_.gaps.erase(std::ranges::unique(row_.gaps).begin(), row_.gaps.end());
    return std::move(row_);
  }

private:
  ResponsibleUnit& unitOf(Fid fid, const std::string& name) {
    const auto same = [&](const ResponsibleUnit& one) { return fid.isSet() ? one.fid == fid : one.name == name; };
    if (const auto found = std::ranges::find_if(row_.units, same); found != row_.units.end()) return *found;
    ResponsibleUnit made{.fid = fid, .name = name, .uscc = {}, .permitNo = {}, .industry = {}, .contact = {}, .phone = {}, .certainty = {}, .method = {}, .share = {}};
    if (const auto record = known_.units.find(fid); record != known_.units.end()) {
      const Unit& unit = record->second;
      made.name = unit.name, made.uscc = unit.uscc, made.permitNo = unit.permitNo, made.industry = unit.industry, made.contact = unit.contact, made.phone = unit.phone;
    }
    return row_.units.emplace_back(std::move(made));
  }

  void takeRecord(const Outfall& outfall) {
    if (!outfall.unitFid.isSet() && outfall.unitName.empty()) return;
    ResponsibleUnit& unit = unitOf(outfall.unitFid, outfall.unitName);
    unit.inRecord = true;
    unit.declared = unit.declared || !outfall.permitNo.empty() || outfall.approveStatus == term(ApproveStatus::Approved) || outfall.approveStatus == term(ApproveStatus::Registered);
    unit.method = outfall.traceMethod;
    if (unit.permitNo.empty()) unit.permitNo = outfall.permitNo;
  }

  void takeLinks(Fid outfall) {
    const auto links = known_.links.find(outfall);
    if (links == known_.links.end()) return;
    for (const TraceLink& link : links->second) {
      if (!link.unitFid.isSet()) continue;
      ResponsibleUnit& unit = unitOf(link.unitFid, {});
      unit.declared = unit.declared || link.declared.value_or(false);
      unit.refuted = unit.refuted || isRefuted(link.certainty);
      if (link.share) unit.share = link.share;
      if (!link.certainty.empty()) unit.certainty = link.certainty;
      if (!link.method.empty()) unit.method = link.method;
    }
  }

  Result<> takeNetwork(Fid outfall) {
    auto start = network::startAt(*network_, Layer::Outfalls, outfall);
    if (!start) return {}; // it has no place in the network
    auto trace = network::traceUp(*network_, *start, {}, stop_);
    if (!trace) return std::unexpected(std::move(trace).error());
    for (const Fid fid : trace->units) unitOf(fid, {}).inNetwork = true;
    return {};
  }

  void gap(ResponsibilityGap which) { row_.gaps.push_back(which); }

  void judgeUnits() {
    double shares = 0;
    std::size_t live = 0, shared = 0, declared = 0;
    for (const ResponsibleUnit& unit : row_.units) declared += unit.declared && !unit.refuted;
    for (const ResponsibleUnit& unit : row_.units) {
      if (unit.refuted) {
        if (unit.inRecord) gap(RefutedUnit);
        continue;
      }
      ++live;
      if (unit.share) shares += *unit.share, ++shared;
      if (unit.uscc.empty()) gap(UnitCodeMissing);
      else if (coding::checkUscc(unit.uscc).fault != coding::UsccFault::None) gap(UnitCodeWrong);
      if (unit.permitNo.empty()) gap(PermitMissing);
      if (unit.contact.empty() && unit.phone.empty()) gap(ContactMissing);
      // Where nobody is declared, that is what permit and registration are for; beside a declared one it is 借道排污.
      if (unit.inNetwork && !unit.inRecord && !unit.declared && (declared > 0 || std::ranges::any_of(row_.units, &ResponsibleUnit::inRecord))) gap(UndeclaredUnit);
    }
    if (live > 1 && (shared < live || std::abs(shares - 1) > shareSlack)) gap(SharesMissing);
    row_.basis = live > 1 ? ResponsibilityBasis::Shared : live == 1 ? ResponsibilityBasis::Unit : ResponsibilityBasis::Open;
  }

  void judge(const Outfall& outfall) {
    judgeUnits();
    const auto status = parseTerm<TraceStatus>(outfall.traceStatus).value_or(TraceStatus::NotTraced);
    const bool government = isGovernment(row_.body);
    if (status == TraceStatus::Untraceable) {
      row_.basis = ResponsibilityBasis::Government;
      if (!government) gap(GovernmentNotNamed);
      if (outfall.traceMethod.empty() && !known_.links.contains(outfall.fid)) gap(NoRecordOfSearch);
      return;
    }
    if (status == TraceStatus::NotTraced || status == TraceStatus::Tracing) gap(NotTraced);
    if (status == TraceStatus::Traced && row_.basis == ResponsibilityBasis::Open) gap(NoUnit);
    if (row_.body.empty()) gap(NoBody);
    else if (!government && row_.bodyCode.empty()) gap(BodyCodeMissing);
    if (!row_.bodyCode.empty() && coding::checkUscc(row_.bodyCode).fault != coding::UsccFault::None) gap(BodyCodeWrong);
  }

  const Known& known_;
  const network::DrainageGraph* network_;
  std::stop_token stop_;
  Responsibility row_;
};

} // namespace

std::string_view gapKey(ResponsibilityGap gap) noexcept { return keys[static_cast<std::size_t>(gap)]; }

bool Responsibility::has(ResponsibilityGap gap) const noexcept { return std::ranges::contains(gaps, gap); }

Result<std::vector<Responsibility>> responsibilities(store::Reader& reader, const ResponsibilityRequest& request, std::stop_token stop) {
  auto known = Known::read(reader);
  if (!known) return std::unexpected(std::move(known).error());
  RowMaker maker(*known, request.network, stop);
  std::vector<Responsibility> rows;
  std::optional<Error> error;
  SUYUAN_TRY(reader.scan(Layer::Outfalls, {.geometry = false}, [&](const Row& row) {
    const Outfall outfall = fromRow<Outfall>(row);
    if (outfall.status == term(SurveyStatus::Excluded) || !outfall.divisionCode.starts_with(request.county)) return true;
    if (stop.stop_requested()) {
      error = Error{ErrorCode::Cancelled, {}, {}, {}};
      return false;
    }
    auto made = maker.make(outfall);
    if (!made) error = std::move(made).error();
    else rows.push_back(std::move(*made));
    return !error;
  }));
  if (error) return std::unexpected(std::move(*error));
  std::ranges::stable_sort(rows, {}, [](const Responsibility& one) { return std::tie(one.county, one.code, one.name); });
  return rows;
}

} // namespace suyuan::survey
