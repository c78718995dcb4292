// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/reading_dialog.h"

#include "app/desktop/dialogs/sample_words.h"
#include "app/desktop/shell/look.h"
#include "app/text/error_text.h"
#include "core/model/outfall_names.h"
#include "core/sampling/add_sample.h"
#include "core/sampling/sample_report.h"

#include <QComboBox>
#include <QDateTime>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace suyuan::desktop {

namespace {

/// What a kit reads on the bank, in the order of its form.
constexpr std::array<const char*, 8> kitFields{"ph", "do_mgl", "cod_mgl", "nh3n_mgl", "tp_mgl", "conductivity_uscm", "turbidity_ntu", "temperature_c"};
constexpr double secondsOfDay = 86'400;

double single(const QLineEdit* line) {
  const auto numbers = numbersIn(line->text());
  return numbers && numbers->size() == 1 ? numbers->front() : 0;
}

} // namespace

ReadingDialog::ReadingDialog(SurveySession& session, Outfall outfall, QWidget* parent)
    : QDialog(parent), session_(session), outfall_(std::move(outfall)), way_(new QComboBox), flow_(new QLabel), meaning_(new QLabel) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Readings: %1").arg(qs(labelOf(outfall_))));
  resize(860, 520);
  auto* column = new QVBoxLayout(this);
  auto* halves = new QHBoxLayout;
  auto* kit = new QGroupBox(tr("Field kit"));
  auto* kitForm = new QFormLayout(kit);
  addReadings(*kitForm);
  auto* flow = new QGroupBox(tr("Flow"));
  flowForm_ = new QFormLayout(flow);
  addFlow(*flowForm_);
  halves->addWidget(kit, 1);
  halves->addWidget(flow, 1);
  column->addLayout(halves, 1);
  meaning_->setObjectName(QStringLiteral("reading_meaning"));
  meaning_->setWordWrap(true);
  meaning_->setMinimumHeight(meaning_->fontMetrics().height() * 3);
  meaning_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  column->addWidget(meaning_);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
  record_ = addButton(*buttons, tr("&Record"), "reading_record");
  column->addWidget(buttons);
  record_->setDefault(true); // once the dialog has it, else Enter is for Cancel
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(record_, &QPushButton::clicked, this, &ReadingDialog::record);
  showWay();
  auto reader = session_.workerReader();
  if (!reader) {
    reading_ = false;
    return;
  }
  session_.tasks().start(
      tr("Rain"), [reader = *reader](std::stop_token, const TaskRunner::Progress&) { return sampling::RainTable::of(*reader); },
      [self = QPointer(this)](Result<sampling::RainTable> rain) {
        if (!self) return;
        self->reading_ = false;
        if (rain) self->rain_ = std::move(*rain);
        self->judge();
      });
}

void ReadingDialog::addReadings(QFormLayout& form) {
  const LayerSchema& schema = schemaOf(Layer::Samples);
  for (const char* name : kitFields) {
    const FieldDef& field = schema.fields[static_cast<std::size_t>(schema.indexOf(name))];
    Entry entry{name, new QLineEdit, new QLabel};
    entry.line->setObjectName(QStringLiteral("reading_") + QLatin1String(name));
    entry.line->setMinimumHeight(34);
    entry.fault->setObjectName(QStringLiteral("reading_fault_") + QLatin1String(name));
    auto* row = new QVBoxLayout;
    row->setSpacing(0);
    row->addWidget(entry.line);
    row->addWidget(entry.fault);
    entry.fault->hide();
    form.addRow(field.unit.empty() ? labelOf(field) : QStringLiteral("%1 (%2)").arg(labelOf(field), qs(field.unit)), row);
    connect(entry.line, &QLineEdit::textChanged, this, &ReadingDialog::judge);
    entries_.push_back(entry);
  }
}

