// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/network/trace.h"
#include "core/store/reader.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace suyuan::survey {

/// 确定程度 of a link of the chain, the surest first. Words of records: 确定 / known, 推断 / inferred, 假定 / assumed, 已否定 / refuted.
enum class Certainty : std::uint8_t { Known, Inferred, Assumed, Refuted };
inline constexpr int certainties = 4;
[[nodiscard]] std::string_view certaintyKey(Certainty certainty) noexcept; ///< "known"
[[nodiscard]] std::optional<Certainty> parseCertainty(std::string_view word) noexcept;

/// A link that is weaker than known.
struct WeakLink {
  Layer layer = Layer::Channels; ///< Channels, or TraceLinks
  Fid fid;
  std::string name, method;
  Certainty certainty = Certainty::Inferred;
};

/// What a trace rests on.
struct TraceEvidence {
  Certainty weakest = Certainty::Known;
  std::array<std::size_t, certainties> channels{}; ///< of the trace, by certainty
  std::vector<WeakLink> weak;                      ///< the weakest first; no more than mostListed
  static constexpr std::size_t mostListed = 50;
};

/// The channels that a trace passed and the links (trace_links) between what it reached. A channel says its certainty itself (依据等级); one that says nothing
/// is known when it says where it was taken from, else inferred. Errors: the store's.
[[nodiscard]] Result<TraceEvidence> evidenceOf(store::Reader& reader, const network::TraceResult& trace);

} // namespace suyuan::survey
