// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cpl_error.h>

#include <string>

namespace suyuan::gdal {

/// Keeps what GDAL says in this thread while it lives, so that nothing is printed. Not copyable: GDAL holds `this`.
class GdalErrors {
public:
  GdalErrors();
  ~GdalErrors();
  GdalErrors(const GdalErrors&) = delete;
  GdalErrors& operator=(const GdalErrors&) = delete;

  [[nodiscard]] int failures() const noexcept { return failures_; }
  [[nodiscard]] const std::string& first() const noexcept { return first_; } ///< first failure, else first warning

private:
  static void CPL_STDCALL take(CPLErr severity, CPLErrorNum number, const char* text);
  int failures_ = 0;
  std::string first_;
};

} // namespace suyuan::gdal
