// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/code_dialog.h"

#include "app/desktop/dialogs/plan_words.h"
#include "app/desktop/shell/look.h"
#include "core/survey/code_leases.h"
#include "core/survey/code_plan.h"

#include <QComboBox>
#include <QPointer>

#include <map>

namespace suyuan::desktop {

namespace {

/// Where numbers may be taken from: this copy's leases, or what is set aside for a purpose.
struct Numbers {
  bool leased = false;
  std::size_t mine = 0, waiting = 0;            ///< free numbers of this copy's leases; those that no sync has confirmed yet
  std::map<std::string, std::size_t> reserves;  ///< purpose → free numbers
};

Result<Numbers> numbersOf(store::Reader& reader, const std::string& device) {
  auto leases = survey::codeLeases(reader);
  if (!leases) return std::unexpected(std::move(leases).error());
  Numbers numbers;
  for (const survey::CodeLease& lease : *leases) {
    if (lease.kind == coding::NumberMark::Kind::Reserve) {
      numbers.reserves[lease.holder] += lease.free.size();
      continue;
    }
    numbers.leased = true;
    if (lease.holder == device) (lease.confirmed ? numbers.mine : numbers.waiting) += lease.free.size();
  }
  return numbers;
}

QStringList notesOf(const survey::WalkingNotes& walking) {
  QStringList notes;
  if (!walking.flowUnknown.empty()) {
    QStringList rivers;
    for (const std::string& river : walking.flowUnknown) rivers << qs(river);
    notes << CodeDialog::tr("The direction of flow of these rivers is not vouched for; they are walked as they are drawn: %1").arg(rivers.join(QStringLiteral("、")));
  }
  if (!walking.notPlaced.empty())
    notes << CodeDialog::tr("Outfalls that no river, position or chainage places, last in their county: %1").arg(walking.notPlaced.size());
  return notes;
}

} // namespace

CodeDialog::CodeDialog(SurveySession& opened, TableChoice table, QWidget* parent)
    : PlanDialog(opened, std::move(table), parent), work_(new QComboBox), banks_(new QComboBox), numbers_(new QComboBox) {
  setWindowTitle(tr("Give codes"));
  work_->setObjectName(QStringLiteral("code_work"));
  work_->addItem(tr("New codes for confirmed outfalls that have none"), static_cast<int>(Work::New));
  work_->addItem(tr("Renumber what the record contradicts (county, basin, type)"), static_cast<int>(Work::ByRecord));
  work_->addItem(tr("Renumber everything anew in walking order"), static_cast<int>(Work::InOrder));
  banks_->setObjectName(QStringLiteral("code_banks"));
  banks_->addItem(tr("From source to mouth: the left bank, then the right bank"), static_cast<int>(survey::BankOrder::LeftThenRight));
  banks_->addItem(tr("From source to mouth: both banks together"), static_cast<int>(survey::BankOrder::Together));
  numbers_->setObjectName(QStringLiteral("code_numbers"));
  numbers_->addItem(tr("The next free ones"), QString());
  for (QComboBox* box : {work_, banks_, numbers_}) box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  addOption(tr("&Work"), work_);
  addOption(tr("O&rder"), banks_);
  addOption(tr("N&umbers"), numbers_);
  for (QComboBox* box : {work_, banks_, numbers_}) connect(box, &QComboBox::currentIndexChanged, this, &CodeDialog::planSoon);
  readNumbers();
}

void CodeDialog::readNumbers() {
  auto reader = session().workerReader();
  if (!reader) return;
  tasks().start(
      QString(),
      [reader = *reader, device = device()](std::stop_token, const TaskRunner::Progress&) { return numbersOf(*reader, device); },
      [self = QPointer(this)](const Result<Numbers>& numbers) {
        if (!self || !numbers) return;
        if (numbers->leased)
          self->numbers_->setItemText(0, numbers->waiting == 0 ? tr("This copy's leases: %1 left").arg(numbers->mine)
                                                               : tr("This copy's leases: %1 left, %2 more after the next sync").arg(numbers->mine).arg(numbers->waiting));
        for (const auto& [purpose, left] : numbers->reserves)
          self->numbers_->addItem(tr("Set aside for “%1”: %2 left").arg(qs(purpose)).arg(left), qs(purpose));
      });
}

CodeDialog::Work CodeDialog::work() const { return static_cast<Work>(work_->currentData().toInt()); }

PlanDialog::Planner CodeDialog::planner() const {
  survey::CodeOptions options;
  options.banks = static_cast<survey::BankOrder>(banks_->currentData().toInt());
  options.reserve = numbers_->currentData().toString().toStdString();
  options.device = device();
  return [book = sharedBook(), options, work = work()](store::Reader& reader, const std::string& where, const std::stop_token& stop) -> Result<PlanView> {
    survey::CodeOptions asked = options;
    asked.where = where;
    auto made = work == Work::New ? survey::planCodes(reader, *book, asked, stop)
                                  : survey::planRenumbering(reader, *book, work == Work::ByRecord ? survey::Renumbering::ByRecord : survey::Renumbering::InOrder, asked, stop);
    if (!made) return std::unexpected(std::move(made).error());
    const QStringList notes = notesOf(made->notes);
    auto view = planView(
        reader, std::move(*made), [&](const survey::CodeProposal& one) { return codeReason(one.before, one.after, book->codes()); },
        [label = work == Work::New ? survey::codingLabel : survey::renumberingLabel](store::SurveyFile& file, const survey::CodePlan& chosen) {
          return survey::applyCodes(file, chosen, label);
        });
    if (view) view->notes = notes;
    return view;
  };
}

QString CodeDialog::applyText(std::size_t chosen) const {
  return work() == Work::New ? tr("Give %n &code(s)", nullptr, static_cast<int>(chosen)) : tr("&Change %n code(s)", nullptr, static_cast<int>(chosen));
}

QString CodeDialog::doneText(std::size_t chosen) const {
  return work() == Work::New ? tr("Codes given: %1. Ctrl+Z takes it back.").arg(chosen)
                             : tr("Codes changed: %1. The history keeps the old → new table; Ctrl+Z takes it back.").arg(chosen);
}

} // namespace suyuan::desktop
