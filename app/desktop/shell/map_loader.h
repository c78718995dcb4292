// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/map_cache.h"
#include "app/desktop/shell/survey_session.h"
#include "gis/layers/feature_table.h"
#include "gis/layers/table_edits.h"
#include "gis/render/style.h"

#include <QTimer>

#include <map>
#include <optional>
#include <set>

namespace suyuan::desktop {

/// Keeps the map's tables in step with the survey, on workers. A layer is shown as soon as it is read. A change of a few
/// records is put into a copy of a small table; beside a large one it stands as its edits, and is put into it once no more
/// come: the window never waits, and 10^6 outfalls are neither read nor copied for one.
/// Lives in the window's thread.
class MapLoader : public QObject {
  Q_OBJECT
public:
  using Table = std::shared_ptr<const layers::FeatureTable>;

  explicit MapLoader(SurveySession& session, QObject* parent = nullptr);

  /// Which fields are read and which statuses are the most severe go by it. Before the first load(); later, a style that wants
  /// tables read in another way loads them anew.
  void setStyle(std::shared_ptr<const render::StyleSheet> style);
  void load(); ///< every layer anew
  void change(const std::vector<ChangedRecord>& records);
  [[nodiscard]] const std::vector<Table>& tables() const { return tables_; } ///< bottom of the map first; read so far
  [[nodiscard]] const layers::TableEdits& editsOf(std::size_t place) const { return edits_[place]; } ///< shown above that table
  [[nodiscard]] const std::string& crs() const { return crs_; }
  [[nodiscard]] const Box& home() const { return home_; } ///< lon/lat of what was recorded; empty when nothing is

Q_SIGNALS:
  void placed(); ///< crs() and home() are known; comes before the tables
  void tableReady(std::size_t place); ///< of tables(): read anew or for the first time
  void tablePatched(std::size_t place);
  void tableEdited(std::size_t place); ///< editsOf() changed, the table did not
  void loaded(); ///< the last layer is there
  void failed(const suyuan::Error& error);

private:
  void next();
  void patchNext();
  struct Tools { ///< to read a change with: making them takes as long as the reading
    std::shared_ptr<store::Reader> reader;
    std::optional<projection::Crs> crs;
  };
  struct Change { ///< records of a layer, as the map has them
    Layer layer;
    std::size_t place; ///< of the layer in tables()
    std::vector<Fid> fids;
    std::vector<std::int64_t> numbers; ///< the fids', ascending
    std::string crs;
    Table old;
    layers::TableEdits edits;
    layers::OwnColumns own;
  };
  struct Changed { ///< neither: it looks as before
    Table table;
    std::optional<layers::TableEdits> edits;
  };
  static Result<Changed> read(Change& change, Tools& tools, std::stop_token stop);
  struct ToKeep { ///< tables that the cache does not have
    MapCache cache;
    std::vector<Table> tables;
  };
  void keep(ToKeep what);
  void put(std::size_t place, Table table);
  void take(std::size_t place, const std::vector<std::int64_t>& fids, Result<Changed> changed);
  void merge(); ///< edits into their table, and levels of detail that a change took away
  void merged(std::size_t place, Table table);
  [[nodiscard]] static bool wantsMarks(const layers::FeatureTable& table);
  void release(Table table); ///< gives a table back on a worker: freeing a large one takes milliseconds

  SurveySession& session_;
  std::vector<Table> tables_;
  std::string crs_;
  Box home_;
  std::map<Layer, std::set<Fid>> waiting_;
  std::shared_ptr<Tools> tools_ = std::make_shared<Tools>(); ///< used by one worker at a time
  Tools toolsHere_;                                          ///< in the window's thread
  std::vector<layers::TableEdits> edits_; ///< of each of tables_
  std::set<std::size_t> unmerged_;        ///< places with edits, or without levels of detail
  QTimer mergeLater_;                     ///< edits come in a row
  std::optional<std::size_t> merging_;    ///< a place; edits go on meanwhile
  std::set<std::int64_t> since_;          ///< of that place, edited since the merging began
  unsigned loads_ = 0;                    ///< what was merged before the last is old
  std::shared_ptr<const render::StyleSheet> style_;
  bool busy_ = false; ///< one reading or change at a time: each starts from what the last left
  bool again_ = false;
};

} // namespace suyuan::desktop
