// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/sync.h"

#include "core/sync/durable_file.h"
#include "tests/core/sync/copies.h"

#include <catch2/catch_test_macros.hpp>

#include <fstream>

using namespace suyuan;
using suyuan::test::Copies;

namespace {

const Value name(const std::string& text) { return Value{text}; }

// A hub whose line breaks: the n-th append fails, before or after it was carried out.
class BreakingHub final : public sync::Hub {
public:
  BreakingHub(sync::FolderHub hub, int failAt, bool afterwards) : hub_(std::move(hub)), failAt_(failAt), afterwards_(afterwards) {}
  Result<sync::HubInfo> info() override { return hub_.info(); }
  Result<> claim(const sync::HubInfo& info) override { return hub_.claim(info); }
  Result<std::unique_ptr<sync::HubLock>> lock() override { return hub_.lock(); }
  Result<Last> last() override { return hub_.last(); }
  Result<std::string> uidOf(std::int64_t number) override { return hub_.uidOf(number); }
  Result<std::vector<Last>> listSince(std::int64_t number) override { return hub_.listSince(number); }
  Result<> fetch(std::span<const Last> wanted, const std::function<Result<>(sync::HubEntry)>& take, std::stop_token stop) override {
    return hub_.fetch(wanted, take, std::move(stop));
  }
  Result<std::int64_t> append(const sync::HubEntry& entry) override {
    const bool fails = ++appends_ == failAt_;
    if (fails && !afterwards_) return failure(ErrorCode::FileUnwritable);
    auto number = hub_.append(entry);
    if (fails) return failure(ErrorCode::FileUnwritable);
    return number;
  }
  Result<std::vector<std::string>> media() override { return hub_.media(); }
  Result<> putMedia(const std::string& n, const std::filesystem::path& from) override { return hub_.putMedia(n, from); }
  Result<> getMedia(const std::string& n, const std::filesystem::path& to) override { return hub_.getMedia(n, to); }
  Result<std::string> hashOfMedia(const std::string& n) override { return hub_.hashOfMedia(n); }

private:
  sync::FolderHub hub_;
  int failAt_;
  bool afterwards_;
  int appends_ = 0;
};

} // namespace

TEST_CASE("a copy that joins has the survey's records, id and history, and a device of its own") {
  Copies copies(2);
  CHECK(copies[1].info().id == copies[0].info().id);
  CHECK(copies[1].info().deviceId != copies[0].info().deviceId);
  CHECK(copies[1].info().name == "长春市排查");
  copies.requireEqual();
  auto entries = store::entries(copies[1].reader());
  REQUIRE(entries);
  REQUIRE(entries->size() == 1);
  CHECK(entries->front().author == "team0");
}

TEST_CASE("records added in two copies end in both, and twice is once") {
  Copies copies(2);
  const Fid a = copies.addOutfall(0, "a");
  const Fid b = copies.addOutfall(1, "b");
  const auto first = copies.sync(0);
  CHECK(first.sent == 1);
  CHECK(first.received == 0);
  const auto second = copies.sync(1);
  CHECK(second.sent == 1);
  CHECK(second.received == 1);
  CHECK(copies.sync(0).received == 1);
  CHECK(copies.outfall(0, b)->name == "b");
  CHECK(copies.outfall(1, a)->name == "a");
  copies.requireEqual();
  const auto again = copies.sync(0);
  CHECK(again.sent == 0);
  CHECK(again.received == 0);
  CHECK(again.contentHash == copies.hash(1));
}

TEST_CASE("different fields of one record merge without a conflict; the same value twice is none either") {
  Copies copies(2);
  const Fid fid = copies.addOutfall(0, "a");
  copies.settle();
  copies.set(0, fid, "name", name("新名"));
  copies.set(0, fid, "address", name("same"));
  copies.set(1, fid, "note", name("by 1"));
  copies.set(1, fid, "address", name("same"));
  copies.sync(0);
  CHECK(copies.sync(1).conflicts.empty());
  copies.settle();
  copies.requireEqual();
  CHECK(copies.outfall(0, fid)->name == "新名");
  CHECK(copies.outfall(0, fid)->note == "by 1");
}

TEST_CASE("the same field with two values keeps the hub's and lists base, mine and theirs in every copy") {
  Copies copies(2);
  const Fid fid = copies.addOutfall(0, "base name");
  copies.settle();
  copies.set(0, fid, "name", name("zero"));
  copies.set(1, fid, "name", name("first try"));
  copies.set(1, fid, "name", name("one"));
  copies.sync(0);
  const auto report = copies.sync(1);
  REQUIRE(report.conflicts.size() == 1); // two edits of mine, one question
  const sync::Conflict& c = report.conflicts.front();
  CHECK(c.kind == sync::ConflictKind::Field);
  CHECK(c.fid == fid);
  CHECK(c.field == "name");
  CHECK(c.base == "base name");
  CHECK(c.mine == "one");
  CHECK(c.theirs == "zero");
  CHECK(c.mineBy == "team1");
  CHECK(c.theirsBy == "team0");
  CHECK(report.openConflicts == 1);
  CHECK(copies.sync(0).conflicts.size() == 1);
  copies.requireEqual();
  CHECK(copies.outfall(0, fid)->name == "zero");

  REQUIRE(sync::resolveConflict(copies[0], c.id, sync::Resolution::Mine));
  CHECK(copies.outfall(0, fid)->name == "one");
  copies.settle();
  copies.requireEqual();
  CHECK(copies.outfall(1, fid)->name == "one");
  CHECK(copies.sync(1).openConflicts == 0);
  CHECK_FALSE(sync::resolveConflict(copies[0], c.id, sync::Resolution::Mine)); // settled already
}

