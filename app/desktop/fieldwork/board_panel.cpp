// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/fieldwork/board_panel.h"

#include "app/desktop/fieldwork/board_column.h"
#include "app/desktop/fieldwork/field_actor.h"
#include "app/desktop/fieldwork/fieldwork_words.h"
#include "app/desktop/fieldwork/move_dialog.h"
#include "app/desktop/shell/look.h"
#include "app/text/error_text.h"
#include "core/fieldwork/quality.h"
#include "core/model/geometry_functions.h"
#include "core/model/survey_team.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QScopedValueRollback>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <set>
#include <utility>

namespace suyuan::desktop {

namespace {

constexpr std::size_t mostChanges = 50;   ///< cards that are read again one by one, in the window's thread
constexpr std::size_t mostStays = 30;     ///< candidates near by that are offered to be merged into
constexpr double staysWithinM = 200;

QComboBox* listBox(const char* name, const QString& accessible, int letters) {
  auto* box = new QComboBox;
  box->setObjectName(QLatin1String(name));
  box->setAccessibleName(accessible);
  box->setToolTip(accessible);
  box->setMinimumContentsLength(letters);
  box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  return box;
}

/// Takes the names into a filter's list, and keeps what was chosen where it is still there.
void fillFilter(QComboBox& box, const std::vector<QString>& names, const QString& all, const QString& none) {
  const QSignalBlocker quiet(box);
  const QVariant chosen = box.currentData();
  box.clear();
  box.addItem(all);
  for (const QString& name : names) box.addItem(name.isEmpty() ? none : name, name);
  const int at = chosen.isValid() ? box.findData(chosen) : 0;
  box.setCurrentIndex(std::max(0, at));
}

std::optional<QString> chosenIn(const QComboBox& box) {
  return box.currentIndex() <= 0 ? std::nullopt : std::optional(box.currentData().toString());
}

/// The move that would lead there, for whomever, else one that leads there from elsewhere.
const rules::SurveyMove* moveTowards(const rules::Fieldwork& work, Layer layer, std::uint8_t from, std::uint8_t to) {
  const rules::SurveyMove* elsewhere = nullptr;
  for (const rules::SurveyMove& move : work.moves) {
    if (move.layer != layer || move.to != to) continue;
    if (move.startsAt(from)) return &move;
    if (elsewhere == nullptr) elsewhere = &move;
  }
  return elsewhere;
}

} // namespace

BoardPanel::BoardPanel(SurveySession& session, QWidget* parent)
    : QWidget(parent), session_(session), actor_(fieldActor(session)), layer_(listBox("board_layer", tr("What is on the board"), 6)), role_(listBox("board_role", tr("Role"), 6)),
      name_(listBox("board_name", tr("Team, or person"), 6)), team_(listBox("board_team", tr("Team"), 6)), river_(listBox("board_river", tr("River"), 6)),
      level_(listBox("board_level", tr("Level"), 5)), move_(new QToolButton), columns_(new QHBoxLayout) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(4, 4, 4, 4);
  column->setSpacing(3);
  auto* top = new QHBoxLayout;
  top->addWidget(whoRow());
  top->addStretch(1);
  top->addWidget(filterRow());
  column->addLayout(top);
  columns_->setSpacing(3);
  column->addLayout(columns_, 1);
  connect(&session_, &SurveySession::changed, this, &BoardPanel::change);
  connect(&session_, &SurveySession::everythingChanged, this, &BoardPanel::reload);
  showWho();
  buildColumns();
}

void BoardPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (!std::exchange(looked_, true)) reload();
}

QWidget* BoardPanel::whoRow() {
  auto* box = new QWidget;
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(0, 0, 0, 0);
  layer_->addItem(tr("Candidates"), static_cast<int>(Layer::Candidates));
  layer_->addItem(tr("Reaches"), static_cast<int>(Layer::Reaches));
  for (const SurveyRole role : {SurveyRole::Desk, SurveyRole::Team, SurveyRole::Quality}) role_->addItem(wordOf(role), static_cast<int>(role));
  name_->setEditable(true);
  name_->setInsertPolicy(QComboBox::NoInsert);
  name_->lineEdit()->setPlaceholderText(tr("Team, or person"));
  move_->setObjectName(QStringLiteral("board_move"));
  move_->setText(tr("&Move…"));
  move_->setToolTip(tr("Take the chosen cards a step further (Enter); a digit moves them to that column"));
  for (QWidget* one : std::initializer_list<QWidget*>{layer_, role_, name_, move_}) row->addWidget(one);
  connect(layer_, &QComboBox::currentIndexChanged, this, [this] { showLayer(static_cast<Layer>(layer_->currentData().toInt())); });
  connect(role_, &QComboBox::activated, this, &BoardPanel::takeActor);
  connect(name_, &QComboBox::activated, this, &BoardPanel::takeActor);
  connect(name_->lineEdit(), &QLineEdit::editingFinished, this, &BoardPanel::takeActor);
  connect(move_, &QToolButton::clicked, this, [this] {
    if (BoardList* list = focused()) offerMenu(*list, move_->mapToGlobal(move_->rect().bottomLeft()));
  });
  return box;
}

