// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/verify_journal.h"
#include "tests/support/survey_builder.h"

#include <catch2/catch_test_macros.hpp>

#include <csignal>
#include <random>
#include <sys/wait.h>
#include <unistd.h>

using namespace suyuan;
using namespace suyuan::test;

namespace {

/// Runs the writer from number `first`, kills it after a while, and returns the highest number it acknowledged.
int writeAndKill(const std::string& folder, int first, int microseconds) {
  int pipe[2];
  REQUIRE(::pipe(pipe) == 0);
  const pid_t child = fork();
  if (child == 0) {
    dup2(pipe[1], STDOUT_FILENO);
    close(pipe[0]);
    close(pipe[1]);
    execl(SUYUAN_BIN_DIR "/test_store_writer", "test_store_writer", folder.c_str(), std::to_string(first).c_str(), nullptr);
    _exit(127);
  }
  close(pipe[1]);
  std::string heard;
  char buffer[256];
  ssize_t n = read(pipe[0], buffer, sizeof buffer); // it is at work
  if (n > 0) heard.append(buffer, static_cast<std::size_t>(n));
  usleep(static_cast<useconds_t>(microseconds));
  kill(child, SIGKILL);
  while ((n = read(pipe[0], buffer, sizeof buffer)) > 0) heard.append(buffer, static_cast<std::size_t>(n));
  close(pipe[0]);
  int status = 0;
  waitpid(child, &status, 0);
  REQUIRE(WIFSIGNALED(status));
  heard.resize(heard.rfind('\n') == std::string::npos ? 0 : heard.rfind('\n'));
  const auto last = heard.rfind('\n');
  return std::stoi(heard.substr(last == std::string::npos ? 0 : last + 1));
}

} // namespace

TEST_CASE("a writer killed fifty times loses nothing that it acknowledged") {
  const TempFolder folder;
  { auto survey = newSurvey(folder); }
  std::mt19937 random(11);
  int next = 1;
  for (int round = 0; round < 50; ++round) {
    const int acknowledged = writeAndKill((folder / "survey").string(), next, static_cast<int>(random() % 15000));
    auto survey = must(store::SurveyFile::open(folder / "survey"));
    REQUIRE_FALSE(survey.isReadOnly());
    const auto count = must(survey.reader().count(Layer::Outfalls));
    INFO("round " << round << ", acknowledged " << acknowledged << ", there " << count);
    // One more may be there: committed, but killed before it could say so. Rows and entries go together.
    REQUIRE(count >= acknowledged);
    REQUIRE(count <= acknowledged + 1);
    std::int64_t entries = 0;
    must(survey.reader().select("SELECT count(*) FROM suyuan_journal", {}, [&](const std::vector<Value>& row) {
      entries = std::get<std::int64_t>(row[0]);
      return false;
    }));
    REQUIRE(entries == count);
    next = static_cast<int>(count) + 1;
  }
  auto survey = must(store::SurveyFile::open(folder / "survey"));
  CHECK(must(store::verifyJournal(survey.reader())).isWhole());
  must(survey.reader().select("PRAGMA integrity_check", {}, [](const std::vector<Value>& row) {
    CHECK(toText(row[0]) == "ok");
    return true;
  }));
}
