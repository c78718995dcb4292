// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coding/uscc.h"

#include <array>

namespace suyuan::coding {

namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"; // no I O S V Z
constexpr std::array<int, 17> weights{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28}; // 3^i mod 31
constexpr std::array<int, 8> organisationWeights{3, 7, 9, 10, 5, 8, 4, 2};                             // GB 11714

} // namespace

UsccResult checkUscc(std::string_view text) noexcept {
  if (text.size() != 18) return {UsccFault::Length, static_cast<int>(text.size() < 18 ? text.size() : 18), std::nullopt};
  int sum = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto value = alphabet.find(text[i]);
    if (value == std::string_view::npos) return {UsccFault::Character, static_cast<int>(i), std::nullopt};
    if (i < weights.size()) sum += static_cast<int>(value) * weights[i];
  }
  const char check = alphabet[static_cast<std::size_t>((31 - sum % 31) % 31)];
  if (text[17] != check) return {UsccFault::CheckDigit, 17, check};

  int organisation = 0;
  for (std::size_t i = 0; i < organisationWeights.size(); ++i) {
    const char c = text[8 + i];
    organisation += organisationWeights[i] * (c >= 'A' ? c - 'A' + 10 : c - '0');
  }
  const int rest = 11 - organisation % 11;
  const char wanted = rest == 10 ? 'X' : rest == 11 ? '0' : static_cast<char>('0' + rest);
  if (text[16] != wanted) return {UsccFault::OrganisationCheckDigit, 16, wanted};
  return {};
}

} // namespace suyuan::coding
