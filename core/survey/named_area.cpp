// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/survey/named_area.h"

#include <set>

namespace suyuan::survey {

Result<std::vector<Geometry>> shapesNamed(store::Reader& reader, std::string_view name) {
  std::vector<Geometry> shapes;
  for (const auto& fields : {std::vector<std::pair<Layer, const char*>>{{Layer::Divisions, "code"}}, {{Layer::Divisions, "name"}}, {{Layer::Rivers, "name"}, {Layer::Lakes, "name"}}}) {
    for (const auto& [layer, field] : fields) {
      store::Query query;
      query.equals = {{field, std::string(name)}};
      query.fields = {field};
      SUYUAN_TRY(reader.scan(layer, query, [&](const Row& row) {
        if (!std::holds_alternative<std::monostate>(row.geometry)) shapes.push_back(row.geometry);
        return true;
      }));
    }
    if (!shapes.empty()) return shapes;
  }
  return failure(ErrorCode::RecordMissing, {}, {}, {std::string(name)});
}

Result<std::vector<std::string>> areaNames(store::Reader& reader) {
  std::vector<std::string> names;
  std::set<std::string, std::less<>> seen;
  for (const Layer layer : {Layer::Divisions, Layer::Rivers, Layer::Lakes}) {
    store::Query query;
    query.fields = {"name"};
    query.geometry = false;
    SUYUAN_TRY(reader.scanColumns(layer, query, [&](const store::RowView& row) {
      if (const auto name = row.text(0); name && !name->empty() && seen.insert(std::string(*name)).second) names.emplace_back(*name);
      return true;
    }));
  }
  return names;
}

} // namespace suyuan::survey
