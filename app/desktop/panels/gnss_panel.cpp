// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/panels/gnss_panel.h"

#include "app/desktop/panels/gnss_words.h"
#include "app/desktop/panels/sky_plot.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSerialPortInfo>
#include <QSettings>
#include <QVBoxLayout>

#include <cmath>

namespace suyuan::desktop {

namespace {

QString metresText(double value) { return QLocale::c().toString(value, 'f', value < 1 ? 3 : 1); }

QDoubleSpinBox* figure(const char* name, double most, int digits, const QString& unit) {
  auto* box = new QDoubleSpinBox;
  box->setObjectName(QLatin1String(name));
  box->setRange(0, most);
  box->setDecimals(digits);
  box->setSuffix(unit);
  return box;
}

} // namespace

GnssPanel::GnssPanel(Positioning& positioning, bool canWrite, std::function<QString(const Point&)> written, QWidget* parent)
    : QWidget(parent), positioning_(positioning), canWrite_(canWrite), written_(std::move(written)), source_(new QComboBox), connect_(new QPushButton(tr("C&onnect"))),
      outfall_(new QPushButton(tr("&New outfall here"))), candidate_(new QPushButton(tr("New c&andidate here"))), state_(new QLabel), accuracy_(new QLabel), figures_(new QLabel),
      why_(new QLabel), sky_(new SkyPlot), follow_(new QCheckBox(tr("The map &follows"))), reason_(new QLineEdit) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(6, 6, 6, 6);
  source_->setObjectName(QStringLiteral("gnss_source"));
  source_->setEditable(true);
  source_->setInsertPolicy(QComboBox::NoInsert);
  source_->setMinimumContentsLength(12);
  source_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  source_->setAccessibleName(tr("Receiver"));
  source_->setToolTip(tr("serial:/dev/ttyUSB0@9600, tcp:host:port, udp:port or file:log"));
  fillSources();
  connect_->setObjectName(QStringLiteral("gnss_connect"));
  connect_->setCheckable(true);
  connect_->setChecked(positioning_.source() != nullptr);
  auto* top = new QHBoxLayout;
  top->addWidget(source_, 1);
  top->addWidget(connect_);
  state_->setObjectName(QStringLiteral("gnss_state"));
  accuracy_->setObjectName(QStringLiteral("gnss_accuracy"));
  figures_->setObjectName(QStringLiteral("gnss_figures"));
  why_->setObjectName(QStringLiteral("gnss_why"));
  for (QLabel* label : {state_, accuracy_, figures_, why_}) label->setWordWrap(true);
  figures_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  QFont large = font();
  large.setBold(true);
  state_->setFont(large);
  large.setPointSizeF(large.pointSizeF() * 1.4);
  accuracy_->setFont(large);
  sky_->setObjectName(QStringLiteral("gnss_sky"));
  follow_->setObjectName(QStringLiteral("gnss_follow"));
  follow_->setChecked(positioning_.mapFollows());
  reason_->setObjectName(QStringLiteral("gnss_reason"));
  reason_->setPlaceholderText(tr("Why it is taken all the same"));
  outfall_->setObjectName(QStringLiteral("gnss_outfall"));
  candidate_->setObjectName(QStringLiteral("gnss_candidate"));
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(outfall_);
  buttons->addWidget(candidate_);
  column->addLayout(top);
  for (QWidget* one : std::initializer_list<QWidget*>{state_, accuracy_, figures_}) column->addWidget(one);
  column->addWidget(sky_, 1);
  for (QWidget* one : {static_cast<QWidget*>(follow_), meanRow(), acrossRow(), static_cast<QWidget*>(why_), static_cast<QWidget*>(reason_)}) column->addWidget(one);
  column->addLayout(buttons);

  connect(connect_, &QPushButton::clicked, this, &GnssPanel::connectOrStop);
  connect(follow_, &QCheckBox::toggled, this, &GnssPanel::followWanted);
  connect(outfall_, &QPushButton::clicked, this, [this] { take(false); });
  connect(candidate_, &QPushButton::clicked, this, [this] { take(true); });
  connect(reason_, &QLineEdit::textChanged, this, &GnssPanel::refresh);
  connect(&positioning_, &Positioning::told, this, &GnssPanel::refresh);
  connect(&positioning_, &Positioning::failed, this, &GnssPanel::failed);
  refresh();
}

