// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/rule_book.h"
#include "core/store/reader.h"

#include <QString>

#include <cstdint>
#include <vector>

namespace suyuan::desktop {

struct CountyRow {
  DivisionCode code;
  QString name;              ///< 长春市南关区
  std::int64_t outfalls = 0;
};

/// Counties that the survey has outfalls in, former codes under the present one. Errors: the store's.
[[nodiscard]] Result<std::vector<CountyRow>> countiesOf(store::Reader& reader, const rules::RuleBook& book);

} // namespace suyuan::desktop
