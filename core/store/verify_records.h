// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "core/model/ids.h"
#include "core/model/layer.h"

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace suyuan::store {

class Reader;

/// How a record is not what the history makes of it.
enum class RecordFault : std::uint8_t {
  ValueOther, ///< a field has another value than its last entry gave it
  Invented,   ///< there, and no entry made it, or the last one deleted it
  Lost,       ///< not there, and no entry deleted it
};
[[nodiscard]] std::string_view recordFaultKey(RecordFault fault) noexcept; ///< "value-other" …

struct RecordDifference {
  Layer layer = Layer::Outfalls;
  Fid fid;
  std::string field; ///< "geom" for the geometry; empty when it is the whole record
  RecordFault fault = RecordFault::ValueOther;
};

struct RecordsReport {
  std::int64_t records = 0;     ///< looked at
  std::int64_t differences = 0; ///< records that differ
  std::vector<RecordDifference> first; ///< the first thousand, in the order of layers and fids
};

/// Holds every record of every layer against the history: what was written past the journal by somebody who switched off the watch for other
/// programs shows here. Changes of other programs that wait to be adopted are passed over. Goes through the journal from its end, some 60 bytes
/// a record in memory. Errors: Cancelled, ChangesetDamaged, the database's.
[[nodiscard]] Result<RecordsReport> verifyRecords(Reader& reader, const std::stop_token& stop = {}, const std::function<void(double)>& progress = {});

} // namespace suyuan::store
