// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/panels/finding_panel.h"

#include "core/survey/check_survey.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace suyuan::desktop {

FindingPanel::FindingPanel(SurveySession& session, QWidget* parent)
    : QWidget(parent), session_(session), model_(new FindingModel(session.sharedBook(), this)), view_(new QTreeView), filter_(new QLineEdit),
      group_(new QComboBox), note_(new QLabel), fixOne_(new QPushButton(tr("Fix &this"))), fixKind_(new QPushButton(tr("Fix all of this &kind"))),
      fixAll_(new QPushButton(tr("Fix all that is &safe"))) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(4, 4, 4, 4);
  auto* top = new QHBoxLayout;
  filter_->setObjectName(QStringLiteral("findings_filter"));
  filter_->setPlaceholderText(tr("Filter: rule, code, name …"));
  filter_->setClearButtonEnabled(true);
  group_->setObjectName(QStringLiteral("findings_group"));
  group_->addItem(tr("By rule"), static_cast<int>(FindingModel::GroupBy::Rule));
  group_->addItem(tr("By severity"), static_cast<int>(FindingModel::GroupBy::Severity));
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
  view_->setObjectName(QStringLiteral("findings"));
  view_->setModel(model_);
  view_->setHeaderHidden(true);
  view_->setUniformRowHeights(true);
  view_->setAccessibleName(tr("Findings"));
  auto* bottom = new QHBoxLayout;
  auto* again = new QPushButton(tr("Check &again"));
  for (QPushButton* button : {again, fixOne_, fixKind_, fixAll_}) bottom->addWidget(button);
  fixOne_->setObjectName(QStringLiteral("findings_fix_one"));
  fixKind_->setObjectName(QStringLiteral("findings_fix_kind"));
  fixAll_->setObjectName(QStringLiteral("findings_fix_all"));
  bottom->addWidget(note_, 1);
  column->addLayout(top);
  column->addWidget(view_, 1);
  column->addLayout(bottom);

  connect(again, &QPushButton::clicked, this, &FindingPanel::checkWanted);
  connect(fixOne_, &QPushButton::clicked, this, &FindingPanel::fixOne);
  connect(fixKind_, &QPushButton::clicked, this, [this] { fixMany(model_->groupOf(view_->currentIndex())); });
  connect(fixAll_, &QPushButton::clicked, this, [this] { fixMany(model_->safeFixes()); });
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
    refresh();
  });
  connect(view_, &QTreeView::activated, this, go); // Enter goes there again
  refresh();
}

void FindingPanel::setFindings(FindingModel::Prepared findings, const QString& note) {
  checked_ = note;
  model_->setFindings(std::move(findings));
  if (model_->rowCount() > 0 && model_->findings().size() < 200) view_->expand(model_->index(0, 0));
  refresh();
}

void FindingPanel::refresh() {
  const QModelIndex now = view_->currentIndex();
  const Finding* finding = model_->findingAt(now);
  fixOne_->setEnabled(isWritable() && finding != nullptr && finding->fix);
  fixKind_->setEnabled(isWritable() && model_->isFixable(now));
  fixAll_->setEnabled(isWritable() && model_->isFixable({}));
  note_->setText(checked_.isEmpty() ? tr("Not checked yet.") : model_->shown() == model_->findings().size() ? checked_ : tr("%1 Shown: %2.").arg(checked_).arg(model_->shown()));
}

void FindingPanel::fixOne() {
  const Finding* found = model_->findingAt(view_->currentIndex());
  if (found == nullptr || !found->fix) return;
  const Finding finding = *found;
  auto done = session_.setField(finding.layer, finding.fid, finding.fix->field, finding.fix->value, tr("Fix"));
  if (!done) return void(Q_EMIT failed(done.error()));
  model_->remove(finding);
  refresh();
  Q_EMIT said(tr("Fixed. Ctrl+Z takes it back."));
}

void FindingPanel::fixMany(std::vector<Finding> findings) {
  if (!isWritable()) return;
  std::erase_if(findings, [](const Finding& f) { return !f.fix; });
  if (findings.empty()) return;
  session_.write(
      tr("Fixing"),
      [findings = std::move(findings)](store::SurveyFile& file, std::stop_token, const TaskRunner::Progress&) { return survey::applyFixes(file, findings); },
      [this](Result<std::int64_t> done) {
        if (!done) return void(Q_EMIT failed(done.error()));
        Q_EMIT said(tr("Records changed: %1. Ctrl+Z takes it back.").arg(*done));
        Q_EMIT checkWanted();
      });
}

} // namespace suyuan::desktop
