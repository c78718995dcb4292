// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/rule_tests.h"

#include "core/rules/builtin_rules.h"
#include "good_record.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>

using namespace suyuan;
using namespace suyuan::rules;

namespace {

namespace fs = std::filesystem;

const fs::path resources = SUYUAN_RESOURCES_DIR;

RuleTestReport run(const fs::path& file, const std::string& pack) {
  const auto book = RuleBook::load(resources / "rules", pack);
  if (!book) FAIL(book.error().place.file << ":" << book.error().place.row << " " << book.error().detail);
  auto report = runRuleTests(file, *book);
  if (!report) FAIL(report.error().place.file << ":" << report.error().place.row << " " << report.error().detail);
  for (const RuleTestFailure& f : report->failures) UNSCOPED_INFO(file.filename().string() << ":" << f.line << " " << f.rule << ": " << f.why);
  CHECK(report->failures.empty());
  return std::move(*report);
}

/// A test file of a test's own.
class OwnFile {
public:
  explicit OwnFile(const std::string& text) : path_(fs::temp_directory_path() / ("suyuan-ruletests-" + std::to_string(std::random_device{}()) + ".json")) {
    std::ofstream(path_, std::ios::binary) << text;
  }
  ~OwnFile() {
    std::error_code ec;
    fs::remove(path_, ec);
  }
  OwnFile(const OwnFile&) = delete;
  OwnFile& operator=(const OwnFile&) = delete;
  [[nodiscard]] const fs::path& path() const { return path_; }

private:
  fs::path path_;
};

} // namespace

TEST_CASE("every rule of the national register fires where it should and is silent where it should") {
  const RuleTestReport report = run(fs::path(SUYUAN_TEST_DATA) / "rules" / "register_tests.json", "");
  const auto book = RuleBook::load(resources / "rules");
  REQUIRE(book.has_value());
  for (const std::string& rule : report.uncovered(*book)) UNSCOPED_INFO("no example of both kinds: " << rule);
  CHECK(report.uncovered(*book).empty());
  CHECK(book->rules().size() >= 160);
  CHECK(report.examples > 2 * book->rules().size());
}

TEST_CASE("every rule of a pack has its examples in the pack's own test files") {
  RuleTestReport jilin = run(resources / "rules/tests/jilin.json", "jilin");
  const RuleTestReport late = run(resources / "rules/tests/jilin_late.json", "jilin");
  jilin.fired.insert(jilin.fired.end(), late.fired.begin(), late.fired.end());
  jilin.silent.insert(jilin.silent.end(), late.silent.begin(), late.silent.end());
  CHECK(jilin.uncovered(testBook(), "jilin").empty());

  const auto hubei = RuleBook::load(resources / "rules", "hubei");
  REQUIRE(hubei.has_value());
  CHECK(run(resources / "rules/tests/hubei.json", "hubei").uncovered(*hubei, "hubei").empty());
  CHECK(packOfRuleTests(resources / "rules/tests/hubei.json").value() == "hubei");
}

TEST_CASE("a register that lacks an example is told") {
  const auto book = RuleBook::load(resources / "rules");
  const OwnFile file(R"({"format": "suyuan-rules/tests/1", "title": "x", "world": {}, "tests": [
    {"rule": "unit.phone", "fires": {"units": {"name": "甲", "geom": [125.1234, 43.1234], "phone": "1"}}}]})");
  const auto report = runRuleTests(file.path(), *book);
  REQUIRE(report.has_value());
  CHECK(report->failures.empty());
  const auto ofOne = std::ranges::count_if(book->rules(), [](const Rule& rule) { return rule.group != "evidence"; });
  CHECK(std::ssize(report->uncovered(*book)) == ofOne); // unit.phone has no example of silence
}

TEST_CASE("a test that is wrong about a rule fails, with its line") {
  const auto book = RuleBook::load(resources / "rules");
  const auto failures = [&](const std::string& tests) {
    const OwnFile file("{\"format\": \"suyuan-rules/tests/1\", \"title\": \"x\", \"world\": {\"units\": [{\"name\": \"甲\", \"geom\": [125.1234, 43.1234], \"phone\": \"12345678\"}]},\n\"tests\": [\n" + tests + "]}");
    auto report = runRuleTests(file.path(), *book);
    REQUIRE(report.has_value());
    return report->failures;
  };
  CHECK(failures(R"({"rule": "unit.phone", "fires": {"units": {"phone": "1"}}, "silent": {}})").empty());
  auto wrong = failures(R"({"rule": "unit.phone", "fires": {}})");
  REQUIRE(wrong.size() == 1);
  CHECK(wrong[0].line == 3);
  CHECK(wrong[0].why.find("does not fire") != std::string::npos);
  CHECK(failures(R"({"rule": "unit.phone", "silent": {"units": {"phone": "1"}}})").size() == 1);
  CHECK(failures(R"({"rule": "unit.phone", "field": "name", "fires": {"units": {"phone": "1"}}})").size() == 1);
  CHECK(failures(R"({"rule": "unit.phone", "fix": "7", "fires": {"units": {"phone": "1"}}})").size() == 1);
  CHECK(failures(R"({"rule": "unit.nothing", "fires": {}})").size() == 1);
}

TEST_CASE("a broken test file is refused with its line") {
  const auto book = RuleBook::load(resources / "rules");
  const auto refused = [&](const std::string& text) {
    const OwnFile file(text);
    const auto report = runRuleTests(file.path(), *book);
    REQUIRE_FALSE(report.has_value());
    CHECK(report.error().code == ErrorCode::RuleFileInvalid);
    return report.error();
  };
  CHECK(refused("[]").place.row == 1);
  CHECK(refused("{\"format\": \"x\"}").detail.find("format") != std::string::npos);
  const std::string head = "{\"format\": \"suyuan-rules/tests/1\", \"title\": \"x\", \"world\": {},\n\"tests\": [\n";
  CHECK(refused(head + "{\"rule\": \"unit.phone\", \"fires\": {\"houses\": {}}}]}").place.row == 3);
  CHECK(refused(head + "{\"rule\": \"unit.phone\", \"fires\": {\"units\": {\"colour\": \"x\"}}}]}").detail.find("colour") != std::string::npos);
  CHECK(refused(head + "{\"rule\": \"unit.phone\", \"fires\": {\"units\": {\"phone\": 1}}}]}").detail.find("does not fit") != std::string::npos);
  CHECK(refused(head + "{\"rule\": \"unit.phone\", \"when\": \"x\"}]}").place.row == 3);
}

TEST_CASE("every built-in rule is in the register once") {
  std::set<std::string_view> ids;
  for (const BuiltinRule& rule : builtinRules) {
    INFO(rule.id);
    CHECK(ids.insert(rule.id).second);
    REQUIRE(testBook().rule(rule.id));
    CHECK(testBook().rule(rule.id)->layer == rule.layer);
  }
}
