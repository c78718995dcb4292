// SPDX-License-Identifier: GPL-3.0-or-later
// Writes outfalls one by one into the survey given and prints each number once its edit has returned, until killed.
#include "core/model/outfall.h"
#include "core/store/survey_file.h"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <unistd.h>

int main(int argc, char** argv) {
  using namespace suyuan;
  if (argc != 3) return 2;
  auto survey = store::SurveyFile::open(argv[1]);
  if (!survey || survey->isReadOnly()) return 3;
  for (int n = std::atoi(argv[2]);; ++n) {
    auto entry = survey->edit("写入", [&](store::Edit& edit) -> Result<> {
      Outfall outfall;
      outfall.geometry = Point{125.3 + n * 1e-5, 43.8};
      outfall.sourceId = std::to_string(n);
      outfall.note = std::string(2000, 'x');
      auto fid = edit.insert(outfall);
      if (!fid) return std::unexpected(fid.error());
      return {};
    });
    if (!entry) return 4;
    const std::string line = std::to_string(n) + "\n";
    if (write(STDOUT_FILENO, line.data(), line.size()) < 0) return 5;
  }
}
