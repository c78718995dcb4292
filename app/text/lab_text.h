// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/text/language.h"
#include "core/sampling/lab_sheet.h"

#include <string>

namespace suyuan::text {

/// What happened to a row or a cell of a laboratory's sheet, and what follows; without its number.
[[nodiscard]] std::string labRemarkText(const sampling::LabRemark& remark, Language language);

} // namespace suyuan::text
