// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/finding_text.h"

namespace suyuan::text {

std::string findingText(const Finding& finding, const rules::RuleBook& book, Language language) {
  std::string text = book.message(finding.rule, code(language), finding.args);
  if (finding.unverified) text += language == Language::English ? " (basis not verified)" : "（依据待核实）";
  return text;
}

std::string severityText(Severity severity, Language language) {
  const bool english = language == Language::English;
  switch (severity) {
  case Severity::Error: return english ? "Error" : "错误";
  case Severity::Warning: return english ? "Warning" : "警告";
  case Severity::Info: return english ? "Hint" : "提示";
  }
  return {};
}

std::string_view severityKey(Severity severity) noexcept {
  switch (severity) {
  case Severity::Error: return "error";
  case Severity::Warning: return "warning";
  case Severity::Info: return "info";
  }
  return {};
}

} // namespace suyuan::text
