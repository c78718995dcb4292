// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/reader.h"

#include "core/store/gpkg_blob.h"
#include "core/store/gpkg_schema.h"
#include "core/store/reader_impl.h"

#include <openssl/evp.h>
#include <sqlite3.h>

#include <bit>
#include <format>

namespace suyuan::store {

namespace {

Error unknownField(Layer layer, std::string_view field) {
  return {ErrorCode::FieldUnknown, {.layer = std::string(layerName(layer)), .field = std::string(field)}, {}, {}};
}

/// Lets a condition read columns and call functions, and nothing else.
int readingOnly(void*, int action, const char*, const char* name, const char*, const char*) {
  switch (action) {
  case SQLITE_SELECT:
  case SQLITE_READ:
  case SQLITE_RECURSIVE: return SQLITE_OK;
  case SQLITE_FUNCTION: return name && std::string_view(name) == "load_extension" ? SQLITE_DENY : SQLITE_OK;
  default: return SQLITE_DENY;
  }
}

struct Built {
  std::string sql;
  std::vector<Value> parameters;
};

std::string likePattern(std::string_view text) {
  std::string out = "%";
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '\\') out.push_back('\\');
    out.push_back(c);
  }
  return out + "%";
}

/// WHERE … of a query, with its parameters.
Result<Built> condition(Layer layer, const Query& query) {
  const LayerSchema& schema = schemaOf(layer);
  Built built;
  const auto add = [&](const std::string& term) { built.sql += (built.sql.empty() ? " WHERE " : " AND ") + term; };
  if (query.box && hasGeometry(schema.geometry)) {
    add(std::format("fid IN (SELECT id FROM rtree_{}_geom WHERE minx <= ? AND maxx >= ? AND miny <= ? AND maxy >= ?)", layerName(layer)));
    for (const double v : {query.box->maxX, query.box->minX, query.box->maxY, query.box->minY}) built.parameters.emplace_back(v);
  }
  for (const auto& [field, value] : query.equals) {
    if (field != "fid" && schema.indexOf(field) < 0) return std::unexpected(unknownField(layer, field));
    if (isNull(value)) {
      add(field + " IS NULL");
      continue;
    }
    add(field + " = ?");
    built.parameters.push_back(value);
  }
  if (!query.containsText.empty()) {
    std::string any;
    const std::string pattern = likePattern(query.containsText);
    for (const FieldDef& field : schema.fields)
      if (field.type == FieldType::Text) {
        any += std::format("{}{} LIKE ? ESCAPE '\\'", any.empty() ? "" : " OR ", field.name);
        built.parameters.emplace_back(pattern);
      }
    add("(" + any + ")");
  }
  if (!query.where.empty()) add("(" + query.where + "\n)");
  return built;
}

Result<Statement> prepareGuarded(sqlite3* db, const std::string& sql, const Query& query) {
  if (query.where.empty()) return Statement::prepare(db, sql);
  sqlite3_set_authorizer(db, readingOnly, nullptr);
  sqlite3_stmt* raw = nullptr;
  const char* tail = nullptr;
  const int code = sqlite3_prepare_v2(db, sql.data(), static_cast<int>(sql.size()), &raw, &tail);
  const std::unique_ptr<sqlite3_stmt, FinalizeStatement> looked(raw);
  sqlite3_set_authorizer(db, nullptr, nullptr);
  if (code != SQLITE_OK || !raw || tail != sql.data() + sql.size())
    return failure(ErrorCode::FilterInvalid, {}, sqlite3_errmsg(db), {query.where});
  return Statement::prepare(db, sql);
}

void bindAll(Statement& statement, const std::vector<Value>& parameters) {
  for (std::size_t i = 0; i < parameters.size(); ++i) statement.bind(static_cast<int>(i) + 1, parameters[i]);
}

void hashValue(EVP_MD_CTX* digest, const Statement& row, int column) {
  // The type goes in with the value, so that the text 1 and the number 1 differ.
  const auto feed = [&](char type, const void* bytes, std::size_t size) {
    const auto length = static_cast<std::uint64_t>(size);
    EVP_DigestUpdate(digest, &type, 1);
    EVP_DigestUpdate(digest, &length, sizeof length);
    EVP_DigestUpdate(digest, bytes, size);
  };
  const Value value = row.value(column);
  if (const auto* i = std::get_if<std::int64_t>(&value)) feed('i', i, sizeof *i);
  else if (const auto* r = std::get_if<double>(&value)) feed('r', r, sizeof *r);
  else if (const auto* t = std::get_if<std::string>(&value)) feed('t', t->data(), t->size());
  else if (const auto* b = std::get_if<Blob>(&value)) feed('b', b->data(), b->size());
  else feed('n', "", 0);
}

