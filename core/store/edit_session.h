// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/bulk_load.h"
#include "core/store/capture.h"
#include "core/store/edit.h"
#include "core/store/entry_writer.h"
#include "core/store/statement_cache.h"

#include <map>
#include <optional>
#include <string>

namespace suyuan::store {

/// The Edit of one transaction. Single changes are recorded by a session, bulk loads write their changes themselves;
/// the two take turns, and each turn ends in parts of the entry, so that the parts stand in the order of the work.
class EditSession final : public Edit {
public:
  /// The entry must outlive the session.
  [[nodiscard]] static Result<std::unique_ptr<EditSession>> start(sqlite3* db, EntryWriter& entry);

  Result<Fid> insertRow(Layer layer, const Row& row) override;
  Result<> updateRow(Layer layer, const Row& row) override;
  Result<> setField(Layer layer, Fid fid, std::string_view field, const Value& value) override;
  Result<> setGeometry(Layer layer, Fid fid, const Geometry& geometry) override;
  Result<> removeRow(Layer layer, Fid fid) override;
  Result<> insertBulk(Layer layer, std::span<Row> rows) override;
  Result<> reserveCodeNumber(std::string_view series, int number, std::string_view code) override;
  Result<int> highestCodeNumber(std::string_view series) override;
  Result<> ignoreFinding(const IgnoredFinding& ignored) override;
  Result<> takeUpFinding(Layer layer, Fid fid, std::string_view rule, std::string_view field) override;

  /// What was recorded so far becomes a part: keeps long work out of memory.
  Result<> flush();
  /// Ends bulk loads, brings the layers' extents up to date and completes the entry's parts.
  Result<> finish();

private:
  EditSession(sqlite3* db, EntryWriter& entry);

  /// Ends a bulk load and records again; the start of every single change.
  Result<> single();
  void bindGeometry(Layer layer, Statement& statement, int index, const Geometry& geometry);
  Result<> changed(Layer layer, Fid fid); ///< RecordMissing when the last statement changed nothing
  Result<> keepCode(Layer layer, const Row& row);
  Result<> keepCode(const Value& code);
  Result<> refreshExtents();

  sqlite3* db_;
  EntryWriter& entry_;
  PartWriter parts_;
  StatementCache statements_;
  BulkLoad bulk_;
  std::optional<Capture> capture_; ///< recording; none during a bulk load, since even a paused session looks at every row
  std::map<Layer, Box> touched_;
  Blob blob_;
};

} // namespace suyuan::store
