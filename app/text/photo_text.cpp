// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/photo_text.h"

#include "app/text/pattern.h"

#include <algorithm>
#include <array>

namespace suyuan::text {

namespace {

struct FaultSentence {
  media::PhotoFault fault;
  std::string_view zh, en;
};

using enum media::PhotoFault;
constexpr std::array faultSentences{
    FaultSentence{Broken, "图像数据不完整或已损坏；请从相机里重新拷贝。", "The picture is cut off or damaged; copy it from the camera again."},
    FaultSentence{NotMedia, "不是照片、视频或录音。", "This is neither a picture nor a video nor a recording."},
    FaultSentence{NoExif, "没有 EXIF 信息（可能经过转发或截图）；请用相机原图。", "There is no EXIF (forwarded, or a screenshot?); use the camera's own file."},
    FaultSentence{ExifDamaged, "EXIF 信息已损坏，没有读取[：{detail}]。", "The EXIF is damaged and was not read[: {detail}]."},
    FaultSentence{NoTime, "没有拍摄时间。", "There is no time of the camera."},
    FaultSentence{NoPosition, "没有位置。", "There is no position."},
    FaultSentence{PositionZero, "位置为 0，0：拍摄时没有定位。", "The position is 0, 0: there was no fix."},
    FaultSentence{PositionImpossible, "位置不可能：{value}。", "The position is impossible: {value}."},
    FaultSentence{PositionSideUnknown, "位置没有写明南北纬、东西经，按北纬、东经读取。", "The position does not say north or south, east or west; it was read as north and east."},
    FaultSentence{DatumOther, "位置的基准写的是“{value}”，没有转换；请核对。", "The position's datum is “{value}”; nothing was converted. Check it."},
    FaultSentence{ClockOff, "相机时钟与卫星时间相差 {seconds} 秒，拍摄时间取卫星时间。", "The camera's clock is {seconds} s off the satellites'; the satellites' time is taken."},
    FaultSentence{BearingImpossible, "拍摄方位不可能：{value}。", "The bearing is impossible: {value}."},
    FaultSentence{OrientationImpossible, "旋转标记不可能：{value}，按未旋转处理。", "The orientation is impossible: {value}; taken as not turned."},
    FaultSentence{Edited, "照片可能被编辑过[，软件 {software}][，改动时间 {changed_at}]。", "The picture may have been edited[, by {software}][, changed at {changed_at}]."},
    FaultSentence{SizeOther, "相机记录的尺寸 {stated} 与实际 {actual} 不符，可能被裁剪或缩小。", "The camera says {stated} pixels, the picture has {actual}: cropped or made smaller?"},
};

} // namespace

std::string photoFaultText(const media::PhotoFaultFound& fault, Language language) {
  const auto found = std::ranges::find(faultSentences, fault.fault, &FaultSentence::fault);
  if (found == faultSentences.end()) return std::string(media::faultKey(fault.fault));
  return fillPattern(language == Language::English ? found->en : found->zh, [&](std::string_view name) {
    const auto arg = std::ranges::find(fault.args, name, [](const auto& one) { return std::string_view(one.first); });
    return arg == fault.args.end() ? std::string() : arg->second;
  });
}

} // namespace suyuan::text