void ReadingDialog::addFlow(QFormLayout& form) {
  using enum FlowWay;
  way_->setObjectName(QStringLiteral("reading_way"));
  way_->addItem(tr("As read from a meter"));
  way_->addItem(tr("Bucket and watch (容积法)"));
  way_->addItem(tr("Float in a ditch (浮标法)"));
  way_->addItem(tr("Float in a pipe (浮标法)"));
  form.addRow(tr("&How"), way_);
  const auto line = [&](const char* name, const QString& label, const QString& hint, std::vector<FlowWay> ways) {
    auto* made = new QLineEdit;
    made->setObjectName(QStringLiteral("reading_") + QLatin1String(name));
    made->setPlaceholderText(hint);
    made->setMinimumHeight(34);
    form.addRow(label, made);
    connect(made, &QLineEdit::textChanged, this, &ReadingDialog::judge);
    flowLines_.emplace_back(made, std::move(ways));
    return made;
  };
  asRead_ = line("flow", tr("Flow"), {}, {AsRead});
  unit_ = new QComboBox;
  unit_->setObjectName(QStringLiteral("reading_unit"));
  unit_->addItems({QStringLiteral("m³/d"), QStringLiteral("m³/s"), QStringLiteral("L/s")});
  form.addRow(tr("Unit"), unit_);
  litres_ = line("litres", tr("Vessel (L)"), {}, {Bucket});
  metres_ = line("metres", tr("Stretch (m)"), tr("10"), {FloatDitch, FloatPipe});
  seconds_ = line("seconds", tr("Times (s)"), tr("several: 12.1, 12.4, 11.9"), {Bucket, FloatDitch, FloatPipe});
  width_ = line("width", tr("Width (m)"), {}, {FloatDitch});
  depths_ = line("depths", tr("Depths (m)"), tr("at even distances, or the mean"), {FloatDitch});
  diameter_ = line("diameter", tr("Diameter (m)"), {}, {FloatPipe});
  depth_ = line("depth", tr("Depth of the water (m)"), {}, {FloatPipe});
  factor_ = line("factor", tr("Factor"), tr("mean speed by the float's"), {FloatDitch, FloatPipe});
  factor_->setText(QLocale::c().toString(session_.book().fieldwork().limits.floatFactor));
  flow_->setObjectName(QStringLiteral("reading_result"));
  flow_->setWordWrap(true);
  form.addRow(flow_);
  connect(way_, &QComboBox::currentIndexChanged, this, &ReadingDialog::showWay);
  connect(unit_, &QComboBox::currentIndexChanged, this, &ReadingDialog::judge);
}

void ReadingDialog::showWay() {
  const auto way = static_cast<FlowWay>(way_->currentIndex());
  for (const auto& [line, ways] : flowLines_) flowForm_->setRowVisible(line, std::ranges::contains(ways, way));
  flowForm_->setRowVisible(unit_, way == FlowWay::AsRead);
  judge();
}

bool ReadingDialog::takeEntries(Sample& sample, QString& fault) const {
  for (const Entry& entry : entries_) {
    const auto numbers = numbersIn(entry.line->text());
    if (!numbers || numbers->size() > 1) {
      fault = tr("“%1” is no number.").arg(entry.line->text());
      return false;
    }
    if (numbers->empty()) continue;
    Sample::fields(sample, [&](const FieldDef& field, auto& member) {
      if constexpr (std::is_same_v<std::remove_cvref_t<decltype(member)>, std::optional<double>>)
        if (field.name == entry.field) member = numbers->front();
    });
  }
  return true;
}

std::optional<sampling::FlowReadings> ReadingDialog::readings() const {
  const auto way = static_cast<FlowWay>(way_->currentIndex());
  if (way == FlowWay::AsRead || (seconds_->text().isEmpty() && litres_->text().isEmpty() && metres_->text().isEmpty())) return std::nullopt;
  auto seconds = numbersIn(seconds_->text()).value_or(std::vector<double>{-1});
  if (way == FlowWay::Bucket) return sampling::BucketReadings{single(litres_), std::move(seconds)};
  sampling::FloatReadings floats{single(metres_), std::move(seconds), {}, single(factor_)};
  if (way == FlowWay::FloatPipe) floats.section = sampling::PipeSection{single(diameter_), single(depth_)};
  else floats.section = sampling::DitchSection{single(width_), numbersIn(depths_->text()).value_or(std::vector<double>{-1})};
  return floats;
}

