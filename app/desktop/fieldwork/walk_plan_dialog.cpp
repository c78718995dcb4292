// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/fieldwork/walk_plan_dialog.h"

#include "app/desktop/fieldwork/field_actor.h"
#include "app/desktop/fieldwork/fieldwork_words.h"
#include "app/desktop/shell/look.h"
#include "app/pages/team_package.h"
#include "app/text/error_text.h"
#include "app/text/resource_paths.h"
#include "core/fieldwork/coverage.h"
#include "core/fieldwork/make_reaches.h"
#include "core/store/capture.h"

#include <QComboBox>
#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStandardPaths>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QTableWidget>
#include <QTabWidget>
#include <QUrl>
#include <QVBoxLayout>

#include <cmath>
#include <set>

namespace suyuan::desktop {

namespace {

/// The rule book's words to choose from.
class DifficultyDelegate : public QStyledItemDelegate {
public:
  DifficultyDelegate(std::vector<std::string> words, QObject* parent) : QStyledItemDelegate(parent), words_(std::move(words)) {}
  QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex&) const override {
    auto* box = new QComboBox(parent);
    for (const std::string& word : words_) box->addItem(qs(word));
    return box;
  }
  void setEditorData(QWidget* editor, const QModelIndex& index) const override { static_cast<QComboBox*>(editor)->setCurrentText(index.data(Qt::EditRole).toString()); }
  void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override {
    model->setData(index, static_cast<QComboBox*>(editor)->currentText(), Qt::EditRole);
  }

private:
  std::vector<std::string> words_;
};

QListWidgetItem* checkable(QListWidget* list, const QString& text, const QString& name, bool checked) {
  auto* item = new QListWidgetItem(text, list);
  item->setData(Qt::UserRole, name);
  item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
  item->setCheckState(checked ? Qt::Checked : Qt::Unchecked);
  return item;
}

} // namespace

WalkPlanDialog::WalkPlanDialog(SurveySession& session, fieldwork::Actor actor, std::optional<Point> from, QWidget* parent)
    : QDialog(parent), session_(session), actor_(std::move(actor)), from_(from), reaches_(new ReachTable(this)), pages_(new QTabWidget), result_(new QLabel) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Plan of the walks"));
  resize(900, 600);
  auto* column = new QVBoxLayout(this);
  pages_->setObjectName(QStringLiteral("plan_pages"));
  pages_->addTab(reachPage(), tr("1. &Reaches"));
  pages_->addTab(teamPage(), tr("2. &Teams"));
  pages_->addTab(packagePage(), tr("3. &Package"));
  column->addWidget(pages_, 1);
  result_->setObjectName(QStringLiteral("plan_result"));
  result_->setWordWrap(true);
  result_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  column->addWidget(result_);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  column->addWidget(buttons);
  buttons->button(QDialogButtonBox::Close)->setAutoDefault(false); // Enter in a field is not for it
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  if (!session_.isReadOnly())
    reaches_->setDifficulty = [this](Fid reach, const QString& word) {
      auto done = session_.setField(Layer::Reaches, reach, "difficulty", Value{word.toStdString()}, tr("Difficulty of a reach"));
      if (!done) say(done.error());
      return done.has_value();
    };
  read();
}

void WalkPlanDialog::showPage(int page) { pages_->setCurrentIndex(page); }

