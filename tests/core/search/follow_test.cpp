// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/river.h"
#include "core/store/survey_impl.h"
#include "tests/core/search/find_tools.h"

using namespace suyuan;
using namespace suyuan::test;
using search::Match;

namespace {

using Names = std::vector<std::string>;

Outfall plain(const std::string& name, const std::string& code = {}) {
  Outfall o;
  o.geometry = Point{125.3, 43.8};
  o.name = name;
  o.codeNational = code;
  return o;
}

} // namespace

TEST_CASE("what is added, renamed, recoded, deleted and taken back is followed") {
  const TempFolder folder;
  Searched s(newSurvey(folder));
  s.add(plain("东大桥排口"));
  CHECK(s.names("东大桥") == Names{"东大桥排口"});
  const Fid fid = s.add(plain("西大桥排口", "AB-220102-0001-QT-00"));
  CHECK(s.names("大桥", {Layer::Outfalls}).size() == 2);
  s.set(Layer::Outfalls, fid, "name", "卫星广场排口");
  CHECK(s.names("卫星广场") == Names{"卫星广场排口"});
  CHECK(s.names("xdq", {Layer::Outfalls}) == Names{"卫星广场排口"}); // by the pinyin of its former name
  const auto former = s.find("西大桥");
  REQUIRE(former.size() == 1);
  CHECK(former[0].match == Match::Former);
  CHECK(former[0].former == "西大桥排口");
  s.set(Layer::Outfalls, fid, "code_national", "AB-220102-0002-QT-00");
  CHECK(s.best("AB-220102-0002").match == Match::CodeBegins);
  CHECK(s.best("AB-220102-0001").match == Match::Former);
  must(s.survey.undo());
  CHECK(s.find("AB-220102-0002").empty());
  CHECK(s.best("AB-220102-0001-QT-00").match == Match::Code);
  must(s.survey.undo()); // the name
  CHECK(s.names("卫星广场", {Layer::Outfalls}).empty());
  CHECK(s.best({.text = "西大桥", .layers = {Layer::Outfalls}}).match == Match::NameBegins);
  must(s.survey.redo());
  CHECK(s.best("西大桥").match == Match::Former);
  must(s.survey.edit("删除", [&](store::Edit& edit) { return edit.removeRow(Layer::Outfalls, fid); }));
  CHECK(s.names("西大桥", {Layer::Outfalls}).empty());
  must(s.survey.undo());
  CHECK(s.names("卫星广场") == Names{"卫星广场排口"});
}

TEST_CASE("an index made anew knows the former names that following knew") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  Fid fid;
  {
    Searched s(std::move(survey));
    fid = s.add(plain("西大桥排口"));
    CHECK(s.names("西大桥") == Names{"西大桥排口"});
    s.set(Layer::Outfalls, fid, "name", "卫星广场排口");
    s.set(Layer::Outfalls, fid, "name", "写错了");
    must(s.survey.undo());
    CHECK(s.best("西大桥").match == Match::Former);
    CHECK(s.names("写错了", {Layer::Outfalls}).empty()); // it was taken back: it never was a name
    survey = std::move(s.survey);
  }
  std::filesystem::remove_all(survey.cache());
  Searched s(std::move(survey));
  CHECK(s.best("西大桥").match == Match::Former);
  CHECK(s.names("卫星广场", {Layer::Outfalls}) == Names{"卫星广场排口"});
  CHECK(s.names("写错了", {Layer::Outfalls}).empty());
}

TEST_CASE("a moved record is found at its new place") {
  const TempFolder folder;
  Searched s(newSurvey(folder));
  const Fid fid = s.add(plain("东大桥排口"));
  CHECK(s.best("东大桥").box.minX < 125.4);
  must(s.survey.edit("移动", [&](store::Edit& edit) { return edit.setGeometry(Layer::Outfalls, fid, Geometry{Point{126.5, 43.8}}); }));
  CHECK(s.best("东大桥").box.minX > 126.4);
}

TEST_CASE("what another program writes is found before and after it becomes an entry") {
  const TempFolder folder;
  const auto path = folder / "survey";
  {
    Searched s(newSurvey(folder));
    s.add(plain("东大桥排口"));
    CHECK(s.names("东大桥") == Names{"东大桥排口"});
  }
  must(store::execute(must(store::openConnection(path / "survey.gpkg", true)).get(), "UPDATE outfalls SET name = '卫星广场排口'"));
  {
    Searched s(must(store::SurveyFile::open(path, store::OpenMode::ReadOnly)));
    CHECK(s.names("卫星广场") == Names{"卫星广场排口"});
  }
  Searched s(must(store::SurveyFile::open(path)));
  CHECK(s.names("卫星广场") == Names{"卫星广场排口"});
  CHECK(s.best("东大桥").match == Match::Former);
}

TEST_CASE("two programs on one survey follow into one index") {
  const TempFolder folder;
  Searched writing(newSurvey(folder));
  writing.add(plain("东大桥排口"));
  CHECK(writing.names("东大桥").size() == 1);
  Searched reading(must(store::SurveyFile::open(folder / "survey", store::OpenMode::ReadOnly)));
  writing.add(plain("西大桥排口"));
  CHECK(reading.names("西大桥").size() == 1);
  CHECK(writing.names("西大桥").size() == 1);
  CHECK(writing.names("大桥排口", {Layer::Outfalls}).size() == 2);
}
