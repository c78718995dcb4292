// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/error.h"

namespace suyuan {

std::string_view errorKey(ErrorCode code) noexcept {
  switch (code) {
#define SUYUAN_ERROR(name, number, key) \
  case ErrorCode::name: return key;
#include "core/model/error_codes.def"
#undef SUYUAN_ERROR
  }
  return "internal";
}

} // namespace suyuan
