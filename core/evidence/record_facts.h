// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evidence/entry_index.h"
#include "core/model/geometry.h"
#include "core/model/layer.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace suyuan::evidence {

// What a survey knows that speaks for or against a record: values, read once, judged by score.h.

/// A visit with what it says it was, and when it was entered.
struct Occasion {
  UtcMillis at;                     ///< when the team says it was there
  std::optional<UtcMillis> entered; ///< nothing: not known
  bool typed = true;                ///< by hand, not by an import or another program
};

/// A photo of the record.
struct PhotoFact {
  Fid owner;
  std::optional<UtcMillis> taken;
  std::optional<Point> at;
};

/// How a position of the record came about.
struct FixFact {
  Fid owner;
  std::optional<UtcMillis> at;
  std::optional<Point> place;       ///< of the record, the offset from the antenna put on
  std::string quality;              ///< as core/gnss names it
  std::optional<double> accuracyM;  ///< one sigma
  bool overridden = false;          ///< the accuracy gate said no, a person said yes
};

struct RecordFacts {
  Layer layer = Layer::Outfalls; ///< Outfalls or Candidates
  Fid fid;
  std::optional<Point> at;
  std::string team;
  std::optional<double> accuracyM;
  bool namesReceiver = false;      ///< datum or note name a receiver, where no position is kept
  std::vector<Occasion> occasions; ///< the survey's time first, then visits
  std::vector<PhotoFact> photos;
  std::vector<FixFact> fixes;      ///< oldest first
};

/// Where the record lies by a position row: the antenna's place, moved by the offset.
[[nodiscard]] std::optional<Point> placeOf(const Geometry& antenna, std::optional<double> offsetM, std::optional<double> bearingDeg) noexcept;

/// One record. Nothing when it is not there. \pre layer is Outfalls or Candidates. Errors: the reader's.
[[nodiscard]] Result<std::optional<RecordFacts>> factsOf(store::Reader& reader, Layer layer, Fid fid, double typedRows);

/// Records of a layer, in the order of their fids, one at a time; what belongs to them is read before, once. `visit` returns false to
/// stop. Errors: the reader's.
Result<> eachFacts(store::Reader& reader, Layer layer, const EntryIndex& entries, const std::function<bool(const RecordFacts&)>& visit);

} // namespace suyuan::evidence
