// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/finding.h"
#include "core/rules/rule_book.h"
#include "core/store/reader.h"

#include <map>
#include <span>
#include <string>

namespace suyuan::desktop {

/// County and team of the outfall that a finding's record is, or belongs to.
class FindingPlaces {
public:
  struct Place {
    std::string county; ///< its name, or the six digits when no county has them; empty: not known
    std::string team;
  };
  /// Of the records in the findings. Any thread, with the reader. Errors: the reader's.
  [[nodiscard]] static Result<FindingPlaces> read(store::Reader& reader, const rules::RuleBook& book, std::span<const Finding* const> findings);

  [[nodiscard]] const Place& of(const Finding& finding) const;

private:
  std::map<std::pair<Layer, Fid>, Place> places_;
};

} // namespace suyuan::desktop
