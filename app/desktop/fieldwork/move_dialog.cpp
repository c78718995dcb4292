// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/fieldwork/move_dialog.h"

#include "app/desktop/fieldwork/fieldwork_words.h"
#include "app/desktop/panels/finding_card.h"
#include "app/desktop/shell/look.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace suyuan::desktop {

namespace {

QComboBox* wordsBox(const char* name, const std::vector<std::string>& words) {
  auto* box = new QComboBox;
  box->setObjectName(QLatin1String(name));
  box->addItem(QString());
  for (const std::string& word : words) box->addItem(qs(word));
  return box;
}

} // namespace

bool MoveDialog::asksNothing(const rules::SurveyMove& move) {
  using enum rules::MoveNeed;
  return std::ranges::none_of(move.needs, [](rules::MoveNeed need) {
    return need == Team || need == Reason || need == Difficulty || need == Method || need == Result || need == MergedInto || need == Covered;
  });
}

MoveDialog::MoveDialog(const SurveySession& session, Offer offer, QWidget* parent)
    : QDialog(parent), work_(session.book().fieldwork()), offer_(std::move(offer)), which_(new QComboBox), team_(new QComboBox),
      difficulty_(wordsBox("move_difficulty", work_.difficulties)), method_(wordsBox("move_method", work_.methods)), into_(new QComboBox),
      reason_(new QLineEdit), result_(new QLineEdit), form_(new QFormLayout), clause_(new QLabel), refused_(new QLabel) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Take a step"));
  auto* column = new QVBoxLayout(this);
  auto* about = new QLabel(offer_.records.size() == 1 ? offer_.first : tr("%1 and %2 more").arg(offer_.first).arg(offer_.records.size() - 1));
  about->setObjectName(QStringLiteral("move_about"));
  about->setWordWrap(true);
  QFont bold = about->font();
  bold.setBold(true);
  about->setFont(bold);
  column->addWidget(about);
  column->addLayout(form_);
  which_->setObjectName(QStringLiteral("move_which"));
  for (const rules::SurveyMove* one : offer_.moves) which_->addItem(inLanguage(one->title));
  team_->setObjectName(QStringLiteral("move_team"));
  team_->setEditable(true);
  for (const QString& one : offer_.teams) team_->addItem(one);
  into_->setObjectName(QStringLiteral("move_into"));
  for (const auto& [fid, name] : offer_.stays) into_->addItem(name, QVariant::fromValue<qlonglong>(fid.value));
  reason_->setObjectName(QStringLiteral("move_reason"));
  result_->setObjectName(QStringLiteral("move_result"));
  form_->addRow(tr("&Step"), which_);
  form_->addRow(tr("&Team"), team_);
  form_->addRow(tr("Kind of &difficulty"), difficulty_);
  form_->addRow(tr("&Method"), method_);
  form_->addRow(tr("Res&ult"), result_);
  form_->addRow(tr("Merge &into"), into_);
  form_->addRow(tr("&Reason"), reason_);
  clause_->setObjectName(QStringLiteral("move_clause"));
  clause_->setWordWrap(true);
  refused_->setObjectName(QStringLiteral("move_refused"));
  refused_->setWordWrap(true);
  refused_->hide();
  column->addWidget(clause_);
  column->addWidget(refused_);
  column->addStretch(1);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
  go_ = addButton(*buttons, QString(), "move_go");
  column->addWidget(buttons);
  buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false);
  go_->setDefault(true); // Enter, wherever one types
  setMinimumWidth(420);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(which_, &QComboBox::currentIndexChanged, this, &MoveDialog::showNeeds);
  connect(go_, &QPushButton::clicked, this, [this] {
    go_->setEnabled(false);
    Q_EMIT wanted();
  });
  showNeeds();
}

const rules::SurveyMove& MoveDialog::move() const { return *offer_.moves[static_cast<std::size_t>(std::max(0, which_->currentIndex()))]; }

fieldwork::MoveDetails MoveDialog::details() const {
  const rules::SurveyMove& step = move();
  fieldwork::MoveDetails details;
  using enum rules::MoveNeed;
  if (step.wants(Team)) details.team = team_->currentText().trimmed().toStdString();
  if (step.wants(Difficulty)) details.difficulty = difficulty_->currentText().toStdString();
  if (step.wants(Method)) details.method = method_->currentText().toStdString();
  if (step.wants(Result)) details.result = result_->text().trimmed().toStdString();
  if (step.wants(MergedInto)) details.mergedInto = Fid{into_->currentData().toLongLong()};
  if (step.wants(Reason) || step.wants(Covered)) details.reason = reason_->text().trimmed().toStdString();
  return details;
}

void MoveDialog::showNeeds() {
  using enum rules::MoveNeed;
  const rules::SurveyMove& step = move();
  form_->setRowVisible(which_, offer_.moves.size() > 1);
  form_->setRowVisible(team_, step.wants(Team));
  form_->setRowVisible(difficulty_, step.wants(Difficulty));
  form_->setRowVisible(method_, step.wants(Method));
  form_->setRowVisible(result_, step.wants(Result));
  form_->setRowVisible(into_, step.wants(MergedInto));
  form_->setRowVisible(reason_, step.wants(Reason) || step.wants(Covered));
  reason_->setPlaceholderText(step.wants(Covered) ? tr("only when less than %1 of the bank is covered: why").arg(shareWord(work_.limits.coverShare)) : QString());
  clause_->setText(QStringLiteral("%1 [%2]").arg(inLanguage(step.citation), confidenceText(step.confidence)));
  go_->setText(inLanguage(step.title));
  refused_->hide();
  for (QWidget* field : std::initializer_list<QWidget*>{team_, difficulty_, method_, result_, into_, reason_})
    if (form_->isRowVisible(field)) {
      field->setFocus();
      break;
    }
  adjustSize();
}

void MoveDialog::refuse(const QString& sentence) {
  refused_->setText(sentence);
  refused_->show();
  go_->setEnabled(true);
}

} // namespace suyuan::desktop
