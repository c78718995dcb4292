// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/media/exif_reading.h"

#include <exiv2/exiv2.hpp>

#include <charconv>
#include <cmath>
#include <format>
#include <mutex>

namespace suyuan::media {

namespace {

// The library's XMP part must be set up once before threads use it; it also writes to stderr unless told not to.
std::mutex xmpMutex;
void prepareExiv2() {
  static std::once_flag once;
  std::call_once(once, [] {
    Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
    Exiv2::XmpParser::initialize(
        [](void* mutex, bool lock) {
          auto* m = static_cast<std::mutex*>(mutex);
          if (lock) m->lock();
          else m->unlock();
        },
        &xmpMutex);
  });
}

// UTF-8 as it is; a byte that belongs to none becomes '?'. Blanks and zeros at the ends go.
std::string cleaned(std::string_view raw) {
  std::string out;
  for (std::size_t i = 0; i < raw.size();) {
    const auto b = static_cast<unsigned char>(raw[i]);
    if (b == 0) break;
    std::size_t length = b < 0x80 ? 1 : b >= 0xC2 && b < 0xE0 ? 2 : b >= 0xE0 && b < 0xF0 ? 3 : b >= 0xF0 && b < 0xF5 ? 4 : 0;
    for (std::size_t k = 1; k < length; ++k)
      if (i + k >= raw.size() || (static_cast<unsigned char>(raw[i + k]) & 0xC0) != 0x80) length = 0;
    if (length == 3 && ((b == 0xE0 && static_cast<unsigned char>(raw[i + 1]) < 0xA0) || (b == 0xED && static_cast<unsigned char>(raw[i + 1]) > 0x9F))) length = 0;
    if (length == 4 && ((b == 0xF0 && static_cast<unsigned char>(raw[i + 1]) < 0x90) || (b == 0xF4 && static_cast<unsigned char>(raw[i + 1]) > 0x8F))) length = 0;
    if (length == 1 && b < 0x20) out += ' ';
    else if (length > 0) out.append(raw.substr(i, length));
    else out += '?';
    i += std::max<std::size_t>(length, 1);
    if (out.size() > 200) break; // a name, not a novel
  }
  const auto first = out.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return out.substr(first, out.find_last_not_of(' ') - first + 1);
}

class Tags {
public:
  explicit Tags(const Exiv2::ExifData& data) : data_(data) {}