QWidget* GnssPanel::meanRow() {
  auto* box = new QWidget;
  auto* both = new QVBoxLayout(box);
  both->setContentsMargins(0, 0, 0, 0);
  auto* row = new QHBoxLayout;
  both->addLayout(row);
  mean_ = new QPushButton(tr("A&verage"));
  mean_->setObjectName(QStringLiteral("gnss_mean"));
  meanState_ = new QLabel;
  meanState_->setObjectName(QStringLiteral("gnss_mean_state"));
  meanState_->setWordWrap(true);
  antenna_ = figure("gnss_antenna", 10, 2, tr(" m"));
  antenna_->setToolTip(tr("Height of the antenna above the point; it is taken off the heights"));
  antenna_->setAccessibleName(tr("Antenna height"));
  antenna_->setValue(QSettings().value(QStringLiteral("gnss/antenna"), 0).toDouble());
  row->addWidget(mean_);
  row->addStretch(1);
  row->addWidget(new QLabel(tr("Antenna")));
  row->addWidget(antenna_);
  both->addWidget(meanState_);
  connect(antenna_, &QDoubleSpinBox::valueChanged, this, [](double value) { QSettings().setValue(QStringLiteral("gnss/antenna"), value); });
  connect(mean_, &QPushButton::clicked, this, [this] {
    if (positioning_.isAveraging()) positioning_.stopMean();
    else if (positioning_.mean() != nullptr) positioning_.forgetMean();
    else positioning_.startMean(antenna_->value());
    refresh();
  });
  return box;
}

QWidget* GnssPanel::acrossRow() {
  auto* box = new QWidget;
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(0, 0, 0, 0);
  across_ = new QCheckBox(tr("Ac&ross the water"));
  across_->setObjectName(QStringLiteral("gnss_across"));
  bearing_ = figure("gnss_bearing", 360, 1, QStringLiteral("°"));
  bearing_->setAccessibleName(tr("Bearing of true north"));
  bearing_->setToolTip(bearing_->accessibleName());
  metres_ = figure("gnss_metres", 2000, 1, tr(" m"));
  metres_->setAccessibleName(tr("Distance"));
  metres_->setToolTip(metres_->accessibleName());
  for (QWidget* one : {bearing_, metres_}) {
    one->setEnabled(false);
    connect(across_, &QCheckBox::toggled, one, &QWidget::setEnabled);
  }
  row->addWidget(across_, 1);
  row->addWidget(bearing_);
  row->addWidget(metres_);
  return box;
}

void GnssPanel::fillSources() {
  const QSettings kept;
  const QString last = positioning_.source() != nullptr ? positioning_.address() : kept.value(QStringLiteral("gnss/address")).toString();
  if (!last.isEmpty()) source_->addItem(last);
  for (const QSerialPortInfo& port : QSerialPortInfo::availablePorts()) {
    if (!port.hasVendorIdentifier()) continue; // the board's own lines, mostly to nowhere
    const QString address = location::toText({.kind = location::GnssKind::Serial, .name = port.systemLocation()});
    if (source_->findText(address) < 0) source_->addItem(address);
  }
}

void GnssPanel::connectOrStop(bool on) {
  fault_.clear();
  if (!on) {
    positioning_.stop();
  } else if (auto begun = positioning_.start(source_->currentText()); !begun) {
    fault_ = tr("“%1” names no receiver: serial:/dev/ttyUSB0@9600, tcp:host:port, udp:port or file:log does.").arg(source_->currentText().simplified().left(60));
  } else {
    QSettings().setValue(QStringLiteral("gnss/address"), positioning_.address());
  }
  refresh();
}

QString GnssPanel::stateText() const {
  const auto* source = positioning_.source();
  if (source == nullptr) return fault_.isEmpty() ? wordOf(location::GnssLink::Stopped) : fault_;
  if (source->link() != location::GnssLink::Open && source->link() != location::GnssLink::Ended) {
    return source->lastFailure().isEmpty() ? wordOf(source->link()) : QStringLiteral("%1 (%2)").arg(wordOf(source->link()), source->lastFailure());
  }
  if (source->link() == location::GnssLink::Ended) return wordOf(source->link());
  if (source->health() != gnss::Health::Good || !positioning_.moment()) return wordOf(source->health());
  return wordOf(positioning_.moment()->fix.quality);
}

