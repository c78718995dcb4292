// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sampling/field_flow.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <format>
#include <numbers>
#include <numeric>
#include <ranges>

namespace suyuan::sampling {

namespace {

std::unexpected<Error> wrong(const char* field, double value) {
  return failure(ErrorCode::ValueInvalid, {.layer = "samples", .field = field}, {}, {std::isfinite(value) ? std::format("{:g}", value) : std::string("—")});
}

bool isPositive(double value) { return std::isfinite(value) && value > 0; }

/// Nothing when all are positive, else the one that is not.
std::optional<double> firstWrong(const std::vector<double>& values) {
  if (values.empty()) return 0.0;
  const auto found = std::ranges::find_if_not(values, isPositive);
  return found == values.end() ? std::nullopt : std::optional(*found);
}

FieldFlow meanOf(const std::vector<double>& flows) {
  const auto count = static_cast<double>(flows.size());
  FieldFlow out{std::accumulate(flows.begin(), flows.end(), 0.0) / count, 0};
  if (flows.size() < 2) return out;
  double squares = 0;
  for (const double flow : flows) squares += (flow - out.m3PerSecond) * (flow - out.m3PerSecond);
  out.spread = std::sqrt(squares / (count - 1)) / out.m3PerSecond;
  return out;
}

std::string listOf(const std::vector<double>& values) {
  std::string text;
  for (const double value : values) text += std::format("{}{}", text.empty() ? "" : ",", value);
  return text;
}

/// The words of "float metres=10 seconds=1,2" after the first.
struct Words {
  std::string_view text;

  [[nodiscard]] std::vector<double> list(std::string_view key) const {
    std::vector<double> values;
    for (const auto part : text | std::views::split(' ')) {
      const std::string_view word(part.begin(), part.end());
      if (!word.starts_with(key) || word.size() <= key.size() || word[key.size()] != '=') continue;
      for (const auto piece : word.substr(key.size() + 1) | std::views::split(',')) {
        double value = 0;
        const auto [end, error] = std::from_chars(piece.data(), piece.data() + piece.size(), value);
        if (error != std::errc() || end != piece.data() + piece.size() || !std::isfinite(value)) return {};
        values.push_back(value);
      }
    }
    return values;
  }
  [[nodiscard]] double number(std::string_view key) const {
    const auto values = list(key);
    return values.size() == 1 ? values.front() : 0;
  }
};

} // namespace

Result<double> sectionArea(const std::variant<DitchSection, PipeSection>& section) {
  if (const auto* ditch = std::get_if<DitchSection>(&section)) {
    if (!isPositive(ditch->widthM)) return wrong("width_m", ditch->widthM);
    if (const auto bad = firstWrong(ditch->depthsM)) return wrong("depths_m", *bad);
    const double sum = std::accumulate(ditch->depthsM.begin(), ditch->depthsM.end(), 0.0);
    if (ditch->depthsM.size() == 1) return ditch->widthM * sum;
    return ditch->widthM / static_cast<double>(ditch->depthsM.size() + 1) * sum; // trapezoids that end in depth 0 on both banks
  }
  const auto& pipe = std::get<PipeSection>(section);
  if (!isPositive(pipe.diameterM)) return wrong("diameter_m", pipe.diameterM);
  if (!isPositive(pipe.depthM) || pipe.depthM > pipe.diameterM) return wrong("depth_m", pipe.depthM);
  const double radius = pipe.diameterM / 2;
  const double half = std::acos(std::clamp((radius - pipe.depthM) / radius, -1.0, 1.0)); // of the angle that the water's surface spans
  return radius * radius * (half - std::sin(2 * half) / 2);
}

Result<FieldFlow> flowOf(const FlowReadings& readings) {
  std::vector<double> flows;
  if (const auto* bucket = std::get_if<BucketReadings>(&readings)) {
    if (!isPositive(bucket->litres)) return wrong("litres", bucket->litres);
    if (const auto bad = firstWrong(bucket->seconds)) return wrong("seconds", *bad);
    for (const double seconds : bucket->seconds) flows.push_back(bucket->litres / 1000 / seconds);
    return meanOf(flows);
  }
  const auto& floats = std::get<FloatReadings>(readings);
  if (!isPositive(floats.metres)) return wrong("metres", floats.metres);
  if (const auto bad = firstWrong(floats.seconds)) return wrong("seconds", *bad);
  if (!isPositive(floats.factor) || floats.factor > 1) return wrong("factor", floats.factor);
  const auto area = sectionArea(floats.section);
  if (!area) return std::unexpected(area.error());
  for (const double seconds : floats.seconds) flows.push_back(floats.factor * floats.metres / seconds * *area);
  return meanOf(flows);
}

std::string toText(const FlowReadings& readings) {
  if (const auto* bucket = std::get_if<BucketReadings>(&readings)) return std::format("bucket litres={} seconds={}", bucket->litres, listOf(bucket->seconds));
  const auto& floats = std::get<FloatReadings>(readings);
  std::string text = std::format("float metres={} seconds={}", floats.metres, listOf(floats.seconds));
  if (const auto* ditch = std::get_if<DitchSection>(&floats.section)) text += std::format(" width_m={} depths_m={}", ditch->widthM, listOf(ditch->depthsM));
  else text += std::format(" diameter_m={} depth_m={}", std::get<PipeSection>(floats.section).diameterM, std::get<PipeSection>(floats.section).depthM);
  return text + std::format(" factor={}", floats.factor);
}

std::optional<FlowReadings> parseFlowReadings(std::string_view text) {
  const Words words{text};
  FlowReadings read;
  if (text.starts_with("bucket ")) {
    read = BucketReadings{words.number("litres"), words.list("seconds")};
  } else if (text.starts_with("float ")) {
    FloatReadings floats{words.number("metres"), words.list("seconds"), {}, words.number("factor")};
    if (text.contains(" diameter_m=")) floats.section = PipeSection{words.number("diameter_m"), words.number("depth_m")};
    else floats.section = DitchSection{words.number("width_m"), words.list("depths_m")};
    read = std::move(floats);
  } else {
    return std::nullopt;
  }
  return flowOf(read) ? std::optional(std::move(read)) : std::nullopt;
}

std::string_view methodTerm(const FlowReadings& readings) noexcept { return std::holds_alternative<BucketReadings>(readings) ? "容积法" : "浮标法"; }

} // namespace suyuan::sampling
