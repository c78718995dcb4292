// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/outfall.h"
#include "core/model/trace_link.h"
#include "core/model/unit.h"
#include "core/network/drainage_graph.h"
#include "core/store/reader.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace suyuan::survey {

/// What is missing or contradicts itself in an outfall's responsibility (HJ 1313-2023, 责任主体确定; 吉政办发〔2023〕13号 二(五)).
enum class ResponsibilityGap : std::uint8_t {
  NotTraced,          ///< 未溯源: nobody has looked for its sources
  NoUnit,             ///< 已溯源, but no unit is known
  NoBody,             ///< no responsible body is named
  BodyCodeMissing,    ///< the body has no credit code, and is no government
  BodyCodeWrong,      ///< its credit code does not fit GB 32100
  UnitCodeMissing,    ///< a unit's
  UnitCodeWrong,
  PermitMissing,      ///< an enterprise without permit or registration
  ContactMissing,     ///< neither person nor telephone
  SharesMissing,      ///< several units, and their parts are not known or do not add up to one
  UndeclaredUnit,     ///< 借道排污: a unit reaches the outfall that nobody declared for it
  RefutedUnit,        ///< the record names a unit that tracing refuted
  GovernmentNotNamed, ///< 无法溯源: the local government is responsible, and is not named
  NoRecordOfSearch,   ///< 无法溯源 without method or record that says so
};
inline constexpr int responsibilityGaps = 14;
[[nodiscard]] std::string_view gapKey(ResponsibilityGap gap) noexcept; ///< "not-traced"

/// A unit behind an outfall, and how it is known.
struct ResponsibleUnit {
  Fid fid;           ///< not set: only its name is known
  std::string name, uscc, permitNo, industry, contact, phone;
  bool inRecord = false; ///< the outfall's record names it
  bool inNetwork = false; ///< the channels lead from it to the outfall
  bool declared = false;  ///< a permit, a registration or a link says so
  bool refuted = false;   ///< a link says that it is not so
  std::string certainty, method; ///< of the best link
  std::optional<double> share;   ///< 0 … 1
};

/// Whom the outfall belongs to.
enum class ResponsibilityBasis : std::uint8_t {
  Unit,       ///< one unit
  Shared,     ///< several
  Government, ///< 无法溯源: the local government
  Open,       ///< nobody yet
};

struct Responsibility {
  Fid outfall;
  std::string code, name, county, class1, traceStatus, body, bodyCode, supervisor;
  ResponsibilityBasis basis = ResponsibilityBasis::Open;
  std::vector<ResponsibleUnit> units; ///< the surest first
  std::vector<ResponsibilityGap> gaps; ///< in the order of the enumeration, each once

  [[nodiscard]] bool has(ResponsibilityGap gap) const noexcept;
};

struct ResponsibilityRequest {
  std::string county;                              ///< digits that the outfall's division begins with; empty: all
  const network::DrainageGraph* network = nullptr; ///< null: the channels are not asked
};

/// 责任主体清单 of the confirmed outfalls (已排除 is left out), by county, then code and name. Errors: the store's, Cancelled.
[[nodiscard]] Result<std::vector<Responsibility>> responsibilities(store::Reader& reader, const ResponsibilityRequest& request, std::stop_token stop = {});

} // namespace suyuan::survey
