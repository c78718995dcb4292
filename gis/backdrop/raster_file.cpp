// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/backdrop/raster_file.h"

#include "gis/gdal/gdal_errors.h"
#include "gis/projection/crs.h"

#include <cpl_string.h>
#include <gdal_priv.h>
#include <gdalwarper.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <mutex>
#include <optional>

namespace suyuan::backdrop {

namespace {

/// A file as one thread has it open.
struct Handle {
  GDALDatasetUniquePtr file, placed; ///< `placed` makes a raster of one that only has control points
  [[nodiscard]] GDALDataset& raster() const { return placed ? *placed : *file; }
};

struct LevelSize {
  int width = 0, height = 0;
};

/// From values to 0 … 255; bytes stay as they are.
struct Stretch {
  double low = 0, high = 255;
  [[nodiscard]] int byteOf(float value) const { return static_cast<int>(std::clamp((value - low) * 255 / (high - low), 0.0, 255.0) + 0.5); }
};

std::unexpected<Error> unreadable(const std::filesystem::path& path, const std::string& why) {
  return failure(ErrorCode::BackdropUnreadable, {.file = path.string()}, why);
}

Handle openHandle(const std::filesystem::path& path) {
  Handle handle;
  handle.file.reset(GDALDataset::Open(path.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR));
  if (!handle.file) return handle;
  // Several rasters in one file: the first is shown.
  if (handle.file->GetRasterCount() == 0) {
    const char* first = CSLFetchNameValue(handle.file->GetMetadata("SUBDATASETS"), "SUBDATASET_1_NAME");
    if (first) handle.file.reset(GDALDataset::Open(std::string(first).c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR));
    if (!handle.file) return handle;
  }
  double plain[6];
  if (handle.file->GetGeoTransform(plain) != CE_None && handle.file->GetGCPCount() > 0)
    handle.placed.reset(GDALDataset::FromHandle(GDALAutoCreateWarpedVRT(GDALDataset::ToHandle(handle.file.get()), nullptr, nullptr, GRA_Bilinear, 0.125, nullptr)));
  return handle;
}

GDALRasterBand* bandAt(GDALDataset& raster, int band, int level) {
  GDALRasterBand* whole = raster.GetRasterBand(band);
  return level == 0 || !whole ? whole : whole->GetOverview(level - 1);
}

} // namespace

struct RasterFile::Impl {
  std::filesystem::path path;
  RasterKind kind = RasterKind::Picture;
  std::string crs, copyright;
  GeoTransform transform{};
  Box lonLat;
  std::vector<LevelSize> levels;
  std::vector<int> bands;           ///< 1 (grey or palette) or 3
  std::vector<Stretch> stretches;   ///< one a band
  std::vector<std::optional<double>> nodata;
  std::vector<QRgb> palette;        ///< premultiplied
  int alpha = 0;                    ///< band, 0 without
  bool masked = false;              ///< a mask that belongs to the whole raster
  bool bytes = true;
  mutable std::mutex mutex;
  mutable std::vector<Handle> idle;

  /// Lends a handle and takes it back.
  class Lease {
  public:
    explicit Lease(const Impl& of) : of_(of) {
      {
        const std::scoped_lock lock(of.mutex);
        if (!of.idle.empty()) {
          handle_ = std::move(of.idle.back());
          of.idle.pop_back();
        }
      }
      if (!handle_.file) handle_ = openHandle(of.path);
    }
    ~Lease() {
      if (!handle_.file) return;
      const std::scoped_lock lock(of_.mutex);
      of_.idle.push_back(std::move(handle_));
    }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    [[nodiscard]] bool good() const { return handle_.file != nullptr; }
    [[nodiscard]] GDALDataset& raster() const { return handle_.raster(); }

  private:
    const Impl& of_;
    Handle handle_;
  };

  Result<> readStructure(GDALDataset& raster);
  void chooseBands(GDALDataset& raster);
  Result<> readPlace(GDALDataset& raster);
  Result<> readStretches(GDALDataset& raster);
  Result<> probe(GDALDataset& raster) const;
  [[nodiscard]] bool isNodata(std::size_t band, float value) const { return std::isnan(value) || (nodata[band] && value == static_cast<float>(*nodata[band])); }

