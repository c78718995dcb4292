// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

class GDALDataset;
class OGRLayer;

namespace suyuan::gdal {

/// While it lives, columnar (Arrow) reads that this thread makes of a layer take a path of GDAL that is sound for it.
/// GDAL's GeoPackage driver reads ahead in threads: well where the feature ids are 1 … n without a hole; where they are
/// not, its other path now and then gives rows that are not there, or crashes (seen with GDAL 3.10). Such layers are
/// read in this thread, about half as fast. Not copyable; same thread from beginning to end.
class SoundColumnarReads {
public:
  SoundColumnarReads(GDALDataset& dataset, OGRLayer& layer);
  ~SoundColumnarReads();
  SoundColumnarReads(const SoundColumnarReads&) = delete;
  SoundColumnarReads& operator=(const SoundColumnarReads&) = delete;

private:
  bool set_ = false;
};

} // namespace suyuan::gdal
