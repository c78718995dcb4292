// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/plan_dialog.h"

#include "app/desktop/shell/look.h"
#include "app/text/error_text.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace suyuan::desktop {

PlanDialog::PlanDialog(SurveySession& session, TableChoice table, QWidget* parent)
    : QDialog(parent), session_(session), form_(new QFormLayout), model_(new PlanModel(this)), view_(new QTableView), summary_(new QLabel),
      notes_(new QLabel), busy_(new QProgressBar), soon_(new QTimer(this)) {
  setAttribute(Qt::WA_DeleteOnClose);
  resize(1080, 620);
  auto* column = new QVBoxLayout(this);
  scope_ = new OutfallScope(session, tasks_, std::move(table));
  column->addLayout(form_);
  addOption(tr("&Outfalls"), scope_);
  if (auto* label = qobject_cast<QLabel*>(form_->labelForField(scope_))) label->setBuddy(scope_->box());
  connect(scope_, &OutfallScope::changed, this, &PlanDialog::planSoon);

  view_->setObjectName(QStringLiteral("plan"));
  view_->setModel(model_);
  view_->setSelectionBehavior(QAbstractItemView::SelectRows);
  view_->setWordWrap(false);
  view_->setAlternatingRowColors(true);
  view_->setTabKeyNavigation(false);
  view_->setAccessibleName(tr("Preview"));
  view_->verticalHeader()->hide();
  view_->verticalHeader()->setDefaultSectionSize(view_->fontMetrics().height() + 10);
  view_->horizontalHeader()->setHighlightSections(false);
  view_->horizontalHeader()->setStretchLastSection(true);
  const int unit = view_->fontMetrics().horizontalAdvance(u'0');
  view_->setColumnWidth(PlanModel::Tick, unit * 4);
  setColumnShares(4, 4, 4);
  column->addWidget(view_, 1);

  auto* line = new QHBoxLayout;
  summary_->setObjectName(QStringLiteral("plan_summary"));
  summary_->setWordWrap(true);
  busy_->setRange(0, 0);
  busy_->setFixedWidth(140);
  busy_->setTextVisible(false);
  cancel_ = new QPushButton(tr("Sto&p"));
  cancel_->setObjectName(QStringLiteral("plan_stop"));
  line->addWidget(summary_, 1);
  line->addWidget(busy_);
  line->addWidget(cancel_);
  column->addLayout(line);
  notes_->setObjectName(QStringLiteral("plan_notes"));
  notes_->setWordWrap(true);
  column->addWidget(notes_);

  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  all_ = addButton(*buttons, tr("Tick &all"), "plan_all");
  none_ = addButton(*buttons, tr("Tick &none"), "plan_none");
  again_ = addButton(*buttons, tr("Preview a&gain"), "plan_again");
  apply_ = addButton(*buttons, QString(), "plan_apply");
  apply_->setDefault(true);
  column->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(all_, &QPushButton::clicked, this, [this] { model_->tickAll(true); });
  connect(none_, &QPushButton::clicked, this, [this] { model_->tickAll(false); });
  connect(again_, &QPushButton::clicked, this, &PlanDialog::plan);
  connect(apply_, &QPushButton::clicked, this, &PlanDialog::apply);
  connect(cancel_, &QPushButton::clicked, this, [this] { tasks_.cancelAll(); });
  connect(model_, &PlanModel::tickedChanged, this, &PlanDialog::refresh);
  soon_->setSingleShot(true);
  soon_->setInterval(250);
  connect(soon_, &QTimer::timeout, this, &PlanDialog::plan);
  soon_->start(0); // when the options of the particular dialog are there
}

void PlanDialog::addOption(const QString& label, QWidget* editor) { form_->addRow(label, editor); }

void PlanDialog::planSoon() { soon_->start(); }

