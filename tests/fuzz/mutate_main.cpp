// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz_target.h"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <random>

// fuzz_NAME [SECONDS] [FILE…]: mutates seeds (or the files) until the time is over. When the target aborts, the input
// that did it is left in fuzz-crash.bin of the working folder; run it again with SECONDS 0 and that file.

namespace {

std::string current; // the input being tried, for the signal handler

extern "C" void keepInput(int signal) {
  if (std::FILE* file = std::fopen("fuzz-crash.bin", "wb")) {
    std::fwrite(current.data(), 1, current.size(), file);
    std::fclose(file);
  }
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

void run(const std::string& input) {
  current = input;
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(current.data()), current.size());
}

std::string mutated(std::string text, const std::vector<std::string>& seeds, std::mt19937& random) {
  const auto below = [&](std::size_t n) { return n == 0 ? 0 : random() % n; };
  for (std::size_t rounds = 1 + below(4); rounds-- > 0;) {
    const std::size_t at = below(text.size() + 1);
    switch (below(7)) {
    case 0: text.insert(at, 1, static_cast<char>(below(256))); break;
    case 1: text.erase(at, 1 + below(8)); break;
    case 2:
      if (at < text.size()) text[at] = static_cast<char>(below(256));
      break;
    case 3: text.resize(at); break;
    case 4: text.insert(at, text.substr(below(text.size() + 1), below(64))); break;
    case 5: {
      const std::string& other = seeds[below(seeds.size())];
      text.insert(at, other.substr(below(other.size() + 1), below(64)));
      break;
    }
    default:
      if (at < text.size()) text[at] = static_cast<char>(text[at] ^ (1 << below(8)));
    }
    if (text.size() > (1u << 17)) text.resize(1u << 17);
  }
  return text;
}

} // namespace

int main(int count, char** arguments) {
  const double seconds = count > 1 ? std::atof(arguments[1]) : 10;
  std::vector<std::string> seeds;
  for (int i = 2; i < count; ++i) {
    std::ifstream in(arguments[i], std::ios::binary);
    seeds.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  if (seeds.empty()) seeds = fuzzSeeds();
  std::signal(SIGABRT, keepInput);
  std::signal(SIGSEGV, keepInput);
  for (const std::string& seed : seeds) run(seed);
  std::mt19937 random(std::random_device{}());
  std::vector<std::string> pool = seeds;
  std::size_t runs = 0;
  const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  while (std::chrono::steady_clock::now() < end) {
    std::string& base = pool[random() % pool.size()];
    std::string next = mutated(base, seeds, random);
    run(next);
    ++runs;
    // Mutants of mutants go deeper; the pool stays small.
    if (random() % 16 == 0) {
      if (pool.size() < 256) pool.push_back(std::move(next));
      else pool[seeds.size() + random() % (pool.size() - seeds.size())] = std::move(next);
    }
  }
  std::printf("%zu inputs\n", runs);
  return 0;
}
