// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/searcher.h"
#include "gis/projection/crs.h"

#include <QFrame>
#include <QTimer>

#include <variant>
#include <vector>

class QLabel;
class QLineEdit;
class QListWidget;

namespace suyuan::desktop {

/// The one box in which anything is looked for: a coordinate, a code, a name, a division, pinyin. It lies over the
/// map, answers while it is typed, and goes with Escape or a click elsewhere. Up and down go through the list,
/// Enter takes a line.
class SearchBox : public QFrame {
  Q_OBJECT
public:
  SearchBox(SurveySession& session, QWidget& map, QWidget* window); ///< over the top of the map

  /// Shows it, with what was typed last marked. `map`: the CRS of metres without a zone; `middle` of the map, lon/lat.
  void open(std::optional<projection::Crs> map, std::optional<Point> middle);
  [[nodiscard]] bool isSettled() const { return !typing_.isActive() && !locating_ && searcher_.isSettled(); }

Q_SIGNALS:
  void placeChosen(const suyuan::Point& lonLat);
  void hitChosen(const suyuan::search::SearchHit& hit);

protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

private:
  using Choice = std::variant<std::monostate, Point, search::SearchHit, QString>; ///< a text: a former search
  void typed();
  void ask();
  void showFound();                       ///< what there is of the answer: the coordinate, the hits
  void list(std::vector<Choice> choices); ///< shows them
  void say(const QString& text);          ///< the sentence under the list
  void take(int row);
  void place(); ///< at the top of the map, as high as its lines
  void close();
  [[nodiscard]] QString waitingText() const;

  Searcher searcher_;
  QTimer typing_;
  std::optional<projection::Crs> map_;
  std::optional<Point> middle_;
  std::optional<Point> place_;                 ///< what the text is as a coordinate
  std::optional<search::SearchAnswer> answer_; ///< to the text
  std::vector<Choice> choices_;                ///< as listed; until there is an answer those of the text before
  bool locating_ = false; ///< whether the text is a coordinate is not known yet
  bool taking_ = false; ///< Enter came before the answer: its first line is taken
  QWidget& over_;
  QLineEdit* text_;
  QListWidget* list_;
  QLabel* note_;
};

} // namespace suyuan::desktop