TEST_CASE("a record edited here and deleted there is kept and listed, whoever syncs first") {
  for (const bool editorFirst : {true, false}) {
    Copies copies(2);
    const Fid fid = copies.addOutfall(0, "a");
    copies.settle();
    copies.set(0, fid, "note", name("seen today"));
    copies.remove(1, fid);
    copies.sync(editorFirst ? 0 : 1);
    const auto report = copies.sync(editorFirst ? 1 : 0);
    REQUIRE(report.conflicts.size() == 1);
    CHECK(report.conflicts[0].kind == (editorFirst ? sync::ConflictKind::DeleteEdit : sync::ConflictKind::EditDelete));
    copies.settle();
    copies.requireEqual();
    REQUIRE(copies.outfall(1, fid));
    CHECK(copies.outfall(1, fid)->note == "seen today");
    CHECK(copies.outfall(1, fid)->name == "a");
    // Deciding for the deletion deletes it everywhere.
    REQUIRE(sync::resolveConflict(copies[0], report.conflicts[0].id, editorFirst ? sync::Resolution::Mine : sync::Resolution::Theirs));
    copies.settle();
    copies.requireEqual();
    CHECK_FALSE(copies.outfall(1, fid));
  }
}

TEST_CASE("deleted twice is deleted, and nothing to decide") {
  Copies copies(2);
  const Fid fid = copies.addOutfall(0, "a");
  copies.settle();
  copies.remove(0, fid);
  copies.remove(1, fid);
  copies.sync(0);
  CHECK(copies.sync(1).conflicts.empty());
  copies.settle();
  copies.requireEqual();
  CHECK_FALSE(copies.outfall(0, fid));
}

TEST_CASE("a visit to an outfall that another team deleted brings it back, in either order") {
  for (const bool visitorFirst : {true, false}) {
    Copies copies(2);
    const Fid fid = copies.addOutfall(0, "a");
    copies.settle();
    REQUIRE(copies[0].edit("visit", [&](store::Edit& edit) -> Result<> {
      Visit visit;
      visit.outfallFid = fid;
      visit.note = "draining";
      auto given = edit.insert(visit);
      return given ? Result<>{} : std::unexpected(given.error());
    }));
    copies.remove(1, fid);
    copies.sync(visitorFirst ? 0 : 1);
    CHECK(copies.sync(visitorFirst ? 1 : 0).conflicts.size() == 1);
    copies.settle();
    copies.requireEqual();
    CHECK(copies.outfall(0, fid));
    CHECK(copies[1].reader().count(Layer::Visits) == 1);
  }
}

TEST_CASE("the same code given to two outfalls in two copies is listed and both keep it") {
  Copies copies(2);
  const Fid a = copies.addOutfall(0, "a");
  const Fid b = copies.addOutfall(1, "b");
  copies.settle();
  const std::string code = "CAAA-220102-0001-GY-00"; // any text: the rules judge its form
  copies.set(0, a, "code_national", name(code));
  copies.set(1, b, "code_national", name(code));
  copies.sync(0);
  const auto report = copies.sync(1);
  REQUIRE(report.conflicts.size() == 1);
  CHECK(report.conflicts[0].kind == sync::ConflictKind::Code);
  CHECK(report.conflicts[0].code == code);
  copies.settle();
  copies.requireEqual();
  CHECK(copies.outfall(0, a)->codeNational == code);
  CHECK(copies.outfall(0, b)->codeNational == code);
  REQUIRE(sync::resolveConflict(copies[0], report.conflicts[0].id, sync::Resolution::Theirs));
  CHECK(copies.outfall(0, a)->codeNational == code);
  CHECK(copies.outfall(0, b)->codeNational.empty());
}

