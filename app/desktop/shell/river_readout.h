// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/survey_session.h"
#include "core/survey/river_place.h"

#include <QObject>

#include <memory>
#include <optional>

namespace suyuan::desktop {

/// Follows the pointer along the rivers: chainage (桩号) and bank (岸别) of the position asked for last, found on a worker,
/// one at a time; positions passed over meanwhile are not looked up. Lives in the window's thread.
class RiverReadout : public QObject {
  Q_OBJECT
public:
  explicit RiverReadout(SurveySession& session, QObject* parent = nullptr);

  void ask(const Point& lonLat);
  /// As the status bar says it; empty when no river is near.
  [[nodiscard]] static QString sentence(const std::optional<survey::RiverPlace>& place);

Q_SIGNALS:
  void said(const QString& sentence);

private:
  struct State; ///< what the workers keep
  void next();

  SurveySession& session_;
  std::shared_ptr<State> state_;
  std::optional<Point> waiting_;
  bool busy_ = false;
};

} // namespace suyuan::desktop
