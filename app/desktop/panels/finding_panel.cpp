// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/panels/finding_panel.h"

#include "app/desktop/panels/finding_card.h"
#include "app/text/error_text.h"
#include "core/survey/check_survey.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSplitter>
#include <QTextBrowser>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace suyuan::desktop {

FindingPanel::FindingPanel(SurveySession& session, QWidget* parent)
    : QWidget(parent), session_(session), model_(new FindingModel(session.sharedBook(), this)), view_(new QTreeView), filter_(new QLineEdit),
      group_(new QComboBox), note_(new QLabel), fixOne_(new QPushButton(tr("Fix &this"))), fixKind_(new QPushButton(tr("Fix all of this &kind"))),
      fixAll_(new QPushButton(tr("Fix all that is &safe"))),
      ignore_(new QPushButton(tr("&Ignore with a reason…"))), showAside_(new QToolButton), card_(new QTextBrowser), soon_(new QTimer(this)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(4, 4, 4, 4);
  auto* top = new QHBoxLayout;
  filter_->setObjectName(QStringLiteral("findings_filter"));
  filter_->setPlaceholderText(tr("Filter: rule, code, name …"));
  filter_->setClearButtonEnabled(true);
  group_->setObjectName(QStringLiteral("findings_group"));
  group_->addItem(tr("By rule"), static_cast<int>(FindingModel::GroupBy::Rule));
  group_->addItem(tr("By severity"), static_cast<int>(FindingModel::GroupBy::Severity));
  group_->addItem(tr("By county"), static_cast<int>(FindingModel::GroupBy::County));
  group_->addItem(tr("By team"), static_cast<int>(FindingModel::GroupBy::Team));
  top->addWidget(filter_, 1);
  top->addWidget(group_);
  std::array<QToolButton*, 3> shown{};
  const std::array words{tr("✖ Errors"), tr("▲ Warnings"), tr("ⓘ Hints")};
  for (std::size_t i = 0; i < shown.size(); ++i) {
    shown[i] = new QToolButton;
    shown[i]->setText(words[i]);
    shown[i]->setCheckable(true);
    shown[i]->setChecked(true);
    shown[i]->setObjectName(QStringLiteral("findings_show_%1").arg(i));
    top->addWidget(shown[i]);
  }
  for (QToolButton* button : shown)
    connect(button, &QToolButton::toggled, this, [this, shown] {
      model_->setSeverities(shown[0]->isChecked(), shown[1]->isChecked(), shown[2]->isChecked());
      refresh();
    });
  showAside_->setText(tr("○ Set aside"));
  showAside_->setCheckable(true);
  showAside_->setObjectName(QStringLiteral("findings_show_aside"));
  top->addWidget(showAside_);
  connect(showAside_, &QToolButton::toggled, this, [this](bool show) {
    model_->showAside(show);
    if (show && model_->rowCount() > 0) {
      const QModelIndex last = model_->index(model_->rowCount() - 1, 0);
      view_->expand(last);
      view_->scrollTo(last, QAbstractItemView::PositionAtTop);
    }
    refresh();
  });
  view_->setObjectName(QStringLiteral("findings"));
  view_->setModel(model_);
  view_->setHeaderHidden(true);
  view_->setUniformRowHeights(true);
  view_->setSelectionMode(QAbstractItemView::ExtendedSelection);
  view_->setAccessibleName(tr("Findings"));
  auto* bottom = new QHBoxLayout;
  auto* again = new QPushButton(tr("Check &again"));
  for (QPushButton* button : {again, fixOne_, fixKind_, fixAll_, ignore_}) bottom->addWidget(button);
  fixOne_->setObjectName(QStringLiteral("findings_fix_one"));
  fixKind_->setObjectName(QStringLiteral("findings_fix_kind"));
  fixAll_->setObjectName(QStringLiteral("findings_fix_all"));
  ignore_->setObjectName(QStringLiteral("findings_ignore"));
  note_->setObjectName(QStringLiteral("findings_note"));
  note_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // the buttons are wide enough for a small screen
  bottom->addWidget(note_, 1);
  card_->setObjectName(QStringLiteral("findings_card"));
  card_->setAccessibleName(tr("About the finding"));
  card_->setPlaceholderText(tr("Choose a finding: here stands why it was found and what to do."));
  auto* halves = new QSplitter;
  halves->addWidget(view_);
  halves->addWidget(card_);
  halves->setStretchFactor(0, 3);
  halves->setStretchFactor(1, 2);
  halves->setChildrenCollapsible(false);
  column->addLayout(top);
  column->addWidget(halves, 1);
  column->addLayout(bottom);

  connect(again, &QPushButton::clicked, this, &FindingPanel::checkWanted);
  connect(fixOne_, &QPushButton::clicked, this, &FindingPanel::fixOne);
  connect(fixKind_, &QPushButton::clicked, this, [this] { fixMany(model_->groupOf(view_->currentIndex())); });
  connect(fixAll_, &QPushButton::clicked, this, [this] { fixMany(model_->safeFixes()); });
  connect(ignore_, &QPushButton::clicked, this, &FindingPanel::ignoreOrTakeUp);
  soon_->setSingleShot(true);
  soon_->setInterval(60);
  connect(soon_, &QTimer::timeout, this, &FindingPanel::explain);
  connect(&session_, &SurveySession::changed, this, &FindingPanel::refresh);
  connect(&session_, &SurveySession::everythingChanged, this, &FindingPanel::refresh);
  auto* later = new QTimer(this);
  later->setSingleShot(true);
  later->setInterval(200);
  connect(filter_, &QLineEdit::textChanged, later, qOverload<>(&QTimer::start));
  connect(later, &QTimer::timeout, this, [this] {
    model_->setFilter(filter_->text().trimmed());
    if (!filter_->text().trimmed().isEmpty() && model_->shown() < 500) view_->expandAll();
    refresh();
  });
  connect(group_, &QComboBox::activated, this, [this] { model_->setGroupBy(static_cast<FindingModel::GroupBy>(group_->currentData().toInt())); refresh(); });
  const auto go = [this](const QModelIndex& index) {
    if (const Finding* finding = model_->findingAt(index); finding != nullptr && finding->fid.isSet()) Q_EMIT chosen(finding->layer, finding->fid, qs(finding->field));
  };
  connect(view_->selectionModel(), &QItemSelectionModel::currentChanged, this, [this, go](const QModelIndex& now) {
    go(now);
    soon_->start();
    refresh();
  });
  connect(view_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &FindingPanel::refresh);
  const auto rearranged = [this] {
    soon_->start();
    refresh();
  };
  connect(model_, &QAbstractItemModel::modelReset, this, rearranged);
  connect(model_, &QAbstractItemModel::layoutChanged, this, rearranged);
  connect(view_, &QTreeView::activated, this, go); // Enter goes there again
  refresh();
}

