// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/placing_text.h"

#include "app/text/pattern.h"

#include <algorithm>
#include <array>

namespace suyuan::text {

namespace {

struct ReasonWords {
  std::string_view key, zh, en;
};

constexpr std::array reasonWords{
    ReasonWords{"near", "相距 {m} 米", "{m} m away"},
    ReasonWords{"far", "相距较远，{m} 米", "{m} m away, which is far"},
    ReasonWords{"bearing-agrees", "镜头朝向它（差 {deg}°）", "the camera looked at it ({deg}° off)"},
    ReasonWords{"bearing-against", "镜头没有朝向它（差 {deg}°）", "the camera did not look at it ({deg}° off)"},
    ReasonWords{"visit", "拍摄于到访前后 {min} 分钟", "taken within {min} min of the visit"},
    ReasonWords{"others-near", "附近还有 {count} 处", "{count} more nearby"},
    ReasonWords{"track", "在 {team} 的轨迹上", "on the track of {team}"},
    ReasonWords{"sidecar", "位置取自同名 GPX 轨迹", "its position is that of the GPX track beside it"},
    ReasonWords{"track-place", "按拍摄时间推算在 {team} 的轨迹上", "by its time on the walk of {team}"},
    ReasonWords{"no-position", "照片没有可用的位置", "the photo has no usable position"},
    ReasonWords{"datum-other", "照片位置的基准不明", "the photo's datum is another one"},
    ReasonWords{"no-time", "照片没有时间", "the photo has no time"},
    ReasonWords{"time-only", "只能按时间判断", "by time alone"},
    ReasonWords{"none-near", "{m} 米内没有排污口或疑似点", "no outfall or candidate within {m} m"},
};

} // namespace

std::string placingText(std::span<const media::PlacingReason> reasons, Language language) {
  const bool english = language == Language::English;
  std::string text;
  for (const media::PlacingReason& reason : reasons) {
    if (!text.empty()) text += english ? "; " : "；";
    const auto words = std::ranges::find(reasonWords, reason.key, &ReasonWords::key);
    if (words == reasonWords.end()) {
      text += reason.key;
      continue;
    }
    text += fillPattern(english ? words->en : words->zh, [&](std::string_view name) {
      const auto arg = std::ranges::find(reason.args, name, [](const auto& one) { return std::string_view(one.first); });
      return arg == reason.args.end() ? std::string() : arg->second;
    });
  }
  return text;
}

} // namespace suyuan::text
