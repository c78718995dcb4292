// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/finding_model.h"
#include "app/text/resource_paths.h"

#include <catch2/catch_test_macros.hpp>

using namespace suyuan;
using namespace suyuan::desktop;

namespace {

Finding findingOf(std::int64_t fid, const char* rule) {
  Finding finding;
  finding.rule = rule;
  finding.fid = Fid{fid};
  finding.field = "name";
  return finding;
}

store::IgnoredFinding ignoredOf(std::int64_t fid, const char* reason) { return {Layer::Outfalls, Fid{fid}, "name.long", "name", reason, "张三", "2026-01-01T00:00:00Z"}; }

FindingModel::Prepared listOf(std::int64_t count) {
  FindingModel::Prepared made;
  made.list = std::make_shared<std::vector<Finding>>();
  for (std::int64_t i = 1; i <= count; ++i) made.list->push_back(findingOf(i, "name.long"));
  made.aside = std::make_shared<std::vector<survey::SetAside>>();
  made.places = std::make_shared<FindingPlaces>();
  return made;
}

std::shared_ptr<const rules::RuleBook> book() {
  return std::make_shared<const rules::RuleBook>(rules::RuleBook::load(*text::resourcesFolder() / "rules").value());
}

} // namespace

TEST_CASE("setting many findings aside keeps each with its own reason, and the rest open and in order") {
  FindingModel model(book());
  constexpr std::int64_t count = 20'000;
  model.setFindings(listOf(count));
  std::vector<store::IgnoredFinding> ignored;
  for (std::int64_t i = 2; i <= count; i += 2) ignored.push_back(ignoredOf(i, i == 4 ? "其四" : "其余"));
  model.setIgnored(ignored);
  CHECK(model.findings().size() == count / 2);
  REQUIRE(model.aside().size() == count / 2);
  CHECK(model.aside()[1].by.reason == "其四");
  ignored.erase(ignored.begin()); // of 2: it is taken up
  ignored.front().reason = "另一理由";
  model.setIgnored(ignored);
  CHECK(model.findings().size() == count / 2 + 1);
  CHECK(model.findings()[1].fid == Fid{2});
  CHECK(model.aside().front().by.reason == "另一理由");
  model.setIgnored({});
  CHECK(model.findings().size() == count);
  CHECK(model.aside().empty());
}

TEST_CASE("a change of some records replaces their findings alone, in their places") {
  FindingModel model(book());
  model.setFindings(listOf(10));
  FindingModel::Change change;
  change.records = {{Layer::Outfalls, Fid{5}}, {Layer::Outfalls, Fid{3}}};
  change.open = {findingOf(3, "name.rare"), findingOf(3, "name.long")};
  model.change(std::move(change));
  REQUIRE(model.findings().size() == 10);
  CHECK(model.findings()[2].rule == "name.rare");
  CHECK(model.findings()[3].rule == "name.long");
  CHECK(model.findings()[4].fid == Fid{4});
  CHECK(model.findings()[5].fid == Fid{6});
  CHECK(model.rowCount() == 2);
  CHECK(model.shown() == 10);
}
