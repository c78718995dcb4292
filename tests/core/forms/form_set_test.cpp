// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/forms/desk.h"

#include <algorithm>
#include <set>

using namespace suyuan;
using namespace suyuan::test;
namespace fs = std::filesystem;

namespace {

void collectKeys(const json::JsonValue& value, std::set<std::string>& keys) {
  for (const auto& m : value.members) {
    keys.insert(m.name);
    collectKeys(m.value, keys);
  }
  for (const auto& item : value.items) collectKeys(item, keys);
}

Error refused(const std::string& text) {
  auto read = forms::readFormText(text, "probe.json");
  if (!read) return read.error();
  auto bound = forms::bind(*read);
  REQUIRE_FALSE(bound);
  return bound.error();
}

/// Resources with the shipped forms and what a case adds.
struct Resources {
  TempFolder folder;
  fs::path survey = folder / "survey";
  Resources() {
    fs::create_directories(folder / "resources");
    fs::copy(fs::path(SUYUAN_RESOURCES_DIR) / "forms", folder / "resources/forms", fs::copy_options::recursive);
  }
  [[nodiscard]] fs::path root() const { return folder / "resources"; }
  [[nodiscard]] forms::FormSet load(const char* province = "") const { return forms::loadForms(root(), province, survey); }
};

std::string overlay(const std::string& sections, const std::string& more = {}) {
  return "{\"format\": \"suyuan-form/1\", \"id\": \"jilin-ice\", \"version\": \"J1\", \"citation\": \"省办通知\", \"extends\": \"level-2-outfall\"," + more + "\n\"sections\": [\n" + sections + "\n]}";
}

} // namespace

TEST_CASE("the forms that ship are the three levels and the revisit, with what the forms in use ask") {
  const forms::FormSet& set = shippedForms();
  std::vector<std::string> ids;
  for (const forms::Form& one : set.forms) ids.push_back(one.id);
  CHECK(ids == std::vector<std::string>{"level-1-candidate", "level-2-outfall", "revisit", "level-3-outfall"});
  CHECK(form("level-1-candidate").record == Layer::Candidates);
  CHECK(form("revisit").revisit);
  for (const char* id : {"is_outfall", "name", "division_code", "address", "position", "drain_feature", "inflow_mode", "surveyor", "surveyed_at", "linked_suspects", "class_1", "surroundings",
                         "suspected_source", "can_sample", "cod_mgl", "nh3n_mgl", "tp_mgl", "ph", "flow_m3d", "lab_wanted", "note", "outlet_shape", "abnormal", "photo_views"}) {
    INFO(id);
    CHECK(form("level-2-outfall").question(id) != nullptr); // 外业排查表, 平台数据字典
  }
  for (const char* id : {"purpose", "draining", "colour", "turbidity", "smell", "oil_film", "temperature_c", "conductivity_uscm", "tn_mgl", "lab", "lab_items", "visitors", "flow_measured"}) {
    INFO(id);
    CHECK(form("revisit").question(id) != nullptr); // 监督性抽测现场记录表
  }
  for (const char* id : {"method", "result", "unit_name", "responsible_uscc", "permit_no", "approve_status", "trace_status", "toxic", "standard"}) {
    INFO(id);
    CHECK(form("level-3-outfall").question(id) != nullptr);
  }
}

TEST_CASE("the schema of forms knows every key that they use") {
  std::set<std::string> known, used;
  collectKeys(json::readJsonFile(fs::path(SUYUAN_RESOURCES_DIR) / "schema/form.schema.json").value(), known);
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(SUYUAN_RESOURCES_DIR) / "forms"))
    if (entry.path().extension() == ".json") collectKeys(json::readJsonFile(entry.path()).value(), used);
  CHECK(used.size() > 20);
  for (const std::string& key : used) {
    INFO(key);
    CHECK(known.contains(key));
  }
}