QWidget* BoardPanel::filterRow() {
  auto* box = new QWidget;
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(0, 0, 0, 0);
  level_->addItem(tr("All levels"), 0);
  for (int i = 1; i <= 3; ++i) level_->addItem(tr("Level %1").arg(i), i);
  for (QComboBox* one : {team_, river_, level_}) {
    row->addWidget(one);
    connect(one, &QComboBox::currentIndexChanged, this, [this] {
      filter_ = {chosenIn(*team_), chosenIn(*river_), level_->currentData().toInt()};
      refill();
    });
  }
  return box;
}

void BoardPanel::buildColumns() {
  for (QWidget* old : lists_) old->setObjectName(QString()); // they go later than their names are wanted
  for (QWidget* old : heads_) old->setObjectName(QString());
  emptyLayout(*columns_);
  lists_.clear();
  heads_.clear();
  const Layer layer = cards_.layer();
  for (int state = 0; state < stateCount(layer); ++state) {
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(1);
    auto* head = new QLabel;
    head->setMinimumWidth(60);
    head->setObjectName(QStringLiteral("board_head_%1").arg(state));
    auto* list = new BoardList(new BoardColumn(cards_, layer, static_cast<std::uint8_t>(state)));
    list->setObjectName(QStringLiteral("board_column_%1").arg(state));
    list->setAccessibleName(stateWord(layer, static_cast<std::uint8_t>(state)));
    head->setBuddy(list);
    column->addWidget(head);
    column->addWidget(list, 1);
    columns_->addWidget(box, 1);
    lists_.push_back(list);
    heads_.push_back(head);
    list->takes = [this, to = static_cast<std::uint8_t>(state)](Layer of, std::uint8_t from) { return of == cards_.layer() && from != to && !movesFor(from, to).empty(); };
    connect(list, &BoardList::menuWanted, this, [this, list](const QPoint& at) { offerMenu(*list, at); });
    connect(list, &BoardList::columnWanted, this, [this, list](int to) {
      if (to < stateCount(cards_.layer())) moveCards(list->column().state(), list->chosen(), static_cast<std::uint8_t>(to));
    });
    connect(list, &BoardList::neighbourWanted, this, [this, state](int step) {
      for (int i = state + step; i >= 0 && i < static_cast<int>(lists_.size()); i += step) {
        BoardList* next = lists_[static_cast<std::size_t>(i)];
        if (next->column().rowCount() == 0) continue;
        next->setFocus();
        if (!next->currentIndex().isValid()) next->setCurrentIndex(next->column().index(0));
        return;
      }
    });
    connect(list, &BoardList::dropped, this, [this, to = static_cast<std::uint8_t>(state)](std::uint8_t from, const std::vector<Fid>& cards) {
      // Not inside the drag, which waits for its end: a dialog may come.
      QMetaObject::invokeMethod(this, [this, from, cards, to] { moveCards(from, cards, to); }, Qt::QueuedConnection);
    });
    connect(list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this, list](const QModelIndex& now) {
      if (quiet_ || !now.isValid()) return;
      for (BoardList* other : lists_)
        if (other != list) other->clearSelection();
      Q_EMIT chosen(cards_.layer(), Fid{list->column().fidAt(now.row())});
    });
  }
}

void BoardPanel::showLayer(Layer layer) {
  if (const int at = layer_->findData(static_cast<int>(layer)); at >= 0 && at != layer_->currentIndex()) return layer_->setCurrentIndex(at); // comes back here
  if (layer == cards_.layer() && !lists_.empty()) return;
  filter_ = {};
  for (QComboBox* one : {team_, river_, level_}) {
    const QSignalBlocker quiet(one);
    one->setCurrentIndex(0);
  }
  for (BoardList* list : lists_) list->column().setRows({}); // before the cards that they show go
  cards_ = BoardCards::empty(layer);
  buildColumns();
  reload();
}

