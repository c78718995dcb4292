// SPDX-License-Identifier: GPL-3.0-or-later
// bench_gnss FOLDER [sentences]: every log of a folder (*.log), one after the other, until that many sentences (default 1000000) were read, in pieces of
// 4096 bytes on one core: split, checked, read, joined to fixes. CSV: run, sentences, bytes, fixes, ms of processor time, sentences per second,
// allocations while reading. One warm-up and five runs. What a run gives is in README.md beside this file.
#include "core/gnss/nmea_reader.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <new>
#include <string>
#include <vector>

#include <time.h>

namespace {

std::atomic<std::size_t> allocations = 0;

double processorMs() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

} // namespace

void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

int main(int argc, char** argv) {
  using namespace suyuan::gnss;
  if (argc < 2) return 2;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(argv[1]))
    if (entry.path().extension() == ".log") files.push_back(entry.path());
  std::ranges::sort(files);
  std::string all;
  for (const auto& file : files) {
    std::ifstream in(file, std::ios::binary);
    all.append(std::istreambuf_iterator<char>(in), {});
    all += '\n';
  }
  if (all.empty()) return 3;
  const auto wanted = static_cast<std::uint64_t>(argc > 2 ? std::atoll(argv[2]) : 1'000'000);
  std::puts("run,sentences,bytes,fixes,ms,per_second,allocations");
  for (int run = 0; run <= 5; ++run) {
    auto reader = std::make_unique<NmeaReader>();
    std::uint64_t bytes = 0;
    const std::size_t allocatedBefore = allocations;
    const double start = processorMs();
    while (reader->bytes().sentences < wanted) {
      for (std::size_t at = 0; at < all.size(); at += 4096) reader->feed(std::string_view(all).substr(at, 4096), [](const Fix&) {});
      bytes += all.size();
    }
    const double ms = processorMs() - start;
    const std::uint64_t sentences = reader->bytes().sentences;
    if (run > 0)
      std::printf("%d,%llu,%llu,%llu,%.1f,%.0f,%zu\n", run, static_cast<unsigned long long>(sentences), static_cast<unsigned long long>(bytes),
                  static_cast<unsigned long long>(reader->sentences().fixes), ms, static_cast<double>(sentences) / ms * 1000, allocations - allocatedBefore);
  }
  return 0;
}
