// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/form.h"
#include "core/model/error.h"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace suyuan::forms {

/// The forms that are in force for a survey. A value.
struct FormSet {
  std::vector<Form> forms;   ///< by level, then id
  std::vector<Error> faults; ///< files that were left out, each whole: with file, line and reason

  [[nodiscard]] const Form* find(std::string_view id) const noexcept;
  /// The first question of this id in any form, for its words and units.
  [[nodiscard]] const Question* question(std::string_view id) const noexcept;
};

/// Reads `resources`/forms/*.json, `resources`/forms/provinces/PROVINCE/*.json when a province is named, and `survey`/forms/*.json: there an
/// office puts what it adds, in one JSON file, without a build. Files that extend a form are laid over it in this order, by file name. A form
/// of the survey takes the place of one of the same id. A faulty file is left out and told.
[[nodiscard]] FormSet loadForms(const std::filesystem::path& resources, std::string_view province, const std::filesystem::path& survey = {});

/// Whether a file is a form, or lies soundly over one of the set's; the form as it then is. Errors: those of reading.
[[nodiscard]] Result<Form> checkFormFile(const std::filesystem::path& file, const std::filesystem::path& resources, std::string_view province);

} // namespace suyuan::forms
