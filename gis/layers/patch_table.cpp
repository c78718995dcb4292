// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/layers/patch_table.h"

#include "gis/layers/table_builder.h"

#include <algorithm>

namespace suyuan::layers {

namespace {

/// Tables of single points keep no offsets: row, part and vertex are one number.
bool keepsOffsets(const FeatureTable& t) noexcept { return t.partStart.size() > 1; }
std::size_t firstPart(const FeatureTable& t, std::size_t row) noexcept { return keepsOffsets(t) ? t.featureStart[row] : row; }
std::size_t firstVertex(const FeatureTable& t, std::size_t row) noexcept {
  return keepsOffsets(t) ? t.partStart[t.featureStart[row]] : row;
}

bool samePlace(const FeatureTable& a, std::size_t rowA, const FeatureTable& b, std::size_t rowB) {
  if (a.kindOf(rowA) != b.kindOf(rowB)) return false;
  const std::size_t partsA = firstPart(a, rowA), partsB = firstPart(b, rowB);
  const std::size_t count = firstPart(a, rowA + 1) - partsA;
  if (count != firstPart(b, rowB + 1) - partsB) return false;
  const std::size_t from = firstVertex(a, rowA), to = firstVertex(b, rowB), vertices = firstVertex(a, rowA + 1) - from;
  if (vertices != firstVertex(b, rowB + 1) - to) return false;
  if (keepsOffsets(a) && keepsOffsets(b))
    for (std::size_t i = 0; i < count; ++i)
      if (a.partStart[partsA + i] - from != b.partStart[partsB + i] - to) return false;
  for (std::size_t i = 0; i < vertices; ++i)
    if (a.x[from + i] != b.x[to + i] || a.y[from + i] != b.y[to + i]) return false;
  return true;
}

bool sameWords(const FeatureTable& a, std::size_t rowA, const FeatureTable& b, std::size_t rowB) {
  return a.category.word(rowA) == b.category.word(rowB) && a.status.word(rowA) == b.status.word(rowB) &&
         a.grade.word(rowA) == b.grade.word(rowB) && a.label.at(rowA) == b.label.at(rowB) &&
         a.detail.at(rowA) == b.detail.at(rowB);
}

void copyTexts(const TextColumn& in, std::size_t first, std::size_t last, TextColumn& out) {
  if (in.ends.empty() || first == last) return;
  const std::size_t from = first == 0 ? 0 : in.ends[first - 1], to = in.ends[last - 1];
  const std::size_t shift = out.bytes.size() - from; // wraps round where it must: unsigned
  out.bytes.append(in.bytes, from, to - from);
  for (std::size_t row = first; row < last; ++row) out.ends.push_back(static_cast<std::uint32_t>(in.ends[row] + shift));
}

class Patch {
public:
  Patch(const FeatureTable& old, const FeatureTable& now) : old_(old), now_(now) {
    // Single points stay single points as long as all are.
    offsets_ = (old.size() > 0 && keepsOffsets(old)) || (now.size() > 0 && keepsOffsets(now));
    mixed_ = !old.kinds.empty() || !now.kinds.empty() || (old.size() > 0 && now.size() > 0 && old.kind != now.kind);
    made.name = old.name;
    made.layer = old.layer;
    made.crs = old.crs;
    made.kind = old.size() > 0 ? old.kind : now.kind;
    made.category.words = old.category.words;
    made.status.words = old.status.words;
    made.grade.words = old.grade.words;
    const std::size_t rows = old.size() + now.size();
    made.fids.reserve(rows);
    made.x.reserve(old.x.size() + now.x.size());
    made.y.reserve(old.y.size() + now.y.size());
    made.label.bytes.reserve(old.label.bytes.size() + now.label.bytes.size());
    made.detail.bytes.reserve(old.detail.bytes.size() + now.detail.bytes.size());
    for (auto* column : {&made.label.ends, &made.detail.ends}) column->reserve(rows);
  }

  void keep(std::size_t first, std::size_t last) { ///< rows of the old table
    if (first == last) return;
    shapes(old_, first, last);
    const auto bytes = [&](const CategoryColumn& in, CategoryColumn& out) {
      if (!in.index.empty())
        out.index.insert(out.index.end(), in.index.begin() + static_cast<std::ptrdiff_t>(first), in.index.begin() + static_cast<std::ptrdiff_t>(last));
    };
    bytes(old_.category, made.category);
    bytes(old_.status, made.status);
    bytes(old_.grade, made.grade);
    copyTexts(old_.label, first, last, made.label);
    copyTexts(old_.detail, first, last, made.detail);
  }

