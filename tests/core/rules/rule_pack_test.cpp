// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/rule_book.h"

#include "good_record.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>

using namespace suyuan;
using namespace suyuan::rules;

namespace {

namespace fs = std::filesystem;

/// Packs of a test's own, beside the real rules.
class Packs {
public:
  Packs() : folder_(fs::temp_directory_path() / ("suyuan-packs-" + std::to_string(std::random_device{}()))) { fs::create_directories(folder_); }
  ~Packs() {
    std::error_code ec;
    fs::remove_all(folder_, ec);
  }
  Packs(const Packs&) = delete;
  Packs& operator=(const Packs&) = delete;

  void write(const std::string& name, const std::string& more) const {
    std::ofstream(folder_ / (name + ".json"), std::ios::binary)
        << "{\"format\": \"suyuan-rules/province/1\", \"version\": \"1\", \"title\": \"x\", \"citation\": \"x\", \"province\": \"220000\",\n" << more << "}";
  }
  void writeRaw(const std::string& name, const std::string& bytes) const { std::ofstream(folder_ / (name + ".json"), std::ios::binary) << bytes; }
  [[nodiscard]] Result<RuleBook> load(const std::string& name) const {
    return RuleBook::load(std::string(SUYUAN_RESOURCES_DIR) + "/rules", (folder_ / (name + ".json")).string());
  }
  [[nodiscard]] Error refused(const std::string& name) const {
    const auto book = load(name);
    REQUIRE_FALSE(book.has_value());
    CHECK(book.error().code == ErrorCode::RuleFileInvalid);
    CHECK_FALSE(book.error().detail.empty());
    return book.error();
  }

private:
  fs::path folder_;
};

std::string rule(const std::string& id, const std::string& more) {
  return "\"rules\": [\n{\"id\": \"" + id + "\", \"severity\": \"info\", \"title\": {\"zh\": \"甲\", \"en\": \"a\"}, \"message\": {\"zh\": \"甲\", \"en\": \"a\"}, "
         "\"advice\": {\"zh\": \"甲\", \"en\": \"a\"}, \"citation\": \"x\", \"confidence\": \"P\"" + more + "}]";
}

std::vector<std::string> firing(const RuleBook& book, const Outfall& outfall) {
  std::vector<std::string> ids;
  for (const Finding& f : checkOutfall(outfall, book)) ids.push_back(f.rule);
  return ids;
}

} // namespace

TEST_CASE("a pack adds a rule with an expression, a message and a fix") {
  const Packs packs;
  packs.write("own", rule("own.team", R"(, "layer": "outfalls", "when": "team is empty", "field": "team", "fix": {"field": "team", "value": "surveyor"},
    "args": [{"name": "who", "value": "surveyor + '组'"}])"));
  const auto book = packs.load("own");
  REQUIRE(book.has_value());
  Outfall o = goodOutfall();
  o.team.clear();
  const auto findings = checkOutfall(o, *book);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].rule == "own.team");
  CHECK(findings[0].field == "team");
  REQUIRE(findings[0].fix.has_value());
  CHECK(findings[0].fix->value == Value{o.surveyor});
  CHECK(findings[0].args == RuleBook::Arguments{{"who", o.surveyor + "组"}});
  CHECK(book->rule("own.team")->pack == "own");
}

TEST_CASE("a pack is laid over the one that it extends") {
  const Packs packs;
  packs.write("base", rule("base.team", R"(, "when": "team is empty")") + R"(, "thresholds": {"accuracy_m": {"value": 50, "citation": "x", "confidence": "P"}})");
  packs.write("city", R"("extends": "base", "rules": [{"id": "base.team", "severity": "warning", "citation": "y", "confidence": "V"}])");
  const auto book = packs.load("city");
  REQUIRE(book.has_value());
  CHECK(std::ranges::equal(book->packs(), std::vector<std::string>{"base", "city"}));
  CHECK(book->thresholds().accuracyM == 50);
  CHECK(book->rule("base.team")->severity == Severity::Warning);
  CHECK(book->rule("base.team")->citation.zh == "y");
  Outfall o = goodOutfall();
  o.team.clear();
  CHECK(firing(*book, o) == std::vector<std::string>{"base.team"}); // the condition is the base's still
  // A pack of the office may extend one that ships.
  packs.write("office", R"("extends": "jilin")");
  REQUIRE(packs.load("office").has_value());
  CHECK(packs.load("office")->rule("jilin.one-unit") != nullptr);
}

