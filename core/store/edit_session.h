// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/capture.h"
#include "core/store/changeset.h"
#include "core/store/edit.h"
#include "core/store/sqlite_handle.h"

#include <bitset>
#include <map>
#include <string>
#include <vector>

namespace suyuan::store {

/// A piece of an entry's changeset, with the span of fids in it so that a record's history is found without reading all.
struct ChangesetPart {
  Blob bytes;
  std::int64_t minFid = 0, maxFid = 0;
  std::int64_t changes = 0;
};

/// The Edit of one transaction.
class EditSession final : public Edit {
public:
  [[nodiscard]] static Result<std::unique_ptr<EditSession>> start(sqlite3* db);

  Result<Fid> insertRow(Layer layer, const Row& row) override;
  Result<> updateRow(Layer layer, const Row& row) override;
  Result<> setField(Layer layer, Fid fid, std::string_view field, const Value& value) override;
  Result<> setGeometry(Layer layer, Fid fid, const Geometry& geometry) override;
  Result<> removeRow(Layer layer, Fid fid) override;
  Result<> insertBulk(Layer layer, std::span<Row> rows) override;
  Result<> reserveCodeNumber(std::string_view series, int number, std::string_view code) override;
  Result<int> highestCodeNumber(std::string_view series) override;

  /// What was done so far becomes parts of their own: keeps parts in the order of the work, and long work out of memory.
  Result<> flush();
  /// Ends bulk loads (R-tree, triggers, extents) and gives the whole changeset in parts; empty when nothing changed.
  Result<std::vector<ChangesetPart>> finish();

private:
  EditSession(sqlite3* db, Capture capture) : db_(db), capture_(std::move(capture)) {}

  struct Bulk {
    std::vector<std::pair<std::int64_t, Box>> boxes; ///< rows whose R-tree entries are still to be made
    bool rtreeSetAside = false;
    std::vector<std::string> triggers; ///< SQL of those set aside, put back as they were
  };
  Result<Statement*> statement(const std::string& sql);
  Result<> changed(Layer layer, Fid fid); ///< RecordMissing when the last statement changed nothing
  Result<> keepCode(Layer layer, const Row& row);
  Result<> keepCode(const Value& code);
  Result<> setAsideRtree(Layer layer);
  Result<> fillRtree(Layer layer, Bulk& bulk);
  void closePart();

  sqlite3* db_;
  Capture capture_;
  std::map<std::string, Statement> statements_;
  std::map<Layer, Bulk> bulk_;
  std::map<Layer, Box> touched_;
  std::map<std::string, std::bitset<10000>> bulkCodes_; ///< numbers by series, reserved at the end
  std::vector<ChangesetPart> parts_;
  ChangesetWriter writer_;
  ChangesetPart open_;
  Blob blob_;
};

/// Splits a changeset that a capture gave into one part with its span of fids. Error ChangesetDamaged.
[[nodiscard]] Result<ChangesetPart> partOf(Blob changeset);

} // namespace suyuan::store