void BoardPanel::reload() {
  if (!looked_) return;
  auto reader = session_.workerReader();
  if (!reader) {
    Q_EMIT failed(reader.error());
    return;
  }
  tasks_.cancelAll();
  struct Read {
    BoardCards cards;
    std::vector<QString> teams;
  };
  tasks_.start(
      QString(),
      [reader = *reader, layer = cards_.layer()](const std::stop_token& stop, const TaskRunner::Progress&) -> Result<Read> {
        auto cards = BoardCards::read(*reader, layer, stop);
        if (!cards) return std::unexpected(std::move(cards).error());
        auto teams = reader->all<SurveyTeam>();
        if (!teams) return std::unexpected(std::move(teams).error());
        Read read{std::move(*cards), {}};
        for (const SurveyTeam& team : *teams) read.teams.push_back(qs(team.name));
        return read;
      },
      [this, asked = ++asked_](Result<Read> read) {
        if (asked != asked_) return;
        if (!read) {
          if (read.error().code != ErrorCode::Cancelled) Q_EMIT failed(read.error());
          return;
        }
        for (BoardList* list : lists_) list->column().setRows({});
        cards_ = std::move(read->cards);
        knownTeams_ = std::move(read->teams);
        fillNames();
        refill();
        if (const Fid wanted = std::exchange(wanted_, Fid{}); wanted.isSet()) showCard(cards_.layer(), wanted);
      });
}

void BoardPanel::fillNames() {
  const auto teams = cards_.teams();
  fillFilter(*team_, teams, tr("All teams"), tr("No team"));
  fillFilter(*river_, cards_.rivers(), tr("All rivers"), tr("No river"));
  filter_ = {chosenIn(*team_), chosenIn(*river_), level_->currentData().toInt()};
  std::set<QString> all(knownTeams_.begin(), knownTeams_.end());
  for (const QString& name : teams)
    if (!name.isEmpty()) all.insert(name);
  knownTeams_.assign(all.begin(), all.end());
  showWho();
}

void BoardPanel::showWho() {
  const QSignalBlocker quietRole(role_), quietName(name_);
  role_->setCurrentIndex(role_->findData(static_cast<int>(actor_.role)));
  name_->clear();
  if (actor_.role == SurveyRole::Team)
    for (const QString& name : knownTeams_) name_->addItem(name);
  name_->setEditText(qs(actor_.name));
}

void BoardPanel::takeActor() {
  fieldwork::Actor now{static_cast<SurveyRole>(role_->currentData().toInt()), name_->currentText().trimmed().toStdString()};
  if (now.role != actor_.role && now.name == actor_.name) now.name.clear(); // the office's name is no team's
  setActor(now);
}

void BoardPanel::setActor(const fieldwork::Actor& actor) {
  if (actor.role == actor_.role && actor.name == actor_.name) return;
  actor_ = actor;
  if (actor_.name.empty() && actor_.role != SurveyRole::Team) actor_.name = session_.file().info().author;
  keepFieldActor(session_, actor_);
  showWho();
  Q_EMIT actorChanged();
}

void BoardPanel::refill() {
  const QScopedValueRollback quiet(quiet_, true);
  auto columns = cards_.sorted(filter_);
  for (std::size_t i = 0; i < lists_.size(); ++i) lists_[i]->column().setRows(std::move(columns[i]));
  count();
}

void BoardPanel::count() {
  for (std::size_t i = 0; i < lists_.size(); ++i)
    heads_[i]->setText(QStringLiteral("<b>%1</b> %2 <span style='color:gray'>%3</span>")
                           .arg(i + 1)
                           .arg(stateWord(cards_.layer(), static_cast<std::uint8_t>(i)).toHtmlEscaped(), QLocale().toString(lists_[i]->column().rowCount())));
}

