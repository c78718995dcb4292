// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/panels/values_panel.h"

#include "app/desktop/shell/look.h"

#include <QCheckBox>
#include <QDateTime>
#include <QHeaderView>
#include <QLabel>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace suyuan::desktop {

namespace {

constexpr int nowColumn = 4;

QString moment(const std::string& at) {
  const QDateTime time = QDateTime::fromString(qs(at), Qt::ISODateWithMs);
  return time.isValid() ? time.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm")) : qs(at);
}

QString valueOf(const forms::GivenAnswer& given) { return given.unit.empty() ? qs(given.value) : QStringLiteral("%1 %2").arg(qs(given.value), qs(given.unit)); }

QString whoAndWhen(const forms::GivenAnswer& given) {
  QStringList parts;
  for (const QString& part : {qs(given.by), moment(given.at)})
    if (!part.isEmpty()) parts << part;
  return parts.join(QStringLiteral(" · "));
}

} // namespace

ValuesPanel::ValuesPanel(SurveySession& session, std::shared_ptr<const forms::FormSet> forms, QWidget* parent)
    : QWidget(parent), session_(session), forms_(std::move(forms)), note_(new QLabel), onlyDiffering_(new QCheckBox(tr("Only what &differs"))), list_(new QTreeWidget) {
  setObjectName(QStringLiteral("values"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(6, 6, 6, 6);
  note_->setObjectName(QStringLiteral("values_note"));
  note_->setWordWrap(true);
  column->addWidget(note_);
  onlyDiffering_->setObjectName(QStringLiteral("values_differing"));
  column->addWidget(onlyDiffering_);
  list_->setObjectName(QStringLiteral("values_list"));
  list_->setAccessibleName(tr("Answers of the three levels"));
  list_->setHeaderLabels({tr("Question"), tr("Level 1"), tr("Level 2"), tr("Level 3"), tr("In the record")});
  list_->setRootIsDecorated(true);
  list_->setAlternatingRowColors(true);
  list_->setWordWrap(true);
  list_->setSelectionBehavior(QAbstractItemView::SelectRows);
  list_->header()->setMinimumSectionSize(fontMetrics().horizontalAdvance(u'0') * 6);
  list_->header()->setSectionResizeMode(QHeaderView::Stretch);
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  list_->setIndentation(fontMetrics().horizontalAdvance(u'0') * 2);
  column->addWidget(list_, 1);
  setFocusProxy(list_);
  connect(onlyDiffering_, &QCheckBox::toggled, this, &ValuesPanel::fill);
  connect(&session_, &SurveySession::changed, this, [this](const std::vector<ChangedRecord>& records) {
    for (const ChangedRecord& record : records)
      if (record.layer == Layer::Answers || (record.layer == Layer::Outfalls && record.fid == outfall_)) return read();
  });
  connect(&session_, &SurveySession::everythingChanged, this, &ValuesPanel::read);
  fill();
}

void ValuesPanel::show(Fid outfall) {
  outfall_ = outfall;
  rows_.clear();
  fill();
  read();
}

void ValuesPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (stale_) read();
}

void ValuesPanel::read() {
  stale_ = true;
  const int asked = ++asked_;
  if (!isVisible() || !outfall_.isSet()) return;
  stale_ = false;
  tasks_.start(
      QString(),
      [reader = session_.workerReader(), outfall = outfall_, set = forms_](const std::stop_token&, const TaskRunner::Progress&) -> Result<std::vector<forms::ComparedAnswer>> {
        if (!reader) return std::unexpected(reader.error());
        return forms::answersOf(**reader, outfall, *set);
      },
      [this, asked](Result<std::vector<forms::ComparedAnswer>> rows) {
        if (asked != asked_) return;
        if (!rows && rows.error().code != ErrorCode::RecordMissing) Q_EMIT failed(rows.error());
        rows_ = rows ? std::move(*rows) : std::vector<forms::ComparedAnswer>{};
        fill();
      });
}

void ValuesPanel::fill() {
  list_->clear();
  const bool chinese = currentLanguage() == text::Language::Chinese;
  int differing = 0;
  for (int level = 1; level <= 3; ++level) // levels that answered nothing take no room
    list_->setColumnHidden(level, std::ranges::none_of(rows_, [level](const forms::ComparedAnswer& row) { return row.newest(level) != nullptr; }));
  for (const forms::ComparedAnswer& row : rows_) {
    differing += row.differs ? 1 : 0;
    if (onlyDiffering_->isChecked() && !row.differs) continue;
    const forms::Question* question = forms_->question(row.question);
    auto* item = new QTreeWidgetItem(list_);
    item->setData(0, Qt::UserRole, qs(row.question));
    item->setText(0, (row.differs ? QStringLiteral("≠ ") : QString()) + qs(question == nullptr ? row.question : chinese ? question->title.zh : question->title.en));
    std::size_t most = 0;
    for (int level = 1; level <= 3; ++level) {
      const auto& all = row.levels[static_cast<std::size_t>(level - 1)];
      most = std::max(most, all.size());
      if (all.empty()) continue;
      item->setText(level, valueOf(all.front()) + u'\n' + whoAndWhen(all.front()));
      item->setToolTip(level, valueOf(all.front()) + u'\n' + whoAndWhen(all.front()));
    }
    item->setText(nowColumn, row.nowUnit.empty() ? qs(row.now) : QStringLiteral("%1 %2").arg(qs(row.now), qs(row.nowUnit)));
    if (row.differs) {
      QFont bold = item->font(0);
      bold.setBold(true);
      for (int column = 0; column <= nowColumn; ++column) item->setFont(column, bold);
    }
    // Repeat visits below, the newest first.
    for (std::size_t i = 1; i < most; ++i) {
      auto* earlier = new QTreeWidgetItem(item);
      earlier->setText(0, tr("earlier visit"));
      for (int level = 1; level <= 3; ++level)
        if (const auto& all = row.levels[static_cast<std::size_t>(level - 1)]; i < all.size()) earlier->setText(level, valueOf(all[i]) + u'\n' + whoAndWhen(all[i]));
    }
  }
  note_->setText(!outfall_.isSet() ? tr("Click an outfall to see what each level answered.")
                 : rows_.empty()   ? tr("No form was filled in for this outfall yet.")
                                   : tr("%1 questions answered; in %2 the levels differ.").arg(rows_.size()).arg(differing));
}

} // namespace suyuan::desktop