  [[nodiscard]] const Exiv2::Exifdatum* find(const char* key) const {
    const auto at = data_.findKey(Exiv2::ExifKey(key));
    return at == data_.end() || at->count() == 0 ? nullptr : &*at;
  }
  [[nodiscard]] std::string text(std::initializer_list<const char*> keys) const {
    for (const char* key : keys)
      if (const auto* tag = find(key)) {
        std::string found = cleaned(tag->toString());
        if (!found.empty()) return found;
      }
    return {};
  }
  [[nodiscard]] static std::optional<double> number(const Exiv2::Exifdatum& tag, std::size_t n) {
    if (n >= tag.count()) return std::nullopt;
    double value = 0;
    switch (tag.typeId()) {
    case Exiv2::unsignedRational:
    case Exiv2::signedRational: {
      const Exiv2::Rational r = tag.toRational(n);
      if (r.second == 0) return std::nullopt;
      // An unsigned one comes as signed of the same bits.
      if (tag.typeId() == Exiv2::unsignedRational) value = static_cast<double>(static_cast<std::uint32_t>(r.first)) / static_cast<double>(static_cast<std::uint32_t>(r.second));
      else value = static_cast<double>(r.first) / static_cast<double>(r.second);
      break;
    }
    case Exiv2::unsignedByte:
    case Exiv2::unsignedShort:
    case Exiv2::unsignedLong:
    case Exiv2::signedByte:
    case Exiv2::signedShort:
    case Exiv2::signedLong: value = static_cast<double>(tag.toInt64(n)); break;
    case Exiv2::tiffFloat:
    case Exiv2::tiffDouble: value = static_cast<double>(tag.toFloat(n)); break;
    default: return std::nullopt;
    }
    return std::isfinite(value) ? std::optional(value) : std::nullopt;
  }
  [[nodiscard]] std::optional<double> number(const char* key) const {
    const auto* tag = find(key);
    return tag ? number(*tag, 0) : std::nullopt;
  }
  /// Three numbers in sixtieths: degrees, minutes, seconds, or hours; the later ones may be missing or 0/0.
  [[nodiscard]] std::optional<double> sixtieths(const char* key) const {
    const auto* tag = find(key);
    if (!tag) return std::nullopt;
    const auto whole = number(*tag, 0);
    if (!whole) return std::nullopt;
    return *whole + number(*tag, 1).value_or(0) / 60 + number(*tag, 2).value_or(0) / 3600;
  }

private:
  const Exiv2::ExifData& data_;
};

void readPosition(const Tags& tags, ExifReading& out) {
  const auto side = [&](const char* key, const char* number, char minus) -> std::optional<double> {
    auto degrees = tags.sixtieths(number);
    if (!degrees) {
      out.positionBroken |= tags.find(number) != nullptr;
      return std::nullopt;
    }
    const std::string letter = tags.text({key});
    if (letter.empty()) out.sideUnknown = true;
    else if ((letter[0] & ~0x20) == minus) degrees = -*degrees;
    return degrees;
  };
  out.latitude = side("Exif.GPSInfo.GPSLatitudeRef", "Exif.GPSInfo.GPSLatitude", 'S');
  out.longitude = side("Exif.GPSInfo.GPSLongitudeRef", "Exif.GPSInfo.GPSLongitude", 'W');
  out.altitude = tags.number("Exif.GPSInfo.GPSAltitude");
  if (out.altitude)
    if (const auto below = tags.number("Exif.GPSInfo.GPSAltitudeRef"); below && *below == 1) out.altitude = -*out.altitude;
  out.accuracy = tags.number("Exif.GPSInfo.GPSHPositioningError");
  out.datum = tags.text({"Exif.GPSInfo.GPSMapDatum"});
  out.gpsDate = tags.text({"Exif.GPSInfo.GPSDateStamp"});
  if (const auto time = tags.sixtieths("Exif.GPSInfo.GPSTimeStamp")) out.gpsSeconds = *time * 3600;
  out.bearing = tags.number("Exif.GPSInfo.GPSImgDirection");
  out.magnetic = tags.text({"Exif.GPSInfo.GPSImgDirectionRef"}).starts_with('M');
}

// DJI's drones write the camera's yaw, not EXIF's image direction; -180 … 180 from true north.
void readDrone(const Exiv2::XmpData& xmp, ExifReading& out) {
  if (out.bearing) return;
  for (const auto& one : xmp) {
    if (one.tagName() != "GimbalYawDegree") continue;
    std::string text = cleaned(one.toString());
    if (text.starts_with('+')) text.erase(0, 1);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc{} && end == text.data() + text.size() && std::abs(value) <= 360) {
      out.bearing = value < 0 ? value + 360 : value;
      out.magnetic = false;
    }
    return;
  }
}

void readTags(const Tags& tags, ExifReading& out) {
  out.make = tags.text({"Exif.Image.Make"});
  out.model = tags.text({"Exif.Image.Model"});
  out.software = tags.text({"Exif.Image.Software", "Exif.Image.ProcessingSoftware"});
  out.takenAt = tags.text({"Exif.Photo.DateTimeOriginal", "Exif.Photo.DateTimeDigitized", "Exif.Image.DateTimeOriginal"});
  out.subSeconds = tags.text({"Exif.Photo.SubSecTimeOriginal", "Exif.Photo.SubSecTimeDigitized"});
  out.offset = tags.text({"Exif.Photo.OffsetTimeOriginal", "Exif.Photo.OffsetTimeDigitized", "Exif.Photo.OffsetTime"});
  out.changedAt = tags.text({"Exif.Image.DateTime"});
  if (const auto turned = tags.number("Exif.Image.Orientation")) out.orientation = static_cast<int>(*turned);
  const auto pixels = [&](const char* key) {
    const auto value = tags.number(key);
    return value && *value > 0 && *value < 1e6 ? static_cast<int>(*value) : 0;
  };
  out.statedWidth = pixels("Exif.Photo.PixelXDimension");
  out.statedHeight = pixels("Exif.Photo.PixelYDimension");
  readPosition(tags, out);
}

} // namespace

