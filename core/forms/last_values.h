// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/form_state.h"
#include "core/store/reader.h"

#include <map>
#include <string>

namespace suyuan::forms {

using LastValues = std::map<std::string, Given, std::less<>>; ///< question → what was answered last

/// What was answered last to the questions of the form that carry their answer over: from the newest 600 answers of the survey, whatever outfall they
/// are about. One read of the table's end. Errors: the store's.
[[nodiscard]] Result<LastValues> lastValues(store::Reader& reader, const Form& form);

/// Fills in those that the form wants filled, where nothing was typed.
void carryOver(FormState& state, const LastValues& last);

} // namespace suyuan::forms
