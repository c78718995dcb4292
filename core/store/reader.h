// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "core/model/record.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace suyuan::store {

class Statement;

/// What to read of a layer.
struct Query {
  std::optional<Box> box;                                ///< lon/lat; records whose box meets it (R-tree)
  std::vector<std::pair<std::string, Value>> equals;     ///< field = value, all must hold ("fid" allowed)
  std::string where;                                     ///< SQL condition over the layer's columns, read-only functions only
  std::string containsText;                              ///< any text field contains it (table filter)
  std::string orderBy;                                   ///< field name or "fid"; empty = fid order
  bool descending = false;
  std::int64_t limit = -1;
  std::int64_t offset = 0;
  std::vector<std::string> fields;                       ///< only these (in this order) in Row::values; empty = all
  bool geometry = true;                                  ///< read the geometry too
};

/// The row that a scan stands at, read straight from the database: nothing is copied that is not asked for. Texts and the
/// view itself are valid until the next row.
class RowView {
public:
  [[nodiscard]] Fid fid() const noexcept;
  /// The geometry, an empty one when it was not asked for.
  void geometry(Geometry& out) const;
  /// A text, "" for NULL; nothing when the column holds a number or a blob.
  [[nodiscard]] std::optional<std::string_view> text(std::size_t field) const noexcept;
  [[nodiscard]] Value value(std::size_t field) const;
  /// Reads into an existing value, keeping its string's memory.
  void valueInto(std::size_t field, Value& out) const;

private:
  friend class Reader;
  RowView(const Statement& statement, bool geometry) : statement_(statement), geometry_(geometry) {}
  const Statement& statement_;
  bool geometry_;
};

/// Reads a survey. One thread at a time; each thread opens its own (SurveyFile::openReader).
class Reader {
public:
  explicit Reader(struct ReaderImpl* impl); // used by the store only
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;
  ~Reader();

  /// One record, or nothing when it is not there.
  [[nodiscard]] Result<std::optional<Row>> row(Layer layer, Fid fid);
  template <class Record>
  [[nodiscard]] Result<std::optional<Record>> get(Fid fid) {
    auto found = row(Record::layer, fid);
    if (!found) return std::unexpected(std::move(found).error());
    if (!*found) return std::optional<Record>{};
    return std::optional<Record>{fromRow<Record>(**found)};
  }

  /// Calls visit for each row, in order; the row is reused between calls. visit returns false to stop.
  Result<> scan(Layer layer, const Query& query, const std::function<bool(const Row&)>& visit);
  /// The same without a Row between: for passes over all that there is.
  Result<> scanColumns(Layer layer, const Query& query, const std::function<bool(const RowView&)>& visit);
  /// All records of a type that the query takes.
  template <class Record>
  [[nodiscard]] Result<std::vector<Record>> all(const Query& query = {}) {
    std::vector<Record> records;
    auto done = scan(Record::layer, query, [&](const Row& r) {
      records.push_back(fromRow<Record>(r));
      return true;
    });
    if (!done) return std::unexpected(std::move(done).error());
    return records;
  }
  [[nodiscard]] Result<std::int64_t> count(Layer layer, const Query& query = {});
  /// Number of records by the values of a field, most frequent first.
  [[nodiscard]] Result<std::vector<std::pair<std::string, std::int64_t>>> countBy(Layer layer, std::string_view field);
  /// Box of a layer, from the R-tree; empty when it has no geometry.
  [[nodiscard]] Result<Box> extent(Layer layer);
  /// A number that changes with every commit to the file, by anyone (PRAGMA data_version and our own entries).
  [[nodiscard]] Result<std::int64_t> version();
  /// SHA-256 (hex) over all records of all layers, fid order: equal copies have equal hashes.
  [[nodiscard]] Result<std::string> contentHash();
  /// What SurveyFile::setSetting keeps under the key.
  [[nodiscard]] Result<std::optional<std::string>> setting(std::string_view key);
  /// Highest code number ever used in a series (see Edit::reserveCodeNumber).
  [[nodiscard]] Result<int> highestCodeNumber(std::string_view series);

  /// Raw SELECT for tests and the few reports that need SQL; parameters are bound in order.
  Result<> select(std::string_view sql, const std::vector<Value>& parameters,
                  const std::function<bool(const std::vector<Value>&)>& visit);

  /// Stops what runs in this reader, from another thread; the call that runs returns Cancelled.
  void interrupt() noexcept;

private:
  std::unique_ptr<struct ReaderImpl> impl_;
};

} // namespace suyuan::store
