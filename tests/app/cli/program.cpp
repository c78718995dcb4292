// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/program.h"

#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <random>
#include <sstream>
#include <sys/wait.h>

namespace suyuan::test {

namespace {

std::string quoted(const std::string& argument) {
  std::string out = "'";
  for (const char c : argument) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string textOf(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::filesystem::path uniquePath(const std::string& stem) {
  std::random_device random;
  return std::filesystem::temp_directory_path() / (stem + std::to_string(random()) + std::to_string(random()));
}

} // namespace

Run run(const std::string& program, const std::vector<std::string>& arguments) {
  const auto out = uniquePath("suyuan-out-"), err = uniquePath("suyuan-err-");
  std::string command = quoted(program);
  for (const std::string& argument : arguments) command += " " + quoted(argument);
  command += " >" + quoted(out.string()) + " 2>" + quoted(err.string()) + " </dev/null";
  const int status = std::system(command.c_str());
  Run result{WIFEXITED(status) ? WEXITSTATUS(status) : -1, textOf(out), textOf(err)};
  std::filesystem::remove(out);
  std::filesystem::remove(err);
  return result;
}

Run runSuyuan(const std::vector<std::string>& arguments) {
  std::vector<std::string> all{"--language", "en"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return run(SUYUAN_BIN_DIR "/suyuan", all);
}

TempFolder::TempFolder() : path_(uniquePath("溯源 it's ")) { std::filesystem::create_directories(path_); }

TempFolder::~TempFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string TempFolder::write(const std::string& name, const std::string& text) const {
  std::ofstream(path_ / name, std::ios::binary) << text;
  return (path_ / name).string();
}

std::string surveyOf(const TempFolder& folder, const std::string& outfalls) {
  const std::string survey = folder / "s";
  REQUIRE(runSuyuan({"new", survey, "--division", "220100", "--name", "试点"}).exit == 0);
  const Run imported = runSuyuan({"import", survey, folder.write("outfalls.csv", outfalls), "--as", "outfalls", "--json"});
  INFO(imported.out << imported.err);
  REQUIRE(imported.exit == 0);
  return survey;
}

} // namespace suyuan::test
