// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/class_table.h"

#include <algorithm>

namespace suyuan::rules {

std::vector<std::string> ClassTable::class1Names() const {
  std::vector<std::string> names;
  for (const ClassEntry& e : entries)
    if (!std::ranges::contains(names, e.class1)) names.push_back(e.class1);
  return names;
}

std::vector<std::string> ClassTable::class2Names(std::string_view class1) const {
  std::vector<std::string> names;
  for (const ClassEntry& e : entries)
    if (e.class1 == class1) names.push_back(e.class2);
  return names;
}

std::vector<std::string> ClassTable::class3Names(std::string_view class2) const {
  const ClassEntry* entry = find(class2);
  return entry ? entry->class3 : std::vector<std::string>{};
}

const ClassEntry* ClassTable::find(std::string_view class2) const noexcept {
  const auto found = std::ranges::find(entries, class2, &ClassEntry::class2);
  return found == entries.end() ? nullptr : &*found;
}

const ClassEntry* ClassTable::findByClass3(std::string_view class3) const noexcept {
  const auto found = std::ranges::find_if(entries, [&](const ClassEntry& e) { return std::ranges::contains(e.class3, class3); });
  return found == entries.end() ? nullptr : &*found;
}

ClassFit ClassTable::fit(std::string_view class1, std::string_view class2, std::string_view class3) const noexcept {
  if (class1 == undetermined || class2 == undetermined) return ClassFit::Undetermined;
  if (class1.empty() && class2.empty() && class3.empty()) return ClassFit::Unset;
  if (!class1.empty() && std::ranges::find(entries, class1, &ClassEntry::class1) == entries.end()) return ClassFit::Class1Unknown;
  if (!class2.empty()) {
    const ClassEntry* entry = find(class2);
    if (!entry) return ClassFit::Class2Unknown;
    if (entry->class1 != class1) return ClassFit::Class2Elsewhere;
    if (class3.empty() && !entry->class3.empty()) return ClassFit::Class3Missing;
  }
  if (!class3.empty()) {
    const ClassEntry* owner = findByClass3(class3);
    if (!owner) return ClassFit::Class3Unknown;
    if (owner->class2 != class2) return ClassFit::Class3Elsewhere;
  }
  return ClassFit::Fits;
}

} // namespace suyuan::rules
