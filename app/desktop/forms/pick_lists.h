// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/survey_session.h"
#include "core/forms/pick_list.h"

#include <map>
#include <memory>

namespace suyuan::desktop {

/// The long lists that forms pick from, read on a worker when one is first wanted and again after units, rivers, teams or divisions
/// changed; until the new one is there the old one serves. Lives in the window's thread.
class PickLists : public QObject {
  Q_OBJECT
public:
  explicit PickLists(SurveySession& session, QObject* parent = nullptr);
  ~PickLists() override;

  /// Null until it is read; ready() is told then.
  [[nodiscard]] std::shared_ptr<const forms::PickList> list(forms::RecordList which);

Q_SIGNALS:
  void ready(suyuan::forms::RecordList which);
  void failed(const suyuan::Error& error);

private:
  struct Kept {
    std::shared_ptr<const forms::PickList> list;
    bool reading = false, stale = true;
  };
  void stale(Layer layer);
  SurveySession& session_;
  std::shared_ptr<const search::PinyinTable> pinyin_; ///< read with the first list
  std::map<forms::RecordList, Kept> kept_;
  TaskRunner tasks_; // last
};

} // namespace suyuan::desktop
