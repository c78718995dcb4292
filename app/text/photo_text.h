// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/text/language.h"
#include "core/media/photo_facts.h"

#include <string>

namespace suyuan::text {

/// What is wrong or odd with a picture, one sentence.
[[nodiscard]] std::string photoFaultText(const media::PhotoFaultFound& fault, Language language);

} // namespace suyuan::text
