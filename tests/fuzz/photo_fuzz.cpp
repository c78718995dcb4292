// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz_target.h"

#include "gis/media/inspect_photo.h"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <unistd.h>

using namespace suyuan;
using namespace suyuan::media;

namespace {

// The head of a file holds all that is read apart from its last marker: a mutant should hit it.
constexpr std::size_t headBytes = 40'000;

struct Scratch {
  std::filesystem::path file = std::filesystem::temp_directory_path() / ("suyuan-photo-fuzz-" + std::to_string(::getpid()));
  ~Scratch() {
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
  }
};

} // namespace

std::vector<std::string> fuzzSeeds() {
  std::vector<std::string> seeds;
  for (const auto& entry : std::filesystem::directory_iterator(SUYUAN_TEST_DATA "/photos")) {
    if (entry.path().extension() != ".jpg") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    seeds.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    if (seeds.back().size() > headBytes) seeds.back().resize(headBytes);
  }
  fuzzRequire(!seeds.empty());
  return seeds;
}

/// Whatever the bytes: facts, not a crash; and what is said can be: on the globe, in its range, in UTF-8's printable part.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Scratch scratch;
  std::ofstream(scratch.file, std::ios::binary | std::ios::trunc).write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  const auto facts = inspectPhoto(scratch.file);
  fuzzRequire(facts.has_value());
  fuzzRequire(facts->orientation >= 1 && facts->orientation <= 8 && facts->width >= 0 && facts->height >= 0);
  if (facts->position) fuzzRequire(std::abs(facts->position->x) <= 180 && std::abs(facts->position->y) <= 90);
  if (facts->bearing) fuzzRequire(*facts->bearing >= 0 && *facts->bearing < 360);
  if (facts->takenAt) fuzzRequire(parseUtc(toIso(*facts->takenAt)) == facts->takenAt);
  if (facts->accuracy) fuzzRequire(*facts->accuracy > 0);
  return 0;
}
