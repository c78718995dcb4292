// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace suyuan::test {

/// What a run of the real program gave.
struct Run {
  int exit = -1;
  std::string out, err;
  [[nodiscard]] nlohmann::json json() const { return nlohmann::json::parse(out, nullptr, false); }
};

/// Runs the built `suyuan` with these arguments, in English.
[[nodiscard]] Run runSuyuan(const std::vector<std::string>& arguments);
/// Runs any program of the environment (ogrinfo, ogr2ogr …).
[[nodiscard]] Run run(const std::string& program, const std::vector<std::string>& arguments);

/// A folder of its own, gone with the object; the name has a blank, a quote and Chinese, as users' folders have.
class TempFolder {
public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  [[nodiscard]] std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  /// Writes a text file and returns its path.
  std::string write(const std::string& name, const std::string& text) const;

private:
  std::filesystem::path path_;
};

/// A new survey in the folder with the outfalls of a CSV table, all of them taken; its path.
[[nodiscard]] std::string surveyOf(const TempFolder& folder, const std::string& outfalls);

} // namespace suyuan::test