void BoardPanel::change(const std::vector<ChangedRecord>& records) {
  std::size_t mine = 0;
  for (const ChangedRecord& record : records) {
    if (record.layer == Layer::Teams || (record.layer == Layer::Reaches && record.placed && cards_.layer() == Layer::Candidates)) return reload();
    mine += record.layer == cards_.layer();
  }
  if (mine == 0) return;
  if (mine > mostChanges || tasks_.isBusy()) return reload();
  const QScopedValueRollback quiet(quiet_, true);
  for (const ChangedRecord& record : records) {
    if (record.layer != cards_.layer()) continue;
    auto row = session_.reader().row(record.layer, record.fid);
    if (!row) {
      Q_EMIT failed(row.error());
      return;
    }
    const auto had = cards_.find(record.fid.value);
    const auto dropFrom = [&](std::size_t card, std::uint8_t state) {
      if (state < lists_.size()) lists_[state]->column().drop(static_cast<std::uint32_t>(card));
    };
    if (!*row) {
      if (had) dropFrom(*had, cards_.cards()[*had].state), cards_.remove(*had);
      continue;
    }
    const std::uint8_t before = had ? cards_.cards()[*had].state : BoardCard::gone;
    const bool shown = had && cards_.passes(cards_.cards()[*had], filter_);
    const auto now = cards_.take(**row);
    if (!now) return reload();
    const BoardCard& card = cards_.cards()[*now];
    const bool shows = cards_.passes(card, filter_);
    if (shown && (!shows || before != card.state)) dropFrom(*now, before);
    if (shows) lists_[card.state]->column().put(static_cast<std::uint32_t>(*now));
  }
  count();
}

void BoardPanel::showCard(Layer layer, Fid fid) {
  if (layer != cards_.layer()) return;
  const auto at = cards_.find(fid.value);
  if (!at) {
    if (tasks_.isBusy()) wanted_ = fid;
    return;
  }
  const QScopedValueRollback quiet(quiet_, true);
  for (BoardList* list : lists_) {
    const int row = list->column().rowOf(static_cast<std::uint32_t>(*at));
    if (row < 0) {
      list->clearSelection();
    } else if (list->currentIndex().row() != row) { // else it stays as it is: there may be more selected
      list->setCurrentIndex(list->column().index(row));
    }
  }
}

BoardList* BoardPanel::focused() const {
  for (BoardList* list : lists_)
    if (list->selectionModel()->hasSelection()) return list;
  for (BoardList* list : lists_)
    if (list->hasFocus()) return list;
  return nullptr;
}

std::vector<const rules::SurveyMove*> BoardPanel::movesFor(std::uint8_t from, std::optional<std::uint8_t> to) const {
  auto moves = fieldwork::movesFrom(session_.book().fieldwork(), cards_.layer(), from, actor_.role);
  if (to) std::erase_if(moves, [&](const rules::SurveyMove* move) { return move->to != *to; });
  return moves;
}

void BoardPanel::offerMenu(BoardList& list, const QPoint& at) {
  const auto cards = list.chosen();
  if (cards.empty()) return;
  const std::uint8_t from = list.column().state();
  auto* menu = new QMenu(this);
  menu->setObjectName(QStringLiteral("board_menu"));
  menu->setAttribute(Qt::WA_DeleteOnClose);
  const auto moves = session_.isReadOnly() ? std::vector<const rules::SurveyMove*>{} : movesFor(from);
  for (const rules::SurveyMove* move : moves) {
    auto* action = menu->addAction(QStringLiteral("%1  →  %2").arg(inLanguage(move->title), stateWord(cards_.layer(), move->to)));
    action->setData(qs(move->id));
    action->setToolTip(inLanguage(move->citation));
    connect(action, &QAction::triggered, this, [this, from, cards, move] { moveCards(from, cards, move->to, move); });
  }
  if (moves.empty()) menu->addAction(tr("Nothing for %1 to do from here").arg(wordOf(actor_.role)))->setEnabled(false);
  menu->addSeparator();
  connect(menu->addAction(tr("Show on the map")), &QAction::triggered, this, [this, fid = cards.front()] { Q_EMIT chosen(cards_.layer(), fid); });
  menu->popup(at);
}

void BoardPanel::refuse(std::uint8_t from, std::uint8_t to, Fid fid) {
  const rules::Fieldwork& work = session_.book().fieldwork();
  const rules::SurveyMove* move = moveTowards(work, cards_.layer(), from, to);
  if (move == nullptr) {
    Q_EMIT failed(Error{ErrorCode::MoveUnknown, {}, {stateWord(cards_.layer(), to).toStdString()}, {}});
    return;
  }
  Result<> said;
  if (cards_.layer() == Layer::Reaches) {
    const auto reach = session_.reader().get<SurveyReach>(fid);
    if (reach && *reach) said = fieldwork::mayMove(work, *move, **reach, {}, actor_, {});
  } else {
    const auto candidate = session_.reader().get<Candidate>(fid);
    if (candidate && *candidate) said = fieldwork::mayMove(work, *move, **candidate, actor_, {});
  }
  if (!said) Q_EMIT failed(said.error());
}

