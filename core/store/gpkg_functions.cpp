// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/gpkg_functions.h"

#include "core/store/gpkg_blob.h"
#include "core/store/sqlite_handle.h"

#include <sqlite3.h>

#include <cstdint>

namespace suyuan::store {

namespace {

enum Side : std::intptr_t { Empty, MinX, MaxX, MinY, MaxY };

void answer(sqlite3_context* context, int, sqlite3_value** arguments) {
  const auto* bytes = static_cast<const std::byte*>(sqlite3_value_blob(arguments[0]));
  const auto size = static_cast<std::size_t>(sqlite3_value_bytes(arguments[0]));
  const auto box = boxOfBlob({bytes, bytes ? size : 0});
  const auto side = reinterpret_cast<std::intptr_t>(sqlite3_user_data(context));
  if (!box) return sqlite3_result_null(context);
  if (side == Empty) return sqlite3_result_int(context, box->empty ? 1 : 0);
  if (box->empty) return sqlite3_result_null(context);
  const double sides[]{0, box->box.minX, box->box.maxX, box->box.minY, box->box.maxY};
  sqlite3_result_double(context, sides[side]);
}

} // namespace

Result<> registerGpkgFunctions(sqlite3* db) {
  constexpr std::pair<const char*, Side> functions[]{
      {"ST_IsEmpty", Empty}, {"ST_MinX", MinX}, {"ST_MaxX", MaxX}, {"ST_MinY", MinY}, {"ST_MaxY", MaxY}};
  for (const auto& [name, side] : functions)
    if (sqlite3_create_function_v2(db, name, 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                                   reinterpret_cast<void*>(static_cast<std::intptr_t>(side)), answer, nullptr, nullptr,
                                   nullptr) != SQLITE_OK)
      return std::unexpected(databaseError(db, name));
  return {};
}

} // namespace suyuan::store