QWidget* WalkPlanDialog::reachPage() {
  auto* page = new QWidget;
  auto* row = new QHBoxLayout(page);
  auto* left = new QVBoxLayout;
  length_ = new QDoubleSpinBox;
  length_->setObjectName(QStringLiteral("plan_length"));
  length_->setRange(50, 100'000);
  length_->setDecimals(0);
  length_->setSingleStep(100);
  length_->setSuffix(tr(" m"));
  length_->setValue(session_.book().fieldwork().limits.reachLengthM);
  auto* form = new QFormLayout;
  form->addRow(tr("&No reach longer than"), length_);
  left->addLayout(form);
  rivers_ = new QListWidget;
  rivers_->setObjectName(QStringLiteral("plan_rivers"));
  rivers_->setAccessibleName(tr("Rivers"));
  left->addWidget(rivers_, 1);
  make_ = new QPushButton(tr("&Make reaches of the chosen rivers"));
  make_->setObjectName(QStringLiteral("plan_make"));
  make_->setAutoDefault(false);
  left->addWidget(make_);
  row->addLayout(left, 2);
  reachView_ = new QTableView;
  reachView_->setObjectName(QStringLiteral("plan_reaches"));
  reachView_->setAccessibleName(tr("Reaches"));
  reachView_->setModel(reaches_);
  reachView_->setItemDelegateForColumn(ReachTable::Difficulty, new DifficultyDelegate(session_.book().fieldwork().reachDifficulties, reachView_));
  reachView_->setEditTriggers(QAbstractItemView::AllEditTriggers);
  reachView_->setAlternatingRowColors(true);
  reachView_->verticalHeader()->hide();
  reachView_->horizontalHeader()->setSectionResizeMode(ReachTable::Name, QHeaderView::Stretch);
  row->addWidget(reachView_, 3);
  connect(make_, &QPushButton::clicked, this, &WalkPlanDialog::makeReaches);
  return page;
}

QWidget* WalkPlanDialog::teamPage() {
  auto* page = new QWidget;
  auto* row = new QHBoxLayout(page);
  auto* left = new QVBoxLayout;
  auto* label = new QLabel(tr("Teams that &walk"));
  teams_ = new QListWidget;
  teams_->setObjectName(QStringLiteral("plan_teams"));
  label->setBuddy(teams_);
  left->addWidget(label);
  left->addWidget(teams_, 1);
  auto* add = new QHBoxLayout;
  newTeam_ = new QLineEdit;
  newTeam_->setObjectName(QStringLiteral("plan_new_team"));
  newTeam_->setPlaceholderText(tr("Name of a further team"));
  auto* put = new QPushButton(tr("&Add"));
  put->setObjectName(QStringLiteral("plan_add_team"));
  put->setAutoDefault(false);
  add->addWidget(newTeam_, 1);
  add->addWidget(put);
  left->addLayout(add);
  row->addLayout(left, 1);
  auto* right = new QVBoxLayout;
  balance_ = new QTableWidget;
  balance_->setObjectName(QStringLiteral("plan_balance"));
  balance_->setAccessibleName(tr("Balance of the teams"));
  balance_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  balance_->setAlternatingRowColors(true);
  balance_->verticalHeader()->hide();
  balance_->setColumnCount(6);
  balance_->setHorizontalHeaderLabels({tr("Team"), tr("Has now"), tr("Gets"), tr("Candidates"), tr("Bank in all"), tr("Beside the even share")});
  balance_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
  right->addWidget(balance_, 1);
  unplaced_ = new QLabel;
  unplaced_->setObjectName(QStringLiteral("plan_unplaced"));
  unplaced_->setWordWrap(true);
  right->addWidget(unplaced_);
  share_ = new QPushButton(tr("&Share out what waits"));
  share_->setObjectName(QStringLiteral("plan_share"));
  share_->setAutoDefault(false);
  right->addWidget(share_);
  row->addLayout(right, 3);
  connect(put, &QPushButton::clicked, this, &WalkPlanDialog::addTeam);
  connect(newTeam_, &QLineEdit::returnPressed, this, &WalkPlanDialog::addTeam);
  connect(teams_, &QListWidget::itemChanged, this, &WalkPlanDialog::showBalance);
  connect(share_, &QPushButton::clicked, this, &WalkPlanDialog::shareOut);
  return page;
}

QWidget* WalkPlanDialog::packagePage() {
  auto* page = new QWidget;
  auto* form = new QFormLayout(page);
  auto* about = new QLabel(tr("What a team takes along: a copy of the survey that is synced back, and its work list as PDF."));
  about->setWordWrap(true);
  form->addRow(about);
  packed_ = new QComboBox;
  packed_->setObjectName(QStringLiteral("plan_packed"));
  form->addRow(tr("T&eam"), packed_);
  folder_ = new QLineEdit;
  folder_->setObjectName(QStringLiteral("plan_folder"));
  auto* browse = new QPushButton(tr("&Browse…"));
  browse->setAutoDefault(false);
  auto* row = new QHBoxLayout;
  row->addWidget(folder_, 1);
  row->addWidget(browse);
  auto* label = new QLabel(tr("New &folder"));
  label->setBuddy(folder_);
  form->addRow(label, row);
  hub_ = new QLineEdit;
  hub_->setObjectName(QStringLiteral("plan_hub"));
  hub_->setPlaceholderText(tr("the survey's own, else a folder beside it"));
  form->addRow(tr("&Hub it is synced through"), hub_);
  pack_ = new QPushButton(tr("&Write the package"));
  pack_->setObjectName(QStringLiteral("plan_pack"));
  open_ = new QPushButton(tr("&Open the folder"));
  open_->setObjectName(QStringLiteral("plan_open"));
  for (QPushButton* one : {pack_, open_}) {
    one->setAutoDefault(false);
    form->addRow(QString(), one);
  }
  open_->hide();
  connect(browse, &QPushButton::clicked, this, [this] {
    const QString chosen = QFileDialog::getExistingDirectory(this, tr("Folder to make the package in"), folder_->text());
    if (!chosen.isEmpty()) folder_->setText(chosen + QStringLiteral("/%1-%2").arg(qs(session_.file().info().name), packed_->currentText()));
  });
  connect(packed_, &QComboBox::currentTextChanged, this, [this](const QString& team) {
    if (team.isEmpty()) return;
    folder_->setText(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) + QStringLiteral("/%1-%2").arg(qs(session_.file().info().name), team));
  });
  connect(pack_, &QPushButton::clicked, this, &WalkPlanDialog::pack);
  connect(open_, &QPushButton::clicked, this, [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(written_)); });
  return page;
}