TEST_CASE("packs that extend one another in a circle are refused with file, line and the circle") {
  const Packs packs;
  packs.write("a", R"("extends": "b")");
  packs.write("b", R"("extends": "c")");
  packs.write("c", R"("extends": "a")");
  const Error error = packs.refused("a");
  CHECK(error.place.file.ends_with("c.json"));
  CHECK(error.place.row == 2);
  CHECK(error.detail.find("a → b → c → a") != std::string::npos);
  packs.write("self", R"("extends": "self")");
  CHECK(packs.refused("self").detail.find("self → self") != std::string::npos);
  packs.write("astray", R"("extends": "../../etc")");
  CHECK(packs.refused("astray").place.field == "/extends");
  packs.write("nowhere", R"("extends": "atlantis")");
  CHECK(packs.load("nowhere").error().code == ErrorCode::RuleFileMissing);
}

TEST_CASE("a wrong condition is refused with file, line, character and reason") {
  const Packs packs;
  const auto refused = [&](const std::string& more) {
    packs.write("bad", rule("own.bad", more));
    return packs.refused("bad");
  };
  Error error = refused(",\n\"when\": \"colour = 'red'\"");
  CHECK(error.place.row == 4);
  CHECK(error.place.field == "/rules/0/when");
  CHECK(error.detail.starts_with("character 1: "));
  CHECK(refused(R"(, "layer": "houses", "when": "true")").place.field == "/rules/0/layer");
  CHECK(refused(R"(, "when": "true", "field": "colour")").place.field == "/rules/0/field");
  CHECK(refused(R"(, "when": "true", "fix": {"field": "flow_m3d", "value": "name"})").detail.find("holds a number") != std::string::npos);
  CHECK(refused(R"(, "when": "true", "fix": {"field": "colour", "value": "name"})").place.field == "/rules/0/fix/field");
  CHECK(refused(R"x(, "when": "true", "args": [{"name": "x", "value": "fly()"}])x").place.field == "/rules/0/args/0/value");
  CHECK(refused("").detail.find("needs \"when\"") != std::string::npos);
  packs.write("bad", R"("rules": [{"id": "code.shape", "when": "true", "citation": "x", "confidence": "P"}])");
  CHECK(packs.refused("bad").detail.find("built in") != std::string::npos);
  packs.write("bad", R"("rules": [{"id": "own.x", "severity": "info", "title": {"zh": "甲", "en": "a"}, "message": {"zh": "{colour}", "en": "a"}, "advice": {"zh": "甲", "en": "a"}, "citation": "x", "confidence": "P", "when": "true"}])");
  CHECK(packs.refused("bad").detail.find("{colour}") != std::string::npos);
}

TEST_CASE("a pack of a hundred megabytes or in another encoding is refused, and the book in force stays") {
  const Packs packs;
  const auto good = RuleBook::load(std::string(SUYUAN_RESOURCES_DIR) + "/rules", "jilin");
  REQUIRE(good.has_value());
  const std::string version = good->version();
  packs.writeRaw("huge", std::string(100u << 20, ' '));
  CHECK(packs.refused("huge").detail.find("larger than") != std::string::npos);
  packs.writeRaw("gbk", "{\"format\": \"suyuan-rules/province/1\",\n \"title\": \"\xBC\xAA\xC1\xD6\"}");
  const Error error = packs.refused("gbk");
  CHECK(error.place.row == 2);
  CHECK(error.detail.find("UTF-8") != std::string::npos);
  CHECK(good->version() == version);
  CHECK(checkOutfall(goodOutfall(), *good).empty());
}

TEST_CASE("the example of another province proves the overlay") {
  const auto hubei = RuleBook::load(std::string(SUYUAN_RESOURCES_DIR) + "/rules", "hubei");
  REQUIRE(hubei.has_value());
  CHECK(hubei->codes().basin("FM")->local);
  CHECK(hubei->rule("code.basin-river")->severity == Severity::Info);
  CHECK(testBook().rule("code.basin-river")->severity == Severity::Warning);
  CHECK(testBook().rule("hubei.storm-letters") == nullptr);
  CHECK(hubei->rule("jilin.one-unit") == nullptr);
}
