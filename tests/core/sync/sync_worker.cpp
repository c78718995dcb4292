// SPDX-License-Identifier: GPL-3.0-or-later
// test_sync_worker FOLDER HUB COPY FIRST FID: edits and syncs the survey in turn until killed, and writes the number of
// each edit to standard output, as an int, once it has returned.
#include "core/model/outfall.h"
#include "core/sync/folder_hub.h"
#include "core/sync/sync.h"

#include <cstdlib>
#include <format>
#include <unistd.h>

using namespace suyuan;

int main(int argc, char** argv) {
  if (argc != 6) return 2;
  const int copy = std::atoi(argv[3]);
  const auto shared = parseFid(argv[5]);
  auto survey = store::SurveyFile::open(argv[1]);
  if (!survey || survey->isReadOnly() || !shared) return 3;
  for (int n = std::atoi(argv[4]);; ++n) {
    std::vector<Row> rows;
    for (int i = 0; i < 300; ++i) {
      Outfall outfall;
      outfall.geometry = Point{125.3 + n * 1e-4, 43.8 + i * 1e-4};
      outfall.sourceId = std::format("{}-{}-{}", copy, n, i);
      rows.push_back(toRow(outfall));
    }
    const auto done = survey->edit("写入", [&](store::Edit& edit) -> Result<> {
      SUYUAN_TRY(edit.insertBulk(Layer::Outfalls, rows));
      return edit.setField(Layer::Outfalls, *shared, "note", Value{std::format("{}-{}", copy, n)});
    });
    if (!done) return 4;
    if (write(STDOUT_FILENO, &n, sizeof n) != sizeof n) return 5;
    auto hub = sync::FolderHub::open(argv[2]);
    if (!hub || !sync::syncWith(*survey, *hub)) return 6;
  }
}
