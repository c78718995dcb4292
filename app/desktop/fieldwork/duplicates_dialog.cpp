// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/fieldwork/duplicates_dialog.h"

#include "app/desktop/fieldwork/field_actor.h"
#include "app/desktop/fieldwork/fieldwork_words.h"
#include "app/desktop/shell/look.h"
#include "app/text/error_text.h"
#include "core/fieldwork/merge.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QPointer>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTableWidget>
#include <QVBoxLayout>

namespace suyuan::desktop {

namespace {

QString duplicateName(const Candidate& candidate) {
  return qs(!candidate.name.empty() ? candidate.name : !candidate.sourceId.empty() ? candidate.sourceId : toText(candidate.fid));
}

/// What a candidate has in a field that a merge chooses, as text.
QString valueText(const Candidate& candidate, const std::string& field) {
  if (field == "geom") {
    const auto* at = std::get_if<Point>(&candidate.geometry);
    return at == nullptr ? QString() : QStringLiteral("%1, %2").arg(at->x, 0, 'f', 6).arg(at->y, 0, 'f', 6);
  }
  const int index = schemaOf(Layer::Candidates).indexOf(field);
  return index < 0 ? QString() : qs(toText(toRow(candidate).values[static_cast<std::size_t>(index)]));
}

} // namespace

DuplicatesDialog::DuplicatesDialog(SurveySession& session, fieldwork::Actor actor, QWidget* parent)
    : QDialog(parent), session_(session), actor_(std::move(actor)), list_(new QListWidget), values_(new QTableWidget), result_(new QLabel) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Duplicates side by side"));
  resize(940, 560);
  auto* column = new QVBoxLayout(this);
  auto* about = new QLabel(tr("Candidates no farther than %1 from each other. Click the value that is right, field by field; then merge the two, or keep them apart.")
                               .arg(lengthWord(session_.book().fieldwork().limits.duplicateM)));
  about->setWordWrap(true);
  column->addWidget(about);
  auto* split = new QSplitter;
  list_->setObjectName(QStringLiteral("duplicates_list"));
  list_->setAccessibleName(tr("Pairs"));
  values_->setObjectName(QStringLiteral("duplicates_values"));
  values_->setAccessibleName(tr("Values of both"));
  values_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  values_->setSelectionMode(QAbstractItemView::SingleSelection);
  values_->setColumnCount(3);
  values_->verticalHeader()->hide();
  values_->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 14);
  values_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
  values_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
  split->addWidget(list_);
  split->addWidget(values_);
  split->setStretchFactor(0, 1);
  split->setStretchFactor(1, 2);
  column->addWidget(split, 1);
  result_->setObjectName(QStringLiteral("duplicates_result"));
  result_->setWordWrap(true);
  column->addWidget(result_);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  auto* show = addButton(*buttons, tr("Show on the &map"), "duplicates_show");
  apart_button_ = addButton(*buttons, tr("&Keep apart"), "duplicates_apart");
  merge_ = addButton(*buttons, tr("&Merge"), "duplicates_merge");
  column->addWidget(buttons);
  buttons->button(QDialogButtonBox::Close)->setAutoDefault(false); // Enter in a field is not for it
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(list_, &QListWidget::currentRowChanged, this, &DuplicatesDialog::showPair);
  connect(values_, &QTableWidget::cellClicked, this, [this](int row, int at) {
    if (at > 0) choose(row, at - 1);
  });
  connect(values_, &QTableWidget::cellActivated, this, [this](int row, int at) {
    if (at > 0) choose(row, at - 1);
  });
  connect(merge_, &QPushButton::clicked, this, &DuplicatesDialog::merge);
  connect(apart_button_, &QPushButton::clicked, this, &DuplicatesDialog::keepApart);
  connect(show, &QPushButton::clicked, this, [this] {
    if (const DuplicatePair* one = pair()) Q_EMIT shown(one->first.fid, one->second.fid);
  });
  if (const auto kept = session_.file().setting(keptApartSetting); kept && *kept) apart_ = keptApartFrom(**kept);
  read();
}

const DuplicatePair* DuplicatesDialog::pair() const {
  const int row = list_->currentRow();
  return row < 0 || row >= static_cast<int>(pairs_.size()) ? nullptr : &pairs_[static_cast<std::size_t>(row)];
}

void DuplicatesDialog::read() {
  auto reader = session_.workerReader();
  if (!reader) return result_->setText(qs(text::sentence(reader.error(), currentLanguage())));
  merge_->setEnabled(false);
  apart_button_->setEnabled(false);
  tasks_.start(
      QString(),
      [reader = *reader, within = session_.book().fieldwork().limits.duplicateM, apart = apart_](const std::stop_token&, const TaskRunner::Progress&) {
        return duplicatePairs(*reader, within, apart);
      },
      [self = QPointer(this), asked = ++asked_, row = std::max(0, list_->currentRow())](Result<std::vector<DuplicatePair>> pairs) {
        if (!self || asked != self->asked_) return;
        if (!pairs) return self->result_->setText(qs(text::sentence(pairs.error(), currentLanguage())));
        {
          const QSignalBlocker quiet(self->list_);
          self->pairs_ = std::move(*pairs);
          self->list_->clear();
          for (const DuplicatePair& one : self->pairs_)
            self->list_->addItem(tr("%1 and %2, %3").arg(duplicateName(one.first), duplicateName(one.second), lengthWord(one.metres)));
          self->list_->setCurrentRow(std::min(row, static_cast<int>(self->pairs_.size()) - 1));
        }
        if (self->result_->text().isEmpty() || self->pairs_.empty()) self->result_->setText(tr("Pairs to look at: %1.").arg(self->pairs_.size()));
        self->showPair();
      });
}

