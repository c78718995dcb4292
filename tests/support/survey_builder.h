// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/outfall.h"
#include "core/store/survey_file.h"

#include <filesystem>
#include <stdexcept>
#include <string>

namespace suyuan::test {

/// A folder of its own with a name as users give them (blank, quote, Chinese); gone with the object.
class TempFolder {
public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
  std::filesystem::path path_;
};

/// What an expected holds; throws with the error's key and words when it holds none, so that a test says why it failed.
template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(std::string(errorKey(result.error().code)) + ": " + result.error().detail);
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

/// A new survey of 长春市 in folder/name.
[[nodiscard]] store::SurveyFile newSurvey(const TempFolder& folder, const std::string& name = "survey");

/// A plausible confirmed outfall by the 伊通河; `n` moves it north by metres and numbers its name and source id.
[[nodiscard]] Outfall outfallNumber(int n);

/// Inserts an outfall as an entry of its own.
Fid addOutfall(store::SurveyFile& survey, const Outfall& outfall);

/// Inserts outfalls 1 … n, one entry each, and returns their fids.
std::vector<Fid> addOutfalls(store::SurveyFile& survey, int n);

} // namespace suyuan::test