void BoardPanel::moveCards(std::uint8_t from, const std::vector<Fid>& cards, std::optional<std::uint8_t> to, const rules::SurveyMove* which) {
  if (cards.empty() || (to == from && which == nullptr && movesFor(from, to).empty())) return;
  auto moves = which != nullptr ? std::vector{which} : movesFor(from, to);
  if (moves.empty()) {
    if (to) refuse(from, *to, cards.front());
    return;
  }
  if (moves.size() == 1 && MoveDialog::asksNothing(*moves.front())) return run(*moves.front(), cards, {}, nullptr);
  ask(std::move(moves), cards);
}

std::vector<std::pair<Fid, QString>> BoardPanel::staysFor(const std::vector<Fid>& cards) {
  std::vector<std::pair<Fid, QString>> stays;
  const auto first = session_.reader().get<Candidate>(cards.front());
  const Point* at = first && *first ? std::get_if<Point>(&(*first)->geometry) : nullptr;
  if (at == nullptr) return stays;
  const DegreeLength degree = degreeLength(at->y);
  Box box;
  box.add(at->x, at->y);
  auto near = session_.reader().all<Candidate>({.box = box.grown(staysWithinM / degree.lon, staysWithinM / degree.lat), .limit = 200});
  if (!near) return stays;
  std::erase_if(*near, [&](const Candidate& one) {
    return std::ranges::contains(cards, one.fid) || fieldwork::stageOf(one) == CandidateStage::Excluded || !std::holds_alternative<Point>(one.geometry);
  });
  const auto distance = [&](const Candidate& one) { return distanceMetres(*at, std::get<Point>(one.geometry)); };
  std::ranges::sort(*near, {}, distance);
  for (const Candidate& one : *near) {
    if (stays.size() == mostStays) break;
    const QString name = qs(!one.name.empty() ? one.name : !one.sourceId.empty() ? one.sourceId : toText(one.fid));
    stays.emplace_back(one.fid, QStringLiteral("%1 · %2 · %3").arg(name, qs(one.source), lengthWord(distance(one))));
  }
  return stays;
}

void BoardPanel::ask(std::vector<const rules::SurveyMove*> moves, const std::vector<Fid>& cards) {
  MoveDialog::Offer offer{.moves = std::move(moves), .records = cards, .first = {}, .teams = knownTeams_, .stays = {}};
  if (const auto at = cards_.find(cards.front().value)) offer.first = cards_.cards()[*at].title;
  if (std::ranges::any_of(offer.moves, [](const rules::SurveyMove* move) { return move->wants(rules::MoveNeed::MergedInto); })) offer.stays = staysFor(cards);
  auto* dialog = new MoveDialog(session_, std::move(offer), window());
  connect(dialog, &MoveDialog::wanted, this, [this, dialog, cards] { run(dialog->move(), cards, dialog->details(), dialog); });
  dialog->open();
}

void BoardPanel::run(const rules::SurveyMove& move, const std::vector<Fid>& cards, const fieldwork::MoveDetails& details, MoveDialog* dialog) {
  const auto refused = [self = QPointer(this), dialog = QPointer(dialog)](const Error& error) {
    if (dialog) dialog->refuse(qs(text::sentence(error, currentLanguage())));
    else if (self) Q_EMIT self->failed(error);
  };
  if (session_.isReadOnly()) return refused(Error{ErrorCode::SurveyReadOnly, {}, {}, {}});
  if (session_.isWriting()) return refused(Error{ErrorCode::SurveyLocked, {}, {"Suyuan"}, {}});
  session_.writeEntry(
      inLanguage(move.title),
      [book = session_.sharedBook(), layer = cards_.layer(), id = move.id, cards, actor = actor_, details](store::SurveyFile& file) {
        return asEntry(file, [&](store::SurveyFile& survey) -> Result<> {
          if (layer == Layer::Reaches) return fieldwork::moveReaches(survey, book->fieldwork(), id, cards, actor, details);
          auto made = fieldwork::moveCandidates(survey, book->fieldwork(), id, cards, actor, details);
          if (!made) return std::unexpected(std::move(made).error());
          return {};
        });
      },
      [refused, dialog = QPointer(dialog)](const Result<std::optional<EntryId>>& entry) {
        if (!entry) return refused(entry.error());
        if (dialog) dialog->accept();
      });
}

} // namespace suyuan::desktop