/// Box of an R-tree from its root node, so that a million entries are not gone through. Node: two bytes depth, two bytes
/// number of cells; a cell: eight bytes id, four floats minx maxx miny maxy; big endian (SQLite's rtree.c).
std::optional<Box> boxOfRoot(std::span<const std::byte> node) {
  const auto at = [&](std::size_t i) { return std::to_integer<std::uint32_t>(node[i]); };
  if (node.size() < 4) return std::nullopt;
  const std::size_t cells = at(2) << 8 | at(3);
  if (node.size() < 4 + cells * 24) return std::nullopt;
  Box box;
  for (std::size_t cell = 0; cell < cells; ++cell) {
    float side[4];
    for (std::size_t k = 0; k < 4; ++k) {
      const std::size_t i = 4 + cell * 24 + 8 + k * 4;
      side[k] = std::bit_cast<float>(at(i) << 24 | at(i + 1) << 16 | at(i + 2) << 8 | at(i + 3));
    }
    box.add(Box{side[0], side[2], side[1], side[3]});
  }
  return box;
}

} // namespace

Reader::Reader(ReaderImpl* impl) : impl_(impl) {}
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;

Result<std::optional<Row>> Reader::row(Layer layer, Fid fid) {
  Query query;
  query.equals = {{"fid", Value{fid.value}}};
  std::optional<Row> found;
  auto done = scan(layer, query, [&](const Row& row) {
    found = row;
    return false;
  });
  if (!done) return std::unexpected(std::move(done).error());
  return found;
}

Fid RowView::fid() const noexcept { return Fid{statement_.integer(0)}; }

void RowView::geometry(Geometry& out) const {
  if (!geometry_) {
    out = Geometry{};
    return;
  }
  const auto blob = statement_.blob(1);
  if (Point at; decodePoint(blob, at)) out = at;
  else out = decodeGeometry(blob).value_or(Geometry{});
}

std::optional<std::string_view> RowView::text(std::size_t field) const noexcept {
  return statement_.textOrNull(static_cast<int>(field) + (geometry_ ? 2 : 1));
}
Value RowView::value(std::size_t field) const { return statement_.value(static_cast<int>(field) + (geometry_ ? 2 : 1)); }
void RowView::valueInto(std::size_t field, Value& out) const { statement_.valueInto(static_cast<int>(field) + (geometry_ ? 2 : 1), out); }

Result<> Reader::scan(Layer layer, const Query& query, const std::function<bool(const Row&)>& visit) {
  Row row;
  row.values.resize(query.fields.empty() ? schemaOf(layer).fields.size() : query.fields.size());
  return scanColumns(layer, query, [&](const RowView& view) {
    row.fid = view.fid();
    view.geometry(row.geometry);
    for (std::size_t i = 0; i < row.values.size(); ++i) view.valueInto(i, row.values[i]);
    return visit(row);
  });
}

Result<> Reader::scanColumns(Layer layer, const Query& query, const std::function<bool(const RowView&)>& visit) {
  const LayerSchema& schema = schemaOf(layer);
  const bool geometry = query.geometry && hasGeometry(schema.geometry);
  std::string sql = "SELECT fid";
  if (geometry) sql += ", geom";
  if (query.fields.empty())
    for (const FieldDef& field : schema.fields) sql += std::format(", {}", field.name);
  for (const std::string& field : query.fields) {
    if (schema.indexOf(field) < 0) return std::unexpected(unknownField(layer, field));
    sql += ", " + field;
  }
  auto where = condition(layer, query);
  if (!where) return std::unexpected(std::move(where).error());
  sql += std::format(" FROM {}{}", layerName(layer), where->sql);
  const std::string order = query.orderBy.empty() ? "fid" : query.orderBy;
  if (order != "fid" && schema.indexOf(order) < 0) return std::unexpected(unknownField(layer, order));
  sql += std::format(" ORDER BY {}{}", order, query.descending ? " DESC" : "");
  if (order != "fid") sql += query.descending ? ", fid DESC" : ", fid";
  if (query.limit >= 0 || query.offset > 0) sql += std::format(" LIMIT {} OFFSET {}", query.limit, query.offset);
  auto statement = prepareGuarded(impl_->db, sql, query);
  if (!statement) return std::unexpected(std::move(statement).error());
  bindAll(*statement, where->parameters);

  const RowView view(*statement, geometry);
  while (true) {
    auto more = statement->step();
    if (!more) {
      if (!query.where.empty() && more.error().code == ErrorCode::Database)
        return failure(ErrorCode::FilterInvalid, {}, more.error().detail, {query.where});
      return std::unexpected(std::move(more).error());
    }
    if (!*more) return {};
    if (!visit(view)) return {};
  }
}

Result<std::int64_t> Reader::count(Layer layer, const Query& query) {
  auto where = condition(layer, query);
  if (!where) return std::unexpected(std::move(where).error());
  auto statement = prepareGuarded(impl_->db, std::format("SELECT count(*) FROM {}{}", layerName(layer), where->sql), query);
  if (!statement) return std::unexpected(std::move(statement).error());
  bindAll(*statement, where->parameters);
  auto row = statement->step();
  if (!row) return std::unexpected(std::move(row).error());
  return statement->integer(0);
}

