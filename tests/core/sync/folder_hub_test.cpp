// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/folder_hub.h"

#include "core/sync/entry_file.h"

#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <fstream>

using namespace suyuan;
using namespace suyuan::sync;
namespace fs = std::filesystem;

namespace {

struct Folder {
  fs::path path;
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "suyuan-hub-XXXXXX").string();
    REQUIRE(::mkdtemp(pattern.data()));
    path = pattern;
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
};

HubEntry entry(char digit) {
  HubEntry e;
  e.uid = std::string(32, digit);
  e.device = std::string(16, digit);
  e.author = "测量员\"引号's";
  e.kind = "edit";
  e.label = "确认排污口";
  e.at = "2024-01-05T00:00:00.000Z";
  e.parts = {Blob(1000, std::byte{7}), {}, Blob(3, std::byte{'\n'})};
  return e;
}

/// Reads the whole log; how many entries it has.
Result<int> readAll(FolderHub& hub) {
  const auto listed = hub.listSince(0);
  if (!listed) return std::unexpected(listed.error());
  int read = 0;
  SUYUAN_TRY(hub.fetch(*listed, [&](const HubEntry&) -> Result<> { ++read; return {}; }, {}));
  return read;
}

} // namespace

TEST_CASE("an entry reads back as written, and any changed or missing byte is noticed") {
  const HubEntry written = entry('a');
  const auto bytes = encodeEntry(written, "before");
  const auto read = decodeEntry(bytes, "f");
  REQUIRE(read);
  CHECK(read->previousUid == "before");
  CHECK(read->entry.author == written.author);
  CHECK(read->entry.parts == written.parts);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    auto changed = bytes;
    changed[i] ^= std::byte{1};
    REQUIRE_FALSE(decodeEntry(changed, "f"));
    REQUIRE_FALSE(decodeEntry(std::span(bytes).first(i), "f"));
  }
  auto longer = bytes;
  longer.push_back(std::byte{0});
  CHECK_FALSE(decodeEntry(longer, "f"));
}

TEST_CASE("entries get numbers in order and are fetched since any of them") {
  Folder folder;
  auto hub = FolderHub::open(folder.path / "hub");
  REQUIRE(hub);
  REQUIRE(hub->claim({"survey", "名", "220100"}));
  CHECK(hub->append(entry('a')) == 1);
  CHECK(hub->append(entry('b')) == 2);
  CHECK(hub->last()->uid == std::string(32, 'b'));
  CHECK(hub->uidOf(1) == std::string(32, 'a'));
  CHECK_FALSE(hub->uidOf(3));
  const auto since = hub->listSince(1);
  REQUIRE(since);
  REQUIRE(since->size() == 1);
  CHECK((*since)[0].number == 2);
  std::vector<HubEntry> got;
  REQUIRE(hub->fetch(*since, [&](HubEntry one) -> Result<> { got.push_back(std::move(one)); return {}; }, {}));
  REQUIRE(got.size() == 1);
  CHECK(got[0].uid == std::string(32, 'b'));
  CHECK(got[0].parts == entry('b').parts);
  auto again = FolderHub::open(folder.path / "hub");
  REQUIRE(again);
  CHECK(again->info()->surveyId == "survey");
  const auto other = again->claim({"another", "", ""});
  REQUIRE_FALSE(other);
  CHECK(other.error().code == ErrorCode::HubOtherSurvey);
}

TEST_CASE("a missing entry, a number twice and an entry at another's place are damage") {
  Folder folder;
  auto hub = FolderHub::open(folder.path / "hub");
  REQUIRE(hub);
  REQUIRE(hub->claim({"survey", "", ""}));
  for (const char digit : {'a', 'b', 'c'}) REQUIRE(hub->append(entry(digit)));
  const fs::path entries = folder.path / "hub" / "entries";
  const auto file = [&](const std::string& number, char digit) {
    return entries / (number + "-" + std::string(16, digit) + "-" + std::string(32, digit) + ".entry");
  };
  const auto code = [&] {
    const auto got = readAll(*hub);
    return got ? ErrorCode::Internal : got.error().code;
  };
  fs::rename(file("00000002", 'b'), entries / "aside");
  CHECK(code() == ErrorCode::HubDamaged);
  fs::rename(entries / "aside", file("00000002", 'b'));
  CHECK(readAll(*hub) == 3);
  fs::copy(file("00000002", 'b'), file("00000002", 'd'));
  CHECK(code() == ErrorCode::HubDamaged);
  fs::remove(file("00000002", 'd'));
  fs::rename(file("00000003", 'c'), file("00000004", 'c'));
  fs::rename(file("00000002", 'b'), file("00000003", 'b'));
  fs::rename(file("00000004", 'c'), file("00000002", 'c'));
  CHECK(code() == ErrorCode::HubDamaged);
}

TEST_CASE("an unfinished file is passed over, and hub.json that went missing is noticed") {
  Folder folder;
  auto hub = FolderHub::open(folder.path / "hub");
  REQUIRE(hub);
  REQUIRE(hub->claim({"survey", "", ""}));
  REQUIRE(hub->append(entry('a')));
  std::ofstream{folder.path / "hub" / "entries" / ("00000002-" + std::string(16, 'b') + "-" + std::string(32, 'b') + ".entry.unfinished")} << "half";
  CHECK(hub->last()->number == 1);
  CHECK(hub->append(entry('b')) == 2);
  fs::remove(folder.path / "hub" / "hub.json");
  const auto reopened = FolderHub::open(folder.path / "hub");
  REQUIRE_FALSE(reopened);
  CHECK(reopened.error().code == ErrorCode::HubDamaged);
}

TEST_CASE("a hub is not made among other files, nor where the way to it is missing") {
  Folder folder;
  std::ofstream{folder.path / "letter.txt"} << "private";
  const auto littered = FolderHub::open(folder.path);
  REQUIRE_FALSE(littered);
  CHECK(littered.error().code == ErrorCode::HubMissing);
  CHECK_FALSE(fs::exists(folder.path / "entries"));
  const auto nowhere = FolderHub::open(folder.path / "no" / "way");
  REQUIRE_FALSE(nowhere);
  CHECK(nowhere.error().code == ErrorCode::HubMissing);
}

TEST_CASE("a hub in use is waited for, then said to be busy") {
  Folder folder;
  const FolderHub::Options impatient{std::chrono::milliseconds(120)};
  auto one = FolderHub::open(folder.path / "hub", impatient);
  auto two = FolderHub::open(folder.path / "hub", impatient);
  REQUIRE(one);
  REQUIRE(two);
  {
    const auto held = one->lock();
    REQUIRE(held);
    const auto refused = two->lock();
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::HubBusy);
  }
  CHECK(two->lock());
}

TEST_CASE("media whose names lead out of the folder are refused") {
  Folder folder;
  auto hub = FolderHub::open(folder.path / "hub");
  REQUIRE(hub);
  CHECK_FALSE(hub->putMedia("../" + std::string(64, 'a'), folder.path));
  CHECK_FALSE(hub->getMedia(std::string(64, 'a') + "./../../x", folder.path / "y"));
}
