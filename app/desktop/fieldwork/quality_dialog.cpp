// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/fieldwork/quality_dialog.h"

#include "app/desktop/fieldwork/field_actor.h"
#include "app/desktop/fieldwork/fieldwork_words.h"
#include "app/desktop/panels/finding_card.h"
#include "app/desktop/shell/look.h"
#include "app/text/error_text.h"

#include <QDate>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QTableWidget>
#include <QVBoxLayout>

#include <limits>

namespace suyuan::desktop {

namespace {

QSpinBox* countBox(const char* name, int most) {
  auto* box = new QSpinBox;
  box->setObjectName(QLatin1String(name));
  box->setRange(0, most);
  box->setMinimumHeight(30);
  return box;
}

/// The clause that the limits belong to; their figures are the rule book's own, for the standard's were not read.
QString limitSource(const rules::Fieldwork& work) {
  const rules::SurveyMove* move = work.move(Layer::Reaches, "return");
  return move == nullptr ? QString() : QStringLiteral("%1; %2").arg(inLanguage(move->citation), confidenceText(coding::Confidence::Memory));
}

} // namespace

QualityDialog::QualityDialog(SurveySession& session, fieldwork::Actor actor, QWidget* parent)
    : QDialog(parent), session_(session), actor_(std::move(actor)), seed_(countBox("quality_seed", std::numeric_limits<int>::max())), recorded_(countBox("quality_recorded", 1'000'000)),
      missed_(countBox("quality_missed", 1'000'000)), wrong_(countBox("quality_wrong", 1'000'000)), note_(new QLineEdit), table_(new QTableWidget), verdict_(new QLabel), limits_(new QLabel),
      result_(new QLabel) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Quality control"));
  resize(860, 600);
  auto* column = new QVBoxLayout(this);
  auto* about = new QLabel(tr("Walked reaches are drawn, walked again by others, and held against the limits. The same seed draws the same, so that anybody can draw again. You work as: %1, %2.")
                               .arg(wordOf(actor_.role), actor_.name.empty() ? tr("no name") : qs(actor_.name)));
  about->setWordWrap(true);
  column->addWidget(about);
  auto* top = new QHBoxLayout;
  auto* label = new QLabel(tr("&Seed"));
  label->setBuddy(seed_);
  seed_->setValue(QDate::currentDate().toString(QStringLiteral("yyyyMMdd")).toInt());
  draw_ = new QPushButton(tr("&Draw"));
  draw_->setObjectName(QStringLiteral("quality_draw"));
  draw_->setAutoDefault(false);
  const rules::Fieldwork& work = session_.book().fieldwork();
  auto* share = new QLabel(tr("of each team's walked reaches %1, one at least").arg(shareWord(work.limits.sampleShare)));
  share->setWordWrap(true);
  top->addWidget(label);
  top->addWidget(seed_);
  top->addWidget(draw_);
  top->addWidget(share, 1);
  column->addLayout(top);
  table_->setObjectName(QStringLiteral("quality_checks"));
  table_->setAccessibleName(tr("Quality checks"));
  table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setSelectionMode(QAbstractItemView::SingleSelection);
  table_->setColumnCount(7);
  table_->setHorizontalHeaderLabels({tr("Reach"), tr("First team"), tr("State"), tr("Recorded"), tr("Missed"), tr("Wrong"), tr("Seed")});
  table_->verticalHeader()->hide();
  table_->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  table_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
  column->addWidget(table_, 1);
  buildForm(*column);
  limits_->setText(tr("Limits, figures of the rule book: missed %1; wrong %2 [%3].").arg(shareWord(work.limits.missShare), shareWord(work.limits.wrongShare), limitSource(work)));
  limits_->setObjectName(QStringLiteral("quality_limits"));
  limits_->setWordWrap(true);
  column->addWidget(limits_);
  result_->setObjectName(QStringLiteral("quality_result"));
  result_->setWordWrap(true);
  column->addWidget(result_);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  auto* show = addButton(*buttons, tr("Show on the &map"), "quality_show");
  close_ = addButton(*buttons, tr("&Close the check"), "quality_close");
  column->addWidget(buttons);
  buttons->button(QDialogButtonBox::Close)->setAutoDefault(false); // Enter in a field is not for it
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(draw_, &QPushButton::clicked, this, &QualityDialog::draw);
  connect(close_, &QPushButton::clicked, this, &QualityDialog::closeOne);
  connect(table_, &QTableWidget::currentCellChanged, this, &QualityDialog::choose);
  connect(show, &QPushButton::clicked, this, [this] {
    if (const Line* one = line()) Q_EMIT shown(one->check.reachFid);
  });
  for (QSpinBox* box : {recorded_, missed_, wrong_}) connect(box, &QSpinBox::valueChanged, this, &QualityDialog::judge);
  read();
}

