// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coding/code_tables.h"
#include "core/coding/name_builder.h"
#include "core/coding/outfall_code.h"
#include "core/store/reader.h"

#include <QString>

#include <array>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace suyuan::desktop {

/// How outfalls are called in a list: the name, else the provisional id, else the address.
[[nodiscard]] Result<std::unordered_map<Fid, QString>> shownNames(store::Reader& reader, std::span<const Fid> fids);
/// How outfalls are known beside their names: their code, else the number of the source; nothing for one that has neither.
[[nodiscard]] Result<std::unordered_map<Fid, QString>> shownCodes(store::Reader& reader, std::span<const Fid> fids);

/// Why nothing can be given: the field that is missing, or "lease".
[[nodiscard]] QString missingText(const std::string& missing);

/// Which parts of a code differ, "type, number"; for a code that is new, that there was none.
[[nodiscard]] QString codeReason(const std::string& before, const std::string& after, const coding::CodeTables& tables);
/// The parts of a code in their order, how each is called and what a code has there.
inline constexpr std::array codeParts{"basin", "division", "sequence", "type", "extension"};
[[nodiscard]] QString codePartText(std::string_view part);
[[nodiscard]] QString codePartValue(const coding::CodeParts& parts, std::string_view part);

/// Which parts of a written name differ from its template; that there was none.
[[nodiscard]] QString nameReason(const std::string& before, const std::vector<coding::NameDifference>& parts);

} // namespace suyuan::desktop