void FindingPanel::change(const FindingModel::Change& change) { model_->change(change); }

void FindingPanel::filterBy(const QString& text) { filter_->setText(text); }

void FindingPanel::setOutdated() {
  outdated_ = true;
  refresh();
}

void FindingPanel::setFindings(FindingModel::Prepared findings, std::int64_t outfalls) {
  outfalls_ = outfalls;
  outdated_ = false;
  model_->setFindings(std::move(findings));
  if (model_->rowCount() > 0 && model_->findings().size() < 200) view_->expand(model_->index(0, 0));
  refresh();
}

void FindingPanel::refresh() {
  const QModelIndex now = view_->currentIndex();
  const Finding* finding = model_->findingAt(now);
  fixOne_->setEnabled(isWritable() && finding != nullptr && finding->fix && !model_->isAside(now));
  const QModelIndexList rows = view_->selectionModel()->selectedIndexes();
  const bool up = !rows.isEmpty() && model_->isAside(rows.front());
  ignore_->setText(up ? tr("&Take up again") : tr("&Ignore with a reason…"));
  ignore_->setEnabled(isWritable() && !rows.isEmpty());
  showAside_->setText(model_->aside().empty() ? tr("○ Set aside") : tr("○ Set aside: %1").arg(model_->aside().size()));
  fixKind_->setEnabled(isWritable() && model_->isFixable(now));
  fixAll_->setEnabled(isWritable() && model_->isFixable({}));
  QString note = outfalls_ < 0 ? tr("Not checked yet.") : tr("Checked %1 outfalls: %2 findings.").arg(outfalls_).arg(model_->findings().size());
  if (outfalls_ >= 0 && model_->shown() != model_->findings().size()) note += u' ' + tr("Shown: %1.").arg(model_->shown());
  if (outfalls_ >= 0) note += u' ' + (outdated_ ? tr("Much changed since: check again.") : tr("Edits are followed."));
  note_->setText(note);
  note_->setToolTip(note); // a small screen cuts it off
}

