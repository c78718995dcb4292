// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/fieldwork/board_cards.h"
#include "app/desktop/shell/survey_session.h"
#include "core/fieldwork/moves.h"

#include <QPointer>
#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QToolButton;

namespace suyuan::desktop {

class BoardList;
class MoveDialog;

/// 排查看板: candidates or reaches as cards, a column for each state. A card is moved by dragging it to another column, by the digit
/// of one, or from the menu that Enter opens; only what the rule book lets the role do is offered, and what the move needs is asked for.
/// Cards are read on a worker; a move is one entry of the journal. What is refused is said with the clause, nothing is changed then.
class BoardPanel : public QWidget {
  Q_OBJECT
public:
  explicit BoardPanel(SurveySession& session, QWidget* parent = nullptr);

  void showLayer(Layer layer); ///< Candidates or Reaches
  void showCard(Layer layer, Fid fid); ///< when it is among those shown; nothing is told
  [[nodiscard]] Layer layer() const { return cards_.layer(); }
  [[nodiscard]] BoardList* column(std::uint8_t state) const { return lists_[state]; }
  [[nodiscard]] const fieldwork::Actor& actor() const { return actor_; }
  void setActor(const fieldwork::Actor& actor);
  /// The moves from a state, to another one where it is given, that the role may make.
  [[nodiscard]] std::vector<const rules::SurveyMove*> movesFor(std::uint8_t from, std::optional<std::uint8_t> to = {}) const;
  /// Moves cards that stand in one state: at once when one move leads there and needs nothing that is typed, else asks.
  void moveCards(std::uint8_t from, const std::vector<Fid>& cards, std::optional<std::uint8_t> to, const rules::SurveyMove* which = nullptr);
  [[nodiscard]] bool isSettled() const { return !tasks_.isBusy(); }

protected:
  void showEvent(QShowEvent* event) override; ///< cards are read when somebody looks at them first

Q_SIGNALS:
  void chosen(suyuan::Layer layer, suyuan::Fid fid);
  void failed(const suyuan::Error& error);
  void actorChanged();

private:
  void buildColumns();
  QWidget* whoRow();
  QWidget* filterRow();
  void reload();
  void fillNames();
  void refill(); ///< the columns, as filtered
  void count();
  void change(const std::vector<ChangedRecord>& records);
  void takeActor();
  void showWho();
  void offerMenu(BoardList& list, const QPoint& at);
  void refuse(std::uint8_t from, std::uint8_t to, Fid card);
  void ask(std::vector<const rules::SurveyMove*> moves, const std::vector<Fid>& cards);
  void run(const rules::SurveyMove& move, const std::vector<Fid>& cards, const fieldwork::MoveDetails& details, MoveDialog* dialog);
  [[nodiscard]] std::vector<std::pair<Fid, QString>> staysFor(const std::vector<Fid>& cards);
  [[nodiscard]] BoardList* focused() const;

  SurveySession& session_;
  fieldwork::Actor actor_;
  BoardCards cards_;
  BoardFilter filter_;
  std::vector<QString> knownTeams_;
  QComboBox *layer_, *role_, *name_, *team_, *river_, *level_;
  QToolButton* move_;
  QHBoxLayout* columns_;
  std::vector<BoardList*> lists_;
  std::vector<QLabel*> heads_;
  Fid wanted_; ///< to be shown once it is read
  unsigned asked_ = 0;
  bool quiet_ = false; ///< what is selected now is not told
  bool looked_ = false;
  TaskRunner tasks_; // last: stops before the rest goes
};

} // namespace suyuan::desktop
