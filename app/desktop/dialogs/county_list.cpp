// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/county_list.h"

#include "app/desktop/shell/look.h"

#include <map>

namespace suyuan::desktop {

Result<std::vector<CountyRow>> countiesOf(store::Reader& reader, const rules::RuleBook& book) {
  auto counted = reader.countBy(Layer::Outfalls, "division_code");
  if (!counted) return std::unexpected(std::move(counted).error());
  std::map<DivisionCode, CountyRow> found;
  for (const auto& [text, count] : *counted) {
    const auto code = DivisionCode::parse(text);
    if (!code || !code->isCounty() || !book.divisions().known(*code)) continue;
    const DivisionCode now = book.divisions().current(*code);
    CountyRow& row = found[now];
    row.code = now;
    row.name = qs(book.divisions().fullName(now));
    row.outfalls += count;
  }
  std::vector<CountyRow> rows;
  for (auto& [code, row] : found) rows.push_back(std::move(row));
  return rows;
}

} // namespace suyuan::desktop
