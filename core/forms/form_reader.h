// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/form.h"
#include "core/json/json_document.h"

#include <filesystem>
#include <string>

namespace suyuan::forms {

// Form files: JSON as resources/schema/form.schema.json has it. A file with `"extends": "ID"` lies over the form of that id: its questions take
// the place of those of the same id, or join the section (after the one that `"after"` names, else at the end); sections that
// the form lacks are added; `"remove"` takes questions away.

/// A form file as it was read, its questions not yet bound to conditions.
struct FormFile {
  std::filesystem::path file;
  std::string extends; ///< id of the form that it lies over; empty: a form of its own
  Form form;           ///< of an overlay: what it adds
  std::vector<std::string> removed;
  struct Condition {
    std::string question, text;
    bool shown = false; ///< else when it is required
    std::int64_t line = 0;
    std::string pointer;
  };
  std::vector<Condition> conditions;
  std::vector<std::pair<std::string, std::string>> after; ///< question and the one that it stands after
  struct Line {
    std::string question;
    std::int64_t line = 0;
    std::string pointer;
  };
  std::vector<Line> lines; ///< where each question stands in the file
};

/// Errors: RuleFileMissing, FileUnreadable, RuleFileInvalid with line, JSON pointer and reason.
[[nodiscard]] Result<FormFile> readFormFile(const std::filesystem::path& file);
[[nodiscard]] Result<FormFile> readFormText(std::string_view text, const std::string& name);

/// Lays an overlay over a form that was read. Errors: RuleFileInvalid in the overlay.
[[nodiscard]] Result<> layOver(FormFile& base, const FormFile& overlay);

/// Compiles the conditions and gives the form. Errors: RuleFileInvalid at the condition.
[[nodiscard]] Result<Form> bind(const FormFile& file);

} // namespace suyuan::forms
