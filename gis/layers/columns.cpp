// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/layers/columns.h"

#include <array>

namespace suyuan::layers {

namespace {

using Names = std::string_view;
constexpr std::array<Names, 1> name{"name"}, kind{"kind"}, status{"status"}, grade{"grade"}, level{"level"},
    class1{"class_1"}, state{"state"}, flow{"flow_direction"}, zoneGrade{"grade"};
constexpr std::array<Names, 3> outfallCode{"code_national", "code_provincial", "code_local"};

constexpr std::array<Names, 7> fileCategory{"class_1", "class1", "kind", "type", "level", "FEATURECLA", "类型"};
constexpr std::array<Names, 3> fileStatus{"status", "flow_direction", "FLOW_DIR"};
constexpr std::array<Names, 3> fileGrade{"grade", "LEVEL_RIVE", "ORD_FLOW"};
constexpr std::array<Names, 5> fileLabel{"name", "name_zh", "NAME_CHN", "GNIS_NAME", "名称"};
constexpr std::array<Names, 4> fileDetail{"code_national", "code", "adcode", "编码"};

} // namespace

ColumnChoice columnsOf(Layer layer) noexcept {
  switch (layer) {
  case Layer::Outfalls: return {class1, status, {}, name, outfallCode};
  case Layer::Candidates: return {kind, status, {}, name, {}};
  case Layer::Rivers: return {{}, {}, grade, name, {}};
  case Layer::Lakes: return {kind, {}, {}, name, {}};
  case Layer::Channels: return {kind, flow, {}, name, {}};
  case Layer::Wells: return {kind, {}, {}, name, {}};
  case Layer::Units: return {kind, {}, {}, name, {}};
  case Layer::Zones: return {kind, {}, zoneGrade, name, {}};
  case Layer::Divisions: return {level, {}, {}, name, {}};
  case Layer::Inspections:
  case Layer::Tracks: return {{}, {}, {}, name, {}};
  case Layer::Reaches: return {state, {}, {}, name, {}};
  default: return {};
  }
}

ColumnChoice columnsOfFile() noexcept { return {fileCategory, fileStatus, fileGrade, fileLabel, fileDetail}; }

} // namespace suyuan::layers
