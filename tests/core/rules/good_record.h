// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/record_check.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

namespace suyuan::rules {

inline const RuleBook& testBook() {
  static const auto loaded = RuleBook::load(std::string(SUYUAN_RESOURCES_DIR) + "/rules", "jilin");
  if (!loaded) FAIL(loaded.error().place.file << ":" << loaded.error().place.row << " " << loaded.error().detail);
  return *loaded;
}

/// An outfall of Changchun that no rule remarks on.
inline Outfall goodOutfall() {
  Outfall o;
  o.fid = Fid{1001};
  o.geometry = Point{125.331234, 43.871234};
  o.codeNational = "AB-220102-0001-QT-00";
  o.name = "长春市南关区南岭街道伊通河大桥东100米城镇雨洪排口";
  o.class1 = "其他排口";
  o.class2 = "城镇雨洪排口";
  o.status = "已确认";
  o.surveyLevel = 2;
  o.divisionCode = "220102";
  o.townshipCode = "220102001";
  o.township = "南岭街道";
  o.address = "伊通河大桥东";
  o.riverName = "伊通河";
  o.basin = "AB";
  o.bank = "左岸";
  o.outletShape = "管道";
  o.inflowMode = "管道";
  o.drainFeature = "排水";
  o.traceStatus = "已溯源";
  o.traceMethod = "资料溯源";
  o.unitName = "长春市市政设施维护中心";
  o.responsibleBody = "长春市市政设施维护中心";
  o.responsibleCode = "11220100013828800N";
  o.approveStatus = "已登记";
  o.handleType = "规范整治";
  o.handleStage = "整治中";
  o.finishDate = "2099-12-31";
  o.surveyedAt = "2024-05-01T02:00:00.000Z";
  o.surveyor = "张三";
  o.flow = 1200.0;
  o.accuracy = 3.0;
  o.outletSize = 0.8;
  return o;
}

} // namespace suyuan::rules
