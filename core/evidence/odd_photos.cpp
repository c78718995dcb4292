// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evidence/odd_records.h"
#include "core/media/likeness.h"
#include "core/model/record.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <unordered_map>

namespace suyuan::evidence {

namespace {

/// Faults of core/media that say that the file is not as the camera wrote it.
constexpr std::array<std::string_view, 3> changedFaults{"edited", "size-other", "no-exif"};

struct Shown { ///< a photo with the record that it stands for
  std::uint64_t bits = 0; ///< of its file's hash, or of its likeness
  Fid photo, owner;
  Layer layer = Layer::Outfalls;
};

std::optional<std::uint64_t> firstBits(std::string_view sha256) {
  if (sha256.size() != 64) return std::nullopt;
  std::uint64_t bits = 0;
  const auto [end, error] = std::from_chars(sha256.data(), sha256.data() + 16, bits, 16);
  return error == std::errc{} && end == sha256.data() + 16 ? std::optional(bits) : std::nullopt;
}

struct PhotosRead {
  std::vector<Shown> files, pictures;
  std::vector<std::pair<Fid, std::string>> changed; ///< with its faults
};

Result<PhotosRead> readPhotos(const OddContext& context) {
  PhotosRead read;
  bool stopped = false;
  std::size_t n = 0;
  SUYUAN_TRY(context.reader.scanColumns(Layer::Photos, {.fields = {"outfall_fid", "candidate_fid", "sha256", "likeness", "faults"}, .geometry = false}, [&](const store::RowView& row) {
    if (++n % 4096 == 0 && context.stop.stop_requested()) return !(stopped = true);
    if (const std::string_view faults = row.text(4).value_or(""); !faults.empty())
      for (const std::string_view fault : changedFaults)
        if (faults.contains(fault)) {
          read.changed.emplace_back(row.fid(), "photo.fault." + std::string(fault));
          break;
        }
    Shown shown{0, row.fid(), {}, Layer::Outfalls};
    fromValue(row.value(0), shown.owner);
    if (!shown.owner.isSet()) {
      fromValue(row.value(1), shown.owner);
      shown.layer = Layer::Candidates;
    }
    if (!shown.owner.isSet()) return true;
    if (const auto bits = firstBits(row.text(2).value_or(""))) {
      shown.bits = *bits;
      read.files.push_back(shown);
    }
    if (const auto bits = media::parseLikeness(row.text(3).value_or(""))) {
      shown.bits = *bits;
      read.pictures.push_back(shown);
    }
    return true;
  }));
  if (stopped) return failure(ErrorCode::Cancelled);
  return read;
}

/// A pair that is to be told of, both ways.
struct Pair {
  Shown photo, other;
  int bits = -1; ///< below 0: the same file
};

/// One finding for each photo: with the nearest other.
void keepNearest(std::unordered_map<Fid, Pair>& pairs, const Shown& photo, const Shown& other, int bits) {
  const auto [at, isNew] = pairs.try_emplace(photo.photo, Pair{photo, other, bits});
  if (!isNew && std::tie(bits, other.photo) < std::tie(at->second.bits, at->second.other.photo)) at->second = {photo, other, bits};
}

Result<std::unordered_map<Fid, std::string>> namesOf(store::Reader& reader, const std::set<Fid>& photos) {
  std::unordered_map<Fid, std::string> names;
  constexpr std::size_t asked = 500;
  for (auto next = photos.begin(); next != photos.end();) {
    std::string list;
    for (std::size_t n = 0; n < asked && next != photos.end(); ++n, ++next) list += (list.empty() ? "" : ",") + toText(*next);
    SUYUAN_TRY(reader.scanColumns(Layer::Photos, {.where = "fid IN (" + list + ")", .fields = {"file_name"}, .geometry = false}, [&](const store::RowView& row) {
      names.emplace(row.fid(), row.text(0).value_or(""));
      return true;
    }));
  }
  return names;
}

} // namespace

Result<> findOddPhotos(const OddContext& context) {
  auto read = readPhotos(context);
  if (!read) return std::unexpected(std::move(read).error());
  std::unordered_map<Fid, Pair> shared, alike;
  auto& files = read->files;
  std::ranges::sort(files, [](const Shown& a, const Shown& b) { return std::tie(a.bits, a.photo) < std::tie(b.bits, b.photo); });
  for (std::size_t first = 0, end = 0; first < files.size(); first = end) {
    for (end = first + 1; end < files.size() && files[end].bits == files[first].bits;) ++end;
    for (std::size_t i = first; i < end; ++i)
      for (const std::size_t j : {first, end - 1}) // one of the two is another record's when any is
        if (files[i].owner != files[j].owner) keepNearest(shared, files[i], files[j], -1);
  }
  auto& pictures = read->pictures;
  std::vector<media::Likeness> bits;
  bits.reserve(pictures.size());
  for (const Shown& picture : pictures) bits.push_back(picture.bits);
  for (const media::LikePair& pair : media::likePairs(bits, static_cast<int>(context.limits.likenessBits)).pairs) {
    const Shown &one = pictures[pair.first], &other = pictures[pair.second];
    if (one.owner == other.owner) continue;
    if (shared.contains(one.photo) && shared.contains(other.photo)) continue; // said already
    keepNearest(alike, one, other, pair.apart);
    keepNearest(alike, other, one, pair.apart);
  }
  std::set<Fid> told;
  for (const auto* pairs : {&shared, &alike})
    for (const auto& [photo, pair] : *pairs) told.insert(photo);
  for (const auto& [photo, faults] : read->changed) told.insert(photo);
  auto names = namesOf(context.reader, told);
  if (!names) return std::unexpected(std::move(names).error());
  for (const auto& [photo, pair] : shared)
    context.out.add("evidence.photo-shared", Layer::Photos, photo, "sha256", {{"file", (*names)[photo]}}, pair.other.layer, pair.other.owner);
  for (const auto& [photo, pair] : alike)
    context.out.add("evidence.photo-alike", Layer::Photos, photo, "likeness", {{"file", (*names)[photo]}, {"bits", std::to_string(pair.bits)}}, pair.other.layer, pair.other.owner);
  for (const auto& [photo, fault] : read->changed) context.out.add("evidence.photo-edited", Layer::Photos, photo, "faults", {{"file", (*names)[photo]}, {"fault", fault}});
  return {};
}

} // namespace suyuan::evidence
