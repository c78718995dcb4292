// SPDX-License-Identifier: GPL-3.0-or-later
// The lists of a survey that forms pick from.
#include "core/forms/pick_list.h"

#include "core/model/survey_team.h"

#include <map>
#include <set>

namespace suyuan::forms {

namespace {

/// Name and one or two more columns of a layer, in the order of rows.
Result<> addLayer(PickList& list, store::Reader& reader, Layer layer, const std::vector<std::string>& fields, bool onceEachName, const search::PinyinTable* pinyin,
                  const std::stop_token& stop, bool keyIsCode = false) {
  store::Query query;
  query.fields = fields;
  query.geometry = false;
  auto count = reader.count(layer);
  if (!count) return std::unexpected(std::move(count).error());
  list.reserve(static_cast<std::size_t>(*count));
  std::set<std::string, std::less<>> seen;
  std::string detail;
  SUYUAN_TRY(reader.scanColumns(layer, query, [&](const store::RowView& row) {
    const std::string_view name = row.text(0).value_or(std::string_view{});
    if (name.empty() || (onceEachName && !seen.emplace(name).second)) return !stop.stop_requested();
    detail.clear();
    for (std::size_t i = 1; i < fields.size(); ++i)
      if (const auto part = row.text(i).value_or(std::string_view{}); !part.empty()) detail.append(detail.empty() ? "" : " ").append(part);
    list.add(name, detail, keyIsCode ? std::string(row.text(1).value_or(std::string_view{})) : toText(row.fid()), pinyin);
    return !stop.stop_requested();
  }));
  return stop.stop_requested() ? Result<>(failure(ErrorCode::Cancelled)) : Result<>{};
}

} // namespace

Result<std::shared_ptr<const PickList>> readPickList(RecordList which, store::Reader& reader, const coding::DivisionTable& divisions, const search::PinyinTable* pinyin,
                                                    const std::stop_token& stop) {
  auto list = std::make_shared<PickList>();
  switch (which) {
  case RecordList::None: break;
  case RecordList::Units: SUYUAN_TRY(addLayer(*list, reader, Layer::Units, {"name", "uscc", "address"}, false, pinyin, stop)); break;
  case RecordList::Rivers: SUYUAN_TRY(addLayer(*list, reader, Layer::Rivers, {"name", "code"}, true, pinyin, stop)); break;
  case RecordList::Teams: SUYUAN_TRY(addLayer(*list, reader, Layer::Teams, {"name"}, true, pinyin, stop)); break;
  case RecordList::Divisions:
    for (const DivisionCode county : divisions.knownCounties()) list->add(divisions.fullName(county), county.text(), county.text(), pinyin);
    break;
  case RecordList::Places:
    for (const DivisionCode county : divisions.knownCounties())
      for (const coding::TownshipEntry& town : divisions.townshipsOf(county)) list->add(town.name, divisions.fullName(county), town.code, pinyin);
    SUYUAN_TRY(addLayer(*list, reader, Layer::Divisions, {"name", "code"}, false, pinyin, stop, true));
    break;
  }
  return list;
}

} // namespace suyuan::forms
