// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace suyuan::coding {

/// 统一社会信用代码 (GB 32100-2015): what is wrong with one.
enum class UsccFault : std::uint8_t {
  None,
  Length,       ///< not 18 characters
  Character,    ///< I, O, S, V, Z or no letter or digit of the alphabet
  CheckDigit,   ///< 校验码 does not fit (some early pilot codes are legal and do not fit)
  OrganisationCheckDigit, ///< 组织机构代码 (GB 11714, characters 9–17) does not fit
};

struct UsccResult {
  UsccFault fault = UsccFault::None;
  int at = -1;                  ///< character from 0 of the fault; -1 when there is none
  std::optional<char> expected; ///< the character that would fit, for the two check digits
};

/// Expects plain capitals and digits without blanks (see normaliseUscc in the rule checks).
[[nodiscard]] UsccResult checkUscc(std::string_view text) noexcept;

} // namespace suyuan::coding
