// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/pattern.h"

namespace suyuan::text {

namespace {

using ValueOf = std::function<std::string(std::string_view)>;

/// Fills the names of a piece in; `complete` turns false when one of them is empty.
std::string filled(std::string_view piece, const ValueOf& valueOf, bool& complete) {
  std::string out;
  for (std::size_t i = 0; i < piece.size();) {
    const std::size_t open = piece.find('{', i);
    if (open == std::string_view::npos) return out.append(piece.substr(i));
    const std::size_t close = piece.find('}', open);
    out.append(piece.substr(i, open - i));
    const std::string value = valueOf(piece.substr(open + 1, close - open - 1));
    complete = complete && !value.empty();
    out.append(value);
    i = close + 1;
  }
  return out;
}

} // namespace

std::string fillPattern(std::string_view pattern, const ValueOf& valueOf) {
  std::string out;
  while (!pattern.empty()) {
    const std::size_t open = pattern.find('[');
    bool complete = true;
    out.append(filled(pattern.substr(0, open), valueOf, complete));
    if (open == std::string_view::npos) break;
    const std::size_t close = pattern.find(']', open);
    bool optionalComplete = true;
    const std::string optional = filled(pattern.substr(open + 1, close - open - 1), valueOf, optionalComplete);
    if (optionalComplete) out.append(optional);
    pattern.remove_prefix(close + 1);
  }
  return out;
}

} // namespace suyuan::text