void QualityDialog::buildForm(QVBoxLayout& column) {
  form_ = new QWidget;
  auto* form = new QFormLayout(form_);
  form->setContentsMargins(0, 0, 0, 0);
  auto* counts = new QHBoxLayout;
  const auto put = [&](const QString& name, QSpinBox* box) {
    auto* label = new QLabel(name);
    label->setBuddy(box);
    counts->addWidget(label);
    counts->addWidget(box);
  };
  put(tr("Rec&orded"), recorded_);
  put(tr("M&issed"), missed_);
  put(tr("&Wrong"), wrong_);
  counts->addStretch(1);
  form->addRow(tr("Second walk"), counts);
  note_->setObjectName(QStringLiteral("quality_note"));
  form->addRow(tr("&Note"), note_);
  verdict_->setObjectName(QStringLiteral("quality_verdict"));
  verdict_->setWordWrap(true);
  QFont bold = verdict_->font();
  bold.setBold(true);
  verdict_->setFont(bold);
  form->addRow(tr("Verdict"), verdict_);
  column.addWidget(form_);
}

const QualityDialog::Line* QualityDialog::line() const {
  const int row = table_->currentRow();
  return row < 0 || row >= static_cast<int>(lines_.size()) ? nullptr : &lines_[static_cast<std::size_t>(row)];
}

Result<std::vector<QualityDialog::Line>> QualityDialog::readLines(store::Reader& reader) {
  auto checks = reader.all<QualityCheck>();
  if (!checks) return std::unexpected(std::move(checks).error());
  std::vector<Line> lines;
  for (QualityCheck& check : *checks) {
    Line one{std::move(check), {}, 0};
    auto reach = reader.get<SurveyReach>(one.check.reachFid);
    if (!reach) return std::unexpected(std::move(reach).error());
    if (*reach) one.reach = qs((*reach)->name);
    if (!one.check.passed.has_value()) {
      auto counted = reader.count(Layer::Candidates, {.equals = {{"reach_fid", Value{one.check.reachFid.value}}, {"status", Value{std::string(term(SurveyStatus::Confirmed))}}}});
      if (!counted) return std::unexpected(std::move(counted).error());
      one.recorded = *counted;
    }
    lines.push_back(std::move(one));
  }
  // Those that wait first.
  std::ranges::stable_sort(lines, {}, [](const Line& one) { return one.check.passed.has_value(); });
  return lines;
}

void QualityDialog::read() {
  auto reader = session_.workerReader();
  if (!reader) return result_->setText(qs(text::sentence(reader.error(), currentLanguage())));
  tasks_.start(
      QString(), [reader = *reader](const std::stop_token&, const TaskRunner::Progress&) { return readLines(*reader); },
      [self = QPointer(this), asked = ++asked_](Result<std::vector<Line>> lines) {
        if (!self || asked != self->asked_) return;
        if (!lines) return self->result_->setText(qs(text::sentence(lines.error(), currentLanguage())));
        self->lines_ = std::move(*lines);
        self->fill();
      });
}

