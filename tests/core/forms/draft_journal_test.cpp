// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/draft_journal.h"

#include "tests/core/forms/desk.h"

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace suyuan;
using namespace suyuan::test;
using namespace suyuan::forms;
namespace fs = std::filesystem;

namespace {

DraftHead head() { return {"level-2-outfall", Fid{7}, Fid{}, Fid{}, "张\t三", "2026-06-01T01:00:00.000Z"}; }

} // namespace

TEST_CASE("a draft is read back as it was typed, and gone when it was recorded") {
  const TempFolder folder;
  DraftJournal journal(folder.path(), head());
  CHECK(must(draftsOf(folder.path())).empty());
  CHECK(journal.file().empty()); // nothing is typed: nothing is written
  must(journal.put("name", "一号\t排口\n第二行 \\t"));
  must(journal.put("note", "x"));
  must(journal.put("note", ""));
  must(journal.put("flow", "2"));
  must(journal.put("flow", "25"));
  must(journal.flush());
  const auto drafts = must(draftsOf(folder.path()));
  REQUIRE(drafts.size() == 1);
  CHECK(drafts[0].head.kind == "level-2-outfall");
  CHECK(drafts[0].head.outfall == Fid{7});
  CHECK(drafts[0].head.author == "张\t三");
  CHECK_FALSE(drafts[0].cutOff);
  CHECK(drafts[0].values.size() == 2);
  CHECK(drafts[0].values.at("name") == "一号\t排口\n第二行 \\t");
  CHECK(drafts[0].values.at("flow") == "25");
  journal.discard();
  CHECK(must(draftsOf(folder.path())).empty());
  CHECK(fs::is_empty(folder.path() / "drafts"));
}

TEST_CASE("a draft whose end was not wholly written is taken up to there, and goes on") {
  const TempFolder folder;
  {
    DraftJournal journal(folder.path(), head());
    must(journal.put("name", "一号"));
    must(journal.put("name", "一号排"));
  }
  const auto file = must(draftsOf(folder.path())).at(0).file;
  const auto whole = fs::file_size(file);
  SECTION("cut") { fs::resize_file(file, whole - 4); }
  SECTION("garbled") {
    std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
    out.seekp(static_cast<std::streamoff>(whole) - 20);
    out << '#';
  }
  auto drafts = must(draftsOf(folder.path()));
  REQUIRE(drafts.size() == 1);
  CHECK(drafts[0].cutOff);
  CHECK(drafts[0].values.at("name") == "一号");
  {
    auto again = must(DraftJournal::resume(drafts[0]));
    must(again.put("name", "一号口"));
  }
  drafts = must(draftsOf(folder.path()));
  CHECK_FALSE(drafts.at(0).cutOff);
  CHECK(drafts.at(0).values.at("name") == "一号口");
}

TEST_CASE("at any length a cut file gives a prefix of what was typed, never a fault") {
  const TempFolder folder;
  {
    DraftJournal journal(folder.path(), head());
    for (int i = 1; i <= 12; ++i) must(journal.put("name", std::string(static_cast<std::size_t>(i), 'a')));
  }
  const auto file = must(draftsOf(folder.path())).at(0).file;
  std::ifstream in(file, std::ios::binary);
  const std::string all{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  std::size_t last = 0;
  for (std::size_t length = 0; length <= all.size(); ++length) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << all.substr(0, length);
    const auto drafts = must(draftsOf(folder.path()));
    const std::size_t typed = drafts.empty() ? 0 : drafts[0].values.at("name").size();
    CHECK((typed == last || typed == last + 1));
    last = typed;
  }
  CHECK(last == 12);
}

TEST_CASE("a killed process loses no character") {
  const TempFolder folder;
  int ready[2];
  REQUIRE(::pipe(ready) == 0);
  const pid_t child = ::fork();
  if (child == 0) {
    DraftJournal journal(folder.path(), head());
    std::string text;
    for (int i = 0; i < 500; ++i) {
      text += static_cast<char>('a' + i % 26);
      if (!journal.put("note", text)) ::_exit(1);
    }
    if (::write(ready[1], "x", 1) != 1) ::_exit(1);
    ::pause();
    ::_exit(0);
  }
  char byte = 0;
  REQUIRE(::read(ready[0], &byte, 1) == 1);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  ::close(ready[0]);
  ::close(ready[1]);
  const auto drafts = must(draftsOf(folder.path()));
  REQUIRE(drafts.size() == 1);
  CHECK(drafts[0].values.at("note").size() == 500);
}

TEST_CASE("what cannot be written is an error, and other files in the folder are passed over") {
  const TempFolder folder;
  write(folder.path() / "drafts/strange.draft", "no draft\n");
  write(folder.path() / "drafts/notes.txt", "x");
  CHECK(must(draftsOf(folder.path())).empty());
  write(folder.path() / "file", "x");
  DraftJournal journal(folder.path() / "file", head());
  const auto put = journal.put("name", "x");
  REQUIRE_FALSE(put);
  CHECK(put.error().code == ErrorCode::FileUnwritable);
  CHECK(journal.values().empty());
}