void WalkPlanDialog::say(const Error& error) { result_->setText(qs(text::sentence(error, currentLanguage()))); }

void WalkPlanDialog::read() {
  auto reader = session_.workerReader();
  if (!reader) return say(reader.error());
  reading_ = true;
  enable();
  tasks_.start(
      QString(), [reader = *reader](const std::stop_token&, const TaskRunner::Progress&) { return WalkPlan::read(*reader); },
      [self = QPointer(this), asked = ++asked_](Result<WalkPlan> plan) {
        if (!self || asked != self->asked_) return;
        self->reading_ = false;
        if (!plan) {
          self->say(plan.error());
        } else {
          self->plan_ = std::move(*plan);
          self->fill();
        }
        self->enable();
      });
}

void WalkPlanDialog::fill() {
  rivers_->clear();
  for (const WalkPlan::River& river : plan_.rivers) {
    const QString state = river.reaches > 0 ? tr("%1 reaches, %2 candidates wait").arg(river.reaches).arg(river.candidates) : river.flowKnown ? tr("no reaches yet") : tr("no reaches yet; flow not confirmed");
    auto* item = checkable(rivers_, tr("%1, %2: %3").arg(qs(river.name), lengthWord(river.metres), state), qs(river.name), false);
    if (river.reaches > 0) item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable), item->setData(Qt::CheckStateRole, QVariant());
  }
  reaches_->setReaches(plan_.reaches);
  {
    const QSignalBlocker quiet(teams_);
    std::set<QString> off, all;
    for (int i = 0; i < teams_->count(); ++i) {
      const QString name = teams_->item(i)->data(Qt::UserRole).toString();
      all.insert(name); // added here, not recorded yet
      if (teams_->item(i)->checkState() != Qt::Checked) off.insert(name);
    }
    for (const std::string& team : plan_.teams) all.insert(qs(team));
    teams_->clear();
    for (const QString& name : all) checkable(teams_, name, name, !off.contains(name));
  }
  const QString packed = packed_->currentText();
  packed_->clear();
  for (const std::string& team : plan_.teams) packed_->addItem(qs(team));
  if (const int at = packed_->findText(packed); at >= 0) packed_->setCurrentIndex(at);
  unplaced_->setText(plan_.unplaced == 0 ? QString() : tr("Candidates at no reach: %1. They are given to a team on the board.").arg(plan_.unplaced));
  showBalance();
}

std::vector<std::string> WalkPlanDialog::chosenTeams() const {
  std::vector<std::string> teams;
  for (int i = 0; i < teams_->count(); ++i)
    if (teams_->item(i)->checkState() == Qt::Checked) teams.push_back(teams_->item(i)->data(Qt::UserRole).toString().toStdString());
  return teams;
}

void WalkPlanDialog::showBalance() {
  const auto balance = balanceOf(plan_, chosenTeams());
  double total = 0;
  for (const TeamBalance& one : balance) total += one.getsM;
  const double even = balance.empty() ? 0 : total / static_cast<double>(balance.size());
  balance_->setRowCount(static_cast<int>(balance.size()));
  for (int row = 0; row < balance_->rowCount(); ++row) {
    const TeamBalance& one = balance[static_cast<std::size_t>(row)];
    const double beside = one.getsM - even;
    const QStringList cells{qs(one.team), tr("%1 reaches, %2").arg(one.hasReaches).arg(lengthWord(one.hasM)), tr("%1 reaches, %2").arg(one.getsReaches).arg(lengthWord(one.getsM)),
                            QString::number(one.getsCandidates), lengthWord(one.totalM()),
                            total > 0 ? QStringLiteral("%1%2 (%3)").arg(beside < 0 ? QStringLiteral("−") : QStringLiteral("+"), lengthWord(std::abs(beside)), shareWord(std::abs(beside) / even)) : QString()};
    for (int at = 0; at < cells.size(); ++at) balance_->setItem(row, at, new QTableWidgetItem(cells[at]));
  }
  enable();
}

void WalkPlanDialog::enable() {
  const bool free = !session_.isReadOnly() && !writing_ && !reading_;
  make_->setEnabled(free);
  share_->setEnabled(free && teams_->count() > 0);
  pack_->setEnabled(free && packed_->count() > 0);
  open_->setVisible(!written_.isEmpty());
}

