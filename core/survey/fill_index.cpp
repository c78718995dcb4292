// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/survey/fill_index.h"

#include "core/survey/record_reading.h"

namespace suyuan::survey {

namespace {

/// Every row of some columns; `use` is not asked any more once `stop` is.
Result<> scan(store::Reader& reader, Layer layer, const store::Query& query, const std::stop_token& stop,
              const std::function<void(const store::RowView&)>& use) {
  SUYUAN_TRY(reader.scanColumns(layer, query, [&](const store::RowView& row) {
    use(row);
    return !stop.stop_requested();
  }));
  return stop.stop_requested() ? Result<>(failure(ErrorCode::Cancelled)) : Result<>{};
}

} // namespace

Result<> fillOutfalls(store::Reader& reader, rules::SurveyIndex& index, const std::stop_token& stop, const std::function<void(Fid)>& each) {
  store::Query query;
  query.fields = {"code_national", "code_provincial", "name", "class_1", "status", "unit_fid"};
  Outfall key;
  return scan(reader, Layer::Outfalls, query, stop, [&](const store::RowView& row) {
    key.fid = row.fid();
    row.geometry(key.geometry);
    assignColumn(row, 0, key.codeNational);
    assignColumn(row, 1, key.codeProvincial);
    assignColumn(row, 2, key.name);
    assignColumn(row, 3, key.class1);
    assignColumn(row, 4, key.status);
    assignColumn(row, 5, key.unitFid);
    index.setOutfall(key);
    if (each) each(key.fid);
  });
}

Result<> fillUnits(store::Reader& reader, rules::SurveyIndex& index, const std::stop_token& stop,
                   const std::function<void(Fid, const Geometry&)>& each) {
  store::Query query;
  query.fields = {"uscc"};
  query.geometry = static_cast<bool>(each);
  std::string uscc;
  Geometry place;
  return scan(reader, Layer::Units, query, stop, [&](const store::RowView& row) {
    assignColumn(row, 0, uscc);
    index.setUnit(row.fid(), uscc);
    if (!each) return;
    row.geometry(place);
    each(row.fid(), place);
  });
}

Result<> fillPhotos(store::Reader& reader, rules::SurveyIndex& index, const std::stop_token& stop) {
  store::Query query;
  query.fields = {"sha256"};
  query.geometry = false;
  std::string sha256;
  return scan(reader, Layer::Photos, query, stop, [&](const store::RowView& row) {
    assignColumn(row, 0, sha256);
    index.setPhoto(row.fid(), sha256);
  });
}

Result<IndexSizes> indexSizes(store::Reader& reader) {
  IndexSizes sizes;
  for (const auto& [layer, size] : {std::pair{Layer::Outfalls, &sizes.outfalls}, {Layer::Units, &sizes.units}, {Layer::Photos, &sizes.photos}}) {
    auto count = reader.count(layer);
    if (!count) return std::unexpected(std::move(count).error());
    *size = static_cast<std::size_t>(*count);
  }
  return sizes;
}

} // namespace suyuan::survey
