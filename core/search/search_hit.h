// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"
#include "core/model/ids.h"
#include "core/model/layer.h"

#include <cstdint>
#include <string>

namespace suyuan::search {

/// By what something was found, the best first.
enum class Match : std::uint8_t {
  None,
  Code,          ///< the whole code
  Name,          ///< the whole name
  CodeBegins,
  NameBegins,
  NameHolds,     ///< anywhere in the name; or all words, each anywhere
  Former,        ///< a name or code that it had before
  CodeHolds,     ///< a part of the code
  Reading,       ///< the pinyin of the whole name
  ReadingBegins,
  ReadingHolds,
};
[[nodiscard]] std::string_view matchName(Match match) noexcept; ///< "code-begins"

/// Something that was found, with what a list shows of it.
struct SearchHit {
  Layer layer = Layer::Outfalls;
  Fid fid;              ///< not set for a division that the survey has no outline of
  std::string name;
  std::string code;     ///< the first that it has
  std::string kind;     ///< class of an outfall, kind of a lake, a unit, a zone; level of a division
  std::string division; ///< name of the county that it lies in, or of what a division lies in
  std::string water;    ///< 受纳水体 of an outfall, basin letters of a river
  std::string former;   ///< the former name or code by which it was found
  Match match = Match::None;
  Box box;              ///< lon/lat; empty when it has no place
  int parts = 1;        ///< records of one river, counted as one find; fid is the nearest
};

} // namespace suyuan::search
