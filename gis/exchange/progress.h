// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace suyuan::exchange {

/// Called now and then with the part done, 0 … 1; from the working thread.
using Progress = std::function<void(double)>;

} // namespace suyuan::exchange
