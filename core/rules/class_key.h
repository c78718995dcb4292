// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coding/confidence.h"
#include "core/rules/bilingual.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace suyuan::rules {

/// An answer of the key: leads to the next question or to a class.
struct KeyAnswer {
  Bilingual text;
  std::string next;           ///< id of a question; empty: the class is found
  std::string class2, class3; ///< the class; class2 may be 暂无法确定
  Bilingual citation;         ///< clause that the answer rests on
  coding::Confidence confidence = coding::Confidence::Memory;
};

struct KeyQuestion {
  std::string id;
  Bilingual text;
  std::vector<KeyAnswer> answers;
};

/// 分类检索表: questions that lead to a class of HJ 1312, at most five to a class. The first question is the start.
struct ClassKey {
  static constexpr std::size_t mostQuestions = 5;
  std::vector<KeyQuestion> questions;
  [[nodiscard]] const KeyQuestion* find(std::string_view id) const noexcept;
  [[nodiscard]] const KeyQuestion* start() const noexcept { return questions.empty() ? nullptr : &questions.front(); }
};

/// Something that follows when an outfall is put into another class.
struct Consequence {
  enum class When : std::uint8_t {
    Always,         ///< the class changes at all
    Class1,         ///< the first-level class changes
    ToApproval,     ///< was registration, is approval now (35号令)
    ToRegistration, ///< was approval, is registration now
    ToStorm,        ///< becomes a storm outfall (雨洪)
  };
  std::string key; ///< "approval", "monitoring", "signboard" …
  When when = When::Always;
  Bilingual text;
  Bilingual citation;
  coding::Confidence confidence = coding::Confidence::Memory;
};

} // namespace suyuan::rules