TEST_CASE("a wrong form is refused with line, place and reason") {
  const auto refuses = [](const std::string& questions, std::int64_t line, const std::string& pointer, const std::string& why) {
    const Error error = refused(formText(questions));
    INFO(questions << " -> " << error.place.row << " " << error.place.field << " " << error.detail);
    CHECK(error.code == ErrorCode::RuleFileInvalid);
    CHECK(error.place.row == line);
    CHECK(error.place.field == pointer);
    CHECK(error.detail.find(why) != std::string::npos);
  };
  const std::string q0 = "/sections/0/questions/0", q1 = "/sections/0/questions/1";
  refuses(ask("a", "text") + ",\n" + ask("a", "text"), 4, q1 + "/id", "given twice");
  refuses(ask("A b", "text"), 3, q0 + "/id", "small letters");
  refuses(ask("and", "text"), 3, q0 + "/id", "no word of conditions");
  refuses(ask("a", "txt"), 3, q0 + "/type", "no type \"txt\"");
  refuses(ask("a", "text", R"("target": "outfalls.nane")"), 3, q0 + "/target", "no field \"nane\"");
  refuses(ask("a", "text", R"("target": "rivers.name")"), 3, q0 + "/target", "no field of outfalls");
  refuses(ask("a", "text", R"("target": "outfalls.flow_m3d")"), 3, q0 + "/target", "cannot be kept");
  refuses(ask("a", "choice"), 3, q0 + "/type", "needs choices");
  refuses(ask("a", "choices", R"("choices": [{"value": "甲、乙"}])"), 3, q0 + "/choices/0/value", "、");
  refuses(ask("a", "number", R"("units": [{"unit": "m", "factor": 0}])"), 3, q0 + "/units/0/factor", "above 0");
  refuses(ask("a", "number", R"("range": {"low": 5, "high": 1})"), 3, q0 + "/range/low", "ascend");
  refuses(ask("a", "record"), 3, q0 + "/type", "has a list");
  refuses(ask("a", "text", R"("colour": "red")"), 3, q0 + "/colour", "not known here");
  refuses(ask("a", "text") + ",\n" + ask("b", "text", R"("shown_when": "c = '1'")"), 4, q1 + "/shown_when", "character 1: there is no question \"c\"");
  refuses(ask("a", "number") + ",\n" + ask("b", "text", R"("required_when": "a = '1'")"), 4, q1 + "/required_when", "cannot be compared");
  refuses(ask("a", "text", R"("shown_when": "photos() > 1")"), 3, q0 + "/shown_when", "cannot be asked");
  CHECK(refused("{\"format\": \"suyuan-form/1\",\n").place.row == 2);
  CHECK(refused(formText(ask("a", "text"), R"("level": 4, "record": "outfalls",)")).place.field == "/level");
}

TEST_CASE("an office adds a question by a file in the survey's folder") {
  const Resources resources;
  write(resources.survey / "forms/ice.json", overlay(R"({"id": "look", "questions": [)" + ask("ice", "choice", R"("choices": [{"value": "封冻"}, {"value": "未封冻"}], "after": "outlet_shape", "required_when": "drain_feature = '无水'")") + "]}"));
  const auto set = resources.load();
  REQUIRE(set.faults.empty());
  const forms::Form* second = set.find("level-2-outfall");
  REQUIRE(second != nullptr);
  const forms::Question* ice = second->question("ice");
  REQUIRE(ice != nullptr);
  CHECK(ice->pack == "jilin-ice");
  CHECK(second->packs == std::vector<std::string>{"jilin-ice"});
  CHECK(second->version == "2026.1+J1");
  const auto& look = *std::ranges::find(second->sections, "look", &forms::Section::id);
  const auto at = std::ranges::find(look.questions, "ice", &forms::Question::id);
  CHECK(std::prev(at)->id == "outlet_shape");
  forms::FormState state(*second, nationalBook());
  CHECK_FALSE(state.isRequired(*ice));
  state.set("drain_feature", std::string("无水"));
  CHECK(state.isRequired(*ice));
  CHECK(set.find("revisit")->question("ice") == nullptr);
}

