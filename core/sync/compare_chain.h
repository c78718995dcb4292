// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/reader.h"
#include "core/sync/hub.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>

namespace suyuan::sync {

/// What the hub's files say of this copy's past.
struct ChainComparison {
  std::int64_t compared = 0; ///< the hub's entries that this copy has taken in or sent
  enum class Fault : std::uint8_t {
    CopyDiffers, ///< this copy has the entry with another hash
    CopyLacks,   ///< this copy has lost it
    HubAltered,  ///< the file's words or changes are not those that its hash was made of
  };
  struct Difference {
    Fault fault = Fault::CopyDiffers;
    std::int64_t number = 0; ///< in the hub's log
    std::string uid, label, author, at;
  };
  std::int64_t differences = 0;
  std::optional<Difference> first;
};
[[nodiscard]] std::string_view faultKey(ChainComparison::Fault fault) noexcept; ///< "copy-differs" …

/// Holds the copy's journal against the hub's files, which keep each entry's hash as it was when it was sent: a past that was changed
/// and chained anew shows here, and so does an end that was cut off together with its mark. Reads every entry of the hub once.
/// Errors: the hub's, Cancelled, the database's.
[[nodiscard]] Result<ChainComparison> compareChain(store::Reader& reader, Hub& hub, const std::stop_token& stop = {});

} // namespace suyuan::sync
