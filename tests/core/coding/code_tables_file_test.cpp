// SPDX-License-Identifier: GPL-3.0-or-later
// The data files that codes and names rest on: what is wrong in one is told by file, line, place and reason.
#include "core/rules/rule_book.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

using namespace suyuan;

namespace {

namespace fs = std::filesystem;

class DataCopy {
public:
  DataCopy() : root_(fs::temp_directory_path() / ("suyuan-code-tables-" + std::to_string(std::random_device{}()))) {
    fs::create_directories(root_);
    for (const char* folder : {"rules", "divisions"})
      fs::copy(fs::canonical(fs::path(SUYUAN_RESOURCES_DIR) / folder), root_ / folder, fs::copy_options::recursive);
  }
  ~DataCopy() {
    std::error_code ec;
    fs::remove_all(root_, ec);
  }
  DataCopy(const DataCopy&) = delete;
  DataCopy& operator=(const DataCopy&) = delete;

  /// Puts `with` for the first `what`; returns the line of the place.
  std::int64_t replace(const std::string& file, const std::string& what, const std::string& with) const {
    std::ifstream in(root_ / file, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    in.close();
    const auto at = text.find(what);
    REQUIRE(at != std::string::npos);
    const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    text.replace(at, what.size(), with);
    std::ofstream(root_ / file, std::ios::binary) << text;
    return line;
  }
  [[nodiscard]] Result<rules::RuleBook> load(std::string_view province = "") const { return rules::RuleBook::load(root_ / "rules", province); }

private:
  fs::path root_;
};

/// The file with one thing changed is refused at that line.
void refused(const std::string& file, const std::string& what, const std::string& with, const std::string& pointerEnd, const std::string& reason) {
  const DataCopy data;
  const auto line = data.replace(file, what, with);
  INFO(with);
  const auto book = data.load();
  REQUIRE_FALSE(book.has_value());
  CHECK(book.error().code == ErrorCode::RuleFileInvalid);
  CHECK(book.error().place.file.ends_with(file.substr(file.find('/') + 1)));
  CHECK(book.error().place.row == line);
  CHECK(book.error().place.field.ends_with(pointerEnd));
  CHECK(book.error().detail.find(reason) != std::string::npos);
}

} // namespace

TEST_CASE("a wrong change of divisions is refused with its line and reason") {
  const std::string file = "divisions/changes.json";
  refused(file, R"("date": "2014", "kind": "recoded")", R"("date": "2014", "kind": "moved")", "/kind", "is not recoded");
  refused(file, R"("date": "2014")", R"("date": "2014-13")", "/date", "is not YYYY");
  refused(file, R"("from": "220381")", R"("from": "22038")", "/from", "is not a division code");
  refused(file, R"("to": "220184")", R"("to": "220381")", "/to", "it is the same code");
  refused(file, R"("to": "220184", )", "", "", "only what was abolished");
  refused(file, R"("to": "220184")", R"("too": "220184", "to": "220184")", "/too", "");
  refused(file, R"("to": "220602")", R"("to": "220603")", "/to", "what was renamed keeps its code");
}

TEST_CASE("a wrong table of codes or names is refused with its line and reason") {
  const std::string file = "rules/hj1235.json";
  refused(file, R"({prefecture}{county}{township}{unit|address)", R"({prefecture}{street}{unit|address)", "/pattern", "there is no fact");
  refused(file, R"({direction}{distance}{number}{suffix})", R"({direction}{distance}{number})", "/pattern", "{suffix} is missing");
  refused(file, R"("part": "sequence", "characters": 4)", R"("part": "sequence", "characters": 5)", "/characters", "this part has 4");
  refused(file, R"("first_branch": 1)", R"("first_branch": 100)", "/first_branch", "from 1 to 99");
  refused(file, R"({"name": "渤海")", R"({"code": "FA", "name": "渤海")", "/code", "river basin");
  refused(file, R"("short": ["延边州"])", R"("short": [])", "/short", "at least one");
}

TEST_CASE("a province's file adds changes of its own and letters of a sea") {
  const DataCopy data;
  data.replace("rules/provinces/jilin.json", R"("facts": [)",
               R"("seas": [{"name": "黄海", "code": "YS", "citation": "made up", "confidence": "M"}],
  "division_changes": [{"from": "220102", "to": "220199", "name": "南关区", "to_name": "新南关区", "date": "2030-01-01", "kind": "recoded", "citation": "made up", "confidence": "M"}],
  "facts": [)");
  const auto national = data.load();
  REQUIRE(national.has_value());
  CHECK_FALSE(national->divisions().known(DivisionCode{220199}));
  const auto jilin = data.load("jilin");
  REQUIRE(jilin.has_value());
  CHECK(jilin->divisions().current(DivisionCode{220102}) == DivisionCode{220199});
  CHECK(jilin->divisions().fullName(DivisionCode{220199}) == "长春市新南关区");
  CHECK(jilin->codes().sea("YS") != nullptr);
  CHECK(jilin->codes().seas.size() == 4); // the national entry of the same sea is replaced
  CHECK(jilin->codes().parts.size() == 5);
}
