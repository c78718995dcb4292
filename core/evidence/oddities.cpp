// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evidence/oddities.h"

#include "core/evidence/odd_records.h"
#include "core/rules/finding_maker.h"

#include <algorithm>
#include <format>
#include <set>
#include <unordered_map>

namespace suyuan::evidence {

void OddityList::add(std::string_view rule, Layer layer, Fid fid, std::string_view field, Args args, Layer otherLayer, Fid other) {
  const std::size_t before = findings_.size();
  rules::FindingMaker(book_, findings_, layer, fid).add(rule, field, std::move(args));
  if (findings_.size() > before && other.isSet()) others_.push_back({before, otherLayer, other});
}

Result<std::vector<Finding>> OddityList::take(store::Reader& reader) {
  constexpr std::size_t asked = 500; // fids of one question
  for (const Layer layer : {Layer::Outfalls, Layer::Candidates}) {
    std::set<Fid> wanted;
    for (const Other& other : others_)
      if (other.layer == layer) wanted.insert(other.fid);
    std::unordered_map<Fid, std::string> labels;
    for (auto next = wanted.begin(); next != wanted.end();) {
      std::string list;
      for (std::size_t n = 0; n < asked && next != wanted.end(); ++n, ++next) list += (list.empty() ? "" : ",") + toText(*next);
      store::Query query{.where = "fid IN (" + list + ")", .geometry = false};
      query.fields = layer == Layer::Outfalls ? std::vector<std::string>{"code_national", "name", "code_local"} : std::vector<std::string>{"name", "source_id"};
      SUYUAN_TRY(reader.scanColumns(layer, query, [&](const store::RowView& row) {
        std::string label;
        for (std::size_t i = 0; i < query.fields.size() && label.empty(); ++i) label = row.text(i).value_or("");
        labels.emplace(row.fid(), std::move(label));
        return true;
      }));
    }
    for (const Other& other : others_) {
      if (other.layer != layer) continue;
      const auto label = labels.find(other.fid);
      findings_[other.finding].args.emplace_back("other", label == labels.end() || label->second.empty() ? toText(other.fid) : label->second);
    }
  }
  others_.clear();
  std::ranges::stable_sort(findings_, [](const Finding& a, const Finding& b) { return std::tie(a.rule, a.layer, a.fid) < std::tie(b.rule, b.layer, b.fid); });
  return std::move(findings_);
}

Result<std::vector<Finding>> findOddities(store::Reader& reader, const rules::RuleBook& book, const std::stop_token& stop, const std::function<void(double)>& progress) {
  const auto tell = [&](double share) {
    if (progress) progress(share);
  };
  const rules::EvidenceLimits& limits = book.evidence().limits;
  OddityList list(book);
  auto entries = EntryIndex::read(reader, limits.typedRows);
  if (!entries) return std::unexpected(std::move(entries).error());
  auto walks = Walks::read(reader);
  if (!walks) return std::unexpected(std::move(walks).error());
  const OddContext context{reader, limits, *entries, *walks, list, stop};
  tell(0.1);
  std::unordered_map<Fid, Point> antennas, frozen;
  SUYUAN_TRY(findOddFixes(context, antennas, frozen));
  tell(0.2);
  auto records = readOddRecords(context, antennas);
  if (!records) return std::unexpected(std::move(records).error());
  tell(0.6);
  findBursts(*records, context);
  findCopies(*records, context);
  findSamePlaces(*records, context, frozen);
  *records = {};
  tell(0.7);
  SUYUAN_TRY(findOddPhotos(context));
  if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
  tell(1);
  return list.take(reader);
}

} // namespace suyuan::evidence
