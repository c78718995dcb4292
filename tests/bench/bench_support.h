// SPDX-License-Identifier: GPL-3.0-or-later
// What the benches share: the process's clocks and memory, and filling a survey.
#pragma once

#include "core/store/survey_file.h"

#include <sys/resource.h>

#include <cstdio>
#include <string>
#include <vector>

namespace suyuan::bench {

/// Processor time of all threads, ms: what counts on a machine that others use too.
inline double processorMs() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 + static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
}

inline double peakMegabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

/// Says the error; the exit code to leave with.
inline int fail(const Error& error) { return std::fprintf(stderr, "%s %s\n", std::string(errorKey(error.code)).c_str(), error.detail.c_str()), 3; }

template <class Record>
Result<> put(store::Edit& edit, const std::vector<Record>& records) {
  std::vector<Row> rows;
  rows.reserve(records.size());
  for (const Record& record : records) rows.push_back(toRow(record));
  return edit.insertBulk(Record::layer, rows);
}

} // namespace suyuan::bench
