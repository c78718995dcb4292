// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/sample.h"
#include "core/rules/rule_book.h"
#include "core/sampling/field_flow.h"
#include "core/store/edit.h"
#include "core/store/reader.h"

#include <optional>
#include <string>
#include <vector>

namespace suyuan::sampling {

/// A reading beyond what is usual (rule book, ranges) or possible.
struct ReadingFault {
  std::string field; ///< column of the samples
  double value = 0, low = 0, high = 0; ///< the bounds that it is beyond
  bool impossible = false;
};

/// Looks at all readings of a sample, in the order of its fields.
[[nodiscard]] std::vector<ReadingFault> faultsOf(const Sample& sample, const rules::RuleBook& book);

/// Sets flow, method and readings of a sample. Errors: flowOf's.
[[nodiscard]] Result<FieldFlow> setFlow(Sample& sample, const FlowReadings& readings);

/// 现场快检: adds what was measured at an outfall, within an edit. The time is now when it has none. Errors: RecordMissing without the outfall; ValueInvalid
/// with the field for an impossible reading, and with none when there is no reading at all.
[[nodiscard]] Result<Fid> addSample(store::Edit& edit, store::Reader& reader, Sample sample, const rules::RuleBook& book);

} // namespace suyuan::sampling