TEST_CASE("overlays of a province replace and remove, a faulty one is left out whole and told") {
  Resources resources;
  const auto pack = resources.root() / "forms/provinces/jilin/a.json";
  SECTION("replace, remove, a new section") {
    write(pack, overlay(R"({"id": "where", "questions": [)" + ask("address", "text", R"("target": "outfalls.address", "required": true)") + R"(]},
      {"id": "ice", "zh": "冰情", "en": "Ice", "questions": [)" + ask("ice_thickness", "number", R"("units": [{"unit": "cm", "factor": 1}])") + "]}", R"("remove": ["linked_suspects"],)"));
    const auto set = resources.load("jilin");
    REQUIRE(set.faults.empty());
    const forms::Form& second = *set.find("level-2-outfall");
    CHECK(second.question("address")->required);
    CHECK(second.question("linked_suspects") == nullptr);
    CHECK(second.sections.back().id == "ice");
    CHECK(resources.load().find("level-2-outfall")->question("ice_thickness") == nullptr); // another province's
  }
  SECTION("a condition that names nothing") {
    write(pack, overlay(R"({"id": "where", "questions": [)" + ask("one", "text") + ",\n" + ask("two", "text", R"("shown_when": "three is empty")") + "]}"));
    const auto set = resources.load("jilin");
    REQUIRE(set.faults.size() == 1);
    CHECK(set.faults[0].place.file == pack.string());
    CHECK(set.faults[0].place.row == 4);
    CHECK(set.find("level-2-outfall")->question("one") == nullptr);
    CHECK(forms::checkFormFile(pack, resources.root(), "").error().place.row == 4);
  }
  SECTION("what is taken away is asked for elsewhere") {
    write(pack, overlay("", R"("remove": ["drain_feature"],)"));
    const auto set = resources.load("jilin");
    REQUIRE(set.faults.size() == 1);
    CHECK(set.faults[0].detail.find("no question \"drain_feature\"") != std::string::npos);
    CHECK(set.find("level-2-outfall")->question("drain_feature") != nullptr);
  }
  SECTION("over a form that there is not") {
    write(pack, R"({"format": "suyuan-form/1", "id": "x", "version": "1", "citation": "x", "extends": "level-9"})");
    CHECK(resources.load("jilin").faults.at(0).place.field == "/extends");
  }
  SECTION("a section that the form lacks needs a title") {
    write(pack, overlay(R"({"id": "ice", "questions": [)" + ask("one", "text") + "]}"));
    CHECK(resources.load("jilin").faults.at(0).place.row == 3);
  }
}

TEST_CASE("a copy of the survey asks what the survey asks") {
  const Resources resources;
  auto survey = newSurvey(resources.folder);
  write(survey.folder() / "forms/ice.json", overlay(R"({"id": "look", "questions": [)" + ask("ice", "yes-no") + "]}"));
  must(survey.backupTo(resources.folder / "copy"));
  CHECK(forms::loadForms(resources.root(), "", resources.folder / "copy").find("level-2-outfall")->question("ice") != nullptr);
}

TEST_CASE("a survey's form takes the place of the shipped one of its id") {
  const Resources resources;
  write(resources.survey / "forms/own.json", "{\"format\": \"suyuan-form/1\", \"id\": \"revisit\", \"version\": \"9\", \"zh\": \"自定\", \"en\": \"Own\", \"citation\": \"x\", \"level\": 2, \"record\": \"outfalls\", "
                                             "\"revisit\": true, \"sections\": [{\"id\": \"one\", \"zh\": \"一\", \"en\": \"One\", \"questions\": [" + ask("only", "yes-no") + "]}]}");
  const auto set = resources.load();
  CHECK(set.faults.empty());
  CHECK(set.forms.size() == shippedForms().forms.size());
  CHECK(set.find("revisit")->questions().size() == 1);
}
