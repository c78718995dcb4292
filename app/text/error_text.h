// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/text/language.h"
#include "core/model/error.h"

#include <string>

namespace suyuan::text {

/// The one sentence a person reads: what happened, what is safe, what to do next. The library's own words
/// (Error::detail) are added in brackets where they help somebody who is asked.
[[nodiscard]] std::string sentence(const Error& error, Language language);

} // namespace suyuan::text
