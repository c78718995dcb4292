// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/panels/evidence_panel.h"

#include "app/desktop/shell/look.h"
#include "app/text/evidence_text.h"

#include <QHeaderView>
#include <QLabel>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace suyuan::desktop {

namespace {

// A sign beside the colour: not everybody sees colours, and the sun takes them away.
QString signOf(evidence::Verdict verdict) {
  using enum evidence::Verdict;
  switch (verdict) {
  case Fits: return QStringLiteral("✓");
  case Half: return QStringLiteral("◐");
  case Missing: return QStringLiteral("–");
  case Against: return QStringLiteral("✗");
  }
  return {};
}

QString titleOf(const rules::EvidenceWeight& weight) { return qs(weight.title.in(currentLanguage() == text::Language::English ? "en" : "zh")); }

} // namespace

EvidencePanel::EvidencePanel(SurveySession& session, QWidget* parent)
    : QWidget(parent), session_(session), bar_(new QProgressBar), reasons_(new QTreeWidget), note_(new QLabel) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(6, 6, 6, 6);
  bar_->setObjectName(QStringLiteral("evidence_score"));
  bar_->setAccessibleName(tr("Evidence score"));
  bar_->setRange(0, 100);
  bar_->setMinimumHeight(fontMetrics().height() * 2);
  column->addWidget(bar_);
  reasons_->setObjectName(QStringLiteral("evidence_reasons"));
  reasons_->setAccessibleName(tr("Reasons"));
  reasons_->setHeaderLabels({tr("Evidence"), tr("Points"), tr("Why")});
  reasons_->setRootIsDecorated(false);
  reasons_->setWordWrap(true);
  reasons_->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
  reasons_->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
  column->addWidget(reasons_, 1);
  note_->setObjectName(QStringLiteral("evidence_note"));
  note_->setWordWrap(true);
  column->addWidget(note_);
  auto* odd = new QPushButton(tr("&Oddities of the whole survey"));
  odd->setObjectName(QStringLiteral("evidence_oddities"));
  odd->setToolTip(tr("What is odd about how records came about, among the findings"));
  column->addWidget(odd);
  setFocusProxy(reasons_);
  connect(odd, &QPushButton::clicked, this, &EvidencePanel::odditiesWanted);
  connect(&session_, &SurveySession::changed, this, &EvidencePanel::refresh);
  connect(&session_, &SurveySession::everythingChanged, this, &EvidencePanel::refresh);
  fill({});
}

void EvidencePanel::show(Layer layer, Fid fid) {
  if (layer == layer_ && fid == fid_) return;
  layer_ = layer;
  fid_ = fid;
  refresh();
}

void EvidencePanel::refresh() {
  stale_ = true;
  if (!isVisible()) return; // showEvent reads it
  stale_ = false;
  ++asked_;
  if (!fid_.isSet() || (layer_ != Layer::Outfalls && layer_ != Layer::Candidates)) return fill({});
  session_.tasks().start(
      QString(),
      [session = &session_, book = session_.sharedBook(), layer = layer_, fid = fid_](std::stop_token, const TaskRunner::Progress&) -> Result<std::optional<evidence::Score>> {
        auto reader = session->workerReader();
        if (!reader) return std::unexpected(std::move(reader).error());
        return evidence::scoreOf(**reader, layer, fid, book->evidence());
      },
      [self = QPointer(this), number = asked_](Result<std::optional<evidence::Score>> score) {
        if (!self || number != self->asked_) return;
        if (!score) return void(Q_EMIT self->failed(score.error()));
        self->fill(*score);
      });
}

void EvidencePanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (stale_) refresh();
}

void EvidencePanel::fill(const std::optional<evidence::Score>& score) {
  reasons_->clear();
  bar_->setEnabled(score.has_value());
  if (!score) {
    bar_->setValue(0);
    bar_->setFormat(QStringLiteral("–"));
    note_->setText(tr("Choose an outfall or a candidate to see what bears it out."));
    return;
  }
  bar_->setValue(score->score);
  bar_->setFormat(tr("%1 of 100").arg(score->score));
  const rules::EvidenceRules& rules = session_.book().evidence();
  for (const evidence::Reason& reason : score->reasons) {
    const QString why = qs(text::evidenceText(reason, currentLanguage()));
    auto* item = new QTreeWidgetItem(reasons_, {signOf(reason.verdict) + QStringLiteral("  ") + titleOf(rules.of(reason.aspect)), qs(text::pointsText(reason, currentLanguage())), why});
    item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
    item->setToolTip(2, why);
    if (reason.verdict != evidence::Verdict::Against) continue;
    QFont bold = item->font(0);
    bold.setBold(true);
    for (int i = 0; i < 3; ++i) item->setFont(i, bold);
  }
  note_->setText(score->isContradicted() ? tr("Something contradicts this record: look at it again before it is confirmed.")
                                         : tr("Nothing contradicts this record. What is missing lowers the score."));
}

} // namespace suyuan::desktop
