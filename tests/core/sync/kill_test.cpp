// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/sync/copies.h"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <csignal>
#include <format>
#include <random>
#include <sys/wait.h>
#include <unistd.h>

using namespace suyuan;
using namespace suyuan::test;

namespace {

constexpr int batch = 300; // as sync_worker.cpp writes them
constexpr auto strayParts = "SELECT count(*) FROM suyuan_journal_part WHERE entry_id NOT IN (SELECT entry_id FROM suyuan_journal)";

/// Highest number that was acknowledged, `last` when none was.
int runAndKill(const Copies& copies, int copy, int last, Fid shared, int microseconds) {
  std::array<int, 2> pipe{};
  REQUIRE(::pipe(pipe.data()) == 0);
  const pid_t child = fork();
  if (child == 0) {
    dup2(pipe[1], STDOUT_FILENO);
    close(pipe[0]);
    close(pipe[1]);
    execl(SUYUAN_BIN_DIR "/test_sync_worker", "test_sync_worker", copies.folder(copy).c_str(), copies.hubFolder().c_str(), std::to_string(copy).c_str(),
          std::to_string(last + 1).c_str(), toText(shared).c_str(), nullptr);
    _exit(127);
  }
  close(pipe[1]);
  int n = last;
  while (read(pipe[0], &n, sizeof n) < 0 && errno == EINTR) {} // the first edit is done, the sync begins
  usleep(static_cast<useconds_t>(microseconds));
  kill(child, SIGKILL);
  for (int heard = 0; read(pipe[0], &heard, sizeof heard) == sizeof heard;) n = heard;
  close(pipe[0]);
  int status = 0;
  waitpid(child, &status, 0);
  INFO("exit code " << (WIFEXITED(status) ? WEXITSTATUS(status) : -1));
  REQUIRE(WIFSIGNALED(status));
  return n;
}

std::int64_t number(store::SurveyFile& survey, const std::string& sql) {
  std::int64_t value = -1;
  REQUIRE(survey.reader().select(sql, {}, [&](const std::vector<Value>& row) {
    value = std::get<std::int64_t>(row[0]);
    return false;
  }));
  return value;
}

} // namespace

TEST_CASE("two copies killed twenty times while they sync lose nothing and end equal") {
  Copies copies(2);
  const Fid shared = copies.addOutfall(0, "shared");
  copies.settle();
  for (const int copy : {0, 1}) copies.close(copy);
  std::mt19937 random(5);
  std::array<int, 2> acknowledged{0, 0};
  int interrupted = 0;
  for (int round = 0; round < 20; ++round) {
    const int copy = round % 2;
    int& last = acknowledged[static_cast<std::size_t>(copy)];
    last = runAndKill(copies, copy, last, shared, static_cast<int>(random() % (round < 10 ? 60'000 : 300'000)));
    copies.reopen(copy);
    if (number(copies[copy], "SELECT count(*) FROM suyuan_journal WHERE hub_seq IS NULL") > 0) ++interrupted;
    REQUIRE(number(copies[copy], strayParts) == 0);
    // One more than was told may be there, whole.
    const auto there = number(copies[copy], std::format("SELECT count(*) FROM outfalls WHERE source_id LIKE '{}-%'", copy));
    REQUIRE(there % batch == 0);
    REQUIRE(there / batch >= last);
    last = static_cast<int>(there / batch);
    copies.close(copy);
  }
  CHECK(interrupted > 0); // else no kill fell into a sync
  for (const int copy : {0, 1}) copies.reopen(copy);
  copies.settle();
  copies.requireEqual();
  for (const int copy : {0, 1}) {
    CHECK(number(copies[copy], "SELECT count(*) FROM outfalls WHERE source_id IS NOT NULL") == batch * (acknowledged[0] + acknowledged[1]));
    CHECK(number(copies[copy], "SELECT count(*) FROM suyuan_journal WHERE hub_seq IS NULL") == 0);
    CHECK(number(copies[copy], "SELECT count(*) FROM suyuan_journal") == acknowledged[0] + acknowledged[1] + 2);
    CHECK(number(copies[copy], strayParts) == 0);
    CHECK(copies.sync(copy).sent == 0);
  }
}