void QualityDialog::fill() {
  {
    const QSignalBlocker quiet(table_);
    table_->setRowCount(static_cast<int>(lines_.size()));
    for (int row = 0; row < table_->rowCount(); ++row) {
      const QualityCheck& check = lines_[static_cast<std::size_t>(row)].check;
      const bool open = !check.passed.has_value();
      const auto count = [&](const std::optional<std::int64_t>& value, const std::optional<double>& share) {
        return !value ? QString() : share ? QStringLiteral("%1 (%2)").arg(*value).arg(shareWord(*share)) : QString::number(*value);
      };
      const QStringList cells{lines_[static_cast<std::size_t>(row)].reach, qs(check.firstTeam), open ? tr("open") : *check.passed ? tr("passed") : tr("failed"), count(check.recorded, {}),
                              count(check.missed, check.missShare), count(check.wrong, check.wrongShare), check.seed ? QString::number(*check.seed) : QString()};
      for (int at = 0; at < cells.size(); ++at) table_->setItem(row, at, new QTableWidgetItem(cells[at]));
    }
    if (!lines_.empty()) table_->setCurrentCell(0, 0);
  }
  choose();
}

void QualityDialog::enable() {
  const Line* one = line();
  const bool open = one != nullptr && !one->check.passed.has_value();
  form_->setEnabled(open);
  close_->setEnabled(open && !session_.isReadOnly() && !writing_);
  draw_->setEnabled(!session_.isReadOnly() && !writing_);
}

void QualityDialog::choose() {
  enable();
  const Line* one = line();
  const bool open = one != nullptr && !one->check.passed.has_value();
  if (one != nullptr) {
    recorded_->setValue(static_cast<int>(open ? one->recorded : one->check.recorded.value_or(0)));
    missed_->setValue(static_cast<int>(one->check.missed.value_or(0)));
    wrong_->setValue(static_cast<int>(one->check.wrong.value_or(0)));
    note_->setText(qs(one->check.note));
  }
  judge();
}

void QualityDialog::judge() {
  if (line() == nullptr) return verdict_->setText(tr("Nothing is drawn yet: reaches must be walked first (awaiting quality control)."));
  const rules::FieldworkLimits& limits = session_.book().fieldwork().limits;
  const double recorded = recorded_->value(), missed = missed_->value(), wrong = wrong_->value();
  const double missShare = recorded + missed > 0 ? missed / (recorded + missed) : 0, wrongShare = recorded > 0 ? wrong / recorded : 0;
  const bool passed = missShare <= limits.missShare && wrongShare <= limits.wrongShare;
  verdict_->setText((passed ? tr("passes: missed %1, wrong %2") : tr("fails, the reach goes back: missed %1, wrong %2")).arg(shareWord(missShare), shareWord(wrongShare)));
}

void QualityDialog::write(const QString& title, std::function<Result<QString>(store::SurveyFile&)> work) {
  if (session_.isWriting()) return result_->setText(qs(text::sentence(Error{ErrorCode::SurveyLocked, {}, {"Suyuan"}, {}}, currentLanguage())));
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
        self->result_->setText(entry ? *said : qs(text::sentence(entry.error(), currentLanguage())));
        if (entry) self->read();
        else self->enable(); // what was entered stays
      });
}

void QualityDialog::draw() {
  write(tr("Draw reaches for quality control"), [book = session_.sharedBook(), seed = seed_->value(), actor = actor_](store::SurveyFile& survey) -> Result<QString> {
    auto drawn = fieldwork::drawSample(survey, book->fieldwork(), seed, actor);
    if (!drawn) return std::unexpected(std::move(drawn).error());
    return drawn->empty() ? tr("Nothing to draw: reaches must be walked first, and have no open check.") : tr("Drawn with seed %1: %2 reaches.").arg(seed).arg(drawn->size());
  });
}

void QualityDialog::closeOne() {
  const Line* one = line();
  if (one == nullptr) return;
  const fieldwork::Rewalk found{.missed = missed_->value(), .wrong = wrong_->value(), .recorded = recorded_->value(), .note = note_->text().trimmed().toStdString()};
  write(tr("Close a quality check"), [book = session_.sharedBook(), check = one->check.fid, found, actor = actor_](store::SurveyFile& survey) -> Result<QString> {
    auto closed = fieldwork::closeCheck(survey, book->fieldwork(), check, found, actor);
    if (!closed) return std::unexpected(std::move(closed).error());
    return closed->passed.value_or(false) ? tr("Passed; the reach can be moved to “passed” on the board.") : tr("Failed; the reach went back to its team. Ctrl+Z takes it back.");
  });
}

} // namespace suyuan::desktop