void WalkPlanDialog::addTeam() {
  const QString name = newTeam_->text().trimmed();
  if (name.isEmpty()) return;
  for (int i = 0; i < teams_->count(); ++i)
    if (teams_->item(i)->data(Qt::UserRole).toString() == name) return teams_->setCurrentRow(i);
  checkable(teams_, name, name, true);
  newTeam_->clear();
  showBalance();
}

bool WalkPlanDialog::isFree() {
  if (!session_.isWriting()) return true;
  say(Error{ErrorCode::SurveyLocked, {}, {"Suyuan"}, {}});
  return false;
}

void WalkPlanDialog::write(const QString& title, std::function<Result<QString>(store::SurveyFile&)> work) {
  if (!isFree()) return;
  writing_ = true;
  enable();
  auto said = std::make_shared<QString>();
  session_.writeEntry(
      title,
      [work = std::move(work), said](store::SurveyFile& file) {
        return asEntry(file, [&](store::SurveyFile& survey) -> Result<> {
          auto done = work(survey);
          if (!done) return std::unexpected(std::move(done).error());
          *said = *done;
          return {};
        });
      },
      [self = QPointer(this), said](const Result<std::optional<EntryId>>& entry) {
        if (!self) return;
        self->writing_ = false;
        if (!entry) self->say(entry.error());
        else self->result_->setText(*said);
        self->read();
      });
}

void WalkPlanDialog::makeReaches() {
  fieldwork::ReachOptions options{.lengthM = length_->value(), .rivers = {}};
  for (int i = 0; i < rivers_->count(); ++i)
    if (rivers_->item(i)->data(Qt::CheckStateRole).isValid() && rivers_->item(i)->checkState() == Qt::Checked) options.rivers.push_back(rivers_->item(i)->data(Qt::UserRole).toString().toStdString());
  if (options.rivers.empty()) return result_->setText(tr("Choose rivers first: tick them in the list."));
  write(tr("Make reaches"), [book = session_.sharedBook(), options](store::SurveyFile& survey) -> Result<QString> {
    auto made = fieldwork::makeReaches(survey, book->fieldwork(), options);
    if (!made) return std::unexpected(std::move(made).error());
    QString said = tr("%1 reaches, %2 of bank; candidates that lie at them: %3.").arg(made->reaches).arg(lengthWord(made->bankM)).arg(made->candidatesPlaced);
    QStringList unknown;
    for (const std::string& name : made->flowUnknown) unknown << qs(name);
    if (!unknown.isEmpty()) said += u' ' + tr("The flow is not confirmed, left and right may be the other way round: %1.").arg(unknown.join(QStringLiteral(", ")));
    return said;
  });
}

void WalkPlanDialog::shareOut() {
  const auto teams = chosenTeams();
  write(tr("Share reaches out"), [book = session_.sharedBook(), teams, actor = actor_](store::SurveyFile& survey) -> Result<QString> {
    auto loads = fieldwork::assignReaches(survey, book->fieldwork(), teams, actor);
    if (!loads) return std::unexpected(std::move(loads).error());
    std::int64_t reaches = 0, candidates = 0;
    for (const fieldwork::TeamLoad& load : *loads) reaches += load.reaches, candidates += load.candidates;
    return reaches == 0 ? tr("No reach waits for a team: none was made, or all are given.") : tr("Given: %1 reaches with %2 candidates. Ctrl+Z takes it back.").arg(reaches).arg(candidates);
  });
}

void WalkPlanDialog::pack() {
  const QString team = packed_->currentText(), out = folder_->text().trimmed(), hub = hub_->text().trimmed();
  if (team.isEmpty() || out.isEmpty() || !isFree()) return;
  auto resources = text::resourcesFolder();
  if (!resources) return say(resources.error());
  writing_ = true;
  written_.clear();
  result_->setText(tr("Writing the package…"));
  enable();
  session_.write(
      tr("Package of a team"),
      [book = session_.sharedBook(), resources = *resources, team = team.toStdString(), out = out.toStdString(), hub = hub.toStdString(), from = from_, language = currentLanguage()](
          store::SurveyFile& survey, std::stop_token stop, const TaskRunner::Progress&) {
        return pages::packTeam(survey, *book, resources, team, out, hub, from, fieldwork::chinaDay(store::utcNow()), language, stop);
      },
      [self = QPointer(this), team, out](const Result<pages::TeamPackage>& made) {
        if (!self) return;
        self->writing_ = false;
        if (!made) {
          self->say(made.error());
        } else {
          self->written_ = out;
          self->result_->setText(tr("Package of %1: %2 reaches, %3 candidates, work list of %4 pages, in %5. After the walk it is synced through %6.")
                                     .arg(team)
                                     .arg(made->reaches)
                                     .arg(made->candidates)
                                     .arg(made->pages)
                                     .arg(QDir::toNativeSeparators(out), QDir::toNativeSeparators(qs(made->hub.string()))));
        }
        self->enable();
      });
}

} // namespace suyuan::desktop