void FindingPanel::fixOne() {
  const Finding* found = model_->findingAt(view_->currentIndex());
  if (found == nullptr || !found->fix || model_->isAside(view_->currentIndex())) return;
  const Finding finding = *found;
  auto done = session_.setField(finding.layer, finding.fid, finding.fix->field, finding.fix->value, tr("Fix"));
  if (!done) return void(Q_EMIT failed(done.error()));
  model_->remove(finding);
  refresh();
  Q_EMIT said(tr("Fixed. Ctrl+Z takes it back."));
}

QModelIndexList FindingPanel::chosenRows() const {
  QModelIndexList rows;
  for (const QModelIndex& index : view_->selectionModel()->selectedIndexes()) {
    if (model_->findingAt(index) != nullptr) rows << index;
    else
      for (int i = 0; i < model_->rowCount(index); ++i) rows << model_->index(i, 0, index);
  }
  return rows;
}

void FindingPanel::ignoreOrTakeUp() {
  if (!isWritable()) return;
  std::vector<Finding> open;
  std::vector<store::IgnoredFinding> aside;
  for (const QModelIndex& index : chosenRows()) {
    if (const survey::SetAside* one = model_->asideAt(index)) aside.push_back(one->by);
    else if (const Finding* finding = model_->findingAt(index)) open.push_back(*finding);
  }
  if (view_->selectionModel()->selectedIndexes().isEmpty()) return;
  if (model_->isAside(view_->selectionModel()->selectedIndexes().front())) {
    if (auto done = session_.takeUp(aside); !done) return void(Q_EMIT failed(done.error()));
    return void(Q_EMIT said(tr("Taken up again: %1. Ctrl+Z takes it back.").arg(aside.size())));
  }
  if (open.empty()) return;
  QInputDialog ask(this);
  ask.setObjectName(QStringLiteral("ignore_reason"));
  ask.setWindowTitle(tr("Ignore with a reason"));
  ask.setLabelText(tr("Why may %n finding(s) stay as they are? The reason is kept with your name, %1.", nullptr, static_cast<int>(open.size()))
                       .arg(qs(session_.file().info().author)));
  while (ask.exec() == QDialog::Accepted) {
    if (ask.textValue().trimmed().isEmpty()) {
      ask.setLabelText(tr("Nothing was set aside: write the reason, so that whoever checks later knows why."));
      continue;
    }
    if (auto done = session_.ignore(open, ask.textValue()); !done) return void(Q_EMIT failed(done.error()));
    return void(Q_EMIT said(tr("Set aside: %1. Ctrl+Z takes it back.").arg(open.size())));
  }
}

void FindingPanel::explain() {
  const QModelIndex now = view_->currentIndex();
  const Finding* finding = model_->findingAt(now);
  ++asked_;
  if (finding == nullptr) return card_->clear();
  const survey::SetAside* one = model_->asideAt(now);
  auto aside = one != nullptr ? std::optional(one->by) : std::nullopt;
  session_.tasks().start(
      QString(),
      [session = &session_, book = session_.sharedBook(), asked = *finding](std::stop_token, const TaskRunner::Progress&) -> Result<survey::FindingCard> {
        auto reader = session->workerReader();
        if (!reader) return std::unexpected(std::move(reader).error());
        return survey::explainFinding(**reader, *book, asked);
      },
      [self = QPointer(this), number = asked_, aside = std::move(aside)](Result<survey::FindingCard> card) {
        if (!self || number != self->asked_) return;
        if (!card) return self->card_->setPlainText(qs(text::sentence(card.error(), currentLanguage())));
        self->card_->setHtml(cardHtml(*card, self->session_.book(), aside ? &*aside : nullptr));
      });
}

void FindingPanel::fixMany(std::vector<Finding> findings) {
  if (!isWritable()) return;
  std::erase_if(findings, [](const Finding& f) { return !f.fix; });
  if (findings.empty()) return;
  auto count = std::make_shared<std::int64_t>(0);
  session_.writeEntry(
      tr("Fix"),
      [findings = std::move(findings), count](store::SurveyFile& file) -> Result<std::optional<EntryId>> {
        auto fixed = survey::applyFixes(file, findings);
        if (!fixed) return std::unexpected(std::move(fixed).error());
        *count = fixed->records;
        return fixed->entry;
      },
      [self = QPointer(this), count](Result<std::optional<EntryId>> entry) {
        if (!self) return;
        if (!entry) return void(Q_EMIT self->failed(entry.error()));
        Q_EMIT self->said(tr("Records changed: %1. Ctrl+Z takes it back.").arg(*count));
        if (self->outdated_) Q_EMIT self->checkWanted(); // too many to follow one by one
      });
}

} // namespace suyuan::desktop
