// SPDX-License-Identifier: GPL-3.0-or-later
// The session interface is only declared when it is asked for.
#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include "core/store/capture.h"

#include "core/store/gpkg_schema.h"
#include "core/store/sqlite_handle.h"

#include <sqlite3.h>

#include <chrono>
#include <format>
#include <mutex>
#include <random>

namespace suyuan::store {

void DeleteSession::operator()(sqlite3_session* session) const noexcept { sqlite3session_delete(session); }

Result<Capture> Capture::start(sqlite3* db) {
  sqlite3_session* raw = nullptr;
  if (sqlite3session_create(db, "main", &raw) != SQLITE_OK) return std::unexpected(databaseError(db, "session"));
  Capture capture;
  capture.session_.reset(raw);
  capture.db_ = db;
  for (const std::string& table : capturedTables())
    if (sqlite3session_attach(raw, table.c_str()) != SQLITE_OK) return std::unexpected(databaseError(db, table));
  return capture;
}

bool Capture::isEmpty() const noexcept { return sqlite3session_isempty(session_.get()) != 0; }

Result<Blob> Capture::changeset() {
  int size = 0;
  void* bytes = nullptr;
  if (sqlite3session_changeset(session_.get(), &size, &bytes) != SQLITE_OK)
    return std::unexpected(databaseError(db_, "changeset"));
  const auto* first = static_cast<const std::byte*>(bytes);
  Blob out(first, first + size);
  sqlite3_free(bytes);
  return out;
}

namespace {

std::mt19937_64& generator() {
  thread_local std::mt19937_64 random = [] {
    std::random_device device;
    std::seed_seq seed{device(), device(), device(), device(), device(), device()};
    return std::mt19937_64(seed);
  }();
  return random;
}

} // namespace

std::string randomHex(int digits) {
  std::string out;
  while (static_cast<int>(out.size()) < digits) out += std::format("{:016x}", generator()());
  out.resize(static_cast<std::size_t>(digits));
  return out;
}

std::string utcNow() {
  return std::format("{:%FT%T}Z", std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()));
}

std::int64_t newFids(std::int64_t count) {
  static std::mutex mutex;
  static std::int64_t last = 0;
  using namespace std::chrono;
  constexpr auto epoch = sys_days{year{2020} / 1 / 1};
  const auto ms = duration_cast<milliseconds>(system_clock::now() - epoch).count();
  const std::scoped_lock lock(mutex);
  std::int64_t first = (ms << 22) | static_cast<std::int64_t>(generator()() & 0x3FFFFFU);
  if (first <= last) first = last + 1; // the clock stood still or went back
  last = first + count - 1;
  return first;
}

} // namespace suyuan::store
