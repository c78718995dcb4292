// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/survey_session.h"
#include "gis/layers/feature_table.h"
#include "gis/render/style.h"

#include <QTimer>

#include <map>
#include <set>

namespace suyuan::desktop {

/// Keeps the map's tables in step with the survey, on workers. A layer is shown as soon as it is read; a change of a
/// few records replaces these in a copy of the table, so that the window never waits and 10^6 outfalls are not read again.
/// Lives in the window's thread.
class MapLoader : public QObject {
  Q_OBJECT
public:
  using Table = std::shared_ptr<const layers::FeatureTable>;

  explicit MapLoader(SurveySession& session, QObject* parent = nullptr);

  /// Which statuses are the most severe: the levels of detail go by it. Before load().
  void setStyle(std::shared_ptr<const render::StyleSheet> style) { style_ = std::move(style); }
  void load(); ///< every layer anew
  void change(const std::vector<ChangedRecord>& records);
  [[nodiscard]] const std::vector<Table>& tables() const { return tables_; } ///< bottom of the map first; read so far
  [[nodiscard]] const std::string& crs() const { return crs_; }
  [[nodiscard]] const Box& home() const { return home_; } ///< lon/lat of what was recorded; empty when nothing is

Q_SIGNALS:
  void placed(); ///< crs() and home() are known; comes before the tables
  void tableReady(std::size_t place); ///< of tables(): read anew or for the first time
  void tablePatched(std::size_t place);
  void loaded(); ///< the last layer is there
  void failed(const suyuan::Error& error);

private:
  void next();
  void patchNext();
  void put(std::size_t place, Table table);
  void markNext(); ///< levels of detail that an edit took away, once nothing else is to be done
  [[nodiscard]] static bool wantsMarks(const layers::FeatureTable& table);
  void release(Table table); ///< gives a table back on a worker: freeing a large one takes milliseconds

  SurveySession& session_;
  std::vector<Table> tables_;
  std::string crs_;
  Box home_;
  std::map<Layer, std::set<Fid>> waiting_;
  std::set<std::size_t> unmarked_; ///< places of tables that lack their levels of detail
  QTimer markLater_;               ///< edits come in a row
  std::shared_ptr<const render::StyleSheet> style_;
  bool busy_ = false; ///< one reading or patching at a time: each starts from what the last left
  bool again_ = false;
};

} // namespace suyuan::desktop
