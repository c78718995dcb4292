// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace suyuan {

/// What could not be done. The numbers are the contract (error_codes.def); the app owns the sentences.
enum class ErrorCode : std::uint16_t {
#define SUYUAN_ERROR(name, number, key) name = number,
#include "core/model/error_codes.def"
#undef SUYUAN_ERROR
};

/// Stable lower-case key of a code, as printed by --json, e.g. "survey-newer".
[[nodiscard]] std::string_view errorKey(ErrorCode code) noexcept;

/// Where it happened; parts that do not apply are empty or -1.
struct Place {
  std::string file;       ///< path, UTF-8
  std::string layer;      ///< layer or table
  std::int64_t row = -1;  ///< row or line, counted from 1
  std::string field;      ///< column, key or JSON pointer
  friend bool operator==(const Place&, const Place&) = default;
};

/// An error is a value: number, place, arguments for the sentence, and the library's own words for the log.
struct Error {
  ErrorCode code = ErrorCode::Internal;
  Place place;
  std::vector<std::string> args; ///< meaning is per code, in the order the sentence uses them
  std::string detail;            ///< untranslated cause (SQLite, GDAL, errno text …)
};

template <class T = void>
using Result = std::expected<T, Error>;

/// Shorthand: `return failure(ErrorCode::FileNotFound, {.file = path}, "no such file");`
[[nodiscard]] inline std::unexpected<Error> failure(ErrorCode code, Place place = {}, std::string detail = {},
                                                    std::vector<std::string> args = {}) {
  return std::unexpected(Error{code, std::move(place), std::move(args), std::move(detail)});
}

} // namespace suyuan

// Passes an error up: SUYUAN_TRY(store.commit());
#define SUYUAN_TRY(expression)                                                                               \
  do {                                                                                                       \
    if (auto suyuanTry = (expression); !suyuanTry) return std::unexpected(std::move(suyuanTry).error());     \
  } while (false)
