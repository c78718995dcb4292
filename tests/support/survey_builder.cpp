// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/survey_builder.h"

#include <random>

namespace suyuan::test {

TempFolder::TempFolder() {
  std::random_device random;
  path_ = std::filesystem::temp_directory_path() / ("溯源 it's " + std::to_string(random()) + std::to_string(random()));
  std::filesystem::create_directories(path_);
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(path_, ignored))
    std::filesystem::permissions(entry, std::filesystem::perms::owner_all, std::filesystem::perm_options::add, ignored);
  std::filesystem::remove_all(path_, ignored);
}

store::SurveyFile newSurvey(const TempFolder& folder, const std::string& name) {
  return must(store::SurveyFile::create(folder / name, {.name = "试点", .divisionCode = "220100", .author = "张三"}));
}

Outfall outfallNumber(int n) {
  Outfall outfall;
  outfall.geometry = Point{125.35, 43.88 + n * 0.0001};
  outfall.sourceId = "O" + std::to_string(n);
  outfall.name = "长春市南关区伊通河" + std::to_string(n) + "#排污口";
  outfall.divisionCode = "220102";
  outfall.class1 = "工业排污口";
  outfall.status = "已确认";
  outfall.surveyLevel = 2;
  outfall.flow = 12.5 * n;
  return outfall;
}

Fid addOutfall(store::SurveyFile& survey, const Outfall& outfall) {
  Fid given;
  must(survey.edit("新增排污口", [&](store::Edit& edit) -> Result<> {
    auto fid = edit.insert(outfall);
    if (!fid) return std::unexpected(fid.error());
    given = *fid;
    return {};
  }));
  return given;
}

std::vector<Fid> addOutfalls(store::SurveyFile& survey, int n) {
  std::vector<Fid> fids;
  for (int i = 1; i <= n; ++i) fids.push_back(addOutfall(survey, outfallNumber(i)));
  return fids;
}

} // namespace suyuan::test
