// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evidence/same_outfall.h"

#include "core/evidence/record_facts.h"
#include "core/model/candidate.h"
#include "core/model/geometry_functions.h"
#include "core/model/outfall.h"
#include "core/model/photo.h"
#include "core/model/position_fix.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace suyuan::evidence {

namespace {

using store::RowView;

constexpr std::string_view excluded = "已排除";

struct Measured {
  ErrorEllipse error;
};
using Owner = std::pair<Layer, Fid>;
struct OwnerHash {
  std::size_t operator()(const Owner& owner) const noexcept { return std::hash<Fid>{}(owner.second) * 31 + static_cast<std::size_t>(owner.first); }
};
template <class Thing>
using ByOwner = std::unordered_map<Owner, Thing, OwnerHash>;

std::optional<double> real(const RowView& row, std::size_t field) {
  std::optional<double> value;
  fromValue(row.value(field), value);
  return value;
}

Fid fid(const RowView& row, std::size_t field) {
  Fid value;
  fromValue(row.value(field), value);
  return value;
}

std::optional<Owner> ownerOf(const RowView& row) {
  if (const Fid outfall = fid(row, 0); outfall.isSet()) return Owner{Layer::Outfalls, outfall};
  if (const Fid candidate = fid(row, 1); candidate.isSet()) return Owner{Layer::Candidates, candidate};
  return std::nullopt;
}

Result<ByOwner<Measured>> readMeasured(store::Reader& reader, const rules::EvidenceLimits& limits) {
  ByOwner<Measured> measured;
  SUYUAN_TRY(reader.scanColumns(Layer::Positions, {.fields = {"outfall_fid", "candidate_fid", "accuracy_m", "offset_m", "offset_bearing_deg"}, .geometry = false}, [&](const RowView& row) {
    if (const auto owner = ownerOf(row)) measured[*owner] = {ellipseOf(real(row, 2).value_or(limits.unstatedM), real(row, 3), real(row, 4))}; // the newest stands
    return true;
  }));
  return measured;
}

Result<ByOwner<std::vector<Ray>>> readRays(store::Reader& reader) {
  ByOwner<std::vector<Ray>> rays;
  Geometry place;
  SUYUAN_TRY(reader.scanColumns(Layer::Photos, {.where = "bearing_deg IS NOT NULL AND geom IS NOT NULL", .fields = {"outfall_fid", "candidate_fid", "bearing_deg"}}, [&](const RowView& row) {
    row.geometry(place);
    const auto* at = std::get_if<Point>(&place);
    const auto bearing = real(row, 2);
    const auto owner = ownerOf(row);
    if (at && isFinite(place) && bearing && std::isfinite(*bearing) && owner) rays[*owner].push_back({*at, *bearing});
    return true;
  }));
  return rays;
}

class Members {
public:
  Members(const rules::EvidenceLimits& limits, ByOwner<Measured> measured, ByOwner<std::vector<Ray>> rays)
      : limits_(limits), measured_(std::move(measured)), rays_(std::move(rays)) {}

  Result<> read(store::Reader& reader) {
    Geometry place;
    const auto text = [](const RowView& row, std::size_t field) { return std::string(row.text(field).value_or("")); };
    SUYUAN_TRY(reader.scanColumns(Layer::Outfalls,
                                  {.where = "geom IS NOT NULL",
                                   .fields = {"status", "code_national", "name", "code_local", "class_1", "outlet_shape", "outlet_size_m", "bank", "team", "source", "surveyed_at", "accuracy_m"}},
                                  [&](const RowView& row) {
                                    SameMember member{.layer = Layer::Outfalls, .fid = row.fid(), .label = text(row, 1), .kind = text(row, 4), .shape = text(row, 5), .bank = text(row, 7), .team = text(row, 8),
                                                      .source = text(row, 9), .sizeM = real(row, 6), .seen = parseUtc(row.text(10).value_or(""))};
                                    for (const std::size_t field : {2U, 3U})
                                      if (member.label.empty()) member.label = text(row, field);
                                    row.geometry(place);
                                    if (row.text(0) != excluded) add(std::move(member), place, real(row, 11));
                                    return true;
                                  }));
    return reader.scanColumns(Layer::Candidates, {.where = "geom IS NOT NULL", .fields = {"status", "name", "source_id", "kind", "team", "source", "checked_at", "outfall_fid"}}, [&](const RowView& row) {
      SameMember member{.layer = Layer::Candidates, .fid = row.fid(), .label = text(row, 1), .kind = text(row, 3), .team = text(row, 4), .source = text(row, 5),
                        .seen = parseUtc(row.text(6).value_or("")), .confirmedAs = fid(row, 7)};
      if (member.label.empty()) member.label = text(row, 2);
      row.geometry(place);
      // A confirmed one lives on as its outfall.
      if (row.text(0) != excluded && !member.confirmedAs.isSet()) add(std::move(member), place, {});
      return true;
    });
  }

