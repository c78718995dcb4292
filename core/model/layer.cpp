// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/layer.h"

namespace suyuan {

namespace {

struct Names {
  std::string_view name;
  std::string_view term;
};

constexpr std::array<Names, allLayers.size()> names{{
    {"outfalls", "入河排污口"}, {"candidates", "疑似排污口"}, {"rivers", "河流"},     {"lakes", "湖库"},
    {"channels", "排污通道"},   {"wells", "检查井"},          {"units", "排污单位"},  {"zones", "保护区"},
    {"tracks", "踏查轨迹"},     {"divisions", "行政区划"},    {"samples", "水样"},    {"visits", "踏查记录"},
    {"photos", "照片"},         {"reaches", "排查河段"},      {"teams", "排查队"},      {"quality_checks", "质控抽查"},
    {"answers", "填报值"},      {"positions", "定位记录"},    {"inspections", "专项检查"}, {"rain", "降雨量"},
    {"trace_links", "溯源链节"},
}};

} // namespace

std::string_view layerName(Layer layer) noexcept { return names[static_cast<std::size_t>(layer)].name; }

std::string_view layerTerm(Layer layer) noexcept { return names[static_cast<std::size_t>(layer)].term; }

std::optional<Layer> layerNamed(std::string_view name) noexcept {
  for (const Layer layer : allLayers)
    if (layerName(layer) == name) return layer;
  return std::nullopt;
}

} // namespace suyuan
