// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/compare_chain.h"

#include "core/store/journal_chain.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace suyuan::sync {

namespace {

struct Known {
  std::unordered_map<std::string, std::string> hashes; ///< of this copy, by uid
  std::int64_t last = 0;                               ///< highest number of the hub that it knows
};

Result<Known> knownOf(store::Reader& reader) {
  Known known;
  auto done = reader.select("SELECT uid, hash, hub_seq FROM suyuan_journal", {}, [&](const std::vector<Value>& row) {
    known.hashes.emplace(toText(row[0]), toText(row[1]));
    if (const auto* number = std::get_if<std::int64_t>(&row[2])) known.last = std::max(known.last, *number);
    return true;
  });
  if (!done) return std::unexpected(std::move(done).error());
  return known;
}

} // namespace

std::string_view faultKey(ChainComparison::Fault fault) noexcept {
  constexpr std::array<std::string_view, 3> keys{"copy-differs", "copy-lacks", "hub-altered"};
  return keys[static_cast<std::size_t>(fault)];
}

Result<ChainComparison> compareChain(store::Reader& reader, Hub& hub, const std::stop_token& stop) {
  auto known = knownOf(reader);
  if (!known) return std::unexpected(std::move(known).error());
  auto listed = hub.listSince(0);
  if (!listed) return std::unexpected(std::move(listed).error());
  std::erase_if(*listed, [&](const Hub::Last& entry) { return entry.number > known->last; });
  ChainComparison comparison;
  std::string previous;
  const auto take = [&](const HubEntry& entry) -> Result<> {
    store::ContentDigest content;
    for (const Blob& part : entry.parts) content.add(part);
    const std::string hash = store::chainHash(previous, content.hex(), {entry.uid, entry.kind, entry.label, entry.author, entry.device, entry.at, entry.undoes});
    const std::string& written = entry.hash.empty() ? hash : entry.hash;
    const auto mine = known->hashes.find(entry.uid);
    std::optional<ChainComparison::Fault> fault;
    if (mine == known->hashes.end()) fault = ChainComparison::Fault::CopyLacks;
    else if (mine->second != written) fault = ChainComparison::Fault::CopyDiffers;
    else if (written != hash) fault = ChainComparison::Fault::HubAltered;
    if (fault) {
      ++comparison.differences;
      if (!comparison.first) comparison.first = ChainComparison::Difference{*fault, entry.number, entry.uid, entry.label, entry.author, entry.at};
    }
    ++comparison.compared;
    previous = written;
    return {};
  };
  SUYUAN_TRY(hub.fetch(*listed, take, stop));
  return comparison;
}

} // namespace suyuan::sync
