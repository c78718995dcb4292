// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/look.h"
#include "app/desktop/shell/power.h"
#include "core/model/terms.h"
#include "gis/projection/position_notation.h"

#include <QString>

namespace suyuan::desktop {

/// What a person chose once for all surveys on this machine. Kept by QSettings.
struct Preferences {
  QString author;                                    ///< empty: the system's user name
  text::Language language = text::Language::Chinese;
  Theme theme = Theme::Light;
  QString provider = QStringLiteral("suyuan");       ///< location::toSetting's text
  projection::Notation notation = projection::Notation::Degrees; ///< of positions in the status bar and the clipboard
  bool furniture = true; ///< scale bar and north arrow on the map
  bool banks = true;     ///< of reaches on the map: walked, seen, missing
  SurveyRole fieldRole = SurveyRole::Desk; ///< in the three levels
  QString fieldName;     ///< the team, or the person
  bool overview = false; ///< the whole survey small in a corner of the map
  PowerChoice power = PowerChoice::Automatic;
  int scalePercent = 100;                            ///< of the interface, 100 … 200; from the next start on
  friend bool operator==(const Preferences&, const Preferences&) = default;

  [[nodiscard]] static Preferences load();
  void save() const;
  [[nodiscard]] QString authorOrUser() const;
};

} // namespace suyuan::desktop
