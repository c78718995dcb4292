// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/class_key.h"

#include "core/rules/reclassify.h"
#include "good_record.h"

#include <algorithm>
#include <functional>
#include <set>

using namespace suyuan;
using namespace suyuan::rules;

TEST_CASE("every class is reached within five questions and every path ends") {
  const ClassKey& key = testBook().classKey();
  std::set<std::pair<std::string, std::string>> reached;
  std::size_t paths = 0;
  const std::function<void(const KeyQuestion&, std::size_t)> walk = [&](const KeyQuestion& question, std::size_t asked) {
    REQUIRE(asked <= ClassKey::mostQuestions);
    for (const KeyAnswer& answer : question.answers) {
      CHECK_FALSE(answer.citation.zh.empty());
      if (answer.next.empty()) {
        ++paths;
        reached.emplace(answer.class2, answer.class3);
        continue;
      }
      const KeyQuestion* next = key.find(answer.next);
      REQUIRE(next);
      walk(*next, asked + 1);
    }
  };
  REQUIRE(key.start());
  walk(*key.start(), 1);
  for (const ClassEntry& entry : testBook().classes().entries) {
    INFO(entry.class2);
    if (entry.class3.empty()) CHECK(reached.contains({entry.class2, ""}));
    for (const std::string& class3 : entry.class3) CHECK(reached.contains({entry.class2, class3}));
  }
  CHECK(reached.contains({testBook().classes().undetermined, ""}));
  CHECK(paths >= 21);
}

TEST_CASE("a town storm outfall that turns out to be a plant's changes its letters and needs approval") {
  const Outfall storm = goodOutfall();
  const Reclassification r = reclassify(storm, {"工业排污口", "工矿企业排污口", "工业企业排污口"}, testBook());
  CHECK(r.changes);
  CHECK(r.typeBefore == "QT");
  CHECK(r.typeAfter == "GY");
  CHECK_FALSE(r.typeUnverified);
  CHECK(r.mustChange == std::vector<std::string>{"type", "sequence"});
  CHECK(r.mustStay == std::vector<std::string>{"basin", "division", "extension"});
  CHECK(r.procedureBefore == SetUpProcedure::Registration);
  CHECK(r.procedureAfter == SetUpProcedure::Approval);
  const auto follows = [&](std::string_view what) { return std::ranges::contains(r.follows, what, [](const Consequence* c) { return std::string_view(c->key); }); };
  CHECK(follows("approval"));
  CHECK(follows("code"));
  CHECK(follows("monitoring"));
  CHECK(follows("signboard"));
  CHECK_FALSE(follows("registration"));
  CHECK_FALSE(follows("storm-stays-open"));
}

TEST_CASE("a new class under the same first class leaves the code alone") {
  const Reclassification r = reclassify(goodOutfall(), {"其他排口", "港口码头排口", ""}, testBook());
  CHECK(r.changes);
  CHECK(r.mustChange.empty());
  CHECK(r.typeAfter == "QT");
  CHECK(std::ranges::contains(r.mustStay, "sequence"));
  CHECK(std::ranges::contains(r.follows, "signboard", [](const Consequence* c) { return std::string_view(c->key); }));
}

TEST_CASE("letters of the older generation that go with the new class stay") {
  Outfall o = goodOutfall();
  o.codeNational = "AB-220102-0001-YH-00"; // older letters for storm outfalls, plants' included
  CHECK(reclassify(o, {"工业排污口", "工矿企业雨洪排口", "工业企业雨洪排口"}, testBook()).mustChange.empty());
}

TEST_CASE("the same class changes nothing, and an uncoded outfall has no part to change") {
  Outfall o = goodOutfall();
  CHECK_FALSE(reclassify(o, {o.class1, o.class2, o.class3}, testBook()).changes);
  o.codeNational.clear();
  const Reclassification r = reclassify(o, {"工业排污口", "工矿企业排污口", "矿山排污口"}, testBook());
  CHECK(r.changes);
  CHECK(r.mustChange.empty());
  CHECK(r.typeAfter.empty());
}
