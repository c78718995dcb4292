// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/fieldwork/walk_panel.h"

#include "app/desktop/fieldwork/fieldwork_words.h"
#include "app/desktop/shell/look.h"
#include "app/desktop/shell/positioning.h"

#include <QCheckBox>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace suyuan::desktop {

namespace {

QLabel* wordsLabel(const char* name) {
  auto* label = new QLabel;
  label->setObjectName(QLatin1String(name));
  label->setWordWrap(true);
  return label;
}

} // namespace

WalkPanel::WalkPanel(FieldworkDesk& desk, QWidget* parent)
    : QWidget(parent), desk_(desk), record_(new QPushButton), gap_(new QPushButton(tr("&Go to the gap"))), day_(new QPushButton(tr("The &day…"))), left_(new QPushButton),
      state_(wordsLabel("walk_state")), shares_(wordsLabel("walk_shares")), way_(wordsLabel("walk_way")), why_(wordsLabel("walk_why")), banks_(new QCheckBox(tr("&Banks on the map"))) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(6, 6, 6, 6);
  record_->setObjectName(QStringLiteral("walk_record"));
  record_->setCheckable(true);
  record_->setMinimumHeight(44);
  gap_->setObjectName(QStringLiteral("walk_gap"));
  day_->setObjectName(QStringLiteral("walk_day"));
  left_->setObjectName(QStringLiteral("walk_left"));
  banks_->setObjectName(QStringLiteral("walk_banks"));
  QFont large = way_->font();
  large.setPointSizeF(large.pointSizeF() * 1.3);
  large.setBold(true);
  way_->setFont(large);
  for (QWidget* one : std::initializer_list<QWidget*>{record_, state_, left_, shares_, way_, why_, gap_, banks_, day_}) column->addWidget(one);
  column->addStretch(1);
  connect(record_, &QPushButton::clicked, this, &WalkPanel::record);
  connect(gap_, &QPushButton::clicked, this, &WalkPanel::gapWanted);
  connect(day_, &QPushButton::clicked, this, &WalkPanel::dayWanted);
  connect(banks_, &QCheckBox::toggled, this, &WalkPanel::banksWanted);
  connect(left_, &QPushButton::clicked, &desk_, &FieldworkDesk::takeLeft);
  connect(&desk_, &FieldworkDesk::told, this, &WalkPanel::refresh);
  refresh();
}

void WalkPanel::setBanksShown(bool shown) { banks_->setChecked(shown); }

void WalkPanel::record(bool on) {
  refused_ = on && desk_.positioning().source() == nullptr;
  if (on && !refused_) desk_.startWalk();
  if (!on) desk_.recorder().stop();
  refresh();
}

QString WalkPanel::recordingText() const {
  const WalkRecorder& recorder = desk_.recorder();
  if (refused_ && desk_.positioning().source() == nullptr) return tr("No receiver speaks: connect one under Positioning first.");
  if (!recorder.isRecording()) return tr("No walk is being recorded.");
  if (recorder.points() == 0) return tr("Waiting for the first trusted position.");
  return tr("Since %1: %2, %3 positions on the disk").arg(clockWord(recorder.startedAt()), lengthWord(recorder.metres()), QLocale().toString(static_cast<qulonglong>(recorder.points())));
}

void WalkPanel::refresh() {
  const WalkRecorder& recorder = desk_.recorder();
  const BankWatch::Standing& standing = desk_.watch().standing();
  record_->setEnabled(!desk_.session().isReadOnly());
  record_->setChecked(recorder.isRecording());
  record_->setText(recorder.isRecording() ? tr("■ &End the walk") : tr("● &Record the walk"));
  state_->setText(recordingText());
  left_->setVisible(!desk_.left().empty());
  left_->setText(tr("Take up what was left (%1)").arg(desk_.left().size()));
  // In the colours that the banks have on the map.
  const auto sign = [](const char* colour, double metres) { return QStringLiteral("<span style='color:%1'>■</span>&nbsp;%2").arg(QLatin1String(colour), lengthWord(metres)); };
  const auto line = [&](const QString& whose, const fieldwork::Coverage::Share& share) {
    return tr("%1: %2 of %3 — walked %4, seen from across %5, gap %6")
        .arg(whose.toHtmlEscaped(), shareWord(share.done()), lengthWord(share.length), sign("#2e8b57", share.covered), sign("#2f6fb0", share.seen), sign("#d41c1c", share.gap()));
  };
  if (standing.reaches == 0) {
    shares_->setText(tr("There are no reaches yet; make them under Fieldwork › Plan."));
  } else {
    QString text = line(tr("All banks"), standing.all);
    if (const std::string& team = desk_.team(); !team.empty()) text = line(qs(team), standing.team) + QStringLiteral("<br>") + text;
    shares_->setText(text);
  }
  const auto& gap = standing.gap;
  way_->setText(!gap ? (standing.reaches == 0 ? QString() : tr("No gap")) : tr("Gap of %1: %2 to the %3").arg(lengthWord(gap->lengthM), lengthWord(gap->distanceM), bearingWord(gap->bearing)));
  why_->setText(!gap ? QString() : (desk_.placeIsReceivers() ? tr("%1, from where the receiver is") : tr("%1, from the middle of the map")).arg(gap->name));
  gap_->setEnabled(gap.has_value());
}

} // namespace suyuan::desktop