void PlanDialog::setColumnShares(int name, int before, int after) {
  const int unit = view_->fontMetrics().horizontalAdvance(u'0') * 34 / 4;
  view_->setColumnWidth(PlanModel::Name, name * unit);
  view_->setColumnWidth(PlanModel::Before, before * unit);
  view_->setColumnWidth(PlanModel::After, after * unit);
}

bool PlanDialog::isSettled() const { return !soon_->isActive() && asked_ == answered_ && !applying_ && !tasks_.isBusy(); }

void PlanDialog::plan() {
  soon_->stop();
  tasks_.cancelAll();
  failed_ = false;
  const std::uint64_t number = ++asked_;
  auto reader = session_.workerReader();
  if (!reader) {
    answered_ = number;
    return fail(reader.error());
  }
  refresh();
  tasks_.start(
      QString(),
      [reader = *reader, choice = scope_->choice(), make = planner()](const std::stop_token& stop, const TaskRunner::Progress&) -> Result<PlanView> {
        auto where = conditionOf(*reader, choice);
        if (!where) return std::unexpected(std::move(where).error());
        return make(*reader, *where, stop);
      },
      [self = QPointer(this), number](Result<PlanView> plan) {
        if (!self || number != self->asked_) return;
        self->answered_ = number;
        if (!plan) return self->fail(plan.error());
        self->fill(std::move(*plan));
      });
}

void PlanDialog::fill(PlanView plan) {
  plan_ = std::move(plan);
  model_->setRows(std::exchange(plan_.rows, {}));
  notes_->setText(plan_.notes.join(u'\n'));
  notes_->setVisible(!plan_.notes.isEmpty());
  refresh();
}

void PlanDialog::fail(const Error& error) {
  failed_ = true;
  plan_ = {};
  model_->setRows({});
  notes_->hide();
  refresh();
  summary_->setText(error.code == ErrorCode::Cancelled ? tr("Stopped; nothing was changed. “Preview again” begins anew.")
                                                       : qs(text::sentence(error, currentLanguage())));
}

void PlanDialog::refresh() {
  const bool busy = asked_ != answered_ || applying_;
  busy_->setVisible(busy);
  cancel_->setVisible(busy && !applying_);
  const std::size_t chosen = model_->tickedCount();
  apply_->setText(applyText(chosen));
  apply_->setEnabled(!busy && chosen > 0 && !session_.isReadOnly());
  all_->setEnabled(!busy && !model_->rows().empty());
  none_->setEnabled(!busy && chosen > 0);
  again_->setEnabled(!applying_);
  scope_->setEnabled(!applying_);
  if (applying_) return summary_->setText(tr("Being recorded…"));
  if (busy) return summary_->setText(tr("Making the preview…"));
  if (failed_) return;
  const QLocale locale;
  const auto n = [&](std::size_t count) { return locale.toString(static_cast<qlonglong>(count)); };
  const auto possible = static_cast<std::size_t>(std::ranges::count_if(model_->rows(), [](const PlanRow& row) { return !row.after.isEmpty(); }));
  summary_->setText(tr("Chosen: %1 of %2. Not possible: %3. Already right: %4. Nothing is recorded yet.")
                        .arg(n(chosen), n(possible), n(model_->rows().size() - possible), n(static_cast<std::size_t>(plan_.alreadyRight))));
}

void PlanDialog::apply() {
  if (!plan_.apply || session_.isWriting()) return;
  const std::vector<std::size_t> chosen = model_->ticked();
  if (chosen.empty()) return;
  applying_ = true;
  refresh();
  session_.writeEntry(
      windowTitle(),
      [run = plan_.apply, chosen](store::SurveyFile& file) { return run(file, chosen); },
      [self = QPointer(this), count = chosen.size()](Result<std::optional<EntryId>> entry) {
        if (!self) return;
        self->applying_ = false;
        if (!entry) return self->fail(entry.error());
        Q_EMIT self->carriedOut(self->doneText(count));
        self->accept();
      });
}

} // namespace suyuan::desktop
