// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of any bytes through the whole way of an import without a survey: open, encoding, plan, rows.
#include "fuzz_target.h"

#include "gis/exchange/import_file.h"
#include "gis/exchange/row_maker.h"

#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace suyuan;
using namespace suyuan::exchange;

std::vector<std::string> fuzzSeeds() {
  return {"编号,排污口名称,经度,纬度,日排放量\nA1,一号口,125.3,43.9,12.5\nA2,二号口,-,NA,3\n", "名称,X坐标,Y坐标\n甲,4860012.2,42443735.1\n",
          "name;lon;lat\na;125.3;43.9\n", "name\tlon\tlat\r\n\"a\"\"b\"\t43°52'12.5\"N\t125°18'30\"\r\n", "name,lon,lat\n\xB3\xA4\xB4\xBA,125.3,43.9\n", "lon,lat\n"};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::filesystem::path file = std::filesystem::temp_directory_path() / ("suyuan-fuzz-" + std::to_string(getpid()) + ".csv");
  static const std::filesystem::path folder = std::string(SUYUAN_RESOURCES_DIR) + "/exchange";
  static const auto tables = NameTables::load(folder);
  fuzzRequire(tables.has_value());
  std::ofstream(file, std::ios::binary).write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  const ImportRequest request{.path = file, .tables = folder};
  if (auto source = Source::open(request)) {
    if (auto plan = planImport(*source, request, {}, *tables)) {
      auto maker = RowMaker::make(*source, *plan);
      fuzzRequire(maker.has_value());
      std::int64_t taken = 0;
      const auto read = source->read(plan->wanted, [&](const SourceBatch& batch) {
        std::vector<Row> rows;
        maker->take(batch, rows);
        taken += static_cast<std::int64_t>(rows.size());
        for (const Row& row : rows) {
          const auto* p = std::get_if<Point>(&row.geometry);
          fuzzRequire(p && p->x >= -180 && p->x <= 180 && p->y >= -90 && p->y <= 90);
        }
        return true;
      });
      fuzzRequire(!read || maker->read == taken + maker->refusedCount);
    }
  }
  std::filesystem::remove(file);
  return 0;
}