  template <class Take>
  Result<> readStrips(const Scale& scale, const QRect& window, std::stop_token stop, const Take& take) const;
};

void RasterFile::Impl::chooseBands(GDALDataset& raster) {
  std::array<int, 3> colours{};
  for (int i = 1; i <= raster.GetRasterCount(); ++i) switch (raster.GetRasterBand(i)->GetColorInterpretation()) {
      case GCI_RedBand: colours[0] = colours[0] ? colours[0] : i; break;
      case GCI_GreenBand: colours[1] = colours[1] ? colours[1] : i; break;
      case GCI_BlueBand: colours[2] = colours[2] ? colours[2] : i; break;
      case GCI_AlphaBand: alpha = i; break;
      default: break;
    }
  if (colours[0] && colours[1] && colours[2]) bands.assign(colours.begin(), colours.end());
  else if (raster.GetRasterCount() - (alpha ? 1 : 0) >= 3 && alpha != 1 && alpha != 2 && alpha != 3) bands = {1, 2, 3};
  else bands = {alpha == 1 ? 2 : 1};
}

Result<> RasterFile::Impl::readStructure(GDALDataset& raster) {
  if (raster.GetRasterCount() == 0) return unreadable(path, "no bands");
  chooseBands(raster);
  GDALRasterBand* first = raster.GetRasterBand(bands.front());
  if (!first) return unreadable(path, "no bands");
  for (const int band : bands) {
    GDALRasterBand* one = raster.GetRasterBand(band);
    if (GDALDataTypeIsComplex(one->GetRasterDataType())) return unreadable(path, "complex numbers");
    bytes = bytes && one->GetRasterDataType() == GDT_Byte;
    int has = 0;
    const double value = one->GetNoDataValue(&has);
    nodata.push_back(has ? std::optional(value) : std::nullopt);
  }
  masked = alpha == 0 && (first->GetMaskFlags() & GMF_PER_DATASET) != 0 && (first->GetMaskFlags() & GMF_ALPHA) == 0;
  const GDALDataType type = first->GetRasterDataType();
  if (const GDALColorTable* table = first->GetColorTable(); bands.size() == 1 && bytes && table) {
    for (int i = 0; i < table->GetColorEntryCount(); ++i) {
      const GDALColorEntry* entry = table->GetColorEntry(i);
      palette.push_back(qPremultiply(qRgba(entry->c1, entry->c2, entry->c3, entry->c4)));
    }
    palette.resize(256);
  } else if (raster.GetRasterCount() == 1 && (type == GDT_Int16 || type == GDT_Int32 || type == GDT_Float32 || type == GDT_Float64)) {
    kind = RasterKind::Elevation;
  }
  levels.push_back({raster.GetRasterXSize(), raster.GetRasterYSize()});
  for (int i = 0; i < first->GetOverviewCount(); ++i) {
    const GDALRasterBand* overview = first->GetOverview(i);
    if (!overview || overview->GetXSize() >= levels.back().width) break; // sorted from fine to coarse, or not used
    levels.push_back({overview->GetXSize(), overview->GetYSize()});
  }
  for (const char* word : {"TIFFTAG_COPYRIGHT", "attribution", "COPYRIGHT"})
    if (const char* said = raster.GetMetadataItem(word); said && copyright.empty()) copyright = said;
  return {};
}

Result<> RasterFile::Impl::readPlace(GDALDataset& raster) {
  const auto nowhere = [&](const std::string& why) { return failure(ErrorCode::BackdropWithoutPlace, {.file = path.string()}, why); };
  if (raster.GetGeoTransform(transform.data()) != CE_None || !inverseOf(transform)) return nowhere("no geotransform");
  const OGRSpatialReference* reference = raster.GetSpatialRef();
  if (!reference) return nowhere("no CRS");
  char* text = nullptr;
  const char* const options[]{"FORMAT=WKT2_2019", nullptr};
  if (reference->exportToWkt(&text, options) != OGRERR_NONE || !text) {
    CPLFree(text);
    return nowhere("a CRS that cannot be written");
  }
  auto parsed = projection::Crs::parse(text);
  CPLFree(text);
  if (!parsed) return nowhere("a CRS that is not known");
  crs = parsed->code();
  auto toLonLat = transformerBetween(crs, "EPSG:4490");
  if (!toLonLat) return nowhere(toLonLat.error().detail);
  constexpr int steps = 16;
  std::vector<double> x, y;
  const double wide = levels.front().width, high = levels.front().height;
  for (int i = 0; i <= steps; ++i)
    for (const auto& [column, row] : {std::pair{wide * i / steps, 0.0}, {wide * i / steps, high}, {0.0, high * i / steps}, {wide, high * i / steps}}) {
      x.push_back(transform[0] + column * transform[1] + row * transform[2]);
      y.push_back(transform[3] + column * transform[4] + row * transform[5]);
    }
  (*toLonLat)->transform(x, y);
  for (std::size_t i = 0; i < x.size(); ++i)
    if (std::isfinite(x[i])) lonLat.add(x[i], y[i]);
  if (lonLat.isEmpty()) return nowhere("it lies outside its CRS");
  return {};
}

/// Two per cent at both ends are cut off, over some ten thousand pixels of the coarsest overview.
Result<> RasterFile::Impl::readStretches(GDALDataset& raster) {
  stretches.resize(bands.size());
  if (bytes || kind == RasterKind::Elevation) return {};
  const LevelSize& coarsest = levels.back();
  const int wide = std::min(coarsest.width, 128), high = std::min(coarsest.height, 128);
  for (std::size_t b = 0; b < bands.size(); ++b) {
    std::vector<float> sample(static_cast<std::size_t>(wide) * static_cast<std::size_t>(high));
    if (bandAt(raster, bands[b], static_cast<int>(levels.size()) - 1)
            ->RasterIO(GF_Read, 0, 0, coarsest.width, coarsest.height, sample.data(), wide, high, GDT_Float32, 0, 0, nullptr) != CE_None)
      return unreadable(path, CPLGetLastErrorMsg());
    std::erase_if(sample, [&](float value) { return isNodata(b, value) || !std::isfinite(value); });
    if (sample.empty()) continue;
    std::ranges::sort(sample);
    const std::size_t cut = sample.size() / 50;
    stretches[b] = {sample[cut], sample[sample.size() - 1 - cut]};
    if (!(stretches[b].high > stretches[b].low)) stretches[b].high = stretches[b].low + 1;
  }
  return {};
}

/// The corners of every size: of a file that was cut off, one cannot be read.
Result<> RasterFile::Impl::probe(GDALDataset& raster) const {
  for (std::size_t level = 0; level < levels.size(); ++level)
    for (const int band : bands) {
      GDALRasterBand* one = bandAt(raster, band, static_cast<int>(level));
      for (const auto& [x, y] : {std::pair{0, 0}, {levels[level].width - 1, levels[level].height - 1}}) {
        float value = 0;
        if (!one || one->RasterIO(GF_Read, x, y, 1, 1, &value, 1, 1, GDT_Float32, 0, 0, nullptr) != CE_None)
          return unreadable(path, CPLGetLastErrorMsg());
      }
    }
  return {};
}

RasterFile::RasterFile(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
RasterFile::~RasterFile() = default;

Result<std::shared_ptr<const RasterFile>> RasterFile::open(const std::filesystem::path& path) {
  static std::once_flag once;
  std::call_once(once, [] { GDALAllRegister(); });
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return failure(ErrorCode::FileNotFound, {.file = path.string()});
  const gdal::GdalErrors errors;
  auto impl = std::make_unique<Impl>();
  impl->path = path;
  {
    Handle handle = openHandle(path);
    if (!handle.file) return unreadable(path, errors.first());
    SUYUAN_TRY(impl->readStructure(handle.raster()));
    SUYUAN_TRY(impl->readPlace(handle.raster()));
    SUYUAN_TRY(impl->readStretches(handle.raster()));
    SUYUAN_TRY(impl->probe(handle.raster()));
    impl->idle.push_back(std::move(handle));
  }
  return std::shared_ptr<const RasterFile>(new RasterFile(std::move(impl)));
}

const std::filesystem::path& RasterFile::path() const noexcept { return impl_->path; }
RasterKind RasterFile::kind() const noexcept { return impl_->kind; }
QSize RasterFile::size() const noexcept { return {impl_->levels.front().width, impl_->levels.front().height}; }
const std::string& RasterFile::crs() const noexcept { return impl_->crs; }
const GeoTransform& RasterFile::transform() const noexcept { return impl_->transform; }
const Box& RasterFile::lonLat() const noexcept { return impl_->lonLat; }
const std::string& RasterFile::copyright() const noexcept { return impl_->copyright; }

RasterFile::Scale RasterFile::scaleFor(double pixels) const {
  constexpr double slack = 1.02; // an overview's size is rounded
  const LevelSize& whole = impl_->levels.front();
  Scale scale;
  for (std::size_t i = 1; i < impl_->levels.size(); ++i)
    if (static_cast<double>(whole.width) / impl_->levels[i].width <= pixels * slack) scale.level = static_cast<int>(i);
  const LevelSize& level = impl_->levels[static_cast<std::size_t>(scale.level)];
  const double one = static_cast<double>(whole.width) / level.width;
  while (one * scale.reduce * 2 <= pixels * slack && scale.reduce < 4096) scale.reduce *= 2;
  scale.size = {(level.width + scale.reduce - 1) / scale.reduce, (level.height + scale.reduce - 1) / scale.reduce};
  scale.perPixelX = one * scale.reduce;
  scale.perPixelY = static_cast<double>(whole.height) / level.height * scale.reduce;
  return scale;
}

/// Pixels along a side of a reduced pixel that are looked at. All, as far as they are few; of more, some spread evenly: a file without
/// overviews would else be read whole, at gigabytes and minutes a picture.
int lookedAt(int reduce) noexcept { return reduce <= 16 ? reduce : 8; }

/// Reads the window's bands (then the alpha or mask, if there is one) in strips of whole reduced rows, and calls
/// take(first reduced row, reduced rows, columns read, rows read, values): values are band after band, row by row,
/// lookedAt(scale.reduce) in a square for each reduced pixel.
template <class Take>
Result<> RasterFile::Impl::readStrips(const Scale& scale, const QRect& window, std::stop_token stop, const Take& take) const {
  const gdal::GdalErrors errors;
  const Lease lease(*this);
  if (!lease.good()) return unreadable(path, errors.first());
  const LevelSize& level = levels[static_cast<std::size_t>(scale.level)];
  const int reduce = scale.reduce, x0 = window.left() * reduce, columns = std::min(window.width() * reduce, level.width - x0);
  const int per = lookedAt(reduce), together = std::max(1, 64 / per);
  const auto sampled = [&](int pixels) { return static_cast<int>((static_cast<std::int64_t>(pixels) * per + reduce - 1) / reduce); };
  std::vector<GDALRasterBand*> read;
  for (const int band : bands) read.push_back(bandAt(lease.raster(), band, scale.level));
  if (alpha) read.push_back(bandAt(lease.raster(), alpha, scale.level));
  else if (masked && read.front()) read.push_back(read.front()->GetMaskBand());
  if (std::ranges::find(read, nullptr) != read.end()) return unreadable(path, "an overview is missing");
  std::vector<float> values;
  for (int first = 0; first < window.height(); first += together) {
    if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
    const int reduced = std::min(together, window.height() - first);
    const int y0 = (window.top() + first) * reduce, rows = std::min(reduced * reduce, level.height - y0);
    const int wide = sampled(columns), high = sampled(rows);
    const std::size_t plane = static_cast<std::size_t>(wide) * static_cast<std::size_t>(high);
    values.resize(plane * read.size());
    for (std::size_t b = 0; b < read.size(); ++b)
      if (read[b]->RasterIO(GF_Read, x0, y0, columns, rows, values.data() + plane * b, wide, high, GDT_Float32, 0, 0, nullptr) != CE_None)
        return unreadable(path, errors.first());
    take(first, reduced, wide, high, values.data());
  }
  return {};
}

Result<QImage> RasterFile::readPicture(const Scale& scale, const QRect& window, std::stop_token stop) const {
  QImage image(window.size(), QImage::Format_ARGB32_Premultiplied);
  if (image.isNull()) return failure(ErrorCode::RenderFailed, {}, "no memory for the picture");
  const std::size_t shown = impl_->bands.size();
  const int per = lookedAt(scale.reduce);
  const bool hasAlpha = impl_->alpha != 0 || impl_->masked;
  const auto pixel = [&](const float* values, std::size_t plane, std::size_t at) -> QRgb {
    bool none = true;
    for (std::size_t b = 0; b < shown && none; ++b) none = impl_->isNodata(b, values[plane * b + at]);
    if (none) return 0;
    if (!impl_->palette.empty()) return impl_->palette[static_cast<std::size_t>(values[at]) & 255U];
    const int share = hasAlpha ? static_cast<int>(std::clamp(values[plane * shown + at], 0.0F, 255.0F)) : 255;
    if (share == 0) return 0;
    const auto byte = [&](std::size_t b) { return impl_->bytes ? static_cast<int>(values[plane * b + at]) : impl_->stretches[b].byteOf(values[plane * b + at]); };
    const int red = byte(0), green = shown == 3 ? byte(1) : red, blue = shown == 3 ? byte(2) : red;
    return share == 255 ? qRgb(red, green, blue) : qPremultiply(qRgba(red, green, blue, share));
  };
  auto done = impl_->readStrips(scale, window, stop, [&](int first, int reduced, int columns, int rows, const float* values) {
    const std::size_t plane = static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows);
    for (int r = 0; r < reduced; ++r) {
      auto* line = reinterpret_cast<QRgb*>(image.scanLine(first + r));
      const int y0 = r * per, y1 = std::min(y0 + per, rows);
      for (int c = 0; c < window.width(); ++c) {
        const int x0 = c * per, x1 = std::min(x0 + per, columns);
        std::uint32_t sum[4]{}, count = 0;
        for (int y = y0; y < y1; ++y)
          for (int x = x0; x < x1; ++x, ++count) {
            const QRgb p = pixel(values, plane, static_cast<std::size_t>(y) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(x));
            sum[0] += p >> 24;
            sum[1] += (p >> 16) & 255U;
            sum[2] += (p >> 8) & 255U;
            sum[3] += p & 255U;
          }
        const auto mean = [&](int i) { return count ? (sum[i] + count / 2) / count : 0U; };
        line[c] = mean(0) << 24 | mean(1) << 16 | mean(2) << 8 | mean(3);
      }
    }
  });
  if (!done) return std::unexpected(std::move(done).error());
  return image;
}

Result<Heights> RasterFile::readHeights(const Scale& scale, const QRect& window, std::stop_token stop) const {
  Heights heights{window.width(), window.height(), {}};
  heights.values.resize(static_cast<std::size_t>(window.width()) * static_cast<std::size_t>(window.height()));
  const bool hasMask = impl_->alpha != 0 || impl_->masked;
  const int per = lookedAt(scale.reduce);
  auto done = impl_->readStrips(scale, window, stop, [&](int first, int reduced, int columns, int rows, const float* values) {
    const std::size_t plane = static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows);
    const float* mask = values + plane * impl_->bands.size();
    for (int r = 0; r < reduced; ++r)
      for (int c = 0; c < window.width(); ++c) {
        double sum = 0;
        int count = 0;
        for (int y = r * per; y < std::min((r + 1) * per, rows); ++y)
          for (int x = c * per; x < std::min((c + 1) * per, columns); ++x) {
            const std::size_t at = static_cast<std::size_t>(y) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(x);
            if (impl_->isNodata(0, values[at]) || !std::isfinite(values[at]) || (hasMask && mask[at] == 0)) continue;
            sum += values[at];
            ++count;
          }
        heights.values[static_cast<std::size_t>(first + r) * static_cast<std::size_t>(window.width()) + static_cast<std::size_t>(c)] =
            count ? static_cast<float>(sum / count) : std::numeric_limits<float>::quiet_NaN();
      }
  });
  if (!done) return std::unexpected(std::move(done).error());
  return heights;
}

} // namespace suyuan::backdrop