std::optional<double> ReadingDialog::flowAsRead() const {
  if (static_cast<FlowWay>(way_->currentIndex()) != FlowWay::AsRead) return std::nullopt;
  const auto numbers = numbersIn(asRead_->text());
  if (!numbers || numbers->size() != 1) return std::nullopt;
  constexpr std::array factors{1 / secondsOfDay, 1.0, 0.001}; // as the units are listed
  return numbers->front() * factors[static_cast<std::size_t>(unit_->currentIndex())];
}

void ReadingDialog::judge() {
  if (record_ == nullptr) return; // still being built
  Sample sample;
  sample.sampledAt = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toStdString();
  QString fault;
  bool good = takeEntries(sample, fault);
  flow_->clear();
  if (const auto readings = this->readings()) {
    if (const auto flow = sampling::setFlow(sample, *readings)) {
      QString text = tr("%1 m³/s = %2 m³/d").arg(QLocale::c().toString(flow->m3PerSecond, 'g', 4), QLocale::c().toString(flow->m3PerSecond * secondsOfDay, 'g', 4));
      if (flow->spread > session_.book().fieldwork().limits.flowSpread) text += tr("; the times differ by %1 %: measure once more").arg(qRound(flow->spread * 100));
      flow_->setText(text);
    } else {
      good = false;
      flow_->setText(tr("Still missing or not possible: %1").arg(qs(flow.error().place.field)));
    }
  } else if (way_->currentIndex() == 0 && !asRead_->text().trimmed().isEmpty()) {
    sample.flow = flowAsRead();
    if (!sample.flow) {
      good = false;
      flow_->setText(tr("“%1” is no number.").arg(asRead_->text()));
    } else {
      flow_->setText(tr("%1 m³/s = %2 m³/d").arg(QLocale::c().toString(*sample.flow, 'g', 4), QLocale::c().toString(*sample.flow * secondsOfDay, 'g', 4)));
    }
  }
  const auto faults = sampling::faultsOf(sample, session_.book());
  for (const Entry& entry : entries_) {
    const auto found = std::ranges::find(faults, entry.field, &sampling::ReadingFault::field);
    entry.fault->setVisible(found != faults.end());
    if (found != faults.end()) entry.fault->setText(rangeWords(found->low, found->high, found->impossible));
  }
  good = good && std::ranges::none_of(faults, &sampling::ReadingFault::impossible);
  const auto judged = sampling::judgeSample(sample, outfall_, session_.book(), rain_);
  QStringList lines;
  if (!fault.isEmpty()) lines << fault;
  if (const QString quality = qualityWords(judged, sampling::surfaceWater(session_.book().standards())); !quality.isEmpty()) lines << tr("Class by GB 3838: %1").arg(quality);
  if (const QString beyond = beyondWords(judged); !beyond.isEmpty()) lines << tr("Beyond the limit of %1: %2").arg(qs(outfall_.standard), beyond);
  if (judged.dryFlow) lines << tr("A storm outfall that runs on a dry day (旱天污水直排).");
  meaning_->setText(lines.join(u'\n'));
  const bool any = std::ranges::any_of(entries_, [](const Entry& entry) { return !entry.line->text().trimmed().isEmpty(); }) || sample.flow;
  record_->setEnabled(good && any && !session_.isReadOnly());
}

void ReadingDialog::record() {
  Sample sample;
  QString fault;
  if (!takeEntries(sample, fault)) return;
  sample.outfallFid = outfall_.fid;
  if (const auto readings = this->readings()) {
    if (!sampling::setFlow(sample, *readings)) return;
  } else {
    sample.flow = flowAsRead();
  }
  auto done = session_.edit(tr("Field kit readings"), [&](store::Edit& edit) -> Result<> {
    auto added = sampling::addSample(edit, session_.reader(), sample, session_.book());
    return added ? Result<>{} : std::unexpected(std::move(added).error());
  });
  if (!done) return meaning_->setText(qs(text::sentence(done.error(), currentLanguage())));
  Q_EMIT recorded();
  accept();
}

} // namespace suyuan::desktop