QString GnssPanel::figures() const {
  if (!positioning_.moment()) return {};
  const gnss::Fix& fix = positioning_.moment()->fix;
  QStringList lines;
  if (fix.valid) lines << written_(Point{fix.lon, fix.lat});
  QStringList parts;
  if (!std::isnan(fix.heightMsl)) parts << tr("height %1 m").arg(QLocale::c().toString(fix.heightMsl, 'f', 1));
  if (fix.satellitesUsed >= 0) parts << tr("%1 satellites").arg(fix.satellitesUsed) + (fix.satellitesInView >= 0 ? tr(" of %1").arg(fix.satellitesInView) : QString());
  if (fix.hdop < 50) parts << QStringLiteral("HDOP %1").arg(QLocale::c().toString(fix.hdop, 'f', 1));
  if (!std::isnan(fix.correctionAge)) parts << tr("corrections %1 s old").arg(QLocale::c().toString(fix.correctionAge, 'f', 0));
  if (!parts.isEmpty()) lines << parts.join(QStringLiteral(" · "));
  return lines.join(u'\n');
}

void GnssPanel::refreshMean() {
  const gnss::PointAverage* mean = positioning_.mean();
  mean_->setText(positioning_.isAveraging() ? tr("&Stop") : mean != nullptr ? tr("Forget the mean") : tr("A&verage"));
  mean_->setEnabled(mean != nullptr || positioning_.source() != nullptr);
  antenna_->setEnabled(mean == nullptr);
  if (mean == nullptr) {
    meanState_->clear();
    meanState_->hide();
    return;
  }
  const gnss::AveragedPoint& p = mean->result();
  QString text = tr("%1 fixes, %2 refused").arg(p.kept).arg(p.refused + p.taken - p.kept);
  if (p.kept > 1) text += tr(", deviation %1 m, error of the mean %2 m").arg(metresText(std::hypot(p.deviationEast, p.deviationNorth)), metresText(p.standardError));
  if (mean->state() == gnss::AverageState::TimedOut) text += tr("; it did not settle in time");
  meanState_->setText(text);
  meanState_->show();
}

void GnssPanel::refresh() {
  connect_->setChecked(positioning_.source() != nullptr);
  connect_->setText(positioning_.source() != nullptr ? tr("Disc&onnect") : tr("C&onnect"));
  source_->setEnabled(positioning_.source() == nullptr);
  state_->setText(stateText());
  const auto& moment = positioning_.moment();
  accuracy_->setText(moment && moment->fix.valid ? wordOf(moment->accuracy) : wordOf(gnss::Accuracy{}));
  figures_->setText(figures());
  if (moment) sky_->show(moment->fix.sky);
  else sky_->clear();
  refreshMean();
  const auto offer = positioning_.offer(antenna_->value());
  const bool passes = offer && offer->answer == gnss::GateAnswer::Passes;
  why_->setText(!offer || passes ? QString() : tr("Not good enough for a point: %1.").arg(wordOf(offer->answer)));
  why_->setVisible(!why_->text().isEmpty());
  reason_->setVisible(offer && !passes);
  const bool may = canWrite_ && offer && !positioning_.isAveraging() && (passes || !reason_->text().trimmed().isEmpty());
  outfall_->setEnabled(may);
  candidate_->setEnabled(may);
}

void GnssPanel::take(bool asCandidate) {
  const auto offer = positioning_.offer(antenna_->value());
  if (!offer) return;
  fieldwork::GnssPoint point = offer->point;
  if (across_->isChecked()) point = fieldwork::movedBy(std::move(point), {.bearing = bearing_->value(), .metres = metres_->value()});
  if (offer->answer != gnss::GateAnswer::Passes) point = fieldwork::takenAnyway(std::move(point), offer->answer, reason_->text().trimmed().toStdString());
  reason_->clear();
  across_->setChecked(false);
  if (offer->isMean) positioning_.forgetMean();
  Q_EMIT pointTaken(point, asCandidate);
}

} // namespace suyuan::desktop
