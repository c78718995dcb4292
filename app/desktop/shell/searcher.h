// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/survey_session.h"
#include "core/search/search.h"
#include "gis/projection/crs.h"

#include <QTimer>

#include <atomic>
#include <memory>
#include <optional>
#include <stop_token>

namespace suyuan::desktop {

/// Searches the open survey on workers, one question at a time: a newer question stops the one that runs, and only the
/// newest is answered. The index is made when it is first needed. Lives in the window's thread.
class Searcher : public QObject {
  Q_OBJECT
public:
  explicit Searcher(SurveySession& session, QObject* parent = nullptr);
  ~Searcher() override;

  void prepare(); ///< reads or makes the index, so that the first question need not wait for it
  void ask(const QString& text, std::optional<Point> near);
  /// Whether the text is a coordinate, and where; `map`: the CRS of metres without a zone. Needs no index.
  void locate(const QString& text, const std::optional<projection::Crs>& map);
  void forget();  ///< nothing is to be answered any more
  [[nodiscard]] bool isReady() const;  ///< there is an index; until then questions wait
  [[nodiscard]] double prepared() const; ///< part of the index that is made, 0 … 1
  [[nodiscard]] bool isSettled() const { return !busy_ && !waiting_; }

Q_SIGNALS:
  void progressed(); ///< of making the index
  void answered(const QString& text, const suyuan::search::SearchAnswer& answer);
  void located(const QString& text, const std::optional<suyuan::Point>& lonLat);
  void failed(const QString& text, const suyuan::Error& error);

private:
  struct State; ///< what the workers keep: search, reader
  struct Question {
    QString text; ///< empty: only the index
    std::optional<Point> near;
  };
  static Result<search::SearchAnswer> work(State& state, const Question& question, std::stop_token stop, const TaskRunner::Progress& progress);
  void next();

  SurveySession& session_;
  std::shared_ptr<State> state_;
  std::optional<Question> waiting_;
  std::stop_source running_;
  QTimer tick_; ///< while a worker runs
  bool busy_ = false;
};

} // namespace suyuan::desktop
