// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/forms/class_link.h"

#include "app/desktop/shell/look.h"

#include <QStringList>

#include <algorithm>

namespace suyuan::desktop {

bool isClassField(std::string_view field) noexcept { return field == "class_1" || field == "class_2" || field == "class_3"; }

QString classPath(const rules::OutfallClasses& classes) {
  QStringList words;
  for (const std::string* word : {&classes.class1, &classes.class2, &classes.class3})
    if (!word->empty()) words << qs(*word);
  return words.join(QStringLiteral(" › "));
}

std::vector<std::string> classWords(const rules::ClassTable& table, const Outfall& outfall, std::string_view field) {
  std::vector<std::string> words;
  const auto add = [&](const std::string& word) {
    if (std::ranges::find(words, word) == words.end()) words.push_back(word);
  };
  if (field == "class_1") {
    words = table.class1Names();
    add(table.undetermined);
  } else if (field == "class_2") {
    for (const auto& entry : table.entries)
      if (outfall.class1.empty() || entry.class1 == outfall.class1) add(entry.class2);
  } else {
    for (const auto& entry : table.entries)
      if ((outfall.class1.empty() || entry.class1 == outfall.class1) && (outfall.class2.empty() || entry.class2 == outfall.class2))
        for (const std::string& word : entry.class3) add(word);
  }
  return words;
}

std::vector<std::pair<std::string, std::string>> classChange(const rules::ClassTable& table, const Outfall& outfall,
                                                             std::string_view field, const std::string& text) {
  std::vector<std::pair<std::string, std::string>> changes{{std::string(field), text}};
  const auto set = [&](const char* name, const std::string& now, const std::string& wanted) {
    if (now != wanted) changes.emplace_back(name, wanted);
  };
  if (field == "class_3") {
    if (const auto* entry = table.findByClass3(text)) {
      // A third-level word may stand under several second-level ones: the record's own is kept when it is one of them.
      const auto* own = table.find(outfall.class2);
      if (own != nullptr && std::ranges::find(own->class3, text) != own->class3.end()) entry = own;
      set("class_2", outfall.class2, entry->class2);
      set("class_1", outfall.class1, entry->class1);
    }
  } else if (field == "class_2") {
    if (const auto* entry = table.find(text)) {
      set("class_1", outfall.class1, entry->class1);
      if (!outfall.class3.empty() && std::ranges::find(entry->class3, outfall.class3) == entry->class3.end()) set("class_3", outfall.class3, "");
    }
  } else if (std::ranges::any_of(table.entries, [&](const auto& entry) { return entry.class1 == text; })) {
    const auto* entry = table.find(outfall.class2);
    if (entry != nullptr && entry->class1 != text) {
      set("class_2", outfall.class2, "");
      set("class_3", outfall.class3, "");
    }
  }
  return changes;
}

} // namespace suyuan::desktop
