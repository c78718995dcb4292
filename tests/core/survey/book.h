// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/rule_book.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

namespace suyuan::test {

/// The national rules with Jilin's laid over.
inline const rules::RuleBook& jilinBook() {
  static const auto loaded = rules::RuleBook::load(std::string(SUYUAN_RESOURCES_DIR) + "/rules", "jilin");
  if (!loaded) FAIL(loaded.error().place.file << ":" << loaded.error().place.row << " " << loaded.error().detail);
  return *loaded;
}

} // namespace suyuan::test
