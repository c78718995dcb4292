// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/text/language.h"
#include "core/model/error.h"
#include "core/model/record.h"
#include "core/rules/rule_book.h"
#include "core/store/survey_file.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

namespace suyuan::cli {

/// Keeps keys in the order they were put, so that answers read as they are documented.
using Json = nlohmann::ordered_json;

enum ExitCode : int {
  Done = 0,
  LookAt = 1,     ///< found what the user should look at (findings, conflicts, refused rows)
  WrongCall = 2,
  Failed = 3,     ///< an input or the environment failed
};

/// What every verb shares: how to answer, and the lazily loaded rule book.
class Session {
public:
  bool json = false;            ///< one JSON document on stdout
  text::Language language = text::Language::Chinese;
  std::string province = "jilin"; ///< provincial rules laid over the national ones
  int exitCode = Done;

  /// Prints the JSON document when asked for, else the lines for people.
  void answer(const Json& document, const std::string& lines) const;
  /// One sentence on stderr; with --json also {"error":…} on stdout. Sets and returns the exit code.
  int fail(const Error& error);
  /// A line on stderr for people.
  void say(const std::string& line) const;
  /// `zh` or `en` by the session's language.
  [[nodiscard]] const std::string& words(const std::string& zh, const std::string& en) const {
    return language == text::Language::English ? en : zh;
  }

  [[nodiscard]] Result<const rules::RuleBook*> book();
  /// Opens for writing; when another program holds the survey, fails with SurveyLocked.
  [[nodiscard]] Result<store::SurveyFile> openForWriting(const std::filesystem::path& folder) const;
  [[nodiscard]] Result<store::SurveyFile> openForReading(const std::filesystem::path& folder) const;

  /// Progress on stderr when it is a terminal: label and percent, one line.
  [[nodiscard]] std::function<void(double)> progress(const std::string& label) const;
  /// Asked to stop by Ctrl-C.
  [[nodiscard]] static std::stop_token stopToken();

private:
  std::optional<rules::RuleBook> book_;
};

/// JSON of a value: fids as text, blobs as hex, NULL as null.
[[nodiscard]] Json jsonOf(const Value& value, FieldType type);
[[nodiscard]] Json jsonOf(const Finding& finding);

} // namespace suyuan::cli
