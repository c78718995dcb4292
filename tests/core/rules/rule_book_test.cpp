// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/rule_book.h"

#include "core/model/terms.h"
#include "good_record.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <regex>
#include <set>

using namespace suyuan;
using namespace suyuan::rules;

namespace {

namespace fs = std::filesystem;

/// A copy of the real rules that a test may spoil.
class RulesCopy {
public:
  RulesCopy() : root_(fs::temp_directory_path() / ("suyuan-rules-" + std::to_string(std::random_device{}()))) {
    fs::create_directories(root_);
    fs::copy(fs::path(SUYUAN_RESOURCES_DIR) / "rules", root_ / "rules", fs::copy_options::recursive);
    fs::copy(fs::path(SUYUAN_RESOURCES_DIR) / "divisions", root_ / "divisions", fs::copy_options::recursive);
  }
  ~RulesCopy() {
    std::error_code ec;
    fs::remove_all(root_, ec);
  }
  RulesCopy(const RulesCopy&) = delete;
  RulesCopy& operator=(const RulesCopy&) = delete;

  [[nodiscard]] fs::path folder() const { return root_ / "rules"; }
  [[nodiscard]] std::string read(const std::string& file) const {
    std::ifstream in(folder() / file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  }
  void write(const std::string& file, const std::string& text) const { std::ofstream(folder() / file, std::ios::binary) << text; }
  /// Puts `with` for the first `what`; returns the line of the place.
  int replace(const std::string& file, const std::string& what, const std::string& with) const {
    std::string text = read(file);
    const auto at = text.find(what);
    REQUIRE(at != std::string::npos);
    const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    text.replace(at, what.size(), with);
    write(file, text);
    return static_cast<int>(line);
  }
  [[nodiscard]] Error refused(std::string_view province = "") const {
    const auto book = RuleBook::load(folder(), province);
    REQUIRE_FALSE(book.has_value());
    return book.error();
  }

private:
  fs::path root_;
};

void checkPlace(const Error& error, const std::string& file, int line, const std::string& pointer) {
  CHECK(error.code == ErrorCode::RuleFileInvalid);
  CHECK(error.place.file.ends_with(file));
  CHECK(error.place.row == line);
  CHECK(error.place.field == pointer);
  CHECK_FALSE(error.detail.empty());
}

} // namespace

TEST_CASE("the national book and the Jilin overlay load") {
  const auto national = RuleBook::load(std::string(SUYUAN_RESOURCES_DIR) + "/rules");
  REQUIRE(national.has_value());
  CHECK(national->facts().empty());
  CHECK_FALSE(national->codes().basin("AB")->preferred);

  const RuleBook& jilin = testBook();
  CHECK(jilin.codes().basin("AB")->preferred);
  CHECK(jilin.codes().basin("FA") != nullptr); // the national entries stay
  CHECK(jilin.codes().basins.size() == national->codes().basins.size());
  CHECK(std::ranges::any_of(jilin.facts(), [](const Fact& f) { return f.key == "review-share" && f.value == "0.30"; }));
  CHECK(jilin.version().find("jilin") != std::string::npos);
  CHECK(jilin.rules().size() > national->rules().size()); // a pack adds rules of its own
  CHECK(std::ranges::equal(jilin.packs(), std::vector<std::string>{"jilin"}));
}

TEST_CASE("every rule has its texts in both languages and its source") {
  for (const Rule& rule : testBook().rules()) {
    INFO(rule.id);
    for (const Bilingual* text : {&rule.title, &rule.message, &rule.advice}) {
      CHECK_FALSE(text->zh.empty());
      CHECK_FALSE(text->en.empty());
    }
    CHECK_FALSE(rule.citation.zh.empty());
    CHECK_FALSE(rule.citation.en.empty());
    CHECK_FALSE(std::regex_search(rule.citation.zh, std::regex("[a-z]{2,} [a-z]{2,}"))); // no English on a Chinese page
    CHECK(rule.id.starts_with(rule.group + "."));
  }
}

TEST_CASE("the vocabulary says what the enumerations say") {
  const auto same = [](std::string_view field, auto terms) {
    INFO(field);
    const auto words = testBook().vocabulary(field);
    REQUIRE(words.size() == terms.size());
    for (std::size_t i = 0; i < words.size(); ++i) CHECK(words[i] == terms[i].term);
  };
  same("status", termsOf<SurveyStatus>());
  same("bank", termsOf<Bank>());
  same("outlet_shape", termsOf<OutletShape>());
  same("inflow_mode", termsOf<InflowMode>());
  same("drain_feature", termsOf<DrainFeature>());
  same("handle_type", termsOf<HandleType>());
  same("handle_stage", termsOf<HandleStage>());
  same("approve_status", termsOf<ApproveStatus>());
  same("trace_status", termsOf<TraceStatus>());
  same("trace_method", termsOf<TraceMethod>());
  CHECK(testBook().vocabulary("address").empty());
}

TEST_CASE("a message takes its arguments, and a bracketed part goes when its argument is empty") {
  const RuleBook& book = testBook();
  CHECK(book.message("code.type-unknown", "en", {{"code", "X"}, {"letters", "YC"}, {"nearest", "YH"}}).ends_with("; the nearest is “YH”."));
  CHECK(book.message("code.type-unknown", "en", {{"code", "X"}, {"letters", "YC"}, {"nearest", ""}}).ends_with("not in the table."));
  CHECK(book.message("code.fault.digit-wanted", "zh") == "这里应为数字。");
  CHECK(book.message("no.such.rule", "zh") == "no.such.rule");
  CHECK_FALSE(book.title("code.shape", "en").empty());
  CHECK_FALSE(book.advice("code.shape", "zh").empty());
}

TEST_CASE("a wrong rule file is refused with file, line, pointer and reason") {
  const RulesCopy rules;
  SECTION("unknown name") {
    const int line = rules.replace("checks.json", "\"id\": \"code.form\"", "\"id\": \"code.form\", \"colour\": \"red\"");
    const Error error = rules.refused();
    checkPlace(error, "checks.json", line, "/rules/2/colour");
    CHECK(error.detail.find("colour") != std::string::npos);
  }
  SECTION("wrong type") {
    const int line = rules.replace("checks.json", "\"value\": 200", "\"value\": \"200\"");
    const Error error = rules.refused();
    checkPlace(error, "checks.json", line, "/thresholds/river_distance_m/value");
    CHECK(error.detail.find("a number") != std::string::npos);
  }
  SECTION("missing member") {
    const int line = rules.replace("hj1235.json", "\"name\": \"辽河干流水系\", ", "");
    checkPlace(rules.refused(), "hj1235.json", line, "/basins/6/name");
  }
  SECTION("rule given twice") {
    const int line = rules.replace("checks.json", "\"id\": \"code.form\"", "\"id\": \"code.shape\"");
    checkPlace(rules.refused(), "checks.json", line, "/rules/2/id");
  }
  SECTION("letters given twice") {
    const int line = rules.replace("hj1235.json", "\"code\": \"AC\"", "\"code\": \"AB\"");
    checkPlace(rules.refused(), "hj1235.json", line, "/basins/2/code");
  }
  SECTION("no confidence") {
    const int line = rules.replace("hj1312.json", "\"confidence\": \"P\"", "\"confidence\": \"sure\"");
    checkPlace(rules.refused(), "hj1312.json", line, "/classes/0/confidence");
  }
  SECTION("a field that outfalls do not have") {
    const int line = rules.replace("checks.json", "\"field\": \"outlet_shape\"", "\"field\": \"outlet_form\"");
    CHECK(rules.refused().place.row == line);
  }
  SECTION("a threshold beyond reason") {
    rules.replace("checks.json", "\"value\": 200", "\"value\": -1");
    CHECK(rules.refused().place.field == "/thresholds/river_distance_m/value");
  }
  SECTION("a range upside down") {
    rules.replace("checks.json", "\"low\": 3, \"high\": 12", "\"low\": 12, \"high\": 3");
    CHECK(rules.refused().place.field == "/ranges/0/low");
  }
  SECTION("missing table") {
    std::string text = rules.read("hj1235.json");
    const auto from = text.find("  \"types\": ["), to = text.find("  \"type_candidates\"");
    REQUIRE(from != std::string::npos);
    text.erase(from, to - from);
    rules.write("hj1235.json", text);
    CHECK(rules.refused().detail.find("\"types\" is missing") != std::string::npos);
  }
  SECTION("another format") {
    rules.replace("checks.json", "suyuan-rules/checks/1", "suyuan-rules/checks/2");
    checkPlace(rules.refused(), "checks.json", 2, "/format");
  }
  SECTION("truncated") {
    const std::string text = rules.read("checks.json");
    rules.write("checks.json", text.substr(0, text.size() / 2));
    const Error error = rules.refused();
    CHECK(error.code == ErrorCode::RuleFileInvalid);
    CHECK(error.place.row > 10);
  }
  SECTION("not UTF-8") {
    const int line = rules.replace("checks.json", "编码重复", "\xB1\xE0\xC2\xEB");
    const Error error = rules.refused();
    CHECK(error.place.row == line);
    CHECK(error.detail.find("UTF-8") != std::string::npos);
  }
  SECTION("no object") {
    rules.write("vocabulary.json", "[]");
    checkPlace(rules.refused(), "vocabulary.json", 1, "");
  }
  SECTION("missing file") {
    fs::remove(rules.folder() / "hj1312.json");
    CHECK(rules.refused().code == ErrorCode::RuleFileMissing);
  }
  SECTION("an overlay for a rule that does not exist") {
    rules.replace("provinces/jilin.json", "zone.protected", "zone.nothing");
    CHECK(rules.refused("jilin").place.field == "/rules/0/id");
    CHECK(RuleBook::load(rules.folder()).has_value()); // the national book stays usable
  }
  SECTION("a wrong list of changes") {
    std::ofstream(rules.folder() / ".." / "divisions" / "changes.json") << "{}";
    CHECK(rules.refused().place.field == "/format");
  }
}

TEST_CASE("a province that is not there, or is no name, is refused") {
  const auto load = [](std::string_view province) { return RuleBook::load(std::string(SUYUAN_RESOURCES_DIR) + "/rules", province).error().code; };
  CHECK(load("atlantis") == ErrorCode::RuleFileMissing);
  CHECK(load("../rules/checks") == ErrorCode::RuleFileMissing);
}

TEST_CASE("a province may switch a rule off or weigh it anew without a build") {
  const RulesCopy rules;
  rules.replace("provinces/jilin.json", "\"rules\": [",
                "\"thresholds\": {\"accuracy_m\": {\"value\": 50, \"citation\": \"local\", \"confidence\": \"P\"}},\n  \"rules\": [\n"
                "    {\"id\": \"code.missing\", \"enabled\": false, \"citation\": \"local\", \"confidence\": \"P\"},\n"
                "    {\"id\": \"code.basin\", \"severity\": \"info\", \"citation\": \"local\", \"confidence\": \"P\"},");
  const auto book = RuleBook::load(rules.folder(), "jilin");
  REQUIRE(book.has_value());
  CHECK(book->thresholds().accuracyM == 50);
  CHECK(book->thresholds().riverDistanceM == 200);
  CHECK(book->rule("code.basin")->severity == Severity::Info);
  CHECK(book->rule("code.basin")->message.zh == testBook().rule("code.basin")->message.zh);
  Outfall o = goodOutfall();
  o.codeNational = "";
  CHECK(checkOutfall(o, *book).empty());
  CHECK_FALSE(checkOutfall(o, testBook()).empty());
}

TEST_CASE("the views that an outfall needs are data, of kinds that records know, and a province may add its own") {
  const RulesCopy rules;
  const auto national = RuleBook::load(rules.folder());
  REQUIRE(national.has_value());
  std::vector<std::string> ids;
  for (const PhotoView& view : national->photos().views) {
    ids.push_back(view.id);
    for (const std::string& kind : view.kinds) CHECK(parseTerm<PhotoKind>(kind).has_value());
  }
  CHECK(ids == std::vector<std::string>{"near", "far", "outlet", "surroundings", "flow"});
  CHECK(national->photos().limits.clockOffS == 120);
  rules.replace("provinces/jilin.json", "\"rules\": [",
                "\"photo_views\": [{\"id\": \"building\", \"kinds\": [\"典型建筑物\"], \"zh\": \"建筑物\", \"en\": \"building\", \"citation\": \"local\", \"confidence\": \"P\"}],\n"
                "  \"photo_limits\": {\"range_m\": {\"value\": 60, \"citation\": \"local\", \"confidence\": \"P\"}},\n  \"rules\": [");
  const auto book = RuleBook::load(rules.folder(), "jilin");
  REQUIRE(book.has_value());
  CHECK(book->photos().views.size() == 6);
  CHECK(book->photos().limits.rangeM == 60);
  CHECK(book->photos().limits.accuracyM == national->photos().limits.accuracyM);
}

TEST_CASE("photo rules that cannot be meant are refused with their line") {
  const RulesCopy rules;
  SECTION("a share beyond one") {
    const int line = rules.replace("photos.json", "\"value\": 0.9", "\"value\": 9");
    CHECK(rules.refused().place.row == line);
    CHECK(rules.refused().place.field == "/photo_limits/sure_share/value");
  }
  SECTION("a view that no kind shows") {
    rules.replace("photos.json", "\"kinds\": [\"近景\"]", "\"kinds\": []");
    CHECK(rules.refused().place.field == "/photo_views/0/kinds");
  }
  SECTION("a view given twice") {
    rules.replace("photos.json", "\"id\": \"far\"", "\"id\": \"near\"");
    CHECK(rules.refused().place.field == "/photo_views/1/id");
  }
  SECTION("no views at all") {
    rules.replace("photos.json", "photo_views", "photo_sights");
    CHECK(rules.refused().code == ErrorCode::RuleFileInvalid);
  }
}

TEST_CASE("the schema file names every section that the reader knows") {
  std::ifstream in(std::string(SUYUAN_RESOURCES_DIR) + "/schema/rule_book.schema.json");
  const auto schema = nlohmann::json::parse(in, nullptr, false);
  REQUIRE_FALSE(schema.is_discarded());
  for (const char* file : {"hj1235", "hj1312", "checks", "vocabulary", "limits", "class_key", "fieldwork", "photos", "provinces/jilin", "provinces/hubei"}) {
    std::ifstream rules(std::string(SUYUAN_RESOURCES_DIR) + "/rules/" + file + ".json");
    const auto json = nlohmann::json::parse(rules, nullptr, false);
    REQUIRE_FALSE(json.is_discarded());
    for (const auto& [name, value] : json.items()) {
      INFO(file << " " << name);
      CHECK(schema["properties"].contains(name));
      if (!value.is_array() || value.empty() || !value[0].is_object()) continue;
      const std::string ref = schema["properties"][name]["items"]["$ref"];
      const auto& entry = schema["$defs"][ref.substr(ref.rfind('/') + 1)];
      CHECK(entry["additionalProperties"] == false);
      for (const auto& item : value)
        for (const auto& [key, ignored] : item.items()) {
          INFO(key);
          CHECK(entry["properties"].contains(key));
        }
    }
  }
}
