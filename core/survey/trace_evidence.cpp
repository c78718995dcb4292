// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/survey/trace_evidence.h"

#include "core/model/trace_link.h"

#include <algorithm>
#include <unordered_set>

namespace suyuan::survey {

namespace {

constexpr std::array<std::string_view, certainties> keys{"known", "inferred", "assumed", "refuted"};
constexpr std::array<std::string_view, certainties> words{"确定", "推断", "假定", "已否定"};
constexpr std::size_t mostByFid = 2000; ///< channels that are asked for one by one; more are found in a pass over all

std::string textOf(const store::RowView& row, std::size_t field) {
  const auto text = row.text(field);
  return text ? std::string(*text) : std::string();
}

class EvidenceReader {
public:
  EvidenceReader(store::Reader& reader, const network::TraceResult& trace) : reader_(reader), trace_(trace) {}

  Result<TraceEvidence> read() {
    SUYUAN_TRY(readChannels());
    SUYUAN_TRY(readLinks());
    std::ranges::stable_sort(made_.weak, std::ranges::greater(), &WeakLink::certainty);
    if (made_.weak.size() > TraceEvidence::mostListed) made_.weak.resize(TraceEvidence::mostListed);
    return std::move(made_);
  }

private:
  void take(WeakLink link) {
    if (link.certainty != Certainty::Refuted) made_.weakest = std::max(made_.weakest, link.certainty);
    if (link.certainty != Certainty::Known) made_.weak.push_back(std::move(link));
  }

  Result<> readChannels() {
    if (trace_.channels.empty()) return {};
    const std::unordered_set<Fid> passed(trace_.channels.begin(), trace_.channels.end());
    store::Query query{.fields = {"name", "source", "evidence"}, .geometry = false};
    if (passed.size() <= mostByFid) {
      query.where = "fid IN (0";
      for (const Fid fid : passed) query.where += "," + toText(fid);
      query.where += ")";
    }
    return reader_.scanColumns(Layer::Channels, query, [&](const store::RowView& row) {
      if (!passed.contains(row.fid())) return true;
      const std::string said = textOf(row, 2);
      const Certainty certainty = parseCertainty(said).value_or(said.empty() && textOf(row, 1).empty() ? Certainty::Inferred : Certainty::Known);
      ++made_.channels[static_cast<std::size_t>(certainty)];
      if (certainty != Certainty::Known) take({Layer::Channels, row.fid(), textOf(row, 0), {}, certainty});
      return true;
    });
  }

  /// Links between outfalls and units that the trace reached both of.
  Result<> readLinks() {
    if (trace_.outfalls.empty() || trace_.units.empty()) return {};
    const std::unordered_set<Fid> outfalls(trace_.outfalls.begin(), trace_.outfalls.end()), units(trace_.units.begin(), trace_.units.end());
    auto links = reader_.all<TraceLink>();
    if (!links) return std::unexpected(std::move(links).error());
    for (const TraceLink& link : *links)
      if (outfalls.contains(link.outfallFid) && units.contains(link.unitFid))
        if (const auto certainty = parseCertainty(link.certainty)) take({Layer::TraceLinks, link.fid, {}, link.method, *certainty});
    return {};
  }

  store::Reader& reader_;
  const network::TraceResult& trace_;
  TraceEvidence made_;
};

} // namespace

std::string_view certaintyKey(Certainty certainty) noexcept { return keys[static_cast<std::size_t>(certainty)]; }

std::optional<Certainty> parseCertainty(std::string_view word) noexcept {
  for (std::size_t i = 0; i < keys.size(); ++i)
    if (word == keys[i] || word == words[i]) return static_cast<Certainty>(i);
  if (word == "否定") return Certainty::Refuted;
  return std::nullopt;
}

Result<TraceEvidence> evidenceOf(store::Reader& reader, const network::TraceResult& trace) { return EvidenceReader(reader, trace).read(); }

} // namespace suyuan::survey
