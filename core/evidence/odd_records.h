// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evidence/entry_index.h"
#include "core/evidence/walks.h"
#include "core/model/finding.h"
#include "core/rules/rule_book.h"

#include <stop_token>
#include <string>
#include <unordered_map>
#include <vector>

namespace suyuan::evidence {

/// Gathers findings whose "other" is a record: its name is looked up at the end, for those alone.
class OddityList {
public:
  explicit OddityList(const rules::RuleBook& book) : book_(book) {}
  using Args = rules::RuleBook::Arguments;
  void add(std::string_view rule, Layer layer, Fid fid, std::string_view field, Args args, Layer otherLayer = Layer::Outfalls, Fid other = {});
  /// The findings, "other" filled in with code, name or provisional id. Errors: the reader's.
  [[nodiscard]] Result<std::vector<Finding>> take(store::Reader& reader);

private:
  struct Other {
    std::size_t finding;
    Layer layer;
    Fid fid;
  };
  const rules::RuleBook& book_;
  std::vector<Finding> findings_;
  std::vector<Other> others_;
};

/// What one scan over outfalls leaves of each: those that were typed in full, of all others the place alone.
struct OddRecords {
  struct Typed {
    Fid fid;
    UtcMillis entered;
    std::optional<UtcMillis> surveyed;
    Point spot;              ///< where the antenna was, else the record's place
    bool hasPlace = false, measured = false;
    std::uint32_t author = 0, device = 0, surveyor = 0;
    std::uint64_t observed = 0; ///< hash of the observed values
    std::uint8_t fields = 0;    ///< how many of them there are
  };
  struct Place {
    double x = 0, y = 0;
    Fid fid;
    bool typed = false;
  };
  std::vector<Typed> typed;
  std::vector<Place> places;
  std::vector<std::string> surveyors;
};

struct OddContext {
  store::Reader& reader;
  const rules::EvidenceLimits& limits;
  const EntryIndex& entries;
  const Walks& walks;
  OddityList& out;
  const std::stop_token& stop;
};

/// Reads outfalls once; times and tracks are judged on the way. `antennas` are measured places by record. Errors: Cancelled, the reader's.
[[nodiscard]] Result<OddRecords> readOddRecords(const OddContext& context, const std::unordered_map<Fid, Point>& antennas);

// What is odd among many records; the order of `records` is changed.
void findBursts(OddRecords& records, const OddContext& context);
void findCopies(OddRecords& records, const OddContext& context);
void findSamePlaces(OddRecords& records, const OddContext& context, const std::unordered_map<Fid, Point>& frozen);

/// Positions: frozen, still, or not where the record lies. Fills in where the antenna was for each record, and which are frozen.
[[nodiscard]] Result<> findOddFixes(const OddContext& context, std::unordered_map<Fid, Point>& antennas, std::unordered_map<Fid, Point>& frozen);

/// Photos: one file or nearly one picture for two records, and such as a program has written.
[[nodiscard]] Result<> findOddPhotos(const OddContext& context);

} // namespace suyuan::evidence
