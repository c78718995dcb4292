// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/finding_maker.h"

#include <format>

namespace suyuan::rules {

void FindingMaker::add(std::string_view rule, std::string_view field, RuleBook::Arguments args, std::optional<Fix> fix,
                       coding::Confidence entry) {
  const Rule* known = book_.rule(rule);
  if (!known || !known->enabled) return;
  const bool unverified = !coding::isVerified(known->confidence) || !coding::isVerified(entry);
  out_.push_back({known->id, known->severity, layer_, fid_, std::string(field), std::move(args), std::move(fix), unverified});
}

void FindingMaker::add(const Rule& rule, std::string_view field, RuleBook::Arguments args, std::optional<Fix> fix) {
  out_.push_back({rule.id, rule.severity, layer_, fid_, std::string(field), std::move(args), std::move(fix), !coding::isVerified(rule.confidence)});
}

void FindingMaker::addAs(Severity severity, std::string_view rule, std::string_view field, RuleBook::Arguments args,
                         coding::Confidence entry) {
  const std::size_t before = out_.size();
  add(rule, field, std::move(args), std::nullopt, entry);
  if (out_.size() > before) out_.back().severity = severity;
}

std::string numberText(double value, int decimals) {
  std::string text = std::format("{:.{}f}", value, decimals);
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
  }
  return text == "-0" ? "0" : text;
}

} // namespace suyuan::rules
