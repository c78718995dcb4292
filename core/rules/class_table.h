// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coding/confidence.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace suyuan::rules {

/// How an outfall of a class is set up (入河排污口监督管理办法, 35号令).
enum class SetUpProcedure : std::uint8_t {
  Approval,     ///< 审批
  Registration, ///< 登记
};

/// A second-level class with its third-level ones (HJ 1312-2023).
struct ClassEntry {
  std::string class1, class2;
  std::vector<std::string> class3; ///< empty: the class has no third level
  SetUpProcedure procedure = SetUpProcedure::Registration;
  coding::Confidence confidence = coding::Confidence::Practice;
  coding::Confidence procedureConfidence = coding::Confidence::SecondHand;
};

enum class ClassFit : std::uint8_t {
  Fits,
  Unset,           ///< no class given
  Undetermined,    ///< 暂无法确定, allowed while surveying
  Class1Unknown,
  Class2Unknown,
  Class2Elsewhere, ///< belongs to another first-level class
  Class3Unknown,
  Class3Elsewhere, ///< belongs to another second-level class
  Class3Missing,   ///< the second-level class has third-level ones and none is given
};

struct ClassTable {
  std::vector<ClassEntry> entries;
  std::string undetermined = "暂无法确定";

  [[nodiscard]] std::vector<std::string> class1Names() const; ///< in the standard's order
  [[nodiscard]] std::vector<std::string> class2Names(std::string_view class1) const;
  [[nodiscard]] std::vector<std::string> class3Names(std::string_view class2) const;
  [[nodiscard]] const ClassEntry* find(std::string_view class2) const noexcept;
  /// Second-level class that a third-level one belongs to.
  [[nodiscard]] const ClassEntry* findByClass3(std::string_view class3) const noexcept;
  [[nodiscard]] ClassFit fit(std::string_view class1, std::string_view class2, std::string_view class3) const noexcept;
};

} // namespace suyuan::rules
