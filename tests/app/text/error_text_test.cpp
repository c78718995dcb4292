// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/error_text.h"

#include <catch2/catch_test_macros.hpp>

#include <set>
#include <vector>

using namespace suyuan;
using text::Language;

namespace {

const std::vector<ErrorCode> everyCode{
#define SUYUAN_ERROR(name, number, key) ErrorCode::name,
#include "core/model/error_codes.def"
#undef SUYUAN_ERROR
};

} // namespace

TEST_CASE("every error has a sentence of its own in both languages, without open placeholders") {
  for (const Language language : {Language::Chinese, Language::English}) {
    std::set<std::string> seen;
    for (const ErrorCode code : everyCode) {
      const Error error{code, {.file = "a.gpkg", .layer = "outfalls", .row = 7, .field = "name"}, {"one", "two"}, {}};
      const std::string sentence = text::sentence(error, language);
      INFO(errorKey(code) << ": " << sentence);
      CHECK(sentence.size() > 12);
      CHECK(sentence.find_first_of("{}[]") == std::string::npos);
      CHECK(seen.insert(sentence).second);
    }
  }
}

TEST_CASE("a part of a sentence whose value is not known is left out") {
  const Error error{ErrorCode::RuleFileInvalid, {.file = "rules/x.json"}, {}, {}};
  CHECK(text::sentence(error, Language::English) ==
        "The rule file rules/x.json is wrong; the former rules stay in force. Correct it as told.");
  const Error placed{ErrorCode::RuleFileInvalid, {.file = "rules/x.json", .row = 12}, {}, "unknown key"};
  CHECK(text::sentence(placed, Language::Chinese) ==
        "规则文件 rules/x.json 第 12 行有误，仍使用原来的规则；请按提示改正。（unknown key）");
}

TEST_CASE("the language is asked from the environment, Chinese when nobody says") {
  unsetenv("LC_ALL");
  unsetenv("LC_MESSAGES");
  unsetenv("LANG");
  setenv("SUYUAN_LANGUAGE", "en", 1);
  CHECK(text::languageOfEnvironment() == Language::English);
  unsetenv("SUYUAN_LANGUAGE");
  CHECK(text::languageOfEnvironment() == Language::Chinese);
  setenv("LANG", "en_GB.UTF-8", 1);
  CHECK(text::languageOfEnvironment() == Language::English);
}