Result<std::vector<std::pair<std::string, std::int64_t>>> Reader::countBy(Layer layer, std::string_view field) {
  if (schemaOf(layer).indexOf(field) < 0) return std::unexpected(unknownField(layer, field));
  std::vector<std::pair<std::string, std::int64_t>> counts;
  auto done = select(std::format("SELECT {0}, count(*) FROM {1} GROUP BY {0} ORDER BY 2 DESC, 1", field, layerName(layer)), {},
                     [&](const std::vector<Value>& row) {
                       counts.emplace_back(toText(row[0]), std::get<std::int64_t>(row[1]));
                       return true;
                     });
  if (!done) return std::unexpected(std::move(done).error());
  return counts;
}

Result<Box> Reader::extent(Layer layer) {
  Box box;
  if (!hasGeometry(schemaOf(layer).geometry)) return box;
  auto root = scalar(impl_->db, std::format("SELECT data FROM rtree_{}_geom_node WHERE nodeno = 1", layerName(layer)));
  if (!root) return std::unexpected(std::move(root).error());
  if (const auto* node = std::get_if<Blob>(&*root))
    if (const auto known = boxOfRoot(*node)) return *known;
  auto done = select(std::format("SELECT min(minx), min(miny), max(maxx), max(maxy) FROM rtree_{}_geom", layerName(layer)), {},
                     [&](const std::vector<Value>& row) {
                       if (!isNull(row[0]))
                         box = Box{std::get<double>(row[0]), std::get<double>(row[1]), std::get<double>(row[2]), std::get<double>(row[3])};
                       return false;
                     });
  if (!done) return std::unexpected(std::move(done).error());
  return box;
}

Result<std::optional<std::string>> Reader::setting(std::string_view key) {
  auto value = scalar(impl_->db, "SELECT value FROM suyuan_setting WHERE key = ?", {Value{std::string(key)}});
  if (!value) return std::unexpected(std::move(value).error());
  return isNull(*value) ? std::optional<std::string>{} : std::optional(toText(*value));
}

Result<std::int64_t> Reader::version() {
  auto others = scalar(impl_->db, "PRAGMA data_version");
  auto ours = scalar(impl_->db, "SELECT coalesce(max(entry_id), 0) FROM suyuan_journal");
  if (!others) return std::unexpected(std::move(others).error());
  if (!ours) return std::unexpected(std::move(ours).error());
  return std::get<std::int64_t>(*ours) * 1'000'000 + std::get<std::int64_t>(*others);
}

Result<std::string> Reader::contentHash() {
  const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> digest(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  if (!digest || EVP_DigestInit_ex(digest.get(), EVP_sha256(), nullptr) != 1) return failure(ErrorCode::Internal, {}, "sha256");
  for (const Layer layer : allLayers) {
    std::string columns;
    for (const std::string& column : columnsOf(layer)) columns += (columns.empty() ? "" : ",") + column;
    EVP_DigestUpdate(digest.get(), layerName(layer).data(), layerName(layer).size());
    auto rows = Statement::prepare(impl_->db, std::format("SELECT {} FROM {} ORDER BY fid", columns, layerName(layer)));
    if (!rows) return std::unexpected(std::move(rows).error());
    while (true) {
      auto more = rows->step();
      if (!more) return std::unexpected(std::move(more).error());
      if (!*more) break;
      for (int i = 0; i < rows->columns(); ++i) hashValue(digest.get(), *rows, i);
    }
  }
  unsigned char bytes[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  EVP_DigestFinal_ex(digest.get(), bytes, &size);
  std::string hex;
  for (unsigned i = 0; i < size; ++i) hex += std::format("{:02x}", bytes[i]);
  return hex;
}

Result<int> Reader::highestCodeNumber(std::string_view series) {
  auto highest = scalar(impl_->db, "SELECT coalesce(max(number), 0) FROM suyuan_code_number WHERE series = ?", {Value{std::string(series)}});
  if (!highest) return std::unexpected(std::move(highest).error());
  return static_cast<int>(std::get<std::int64_t>(*highest));
}

Result<> Reader::select(std::string_view sql, const std::vector<Value>& parameters,
                        const std::function<bool(const std::vector<Value>&)>& visit) {
  auto statement = Statement::prepare(impl_->db, sql);
  if (!statement) return std::unexpected(std::move(statement).error());
  bindAll(*statement, parameters);
  std::vector<Value> row(static_cast<std::size_t>(statement->columns()));
  while (true) {
    auto more = statement->step();
    if (!more) return std::unexpected(std::move(more).error());
    if (!*more) return {};
    for (int i = 0; i < statement->columns(); ++i) statement->valueInto(i, row[static_cast<std::size_t>(i)]);
    if (!visit(row)) return {};
  }
}

void Reader::interrupt() noexcept { sqlite3_interrupt(impl_->db); }

} // namespace suyuan::store
