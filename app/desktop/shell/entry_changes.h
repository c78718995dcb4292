// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/layer.h"
#include "core/store/reader.h"

#include <optional>
#include <vector>

namespace suyuan::desktop {

/// A record that an entry of the journal touched.
struct ChangedRecord {
  Layer layer = Layer::Outfalls;
  Fid fid;
  bool placed = false; ///< it came, went, or its geometry changed
  Fid owner; ///< outfall that a sample, visit or photo belonged to before; not set when that did not change
  friend bool operator==(const ChangedRecord&, const ChangedRecord&) = default;
};

/// The records of an entry, each once. Nothing when there are more than `most`: then everything is to be read again.
[[nodiscard]] Result<std::optional<std::vector<ChangedRecord>>> changedRecords(store::Reader& reader, EntryId entry,
                                                                               std::size_t most = 2000);

} // namespace suyuan::desktop
