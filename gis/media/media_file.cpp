// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/media/media_file.h"

#include <array>
#include <cstring>
#include <fstream>
#include <string_view>
#include <vector>

namespace suyuan::media {

namespace {

namespace fs = std::filesystem;

MediaKind kindOf(std::string_view head) {
  const auto at = [&](std::size_t from, std::string_view what) { return head.size() >= from + what.size() && head.substr(from, what.size()) == what; };
  using namespace std::string_view_literals;
  if (at(0, "\xFF\xD8\xFF"sv) || at(0, "\x89PNG\r\n\x1A\n"sv) || at(0, "II*\0"sv) || at(0, "MM\0*"sv) || at(0, "GIF8"sv) || at(0, "BM"sv)) return MediaKind::Photo;
  if (at(0, "RIFF"sv)) return at(8, "WEBP"sv) ? MediaKind::Photo : at(8, "WAVE"sv) ? MediaKind::Sound : at(8, "AVI "sv) ? MediaKind::Video : MediaKind::Other;
  if (at(4, "ftyp"sv)) {
    for (const std::string_view brand : {"heic"sv, "heix"sv, "heim"sv, "heis"sv, "mif1"sv, "msf1"sv, "avif"sv, "crx "sv})
      if (at(8, brand)) return MediaKind::Photo;
    return at(8, "M4A "sv) ? MediaKind::Sound : MediaKind::Video;
  }
  if (at(0, "\x1A\x45\xDF\xA3"sv)) return MediaKind::Video;
  if (at(0, "ID3"sv) || at(0, "OggS"sv) || at(0, "#!AMR"sv) || at(0, "fLaC"sv) || at(0, "\xFF\xFB"sv) || at(0, "\xFF\xF1"sv)) return MediaKind::Sound;
  return MediaKind::Other;
}

// Reads a JPEG's markers in their order (ITU-T T.81, annex B). Segments are passed over, pictures' data is searched for
// the marker that ends it. Extra data after the end (several pictures in one, maker's trailers) is not looked at.
class JpegWalk {
public:
  explicit JpegWalk(std::istream& in) : in_(in), block_(1 << 16) {}

  void into(MediaFile& file) {
    file.complete = false;
    if (next() != 0xFF || next() != 0xD8) return;
    bool drawn = false;
    for (int marker = nextMarker(); marker >= 0;) {
      if (marker == 0xD9) {
        file.complete = drawn && file.width > 0 && file.height > 0;
        return;
      }
      if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) {
        marker = nextMarker();
        continue;
      }
      const int high = next(), low = next();
      if (low < 0) return;
      std::int64_t left = high * 256 + low - 2;
      if (left < 0) return;
      const bool frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
      if (frame && left >= 6) {
        std::array<int, 5> b{};
        for (int& one : b) one = next();
        left -= 5;
        file.height = std::max(0, b[1] * 256 + b[2]);
        file.width = std::max(0, b[3] * 256 + b[4]);
      }
      if (!skip(left)) return;
      if (marker == 0xDA) {
        drawn = true;
        marker = markerAfterData();
      } else {
        marker = nextMarker();
      }
    }
  }

private:
  int next() {
    if (at_ == have_ && !fill()) return -1;
    return static_cast<unsigned char>(block_[at_++]);
  }
  bool fill() {
    in_.read(block_.data(), static_cast<std::streamsize>(block_.size()));
    have_ = static_cast<std::size_t>(in_.gcount());
    at_ = 0;
    return have_ > 0;
  }
  bool skip(std::int64_t count) {
    while (count > 0) {
      if (at_ == have_ && !fill()) return false;
      const auto step = std::min<std::int64_t>(count, static_cast<std::int64_t>(have_ - at_));
      at_ += static_cast<std::size_t>(step);
      count -= step;
    }
    return true;
  }
  int nextMarker() {
    int byte = next();
    while (byte >= 0 && byte != 0xFF) byte = next(); // some writers leave bytes between segments
    while (byte == 0xFF) byte = next();
    return byte;
  }
  int markerAfterData() {
    for (;;) {
      if (at_ == have_ && !fill()) return -1;
      const void* found = std::memchr(block_.data() + at_, 0xFF, have_ - at_);
      if (!found) {
        at_ = have_;
        continue;
      }
      at_ = static_cast<std::size_t>(static_cast<const char*>(found) - block_.data()) + 1;
      int byte = next();
      while (byte == 0xFF) byte = next();
      if (byte < 0) return -1;
      if (byte != 0 && !(byte >= 0xD0 && byte <= 0xD7)) return byte;
    }
  }

  std::istream& in_;
  std::vector<char> block_;
  std::size_t at_ = 0, have_ = 0;
};

} // namespace

Result<MediaFile> lookAtMediaFile(const fs::path& file) {
  std::error_code error;
  const auto status = fs::status(file, error);
  if (!fs::exists(status)) return failure(ErrorCode::FileNotFound, {.file = file.string()});
  if (!fs::is_regular_file(status)) return failure(ErrorCode::FileUnreadable, {.file = file.string()}, "not a regular file");
  MediaFile found;
  found.bytes = static_cast<std::int64_t>(fs::file_size(file, error));
  std::ifstream in(file, std::ios::binary);
  if (!in || error) return failure(ErrorCode::FileUnreadable, {.file = file.string()}, error.message());
  std::array<char, 16> head{};
  in.read(head.data(), head.size());
  const std::string_view first(head.data(), static_cast<std::size_t>(in.gcount()));
  found.kind = kindOf(first);
  found.jpeg = first.starts_with("\xFF\xD8\xFF");
  if (found.jpeg) {
    in.clear();
    in.seekg(0);
    JpegWalk(in).into(found);
  }
  return found;
}

} // namespace suyuan::media
