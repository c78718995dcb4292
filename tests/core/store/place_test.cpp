// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/survey_place.h"
#include "tests/support/survey_builder.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <csignal>
#include <linux/capability.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace suyuan;
using namespace suyuan::test;
namespace fs = std::filesystem;
using store::OpenMode;

namespace {

store::FileSystemProbe always(std::uint32_t type) {
  return [type](const fs::path&) { return type; };
}

std::string journalMode(store::SurveyFile& survey) {
  std::string mode;
  must(survey.reader().select("PRAGMA journal_mode", {}, [&](const std::vector<Value>& row) {
    mode = toText(row[0]);
    return false;
  }));
  return mode;
}

/// Runs `work` in a process that permissions bind, even for root; its answer is the exit code.
int withoutPrivileges(const std::function<int()>& work) {
  const pid_t child = fork();
  if (child == 0) {
    __user_cap_header_struct head{_LINUX_CAPABILITY_VERSION_3, 0};
    __user_cap_data_struct none[2]{};
    if (geteuid() == 0 && syscall(SYS_capset, &head, none) != 0) _exit(100);
    int answer = 101;
    try {
      answer = work();
    } catch (...) {
    }
    _exit(answer);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 102;
}

} // namespace

TEST_CASE("on a network or FAT file system the rollback journal takes the place of WAL, and nothing else changes") {
  const std::uint32_t type = GENERATE(0x6969U, 0xFF534D42U, 0x65735546U, 0x4d44U, 0x2011BAB0U); // NFS, CIFS, FUSE, FAT, exFAT
  const TempFolder folder;
  std::string hash;
  {
    auto local = newSurvey(folder);
    addOutfalls(local, 3);
    CHECK(journalMode(local) == "wal");
    CHECK_FALSE(local.onSharedPlace());
    hash = must(local.reader().contentHash());
  }
  {
    auto shared = must(store::SurveyFile::open(folder / "survey", OpenMode::ReadWrite, always(type)));
    CHECK(journalMode(shared) == "delete");
    CHECK(shared.onSharedPlace());
    CHECK_FALSE(shared.isReadOnly());
    CHECK(must(shared.reader().contentHash()) == hash);
    auto other = must(shared.openReader());
    addOutfalls(shared, 2);
    CHECK(must(other.count(Layer::Outfalls)) == 5);
    CHECK_FALSE(fs::exists(folder / "survey" / "survey.gpkg-wal"));
    CHECK_FALSE(fs::exists(folder / "survey" / "survey.gpkg-shm"));
    std::string synchronous;
    must(shared.reader().select("PRAGMA synchronous", {}, [&](const std::vector<Value>& row) {
      synchronous = toText(row[0]);
      return false;
    }));
    CHECK(synchronous == "2"); // FULL
    must(shared.undo());
  }
  auto back = must(store::SurveyFile::open(folder / "survey"));
  CHECK(journalMode(back) == "wal");
  CHECK(must(back.reader().count(Layer::Outfalls)) == 4);
}

TEST_CASE("a local file system may have WAL") {
  for (const std::uint32_t type : {0xEF53U, 0x9123683EU, 0x58465342U, 0x01021994U}) // ext4, btrfs, XFS, tmpfs
    CHECK(store::walCanBeTrusted(type));
  CHECK_FALSE(store::walCanBeTrusted(0)); // not known
}

TEST_CASE("a survey in a folder that cannot be written opens for reading, and says why") {
  const TempFolder folder;
  { auto survey = newSurvey(folder); addOutfalls(survey, 4); }
  const fs::path place = folder / "survey";
  for (const auto& file : fs::directory_iterator(place)) fs::permissions(file, fs::perms::owner_read | fs::perms::owner_exec);
  fs::permissions(place, fs::perms::owner_read | fs::perms::owner_exec);
  const int answer = withoutPrivileges([&] {
    auto survey = store::SurveyFile::open(place);
    if (!survey) return 1;
    if (!survey->isReadOnly() || survey->readOnlyReason() != store::ReadOnlyReason::NoPermission) return 2;
    if (must(survey->reader().count(Layer::Outfalls)) != 4) return 3;
    if (must(must(survey->openReader()).count(Layer::Outfalls)) != 4) return 4;
    const auto refused = survey->edit("x", [](store::Edit&) -> Result<> { return {}; });
    if (refused || refused.error().code != ErrorCode::SurveyReadOnly) return 5;
    if (survey->undo() || survey->setSetting("a", "b")) return 6;
    return 0;
  });
  fs::permissions(place, fs::perms::owner_all);
  if (answer == 100) SKIP("permissions do not bind this process");
  CHECK(answer == 0);
  for (const char* name : {"survey.gpkg-wal", "survey.gpkg-shm", "survey.gpkg-journal"}) CHECK_FALSE(fs::exists(place / name));
  CHECK(must(must(store::SurveyFile::open(place, OpenMode::ReadOnly)).reader().count(Layer::Outfalls)) == 4);
}

TEST_CASE("a survey is not made in a folder that cannot be written") {
  const TempFolder folder;
  fs::create_directory(folder / "closed");
  fs::permissions(folder / "closed", fs::perms::owner_read | fs::perms::owner_exec);
  const int answer = withoutPrivileges([&] {
    const auto made = store::SurveyFile::create(folder / "closed" / "survey", {});
    return made ? 1 : made.error().code == ErrorCode::FileUnwritable ? 0 : 2;
  });
  fs::permissions(folder / "closed", fs::perms::owner_all);
  if (answer == 100) SKIP("permissions do not bind this process");
  CHECK(answer == 0);
}