void DuplicatesDialog::showPair() {
  const DuplicatePair* one = pair();
  const bool may = one != nullptr && !session_.isReadOnly();
  merge_->setEnabled(may);
  apart_button_->setEnabled(may);
  values_->setRowCount(0);
  fields_.clear();
  whose_.clear();
  if (one == nullptr) return;
  values_->setHorizontalHeaderLabels({tr("Field"), duplicateName(one->first), duplicateName(one->second)});
  const auto put = [&](const QString& name, const QString& a, const QString& b, int whose) {
    const int row = values_->rowCount();
    values_->insertRow(row);
    for (int at = 0; at < 3; ++at) {
      auto* item = new QTableWidgetItem(at == 0 ? name : at == 1 ? a : b);
      if (at == 0) item->setFlags(Qt::ItemIsEnabled);
      item->setToolTip(item->text());
      values_->setItem(row, at, item);
    }
    whose_.push_back(whose);
  };
  // The one that got farther in the three levels stays: what goes must be one that waits.
  const auto standing = [](const Candidate& candidate) {
    return wordOf(fieldwork::stageOf(candidate)) + (candidate.team.empty() ? QString() : QStringLiteral(" · ") + qs(candidate.team));
  };
  const auto rank = [](const Candidate& candidate) {
    const CandidateStage stage = fieldwork::stageOf(candidate);
    return stage == CandidateStage::Confirmed ? 3 : static_cast<int>(stage);
  };
  const int stays = rank(one->second) > rank(one->first) ? 1 : 0;
  put(tr("The record that stays"), standing(one->first), standing(one->second), stays);
  const LayerSchema& schema = schemaOf(Layer::Candidates);
  for (const std::string_view field : fieldwork::mergedFields()) {
    const int index = schema.indexOf(field);
    const QString a = valueText(one->first, std::string(field)), b = valueText(one->second, std::string(field));
    // What the other one lacks is kept.
    const bool lacks = (stays == 0 ? a : b).isEmpty() && !(stays == 0 ? b : a).isEmpty();
    fields_.emplace_back(field);
    put(index < 0 ? tr("Place") : labelOf(schema.fields[static_cast<std::size_t>(index)]), a, b, lacks ? 1 - stays : stays);
  }
  mark();
  values_->setCurrentCell(0, whose_.front() + 1);
}

void DuplicatesDialog::choose(int row, int whose) {
  if (row < 0 || row >= static_cast<int>(whose_.size())) return;
  whose_[static_cast<std::size_t>(row)] = whose;
  mark();
}

void DuplicatesDialog::mark() {
  for (int row = 0; row < values_->rowCount(); ++row) {
    const bool same = row > 0 && values_->item(row, 1)->text() == values_->item(row, 2)->text();
    for (int at = 1; at < 3; ++at) {
      QTableWidgetItem& item = *values_->item(row, at);
      const bool chosen = whose_[static_cast<std::size_t>(row)] == at - 1;
      QFont font = values_->font();
      font.setBold(chosen && !same);
      item.setFont(font);
      item.setData(Qt::BackgroundRole, chosen && !same ? QVariant(QColor(0x2e, 0x8b, 0x57, 60)) : QVariant());
      item.setData(Qt::DecorationRole, QVariant());
      item.setData(Qt::ForegroundRole, same || !chosen ? QVariant(palette().color(QPalette::Disabled, QPalette::Text)) : QVariant());
      item.setData(Qt::AccessibleDescriptionRole, chosen ? tr("chosen") : QString());
    }
  }
}

void DuplicatesDialog::merge() {
  const DuplicatePair* one = pair();
  if (one == nullptr) return;
  if (session_.isWriting()) return result_->setText(qs(text::sentence(Error{ErrorCode::SurveyLocked, {}, {"Suyuan"}, {}}, currentLanguage())));
  const bool second = whose_.front() == 1;
  fieldwork::Merge merge{.stays = second ? one->second.fid : one->first.fid, .goes = {second ? one->first.fid : one->second.fid}, .taken = {}};
  for (std::size_t i = 0; i < fields_.size(); ++i)
    if (whose_[i + 1] != whose_.front()) merge.taken.emplace_back(fields_[i], merge.goes.front());
  merging_ = true;
  merge_->setEnabled(false);
  session_.writeEntry(
      tr("Merge duplicates"),
      [book = session_.sharedBook(), merge, actor = actor_](store::SurveyFile& file) {
        return asEntry(file, [&](store::SurveyFile& survey) { return fieldwork::mergeCandidates(survey, book->fieldwork(), merge, actor); });
      },
      [self = QPointer(this)](const Result<std::optional<EntryId>>& entry) {
        if (!self) return;
        self->merging_ = false;
        self->merge_->setEnabled(true);
        if (!entry) return self->result_->setText(qs(text::sentence(entry.error(), currentLanguage())));
        self->result_->setText(tr("Merged; Ctrl+Z takes it back."));
        self->read();
      });
}

void DuplicatesDialog::keepApart() {
  const DuplicatePair* one = pair();
  if (one == nullptr) return;
  KeptApart apart = apart_;
  apart.insert(asPair(one->first.fid, one->second.fid));
  if (auto kept = session_.setSetting(keptApartSetting, keptApartText(apart)); !kept) return result_->setText(qs(text::sentence(kept.error(), currentLanguage())));
  apart_ = std::move(apart);
  result_->setText(tr("Kept apart; the pair is not proposed again in this copy."));
  read();
}

} // namespace suyuan::desktop
