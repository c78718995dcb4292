// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coding/confidence.h"
#include "core/rules/bilingual.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace suyuan::rules {

/// Numbers of placing and judging photos: project settings.
struct PhotoLimits {
  double clockOffS = 120;   ///< camera's and satellites' clocks farther apart than this are a fault, seconds
  double rangeM = 150;      ///< no outfall is looked for farther from where a photo was taken
  double accuracyM = 10;    ///< of a position whose file does not say
  double bearingDeg = 60;   ///< an outfall farther than this from the camera's direction is not what it looked at
  double visitMin = 30;     ///< a visit nearer in time than this speaks for its outfall
  double trackNearM = 60;   ///< a photo this near to a track that was walked at its time is that team's
  double sureShare = 0.9;   ///< a placing that has less than this share of all that speaks for any outfall is reviewed
};

/// A view that each outfall's record needs; any of `kinds` shows it.
struct PhotoView {
  std::string id; ///< "near"
  std::vector<std::string> kinds; ///< 照片类别
  Bilingual title, citation;
  coding::Confidence confidence = coding::Confidence::Memory;

  [[nodiscard]] bool shownBy(std::string_view kind) const noexcept { return std::ranges::contains(kinds, kind); }
};

/// resources/rules/photos.json
struct PhotoRules {
  PhotoLimits limits;
  std::vector<PhotoView> views;
  std::vector<std::string> editors; ///< words that programs for pictures write into Software
};

} // namespace suyuan::rules
