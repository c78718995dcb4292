// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/lab_text.h"

#include <utility>

namespace suyuan::text {

namespace {

using sampling::LabFault;

std::pair<const char*, const char*> wordsOf(LabFault fault) {
  switch (fault) {
  case LabFault::NoOutfall: return {"没有写采样点，未接收", "no outfall is given; not taken"};
  case LabFault::OutfallUnknown: return {"项目里没有这个编码或名称的排污口，未接收", "the survey has no outfall of this code or name; not taken"};
  case LabFault::OutfallUnsure: return {"有几个排污口都叫这个名称，请写编码；未接收", "several outfalls have this name, write the code; not taken"};
  case LabFault::NoTime: return {"采样日期缺失或无法识别，未接收", "the sampling date is missing or cannot be read; not taken"};
  case LabFault::NoValue: return {"没有可用的检测结果，未接收", "no result can be used; not taken"};
  case LabFault::ResultUnreadable: return {"结果无法识别，该项留空", "the result cannot be read; left empty"};
  case LabFault::UnitUnknown: return {"单位不能换算，该项留空", "the unit cannot be converted; left empty"};
  case LabFault::ResultTwice: return {"同一样品该项有两个结果，取第一个", "two results of one item in one sample; the first counts"};
  case LabFault::ItemNotKept: return {"样品记录没有这一项，未接收", "samples keep no such item; not taken"};
  }
  return {"", ""};
}

} // namespace

std::string labRemarkText(const sampling::LabRemark& remark, Language language) {
  const auto [zh, en] = wordsOf(remark.fault);
  return std::string(language == Language::English ? en : zh) + (remark.what.empty() ? "" : "  " + remark.what);
}

} // namespace suyuan::text
