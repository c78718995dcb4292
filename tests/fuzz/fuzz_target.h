// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

/// What a fuzz program must define: take any bytes, never crash. The name is libFuzzer's.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

/// Inputs to begin from, when no file is given.
std::vector<std::string> fuzzSeeds();

/// Ends the program, so that the input is kept and shown, when something that must hold does not.
inline void fuzzRequire(bool holds) {
  if (!holds) std::abort();
}