TEST_CASE("a line that breaks while sending loses nothing and doubles nothing") {
  for (const bool afterwards : {false, true}) {
    for (int failAt = 1; failAt <= 3; ++failAt) {
      Copies copies(2);
      const Fid fid = copies.addOutfall(0, "a");
      copies.settle();
      for (const char* note : {"1", "2", "3"}) copies.set(0, fid, "note", name(note));
      copies.set(1, fid, "address", name("x"));
      copies.sync(1);
      BreakingHub broken{copies.hub(), failAt, afterwards};
      REQUIRE_FALSE(sync::syncWith(copies[0], broken));
      CHECK(copies.outfall(0, fid)->note == "3");
      copies.set(1, fid, "team", name("meanwhile"));
      copies.sync(1);
      copies.settle();
      copies.requireEqual();
      CHECK(copies.outfall(1, fid)->note == "3");
      CHECK(copies.outfall(0, fid)->team == "meanwhile");
      auto last = copies.hub().last();
      REQUIRE(last);
      CHECK(last->number == 1 + 1 + 3 + 1 + 1); // base, a, three notes, address, team
    }
  }
}

TEST_CASE("undo after a sync travels like any edit") {
  Copies copies(2);
  const Fid fid = copies.addOutfall(0, "a");
  copies.set(0, fid, "name", name("b"));
  copies.settle();
  REQUIRE(copies[0].undo());
  copies.settle();
  copies.requireEqual();
  CHECK(copies.outfall(1, fid)->name == "a");
}

TEST_CASE("another survey's hub is refused and nothing is changed") {
  Copies copies(1);
  Copies others(1);
  auto hub = others.hub();
  const std::string before = copies.hash(0);
  const auto result = sync::syncWith(copies[0], hub);
  REQUIRE_FALSE(result);
  CHECK(result.error().code == ErrorCode::HubOtherSurvey);
  CHECK(copies.hash(0) == before);
  CHECK(others.hub().last()->number == 1);
}

TEST_CASE("a torn entry is noticed by name and nothing is applied") {
  Copies copies(2);
  copies.addOutfall(0, "a");
  copies.addOutfall(0, "b");
  copies.sync(0);
  std::filesystem::path victim;
  for (const auto& item : std::filesystem::directory_iterator(copies.hubFolder() / "entries"))
    if (item.path().filename().string().starts_with("00000003")) victim = item.path();
  std::filesystem::resize_file(victim, std::filesystem::file_size(victim) - 10);
  const std::string before = copies.hash(1);
  auto hub = copies.hub();
  const auto result = sync::syncWith(copies[1], hub);
  REQUIRE_FALSE(result);
  CHECK(result.error().code == ErrorCode::HubDamaged);
  CHECK(result.error().place.file == victim.string());
  CHECK(copies.hash(1) == before);
}

TEST_CASE("a hub put back from an old backup is not continued") {
  Copies copies(2);
  std::filesystem::copy(copies.hubFolder(), copies.root() / "old", std::filesystem::copy_options::recursive);
  copies.addOutfall(0, "a");
  copies.sync(0);
  std::filesystem::remove_all(copies.hubFolder());
  std::filesystem::rename(copies.root() / "old", copies.hubFolder());
  auto hub = copies.hub();
  const auto result = sync::syncWith(copies[0], hub);
  REQUIRE_FALSE(result);
  CHECK(result.error().code == ErrorCode::HubDamaged);
}

TEST_CASE("photos travel by their hash; one with other content is refused") {
  Copies copies(2);
  const std::string content = "a photo";
  const std::string hash = sync::sha256(std::as_bytes(std::span(content)));
  std::ofstream{copies[0].media() / (hash + ".jpg")} << content;
  std::ofstream{copies[0].media() / "notes.txt"} << "none of ours";
  CHECK(copies.sync(0).mediaSent == 1);
  CHECK(copies.sync(0).mediaSent == 0);
  CHECK(copies.sync(1).mediaReceived == 1);
  CHECK(sync::sha256OfFile(copies[1].media() / (hash + ".jpg")) == hash);
  CHECK_FALSE(std::filesystem::exists(copies[1].media() / "notes.txt"));

  std::ofstream{copies[0].media() / (std::string(64, 'a') + ".jpg")} << "not what its name says";
  auto hub = copies.hub();
  const auto result = sync::syncWith(copies[0], hub);
  REQUIRE_FALSE(result);
  CHECK(result.error().code == ErrorCode::HubDamaged);
}

TEST_CASE("a stopped sync changes nothing here and can be repeated") {
  Copies copies(2);
  copies.addOutfall(0, "a");
  copies.sync(0);
  std::stop_source source;
  source.request_stop();
  auto hub = copies.hub();
  const auto result = sync::syncWith(copies[1], hub, {}, source.get_token());
  REQUIRE_FALSE(result);
  CHECK(result.error().code == ErrorCode::Cancelled);
  CHECK(copies.sync(1).received == 1);
  copies.requireEqual();
}

TEST_CASE("joining an unused hub leaves nothing behind") {
  Copies copies(1);
  auto unused = sync::FolderHub::open(copies.root() / "unused");
  REQUIRE(unused);
  const auto joined = sync::joinSurvey(*unused, copies.root() / "new", "x");
  REQUIRE_FALSE(joined);
  CHECK(joined.error().code == ErrorCode::HubMissing);
  CHECK_FALSE(std::filesystem::exists(copies.root() / "new"));
}
