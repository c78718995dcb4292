// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/sync/copies.h"

#include "core/store/verify_journal.h"

#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <format>

namespace suyuan::test {

namespace fs = std::filesystem;

Copies::Copies(int count) {
  // Thousands of flushes: in memory where there is such a place, or the disk's speed is all that is measured.
  std::string pattern = "/dev/shm/suyuan-sync-XXXXXX";
  if (!::mkdtemp(pattern.data())) {
    pattern = (fs::temp_directory_path() / "suyuan-sync-XXXXXX").string();
    REQUIRE(::mkdtemp(pattern.data()));
  }
  root_ = pattern;
  auto first = store::SurveyFile::create(root_ / "copy0", {"长春市排查", "220100", "team0"});
  REQUIRE(first);
  copies_.push_back(std::make_unique<store::SurveyFile>(std::move(*first)));
  addOutfall(0, "base");
  sync(0);
  for (int i = 1; i < count; ++i) {
    auto own = hub();
    auto copy = sync::joinSurvey(own, root_ / std::format("copy{}", i), std::format("team{}", i));
    REQUIRE(copy);
    copies_.push_back(std::make_unique<store::SurveyFile>(std::move(*copy)));
  }
}

Copies::~Copies() {
  copies_.clear();
  std::error_code ignored;
  fs::remove_all(root_, ignored);
}

sync::FolderHub Copies::hub() const {
  auto hub = sync::FolderHub::open(hubFolder());
  REQUIRE(hub);
  return std::move(*hub);
}

void Copies::close(int copy) { copies_[static_cast<std::size_t>(copy)].reset(); }

void Copies::reopen(int copy) {
  auto survey = store::SurveyFile::open(folder(copy));
  REQUIRE(survey);
  REQUIRE_FALSE(survey->isReadOnly());
  copies_[static_cast<std::size_t>(copy)] = std::make_unique<store::SurveyFile>(std::move(*survey));
}

sync::SyncReport Copies::sync(int copy) {
  auto own = hub();
  auto report = sync::syncWith((*this)[copy], own);
  if (!report) FAIL("sync failed: " << errorKey(report.error().code) << " " << report.error().detail);
  return std::move(*report);
}

void Copies::settle() {
  for (int round = 0; round < 2; ++round)
    for (int i = 0; i < count(); ++i) sync(i);
}

Fid Copies::addOutfall(int copy, const std::string& name) {
  Fid fid;
  auto done = (*this)[copy].edit("add", [&](store::Edit& edit) -> Result<> {
    Outfall outfall;
    outfall.name = name;
    outfall.geometry = Point{125.3, 43.9};
    auto given = edit.insert(outfall);
    if (!given) return std::unexpected(given.error());
    fid = *given;
    return {};
  });
  REQUIRE(done);
  return fid;
}

void Copies::set(int copy, Fid outfall, std::string_view field, const Value& value) {
  auto done = (*this)[copy].edit("set", [&](store::Edit& edit) { return edit.setField(Layer::Outfalls, outfall, field, value); });
  REQUIRE(done);
}

void Copies::remove(int copy, Fid outfall) {
  auto done = (*this)[copy].edit("remove", [&](store::Edit& edit) { return edit.removeRow(Layer::Outfalls, outfall); });
  REQUIRE(done);
}

std::optional<Outfall> Copies::outfall(int copy, Fid fid) {
  auto found = (*this)[copy].reader().get<Outfall>(fid);
  REQUIRE(found);
  return *found;
}

std::string Copies::hash(int copy) {
  auto hash = (*this)[copy].reader().contentHash();
  REQUIRE(hash);
  return *hash;
}

std::string Copies::listText(int copy) {
  std::string text;
  auto read = (*this)[copy].reader().select("SELECT * FROM suyuan_conflict ORDER BY uid", {}, [&](const std::vector<Value>& row) {
    for (const Value& value : row) text += toText(value) + "|";
    text += "\n";
    return true;
  });
  REQUIRE(read);
  return text;
}

void Copies::requireEqual() {
  for (int i = 0; i < count(); ++i) {
    REQUIRE(hash(i) == hash(0));
    REQUIRE(listText(i) == listText(0));
    bool broken = false;
    REQUIRE((*this)[i].reader().select("SELECT 1 FROM pragma_foreign_key_check", {}, [&](const auto&) { return !(broken = true); }));
    REQUIRE_FALSE(broken);
    const auto chain = store::verifyJournal((*this)[i].reader());
    REQUIRE(chain);
    REQUIRE(chain->isWhole());
  }
}

} // namespace suyuan::test
