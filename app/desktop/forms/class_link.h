// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/outfall.h"
#include "core/rules/class_table.h"
#include "core/rules/reclassify.h"

#include <QString>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace suyuan::desktop {

/// True for class_1, class_2, class_3.
[[nodiscard]] bool isClassField(std::string_view field) noexcept;

/// The classes from the first level down, "first › second › third"; empty when there is none.
[[nodiscard]] QString classPath(const rules::OutfallClasses& classes);

/// Words to choose from for a class field of this record: the second level those of its first, the third those of its
/// second; all of them as long as the level above is not given.
[[nodiscard]] std::vector<std::string> classWords(const rules::ClassTable& table, const Outfall& outfall, std::string_view field);

/// What choosing `text` for a class field sets: the field, the levels above that it belongs to, and empty text for
/// levels below that do not belong to it. A word that the table does not know leaves the others alone.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> classChange(const rules::ClassTable& table, const Outfall& outfall,
                                                                           std::string_view field, const std::string& text);

} // namespace suyuan::desktop
