// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json/json_document.h"
#include "core/model/finding.h"
#include "core/rules/bilingual.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace suyuan::rules {

using json::JsonObject;
using json::JsonReading;
using json::JsonValue;

/// Puts an entry into a list; a key that is there already is replaced by an overlay and is a fault otherwise.
template <class Entry, class Key>
void put(std::vector<Entry>& list, Entry entry, Key key, bool overlay, JsonObject& at, std::string_view field) {
  const auto same = std::ranges::find_if(list, [&](const Entry& e) { return key(e) == key(entry); });
  if (same == list.end()) list.push_back(std::move(entry));
  else if (overlay) *same = std::move(entry);
  else at.fault(field, "this entry is given twice");
}

/// An object of zh and en; an overlay may leave it out and keeps what was there.
[[nodiscard]] Bilingual bilingual(JsonObject& entry, std::string_view name, bool mayBeAbsent, const Bilingual& otherwise = {});

/// "citation", which must be there, and "citation_en" where the English words differ.
[[nodiscard]] Bilingual citationOf(JsonObject& entry);

/// The word of "severity"; a fault when it is none of error, warning, info.
[[nodiscard]] Severity severityOf(JsonObject& entry);

} // namespace suyuan::rules
