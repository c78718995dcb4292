// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/outfall.h"

namespace suyuan {

/// The code that people know an outfall by: the national one, else the provincial, else the provisional id. Empty without any.
[[nodiscard]] inline const std::string& codeOf(const Outfall& o) noexcept {
  return !o.codeNational.empty() ? o.codeNational : !o.codeProvincial.empty() ? o.codeProvincial : o.codeLocal;
}

/// What a list calls an outfall: its code, else its name, else its provisional id.
[[nodiscard]] inline const std::string& labelOf(const Outfall& o) noexcept {
  return !o.codeNational.empty() ? o.codeNational : !o.codeProvincial.empty() ? o.codeProvincial : !o.name.empty() ? o.name : o.codeLocal;
}

} // namespace suyuan
