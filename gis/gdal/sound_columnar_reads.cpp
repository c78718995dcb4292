// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/gdal/sound_columnar_reads.h"

#include <cpl_conv.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <string_view>

namespace suyuan::gdal {

namespace {

constexpr const char* plainReads = "OGR_GPKG_STREAM_BASE_IMPL";

std::string quoted(std::string_view name, char mark) {
  std::string out(1, mark);
  for (const char c : name) {
    if (c == mark) out += c;
    out += c;
  }
  return out + mark;
}

/// True when the ids are known to be 1 … n: what GDAL itself asks before it reads in several threads.
bool idsWithoutHole(GDALDataset& dataset, OGRLayer& layer) {
  const char* id = layer.GetFIDColumn();
  if (!id || !*id) return false;
  const std::string sql = "SELECT feature_count = (SELECT MAX(" + quoted(id, '"') + ") FROM " + quoted(layer.GetName(), '"') +
                          ") FROM gpkg_ogr_contents WHERE table_name = " + quoted(layer.GetName(), '\'');
  CPLPushErrorHandler(CPLQuietErrorHandler); // a file without that table is answered by an error
  OGRLayer* answer = dataset.ExecuteSQL(sql.c_str(), nullptr, nullptr);
  bool whole = false;
  if (answer) {
    const OGRFeatureUniquePtr row(answer->GetNextFeature());
    whole = row && row->GetFieldCount() == 1 && row->GetFieldAsInteger(0) == 1;
    dataset.ReleaseResultSet(answer);
  }
  CPLErrorReset();
  CPLPopErrorHandler();
  return whole;
}

} // namespace

SoundColumnarReads::SoundColumnarReads(GDALDataset& dataset, OGRLayer& layer) {
  const GDALDriver* driver = dataset.GetDriver();
  if (!driver || std::string_view(driver->GetDescription()) != "GPKG") return;
  if (CPLGetThreadLocalConfigOption(plainReads, nullptr) || idsWithoutHole(dataset, layer)) return;
  CPLSetThreadLocalConfigOption(plainReads, "YES");
  set_ = true;
}

SoundColumnarReads::~SoundColumnarReads() {
  if (set_) CPLSetThreadLocalConfigOption(plainReads, nullptr);
}

} // namespace suyuan::gdal
