// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "core/model/record.h"
#include "core/store/ignored_finding.h"

#include <span>
#include <string_view>

namespace suyuan::store {

/// What can be done inside SurveyFile::edit. Lives only as long as the call. Same thread.
class Edit {
public:
  Edit(const Edit&) = delete;
  Edit& operator=(const Edit&) = delete;
  virtual ~Edit() = default;

  /// A new record. A row without fid gets one (time-ordered, unique); the fid used is returned.
  virtual Result<Fid> insertRow(Layer layer, const Row& row) = 0;
  /// Replaces all fields and the geometry of the record with row.fid. Error RecordMissing.
  virtual Result<> updateRow(Layer layer, const Row& row) = 0;
  /// Sets one field (by column name); the rest is untouched. "geom" is not a field: see setGeometry.
  virtual Result<> setField(Layer layer, Fid fid, std::string_view field, const Value& value) = 0;
  virtual Result<> setGeometry(Layer layer, Fid fid, const Geometry& geometry) = 0;
  virtual Result<> removeRow(Layer layer, Fid fid) = 0;

  /// Many new records at once; the fast path (R-tree filled in one go, changeset written as the rows go in).
  /// Can be called again and again with batches; fids that are not set are given, consecutive within the import.
  virtual Result<> insertBulk(Layer layer, std::span<Row> rows) = 0;

  /// Marks an outfall code as used for ever, so that it is never given again even when the record goes.
  /// `series` is county + type (e.g. "220102/GY"), `number` the sequence. insertRow/updateRow/setField on
  /// code_national do this by themselves for codes that parse.
  virtual Result<> reserveCodeNumber(std::string_view series, int number, std::string_view code) = 0;
  /// Highest number ever used in the series, 0 when none.
  virtual Result<int> highestCodeNumber(std::string_view series) = 0;

  /// Sets a finding aside; setting it aside again takes the new reason.
  virtual Result<> ignoreFinding(const IgnoredFinding& ignored) = 0;
  /// Takes it up again; nothing when it was not set aside.
  virtual Result<> takeUpFinding(Layer layer, Fid fid, std::string_view rule, std::string_view field) = 0;

  template <class Record>
  Result<Fid> insert(const Record& record) { return insertRow(Record::layer, toRow(record)); }
  template <class Record>
  Result<> update(const Record& record) { return updateRow(Record::layer, toRow(record)); }

protected:
  Edit() = default;
};

} // namespace suyuan::store
