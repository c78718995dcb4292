// SPDX-License-Identifier: GPL-3.0-or-later
// bench_codes RULES [count]: codes parsed and checked against the tables, on one core, and names linted. RULES is the
// folder of the rule files, count how many codes (default 1000000). CSV: what, run, count, ms of processor time (what
// else the machine does is not counted), per second. One warm-up and five runs. Codes come with and without hyphens in turn; "mixed" has one faulty code in twenty. What a run gives
// is in README.md beside this file.
#include "core/coding/outfall_code.h"
#include "core/coding/outfall_name.h"
#include "core/rules/rule_book.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include <time.h>

using namespace suyuan;

namespace {

double processorMs() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

template <class Work>
void measure(const char* what, std::size_t count, Work&& work) {
  for (int run = 0; run <= 5; ++run) {
    const double start = processorMs();
    const std::size_t done = work();
    const double ms = processorMs() - start;
    if (done == 0) std::exit(1);
    if (run > 0) std::printf("%s,%d,%zu,%.1f,%.0f\n", what, run, count, ms, static_cast<double>(count) / ms * 1000);
  }
}

} // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const auto book = rules::RuleBook::load(argv[1], "jilin");
  if (!book) {
    std::fprintf(stderr, "%s: %s\n", book.error().place.file.c_str(), book.error().detail.c_str());
    return 3;
  }
  const auto count = static_cast<std::size_t>(argc > 2 ? std::atoll(argv[2]) : 1'000'000);
  const coding::CodeTables& tables = book->codes();
  const auto counties = tables.divisions->knownCounties();
  std::mt19937 random(1);
  std::vector<std::string> clean, mixed;
  for (std::size_t i = 0; i < count; ++i) {
    coding::CodeParts parts{tables.basins[random() % tables.basins.size()].code, counties[random() % counties.size()],
                            1 + static_cast<int>(random() % 9999), tables.types[random() % tables.types.size()].code, "00"};
    std::string text = coding::formatCode(parts);
    if (i % 2) std::erase(text, '-');
    mixed.push_back(text);
    if (i % 20 == 0) mixed.back()[random() % text.size()] = static_cast<char>('0' + random() % 43);
    clean.push_back(std::move(text));
  }
  std::puts("what,run,count,ms,per_second");
  const auto parseAll = [&](const std::vector<std::string>& texts) {
    std::size_t valid = 0;
    for (const std::string& text : texts) valid += coding::parseCode(text, tables).valid();
    return valid;
  };
  measure("parse-clean", count, [&] { return parseAll(clean); });
  measure("parse-mixed", count, [&] { return parseAll(mixed); });
  measure("normalise", count, [&] {
    std::size_t length = 0;
    for (const std::string& text : mixed) length += coding::normaliseCode(text).size();
    return length;
  });
  const std::size_t names = count / 20;
  measure("lint-name", names, [&] {
    std::size_t found = 1;
    const coding::NameContext context{"其他排口", "城镇雨洪排口", "", DivisionCode{220102}, &book->divisions()};
    for (std::size_t i = 0; i < names; ++i)
      found += coding::nameDeviations("长春市南关区南岭街道伊通河大桥东南180米2#城镇雨洪排口", context, book->names()).size();
    return found;
  });
  return 0;
}
