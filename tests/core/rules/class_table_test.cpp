// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/class_table.h"

#include "good_record.h"

#include "core/model/terms.h"

using namespace suyuan;
using namespace suyuan::rules;

TEST_CASE("the class table has four classes, sixteen second-level ones and twenty leaves") {
  const ClassTable& table = testBook().classes();
  CHECK(table.class1Names() == std::vector<std::string>{"工业排污口", "城镇污水处理厂排污口", "农业排口", "其他排口"});
  CHECK(table.entries.size() == 16);
  std::size_t leaves = 0;
  for (const auto& e : table.entries) leaves += e.class3.empty() ? 1 : e.class3.size();
  CHECK(leaves == 20);
  std::size_t i = 0;
  for (const auto& entry : termsOf<OutfallClass>()) CHECK(table.class1Names()[i++] == entry.term);
}

TEST_CASE("only the classes of the regulation need approval") {
  std::vector<std::string> approval;
  for (const auto& e : testBook().classes().entries)
    if (e.procedure == SetUpProcedure::Approval) approval.push_back(e.class2);
  CHECK(approval == std::vector<std::string>{"工矿企业排污口", "工业及其他各类园区污水处理厂排污口", "城镇污水处理厂排污口"});
}

TEST_CASE("classes are judged together") {
  const ClassTable& t = testBook().classes();
  CHECK(t.fit("工业排污口", "工矿企业排污口", "矿山排污口") == ClassFit::Fits);
  CHECK(t.fit("其他排口", "城镇雨洪排口", "") == ClassFit::Fits);
  CHECK(t.fit("其他排口", "", "") == ClassFit::Fits);
  CHECK(t.fit("", "", "") == ClassFit::Unset);
  CHECK(t.fit("暂无法确定", "", "") == ClassFit::Undetermined);
  CHECK(t.fit("不是类别", "", "") == ClassFit::Class1Unknown);
  CHECK(t.fit("其他排口", "不是类别", "") == ClassFit::Class2Unknown);
  CHECK(t.fit("工业排污口", "城镇雨洪排口", "") == ClassFit::Class2Elsewhere);
  CHECK(t.fit("", "城镇雨洪排口", "") == ClassFit::Class2Elsewhere);
  CHECK(t.fit("工业排污口", "工矿企业排污口", "") == ClassFit::Class3Missing);
  CHECK(t.fit("工业排污口", "工矿企业排污口", "矿山雨洪排口") == ClassFit::Class3Elsewhere);
  CHECK(t.fit("工业排污口", "工矿企业排污口", "不是类别") == ClassFit::Class3Unknown);
  CHECK(t.fit("其他排口", "城镇雨洪排口", "矿山排污口") == ClassFit::Class3Elsewhere);
}

TEST_CASE("a new code's type letters follow the class, and a guess is marked") {
  CHECK(typeLettersFor("工业排污口", testBook()).letters == "GY");
  CHECK_FALSE(typeLettersFor("工业排污口", testBook()).unverified);
  CHECK(typeLettersFor("其他排口", testBook()).letters == "QT");
  CHECK(typeLettersFor("农业排口", testBook()).letters == "NY");
  CHECK(typeLettersFor("农业排口", testBook()).unverified);
  CHECK(typeLettersFor("城镇污水处理厂排污口", testBook()).letters == "WS");
  CHECK(typeLettersFor("城镇污水处理厂排污口", testBook()).unverified);
  CHECK(typeLettersFor("", testBook()).letters.empty());
}
