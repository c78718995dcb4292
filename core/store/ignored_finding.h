// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/ids.h"
#include "core/model/layer.h"

#include <string>

namespace suyuan::store {

/// A finding that somebody set aside, with the reason. Kept in the survey, in the journal and in every copy; one for each
/// rule, record and field.
struct IgnoredFinding {
  Layer layer = Layer::Outfalls;
  Fid fid;
  std::string rule;
  std::string field;  ///< empty: the whole record
  std::string reason; ///< never empty
  std::string by;
  std::string at;     ///< UTC, ISO 8601
  friend bool operator==(const IgnoredFinding&, const IgnoredFinding&) = default;
};

} // namespace suyuan::store
