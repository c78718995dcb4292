// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace suyuan::coding {

/// Puts a name together without saying anything twice. Each call returns how many characters it added.
class NameJoiner {
public:
  /// Words that may begin with what the name ends with: 长春市南关区 + 南关区某街.
  std::size_t add(std::string_view utf8);
  std::size_t addAsIs(std::string_view utf8);
  /// A suffix whose first words the name already ends with: 红花套污水处理厂 + 城镇污水处理厂排污口.
  std::size_t addSuffix(std::string_view utf8);

  [[nodiscard]] const std::u32string& text() const noexcept { return text_; }

private:
  std::u32string text_;
};

} // namespace suyuan::coding