ExifReading readExif(const std::filesystem::path& file) {
  ExifReading out;
  try {
    prepareExiv2();
    const auto image = Exiv2::ImageFactory::open(file.string(), false);
    image->readMetadata();
    out.width = static_cast<int>(std::min<std::uint32_t>(image->pixelWidth(), 1'000'000));
    out.height = static_cast<int>(std::min<std::uint32_t>(image->pixelHeight(), 1'000'000));
    const Exiv2::ExifData& exif = image->exifData();
    out.present = !exif.empty();
    readTags(Tags(exif), out);
    readDrone(image->xmpData(), out);
  } catch (const std::exception& error) { // Exiv2::Error is one; damaged files also give std::out_of_range and bad_alloc
    out.readable = false;
    out.trouble = error.what();
  }
  return out;
}

void carryExif(const std::filesystem::path& from, const std::filesystem::path& to, int width, int height) noexcept {
  try {
    prepareExiv2();
    const auto source = Exiv2::ImageFactory::open(from.string(), false), target = Exiv2::ImageFactory::open(to.string(), false);
    source->readMetadata();
    Exiv2::ExifData exif = source->exifData();
    if (exif.empty()) return;
    Exiv2::ExifThumb(exif).erase();
    exif["Exif.Image.Orientation"] = static_cast<std::uint16_t>(1);
    exif["Exif.Photo.PixelXDimension"] = static_cast<std::uint32_t>(width);
    exif["Exif.Photo.PixelYDimension"] = static_cast<std::uint32_t>(height);
    target->readMetadata();
    target->setExifData(exif);
    target->writeMetadata();
  } catch (...) { // a damaged block of the original: nothing is carried
  }
}

bool writeCapture(const std::filesystem::path& file, const CaptureFacts& facts) noexcept {
  try {
    prepareExiv2();
    const auto image = Exiv2::ImageFactory::open(file.string(), false);
    image->readMetadata();
    Exiv2::ExifData& exif = image->exifData();
    const auto seconds = std::chrono::floor<std::chrono::seconds>(facts.at);
    exif["Exif.Photo.DateTimeOriginal"] = std::format("{:%Y:%m:%d %H:%M:%S}", seconds + std::chrono::hours{8});
    exif["Exif.Photo.SubSecTimeOriginal"] = std::format("{:03}", (facts.at - seconds).count());
    exif["Exif.Photo.OffsetTimeOriginal"] = "+08:00";
    const auto set = [&](const char* key, const std::string& value) { exif[key].setValue(value); };
    if (facts.place) {
      const auto sixtieths = [](double degrees) {
        const auto parts = std::llround(std::abs(degrees) * 36'000'000); // 1/10000 s: 3 mm
        return std::format("{}/1 {}/1 {}/10000", parts / 36'000'000, parts / 600'000 % 60, parts % 600'000);
      };
      set("Exif.GPSInfo.GPSLatitudeRef", facts.place->y < 0 ? "S" : "N");
      set("Exif.GPSInfo.GPSLatitude", sixtieths(facts.place->y));
      set("Exif.GPSInfo.GPSLongitudeRef", facts.place->x < 0 ? "W" : "E");
      set("Exif.GPSInfo.GPSLongitude", sixtieths(facts.place->x));
      set("Exif.GPSInfo.GPSMapDatum", "CGCS2000");
      if (facts.accuracy && *facts.accuracy > 0 && *facts.accuracy < 1e5) set("Exif.GPSInfo.GPSHPositioningError", std::format("{}/1000", std::llround(*facts.accuracy * 1000)));
    }
    image->writeMetadata();
    return true;
  } catch (...) {
    return false;
  }
}

} // namespace suyuan::media