  [[nodiscard]] std::vector<SameProposal> pairs() {
    std::vector<SameProposal> found;
    std::ranges::sort(members_, [](const SameMember& a, const SameMember& b) { return std::tie(a.at.y, a.fid) < std::tie(b.at.y, b.fid); });
    const std::vector<std::uint32_t> neighbours = countNeighbours();
    for (std::size_t i = 0; i < members_.size(); ++i)
      eachNear(i, limits_.sameMostM, [&](std::size_t k) {
        const SameMember &a = members_[i], &b = members_[k];
        if (auto proposal = judgeSame(a, b, neighbours[i] == 1 && neighbours[k] == 1, limits_)) found.push_back(std::move(*proposal));
      });
    std::ranges::sort(found, [](const SameProposal& a, const SameProposal& b) { return std::tie(b.score, a.a.fid, a.b.fid) < std::tie(a.score, b.a.fid, b.b.fid); });
    return found;
  }

private:
  static constexpr double aloneM = 40; ///< no third record nearer than this: the two are a pair

  void add(SameMember member, const Geometry& place, std::optional<double> accuracyM) {
    const auto* at = std::get_if<Point>(&place);
    if (!at || !isFinite(place)) return;
    member.at = *at;
    const Owner owner{member.layer, member.fid};
    if (const auto measured = measured_.find(owner); measured != measured_.end()) {
      member.error = measured->second.error;
      member.stated = true;
    } else {
      member.error = ellipseOf(accuracyM.value_or(limits_.unstatedM));
      member.stated = accuracyM.has_value();
    }
    if (auto rays = rays_.find(owner); rays != rays_.end()) member.rays = std::move(rays->second);
    members_.push_back(std::move(member));
  }

  /// Calls use(k) for the members after `i` in the order from south to north that are nearer than so many metres.
  template <class Use>
  void eachNear(std::size_t i, double within, const Use& use) const {
    const Point& at = members_[i].at;
    const DegreeLength per = degreeLength(at.y);
    const double reachX = within / per.lon * 1.001, reachY = within / per.lat * 1.001;
    for (std::size_t k = i + 1; k < members_.size() && members_[k].at.y - at.y <= reachY; ++k)
      if (std::abs(members_[k].at.x - at.x) <= reachX && distanceMetres(at, members_[k].at) <= within) use(k);
  }

  [[nodiscard]] std::vector<std::uint32_t> countNeighbours() const {
    std::vector<std::uint32_t> neighbours(members_.size());
    for (std::size_t i = 0; i < members_.size(); ++i)
      eachNear(i, aloneM, [&](std::size_t k) {
        ++neighbours[i];
        ++neighbours[k];
      });
    return neighbours;
  }

  const rules::EvidenceLimits& limits_;
  ByOwner<Measured> measured_;
  ByOwner<std::vector<Ray>> rays_;
  std::vector<SameMember> members_;
};

} // namespace

Result<std::vector<SameProposal>> proposeSame(store::Reader& reader, const rules::EvidenceLimits& limits) {
  auto measured = readMeasured(reader, limits);
  if (!measured) return std::unexpected(std::move(measured).error());
  auto rays = readRays(reader);
  if (!rays) return std::unexpected(std::move(rays).error());
  Members members(limits, std::move(*measured), std::move(*rays));
  SUYUAN_TRY(members.read(reader));
  return members.pairs();
}

} // namespace suyuan::evidence
