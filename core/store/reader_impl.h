// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/sqlite_handle.h"

#include <map>
#include <string>

namespace suyuan::store {

/// A reader's connection: its own, or the writer's (then `owned` is empty and the writer outlives it).
struct ReaderImpl {
  Connection owned;
  sqlite3* db = nullptr;
};

} // namespace suyuan::store
