// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/fieldwork/board_column.h"
#include "app/desktop/fieldwork/board_panel.h"
#include "app/desktop/fieldwork/fieldwork_desk.h"
#include "app/desktop/fieldwork/fieldwork_words.h"
#include "app/desktop/shell/preferences.h"
#include "core/model/quality_check.h"
#include "core/model/river.h"
#include "core/model/survey_reach.h"
#include "core/model/survey_team.h"
#include "core/model/track.h"
#include "tests/app/desktop/open_window.h"

#include <map>

namespace suyuan::desktop {

/// 2 km of river due south, so that east is its left bank, a reach on either bank, two teams, candidates at the first and second level; two
/// of them are one.
struct FieldSurvey {
  std::map<std::string, Fid> fids;

  Result<> operator()(store::Edit& edit) {
    River river;
    river.name = "伊通河";
    river.flowKnown = true;
    river.geometry = LineString{{{125.3, 43.92}, {125.3, 43.902}}};
    SUYUAN_TRY(edit.insert(river));
    for (const char* name : {"一队", "二队"}) {
      SurveyTeam team;
      team.name = name;
      SUYUAN_TRY(edit.insert(team));
    }
    for (const bool left : {true, false}) {
      SurveyReach reach;
      reach.name = left ? "伊通河左岸1" : "伊通河右岸1";
      reach.riverName = "伊通河";
      reach.bank = left ? "左岸" : "右岸";
      reach.geometry = LineString{{{125.3, 43.92}, {125.3, 43.902}}};
      reach.fromM = 0;
      reach.toM = reach.lengthM = 2000;
      reach.difficulty = "一般";
      reach.divisionCode = "220102";
      reach.state = left ? "排查中" : "待分配";
      if (left) reach.team = "一队";
      auto fid = edit.insert(reach);
      if (!fid) return std::unexpected(std::move(fid).error());
      fids[reach.name] = *fid;
    }
    const auto put = [&](const char* name, const char* source, double lon, double lat, int level, const char* team) -> Result<> {
      Candidate one;
      one.name = name;
      one.source = source;
      one.geometry = Point{lon, lat};
      one.status = "疑似";
      one.surveyLevel = level;
      one.team = team;
      one.reachFid = fids["伊通河左岸1"];
      auto fid = edit.insert(one);
      if (!fid) return std::unexpected(std::move(fid).error());
      fids[name] = *fid;
      return {};
    };
    SUYUAN_TRY(put("甲口", "原有台账", 125.3003, 43.918, 2, "一队"));
    SUYUAN_TRY(put("乙口", "无人机解译", 125.3003, 43.912, 2, "一队"));
    SUYUAN_TRY(put("丙口", "卫星解译", 125.3003, 43.908, 2, "二队"));
    SUYUAN_TRY(put("丁口", "管网图", 125.3003, 43.904, 1, ""));
    SUYUAN_TRY(put("丁口（台账）", "原有台账", 125.3004, 43.90405, 1, ""));
    return {};
  }
};

/// The window on that survey, at work as somebody.
struct FieldWindow {
  FieldSurvey survey;
  OpenWindow open;

  explicit FieldWindow(const fieldwork::Actor& actor = {SurveyRole::Team, "一队"}, const std::function<void(store::SurveyFile&)>& prepare = {})
      : open(std::ref(survey), prepare) {
    open.activate();
    board().setActor(actor);
    open.use("act_board");
    open.settle();
  }
  [[nodiscard]] BoardPanel& board() { return *open.window.board(); }
  [[nodiscard]] BoardList& column(CandidateStage stage) { return *board().column(static_cast<std::uint8_t>(stage)); }
  [[nodiscard]] BoardList& column(ReachState state) { return *board().column(static_cast<std::uint8_t>(state)); }
  [[nodiscard]] Fid fid(const char* name) const { return survey.fids.at(name); }
  [[nodiscard]] Candidate candidate(const char* name) { return open.window.session()->reader().get<Candidate>(fid(name)).value().value(); }
  [[nodiscard]] SurveyReach reach(const char* name) { return open.window.session()->reader().get<SurveyReach>(fid(name)).value().value(); }
  template <class Record>
  [[nodiscard]] std::vector<Record> all() { return open.window.session()->reader().all<Record>().value(); }
  [[nodiscard]] static QStringList titles(const BoardList& list) {
    QStringList titles;
    for (int row = 0; row < list.column().rowCount(); ++row) titles << list.column().index(row).data().toString();
    return titles;
  }
  void choose(BoardList& list, const QString& title) {
    const auto row = titles(list).indexOf(title);
    REQUIRE(row >= 0);
    list.setFocus();
    list.setCurrentIndex(list.column().index(static_cast<int>(row)));
  }
};

} // namespace suyuan::desktop
