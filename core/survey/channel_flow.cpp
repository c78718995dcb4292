// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/survey/channel_flow.h"

#include <array>
#include <charconv>
#include <cmath>
#include <numbers>

namespace suyuan::survey {

namespace {

struct Material {
  std::string_view word;
  double roughness;
};
// GB 50014-2021, table 5.2.3. The first word that the material contains decides, so the closer ones stand first.
constexpr std::array materials{Material{"UPVC", 0.0095}, Material{"PVC", 0.0095},      Material{"PE", 0.0095},        Material{"塑料", 0.0095},      Material{"玻璃钢", 0.0095},
                               Material{"浆砌砖", 0.015}, Material{"砖", 0.015},        Material{"浆砌块石", 0.017},   Material{"干砌块石", 0.0225},  Material{"浆砌石", 0.017},
                               Material{"石棉水泥", 0.012}, Material{"混凝土", 0.0135}, Material{"砼", 0.0135},        Material{"水泥", 0.0135},      Material{"陶土", 0.013},
                               Material{"铸铁", 0.013},   Material{"钢", 0.012},        Material{"土", 0.0275}};

bool isRound(const Channel& c) { return c.shape.empty() || c.shape == "CIRCULAR" || c.shape == "FORCE_MAIN" || c.shape == "圆形"; }
bool isRectangle(const Channel& c) { return c.shape == "RECT_CLOSED" || c.shape == "RECT_OPEN" || c.shape == "矩形" || c.shape.empty(); }

/// Area over wetted perimeter of the full section, m.
std::optional<double> hydraulicRadius(const Channel& c) {
  if (c.diameter && *c.diameter > 0 && isRound(c)) return *c.diameter / 4;
  if (!c.height || !c.width || !(*c.height > 0) || !(*c.width > 0)) return {};
  const double h = *c.height, w = *c.width;
  const bool open = c.shape == "RECT_OPEN" || c.kind == "明渠" || c.kind == "沟渠";
  if (isRectangle(c)) return open ? w * h / (w + 2 * h) : w * h / (2 * (w + h));
  if (c.shape != "TRAPEZOIDAL" && c.shape != "梯形") return {};
  double slopes[2]{};
  const char* at = c.section.data();
  const char* const end = at + c.section.size();
  for (double& slope : slopes) {
    while (at < end && *at == ' ') ++at;
    const auto read = std::from_chars(at, end, slope);
    if (read.ec != std::errc{} || !(slope >= 0) || !std::isfinite(slope)) return {};
    at = read.ptr;
  }
  const double area = h * (w + h * (slopes[0] + slopes[1]) / 2);
  return area / (w + h * (std::hypot(1, slopes[0]) + std::hypot(1, slopes[1])));
}

} // namespace

std::optional<double> roughnessOf(const Channel& channel) {
  if (channel.roughness && *channel.roughness > 0) return channel.roughness;
  for (const Material& material : materials)
    if (channel.material.find(material.word) != std::string::npos) return material.roughness;
  return {};
}

std::optional<double> sizeOf(const Channel& channel) {
  if (channel.diameter && *channel.diameter > 0) return channel.diameter;
  if (channel.height && *channel.height > 0) return channel.height;
  return {};
}

std::optional<double> fullSpeed(const Channel& channel, double lengthMetres) {
  const auto roughness = roughnessOf(channel);
  const auto radius = hydraulicRadius(channel);
  if (!roughness || !radius || !channel.invertUp || !channel.invertDown || !(lengthMetres > 0)) return {};
  double fall = *channel.invertUp - *channel.invertDown;
  if (flowsAgainstDrawing(channel.flow)) fall = -fall;
  if (!(fall > 0)) return {};
  const double speed = std::cbrt(*radius * *radius) * std::sqrt(fall / lengthMetres) / *roughness;
  return std::isfinite(speed) && speed > 0 ? std::optional(speed) : std::nullopt;
}

} // namespace suyuan::survey
