// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/projection/crs.h"

#include "gis/projection/proj_context.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdlib>

namespace suyuan::projection {

struct Crs::Definition {
  std::string name, code, wkt2, esri, axes;
  std::optional<int> epsg;
  std::optional<Box> area;
  bool geographic = false, projected = false;
};

namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front()))) text.remove_prefix(1);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3); // .prj files written by editors
  while (!text.empty() && (std::isspace(static_cast<unsigned char>(text.back())) || text.back() == '\0')) text.remove_suffix(1);
  return text;
}

std::string spelled(std::string_view text) {
  std::string upper(text);
  std::ranges::transform(upper, upper.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  if (upper == "CGCS2000") return "EPSG:4490";
  if (upper == "WGS84" || upper == "WGS 84") return "EPSG:4326";
  const bool digits = !text.empty() && text.size() <= 6 && std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c); });
  return digits ? "EPSG:" + std::string(text) : std::string(text);
}

std::string wktOf(PJ_CONTEXT* context, const PJ* crs, PJ_WKT_TYPE type) {
  const char* const oneLine[] = {"MULTILINE=NO", nullptr};
  const char* text = proj_as_wkt(context, crs, type, oneLine);
  return text ? text : "";
}

std::string axesOf(PJ_CONTEXT* context, const PJ* crs) {
  const Pj system(proj_crs_get_coordinate_system(context, crs));
  if (!system) return {};
  std::string note;
  for (int i = 0; i < proj_cs_get_axis_count(context, system.get()); ++i) {
    const char* direction = nullptr;
    if (!proj_cs_get_axis_info(context, system.get(), i, nullptr, nullptr, &direction, nullptr, nullptr, nullptr, nullptr))
      continue;
    if (!note.empty()) note += ',';
    note += direction ? direction : "?";
  }
  return note;
}

/// EPSG code of a definition that carries none but is the same as one in the database (ESRI .prj files).
std::optional<int> identified(PJ_CONTEXT* context, const PJ* crs) {
  int* confidence = nullptr;
  PJ_OBJ_LIST* list = proj_identify(context, crs, "EPSG", nullptr, &confidence);
  std::optional<int> code;
  if (list && proj_list_get_count(list) > 0 && confidence[0] >= 90) {
    const Pj best(proj_list_get(context, list, 0));
    const char* text = best ? proj_get_id_code(best.get(), 0) : nullptr;
    if (text) code = std::atoi(text);
  }
  proj_int_list_destroy(confidence);
  proj_list_destroy(list);
  return code;
}

} // namespace

Result<Crs> Crs::parse(std::string_view text) {
  const std::string definition = spelled(trimmed(text));
  const auto unknown = [&](std::string why) {
    return failure(ErrorCode::CrsUnknown, {}, std::move(why), {std::string(text.substr(0, 200))});
  };
  if (definition.empty()) return unknown("empty");
  const Context context = makeContext();
  Pj crs(proj_create(context.get(), definition.c_str()));
  if (!crs) return unknown(reasonOf(context.get()));
  if (!proj_is_crs(crs.get())) return unknown("not a coordinate reference system");
  auto made = std::make_shared<Definition>();
  PJ_TYPE type = proj_get_type(crs.get());
  if (type == PJ_TYPE_BOUND_CRS) {
    const Pj source(proj_get_source_crs(context.get(), crs.get()));
    if (source) type = proj_get_type(source.get());
  }
  if (type == PJ_TYPE_COMPOUND_CRS) {
    if (Pj horizontal(proj_crs_get_sub_crs(context.get(), crs.get(), 0)); horizontal) {
      crs = std::move(horizontal); // heights are kept as they come
      type = proj_get_type(crs.get());
    }
  }
  made->geographic = type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS;
  made->projected = type == PJ_TYPE_PROJECTED_CRS;
  if (!made->geographic && !made->projected) return unknown("neither geographic nor projected");
  made->name = proj_get_name(crs.get());
  const char* authority = proj_get_id_auth_name(crs.get(), 0);
  const char* number = proj_get_id_code(crs.get(), 0);
  if (authority && number && std::string_view(authority) == "EPSG") made->epsg = std::atoi(number);
  else if (!authority) made->epsg = identified(context.get(), crs.get());
  made->wkt2 = wktOf(context.get(), crs.get(), PJ_WKT2_2019);
  made->esri = wktOf(context.get(), crs.get(), PJ_WKT1_ESRI);
  made->axes = axesOf(context.get(), crs.get());
  made->code = made->epsg ? "EPSG:" + std::to_string(*made->epsg) : made->wkt2;
  double west = -1000, south = -1000, east = -1000, north = -1000; // PROJ's own mark for "not known"
  if (proj_get_area_of_use(context.get(), crs.get(), &west, &south, &east, &north, nullptr) && west > -1000 && west < east)
    made->area = Box{west, south, east, north};
  if (made->code.empty()) return unknown("no text form");
  return Crs(std::move(made));
}

const std::string& Crs::name() const noexcept { return definition_->name; }
std::optional<int> Crs::epsg() const noexcept { return definition_->epsg; }
const std::string& Crs::code() const noexcept { return definition_->code; }
bool Crs::isGeographic() const noexcept { return definition_->geographic; }
bool Crs::isProjected() const noexcept { return definition_->projected; }
std::optional<Box> Crs::area() const noexcept { return definition_->area; }
const std::string& Crs::axisNote() const noexcept { return definition_->axes; }

std::string Crs::wkt(WktFlavour flavour) const {
  return flavour == WktFlavour::Esri ? definition_->esri : definition_->wkt2;
}

bool Crs::isSame(const Crs& other) const {
  if (definition_ == other.definition_ || code() == other.code()) return true;
  const Context context = makeContext();
  const Pj a(proj_create(context.get(), code().c_str()));
  const Pj b(proj_create(context.get(), other.code().c_str()));
  return a && b &&
         proj_is_equivalent_to_with_ctx(context.get(), a.get(), b.get(), PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS);
}

const Crs& surveyCrs() {
  static const Crs crs = [] {
    auto parsed = Crs::parse("EPSG:4490");
    if (!parsed) std::abort(); // PROJ without its database: nothing can work
    return *parsed;
  }();
  return crs;
}

} // namespace suyuan::projection
