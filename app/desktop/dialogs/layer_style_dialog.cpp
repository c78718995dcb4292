// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/layer_style_dialog.h"

#include "app/desktop/shell/look.h"
#include "app/desktop/shell/swatch.h"
#include "app/text/resource_paths.h"
#include "core/model/record.h"

#include <QCheckBox>
#include <QColorDialog>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QPointer>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <cmath>

namespace suyuan::desktop {

namespace {

/// Okabe and Ito (2008), "Color Universal Design": told apart with every common colour blindness, and in print.
constexpr std::array universalColors{"#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c6d1f", "#4d4d4d"};

constexpr std::array scales{500.0, 1'000.0, 2'000.0, 5'000.0, 10'000.0, 25'000.0, 50'000.0, 100'000.0, 250'000.0, 500'000.0, 1e6, 2e6, 5e6, 1e7};
constexpr double asInTheme = -1;

QString scaleText(double denominator) { return QStringLiteral("1 : %1").arg(QLocale().toString(std::round(denominator), 'f', 0)); }

/// Member of the changes that a class's colour is kept under.
QString keyOf(const render::LayerStyle& style, int row) {
  return row < static_cast<int>(style.classes.size()) ? qs(style.classes[static_cast<std::size_t>(row)].match.front()) : QStringLiteral("*");
}

} // namespace

LayerStyleDialog::LayerStyleDialog(SurveySession& session, MapStyles& styles, Layer layer, double scaleNow, QWidget* parent)
    : QDialog(parent), session_(session), styles_(styles), layer_(layer), scaleNow_(std::round(scaleNow)), changes_(styles.changesOf(std::string(layerName(layer)))),
      list_(new QListWidget), color_(new QPushButton(tr("&Colour…"))), usual_(new QPushButton(tr("Theme's c&olour"))), size_(new QSpinBox),
      labelSize_(new QSpinBox), labels_(new QCheckBox(tr("Write &labels"))), clusters_(new QCheckBox(tr("Far out, &gather points into signs with their number"))) {
  setWindowTitle(tr("Style: %1").arg(labelOf(layer)));
  setAttribute(Qt::WA_DeleteOnClose);
  setMinimumWidth(460);
  if (const auto resources = text::resourcesFolder())
    if (const auto plain = render::loadStyle(*resources, styles.sheet()->id, text::code(currentLanguage())))
      if (const auto found = (*plain)->layers.find(layerName(layer)); found != (*plain)->layers.end()) plain_ = found->second;
  if (!plain_) plain_ = styles.sheet()->layers.at(std::string(layerName(layer)));

  classes_ = fieldBox("style_classes", plain_->by == render::ClassifyBy::None ? tr("none: one symbol for all") : tr("as in the theme"));
  labelField_ = fieldBox("style_label_field", tr("as in the theme"));
  far_ = scaleBox("style_far");
  near_ = scaleBox("style_near");
  list_->setObjectName(QStringLiteral("style_colors"));
  list_->setIconSize({26, 18});
  list_->setMinimumHeight(fontMetrics().height() * 5);
  list_->setAccessibleName(tr("Colours of the classes"));
  color_->setObjectName(QStringLiteral("style_color"));
  usual_->setObjectName(QStringLiteral("style_usual_color"));
  color_->setAutoDefault(false);
  usual_->setAutoDefault(false);
  size_->setObjectName(QStringLiteral("style_size"));
  size_->setRange(30, 400);
  size_->setSingleStep(10);
  size_->setSuffix(QStringLiteral(" %"));
  labelSize_->setObjectName(QStringLiteral("style_label_size"));
  labelSize_->setRange(6, 36);
  labelSize_->setSuffix(tr(" px"));
  labels_->setObjectName(QStringLiteral("style_labels"));
  clusters_->setObjectName(QStringLiteral("style_clusters"));
  clusters_->setVisible(plain_->clusters.has_value());

  auto* form = new QFormLayout;
  form->addRow(tr("Classes &by"), classes_);
  auto* colors = new QHBoxLayout;
  colors->addWidget(list_, 1);
  auto* beside = new QVBoxLayout;
  beside->addWidget(color_);
  beside->addWidget(usual_);
  beside->addStretch();
  colors->addLayout(beside);
  form->addRow(tr("Colours"), colors);
  form->addRow(tr("&Size"), size_);
  form->addRow(QString(), labels_);
  form->addRow(tr("Label &field"), labelField_);
  form->addRow(tr("Label si&ze"), labelSize_);
  auto* range = new QHBoxLayout;
  range->addWidget(far_, 1);
  range->addWidget(new QLabel(tr("to")));
  range->addWidget(near_, 1);
  auto* shownFrom = new QLabel(tr("S&hown from"));
  shownFrom->setBuddy(far_);
  form->addRow(shownFrom, range);
  form->addRow(QString(), clusters_);
  auto* note = new QLabel(tr("The map shows each change at once. OK keeps them in the survey, for all themes; the style files stay as they are."));
  note->setWordWrap(true);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(addButton(*buttons, tr("&As in the theme"), "style_reset"), &QPushButton::clicked, this, &LayerStyleDialog::reset);
  auto* column = new QVBoxLayout(this);
  column->addLayout(form);
  column->addWidget(note);
  column->addWidget(buttons);

  takeFromChanges();
  connect(classes_, &QComboBox::currentIndexChanged, this, &LayerStyleDialog::classify);
  connect(list_, &QListWidget::itemActivated, this, &LayerStyleDialog::chooseColor);
  connect(list_, &QListWidget::currentRowChanged, this, [this](int row) {
    color_->setEnabled(row >= 0);
    usual_->setEnabled(row >= 0 && changes_.value(QStringLiteral("class_colors")).toObject().contains(keyOf(style(), row)));
  });
  connect(color_, &QPushButton::clicked, this, &LayerStyleDialog::chooseColor);
  connect(usual_, &QPushButton::clicked, this, [this] { setColor(list_->currentRow(), {}); });
  connect(size_, &QSpinBox::valueChanged, this, [this](int percent) { change("size_factor", percent == 100 ? QJsonValue(QJsonValue::Undefined) : QJsonValue(percent / 100.0)); });
  connect(labels_, &QCheckBox::toggled, this, &LayerStyleDialog::changeLabel);
  connect(labelSize_, &QSpinBox::valueChanged, this, &LayerStyleDialog::changeLabel);
  connect(labelField_, &QComboBox::currentIndexChanged, this, [this] {
    const QString field = labelField_->currentData().toString();
    change("label_field", field.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(field));
  });
  for (const auto& [box, member] : {std::pair(far_, "max_scale"), std::pair(near_, "min_scale")})
    connect(box, &QComboBox::currentIndexChanged, this, [this, box = box, member = member] {
      const double chosen = box->currentData().toDouble();
      change(member, chosen == asInTheme ? QJsonValue(QJsonValue::Undefined) : QJsonValue(chosen));
    });
  connect(clusters_, &QCheckBox::toggled, this, [this](bool on) { change("clusters", on ? QJsonValue(QJsonValue::Undefined) : QJsonValue(QJsonValue::Null)); });
  connect(&styles_, &MapStyles::changed, this, &LayerStyleDialog::fillClasses);
}

const render::LayerStyle& LayerStyleDialog::style() const {
  const auto found = styles_.sheet()->layers.find(layerName(layer_));
  return found == styles_.sheet()->layers.end() ? *plain_ : *found->second;
}

QComboBox* LayerStyleDialog::fieldBox(const char* name, const QString& usual) const {
  auto* box = new QComboBox;
  box->setObjectName(QLatin1String(name));
  box->addItem(usual, QString());
  for (const FieldDef& field : schemaOf(layer_).fields)
    if (field.type == FieldType::Text || field.type == FieldType::Integer || field.type == FieldType::Boolean) box->addItem(labelOf(field), qs(field.name));
  return box;
}

QComboBox* LayerStyleDialog::scaleBox(const char* name) const {
  auto* box = new QComboBox;
  box->setObjectName(QLatin1String(name));
  box->addItem(tr("as in the theme"), asInTheme);
  box->addItem(tr("no limit"), 0.0);
  for (const double scale : scales) box->addItem(scaleText(scale), scale);
  if (scaleNow_ > 0) box->addItem(tr("%1 (the map now)").arg(scaleText(scaleNow_)), scaleNow_);
  return box;
}

void LayerStyleDialog::takeFromChanges() {
  filling_ = true;
  const auto choose = [](QComboBox* box, const QString& value) { box->setCurrentIndex(std::max(0, box->findData(value))); };
  const auto chooseScale = [](QComboBox* box, const QJsonValue& value) {
    const double scale = value.toDouble(asInTheme);
    if (box->findData(scale) < 0) box->addItem(scaleText(scale), scale);
    box->setCurrentIndex(box->findData(scale));
  };
  choose(classes_, changes_.value(QStringLiteral("category_field")).toString());
  choose(labelField_, changes_.value(QStringLiteral("label_field")).toString());
  size_->setValue(static_cast<int>(std::lround(changes_.value(QStringLiteral("size_factor")).toDouble(1) * 100)));
  labels_->setChecked(style().label.has_value());
  labelSize_->setValue(static_cast<int>(std::lround(changes_.value(QStringLiteral("label")).toObject().value(QStringLiteral("size")).toDouble(plain_->label ? plain_->label->size : 11))));
  labelSize_->setEnabled(labels_->isChecked());
  labelField_->setEnabled(labels_->isChecked());
  chooseScale(far_, changes_.value(QStringLiteral("max_scale")));
  chooseScale(near_, changes_.value(QStringLiteral("min_scale")));
  clusters_->setChecked(!changes_.value(QStringLiteral("clusters")).isNull());
  fillClasses();
  filling_ = false;
}

void LayerStyleDialog::fillClasses() {
  const QSignalBlocker quiet(list_);
  const int row = std::max(0, list_->currentRow());
  list_->clear();
  const render::LayerStyle& now = style();
  const GeometryKind kind = schemaOf(layer_).geometry;
  const auto add = [&](const QString& title, const render::Symbol& symbol) {
    list_->addItem(new QListWidgetItem(swatchOf({{}, {}, kind, symbol}, {26, 18}, {20, 14}, styles_.sheet()->background, devicePixelRatioF()), title));
  };
  if (counting_) list_->addItem(tr("Reading the values…"));
  else {
    for (const render::SymbolClass& one : now.classes) add(one.title, one.symbol);
    add(now.classes.empty() ? now.title : now.otherTitle.isEmpty() ? tr("all others") : now.otherTitle, now.base);
  }
  list_->setCurrentRow(std::min(row, list_->count() - 1));
  color_->setEnabled(!counting_);
  usual_->setEnabled(!counting_ && changes_.value(QStringLiteral("class_colors")).toObject().contains(keyOf(now, list_->currentRow())));
}

void LayerStyleDialog::chooseColor() {
  const int row = list_->currentRow();
  if (row < 0 || counting_) return;
  const render::LayerStyle& now = style();
  const QColor before = row < static_cast<int>(now.classes.size()) ? now.classes[static_cast<std::size_t>(row)].symbol.color : now.base.color;
  const QColor chosen = QColorDialog::getColor(before, this, tr("Colour of %1").arg(list_->currentItem()->text()));
  if (chosen.isValid()) setColor(row, chosen);
}

void LayerStyleDialog::setColor(int classRow, const QColor& color) {
  if (classRow < 0) return;
  QJsonObject colors = changes_.value(QStringLiteral("class_colors")).toObject();
  if (color.isValid()) colors[keyOf(style(), classRow)] = color.name();
  else colors.remove(keyOf(style(), classRow));
  change("class_colors", colors.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(colors));
}

void LayerStyleDialog::classify() {
  if (filling_) return;
  const std::string field = classes_->currentData().toString().toStdString();
  ++counts_;
  if (field.empty()) {
    counting_ = false;
    QJsonObject now = changes_;
    for (const char* member : {"category_field", "by", "classes", "class_colors"}) now.remove(QLatin1String(member));
    return show(now);
  }
  counting_ = true;
  fillClasses();
  using Words = std::vector<std::pair<std::string, std::int64_t>>;
  session_.tasks().start(
      tr("Reading the values"),
      [session = &session_, layer = layer_, field](std::stop_token, const TaskRunner::Progress&) -> Result<Words> {
        auto reader = session->workerReader();
        if (!reader) return std::unexpected(std::move(reader).error());
        return (*reader)->countBy(layer, field);
      },
      [self = QPointer(this), field, number = counts_](Result<Words> words) {
        if (!self || number != self->counts_) return;
        self->counting_ = false;
        if (words) return self->setClasses(field, *words);
        Q_EMIT self->failed(words.error());
        self->takeFromChanges();
      });
}

void LayerStyleDialog::setClasses(const std::string& field, const std::vector<std::pair<std::string, std::int64_t>>& words) {
  QJsonArray classes;
  QJsonObject colors;
  for (const auto& [word, count] : words) {
    if (word.empty()) continue;
    if (classes.size() == static_cast<qsizetype>(universalColors.size())) break; // more colours nobody tells apart: the rest are the others
    colors[qs(word)] = QLatin1String(universalColors[static_cast<std::size_t>(classes.size())]);
    classes.append(QJsonObject{{QStringLiteral("match"), QJsonArray{qs(word)}}});
  }
  QJsonObject now = changes_;
  now[QStringLiteral("category_field")] = qs(field);
  now[QStringLiteral("by")] = QStringLiteral("category");
  now[QStringLiteral("classes")] = classes;
  now[QStringLiteral("class_colors")] = colors;
  show(now);
}

void LayerStyleDialog::changeLabel() {
  if (filling_) return;
  labelSize_->setEnabled(labels_->isChecked());
  labelField_->setEnabled(labels_->isChecked());
  QJsonObject now = changes_;
  now.remove(QStringLiteral("label"));
  now.remove(QStringLiteral("labels"));
  if (!labels_->isChecked()) {
    if (plain_->label) now[QStringLiteral("labels")] = false;
  } else if (!plain_->label || labelSize_->value() != std::lround(plain_->label->size)) {
    now[QStringLiteral("label")] = QJsonObject{{QStringLiteral("size"), labelSize_->value()}};
  }
  show(now);
}

void LayerStyleDialog::change(const char* member, const QJsonValue& value) {
  if (filling_) return;
  QJsonObject now = changes_;
  if (value.isUndefined()) now.remove(QLatin1String(member));
  else now[QLatin1String(member)] = value;
  show(now);
}

void LayerStyleDialog::show(const QJsonObject& changes) {
  if (auto shown = styles_.show(std::string(layerName(layer_)), changes); !shown) {
    Q_EMIT failed(shown.error());
    return takeFromChanges();
  }
  changes_ = changes;
  fillClasses();
}

void LayerStyleDialog::reset() {
  ++counts_;
  counting_ = false;
  show({});
  takeFromChanges();
}

void LayerStyleDialog::done(int result) {
  if (result != Accepted) styles_.discard();
  else if (auto kept = styles_.keep(); !kept) Q_EMIT failed(kept.error());
  QDialog::done(result);
}

} // namespace suyuan::desktop
