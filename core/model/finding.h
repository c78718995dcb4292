// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/ids.h"
#include "core/model/layer.h"
#include "core/model/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace suyuan {

/// How much a finding matters.
enum class Severity : std::uint8_t {
  Info,    ///< 提示
  Warning, ///< 警告
  Error,   ///< 错误: shape, duplicates and impossible values only
};

/// A safe repair that can be applied by one key: set `field` of the finding's record to `value`.
struct Fix {
  std::string field;
  Value value;
  friend bool operator==(const Fix&, const Fix&) = default;
};

/// Data is questionable (not: something failed). The sentence is made from `rule` and `args` by the app;
/// message texts live in the rule book.
struct Finding {
  std::string rule;                                        ///< rule id, e.g. "code.division"
  Severity severity = Severity::Warning;
  Layer layer = Layer::Outfalls;
  Fid fid;                                                 ///< the record
  std::string field;                                       ///< column, empty when it is the whole record
  std::vector<std::pair<std::string, std::string>> args;   ///< named values for the message
  std::optional<Fix> fix;
  bool unverified = false;                                 ///< rests on a rule entry whose source is not verified
};

} // namespace suyuan