  void take(std::size_t row) { ///< of the new table
    shapes(now_, row, row + 1);
    if (!now_.category.index.empty()) made.category.add(now_.category.word(row));
    if (!now_.status.index.empty()) made.status.add(now_.status.word(row));
    if (!now_.grade.index.empty()) made.grade.add(now_.grade.word(row));
    copyTexts(now_.label, row, row + 1, made.label);
    copyTexts(now_.detail, row, row + 1, made.detail);
  }

  FeatureTable made;

private:
  void shapes(const FeatureTable& from, std::size_t first, std::size_t last) {
    const std::size_t vertex = firstVertex(from, first), end = firstVertex(from, last), before = made.x.size();
    const auto append = [](auto& out, const auto& in, std::size_t a, std::size_t b) {
      out.insert(out.end(), in.begin() + static_cast<std::ptrdiff_t>(a), in.begin() + static_cast<std::ptrdiff_t>(b));
    };
    append(made.x, from.x, vertex, end);
    append(made.y, from.y, vertex, end);
    append(made.fids, from.fids, first, last);
    if (mixed_)
      for (std::size_t row = first; row < last; ++row) made.kinds.push_back(from.kindOf(row));
    if (!offsets_) return;
    for (std::size_t row = first; row < last; ++row) {
      for (std::size_t part = firstPart(from, row); part < firstPart(from, row + 1); ++part) {
        const std::size_t partEnd = keepsOffsets(from) ? from.partStart[part + 1] : part + 1;
        made.partStart.push_back(static_cast<std::uint32_t>(partEnd - vertex + before));
      }
      made.featureStart.push_back(static_cast<std::uint32_t>(made.partStart.size() - 1));
    }
  }

  const FeatureTable &old_, &now_;
  bool offsets_ = false, mixed_ = false;
};

} // namespace

bool looksTheSame(const FeatureTable& old, const FeatureTable& now, std::span<const std::int64_t> fids) {
  for (const std::int64_t fid : fids) {
    const auto before = old.rowOf(fid), after = now.rowOf(fid);
    if (before.has_value() != after.has_value()) return false;
    if (before && (!samePlace(old, *before, now, *after) || !sameWords(old, *before, now, *after))) return false;
  }
  return true;
}

FeatureTable patched(const FeatureTable& old, const FeatureTable& now, std::span<const std::int64_t> fids) {
  std::vector<std::size_t> gone; // rows of the old table that are replaced or leave
  bool sameShapes = true, sameStatus = true, sameCategory = true;
  for (const std::int64_t fid : fids) {
    const auto before = old.rowOf(fid), after = now.rowOf(fid);
    if (before) gone.push_back(*before);
    sameShapes = sameShapes && before.has_value() == after.has_value() && (!before || samePlace(old, *before, now, *after));
    sameStatus = sameStatus && before && after && old.status.word(*before) == now.status.word(*after);
    sameCategory = sameCategory && before && after && old.category.word(*before) == now.category.word(*after);
  }
  std::ranges::sort(gone);

  Patch patch(old, now);
  std::size_t next = 0;
  for (const std::size_t row : gone) {
    patch.keep(next, row);
    if (const auto after = now.rowOf(old.fids[row])) patch.take(*after);
    next = row + 1;
  }
  patch.keep(next, old.size());
  for (std::size_t row = 0; row < now.size(); ++row)
    if (!old.rowOf(now.fids[row])) patch.take(row);

  FeatureTable& made = patch.made;
  for (const BrokenFeature& broken : old.broken)
    if (!std::ranges::binary_search(fids, broken.fid)) made.broken.push_back(broken);
  made.broken.insert(made.broken.end(), now.broken.begin(), now.broken.end());
  if (sameShapes) {
    made.boxes = old.boxes;
    made.index = old.index;
    made.byFid = old.byFid;
    made.vertexLevel = old.vertexLevel;
    made.vertexStep = old.vertexStep;
    made.linePacks = old.linePacks;
    made.pointStep = old.pointStep;
    if (sameStatus) made.pointLevel = old.pointLevel; // else another point of a cell may be the most severe now
    if (sameStatus && sameCategory) made.countGrids = old.countGrids;
  } else {
    indexTable(made);
  }
  return std::move(patch.made);
}

} // namespace suyuan::layers
