// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/forms/record_form.h"

#include "app/desktop/forms/class_link.h"
#include "app/desktop/forms/drafts.h"
#include "app/desktop/shell/look.h"
#include "app/text/finding_text.h"

#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QTimer>
#include <QVBoxLayout>

namespace suyuan::desktop {

namespace {

QString textOf(const QWidget* editor) {
  if (const auto* box = qobject_cast<const QComboBox*>(editor)) return box->currentText();
  return qobject_cast<const QLineEdit*>(editor)->text();
}

void setText(QWidget* editor, const QString& text) {
  auto* box = qobject_cast<QComboBox*>(editor);
  if (box != nullptr) box->setCurrentText(text);
  auto* line = box != nullptr ? box->lineEdit() : qobject_cast<QLineEdit*>(editor);
  if (box == nullptr) line->setText(text);
  line->setCursorPosition(0); // a long text shows its beginning
}

/// Words that a field may hold: the class table's for the classes, the rule book's for the others.
QStringList wordsFor(const rules::RuleBook& book, const Outfall& outfall, std::string_view field) {
  QStringList words;
  if (isClassField(field)) {
    for (const std::string& word : classWords(book.classes(), outfall, field)) words << qs(word);
  } else {
    for (const std::string& word : book.vocabulary(field)) words << qs(word);
  }
  return words;
}

} // namespace

RecordForm::RecordForm(SurveySession& session, Drafts* drafts, QWidget* parent)
    : QScrollArea(parent), session_(session), drafts_(drafts), adviser_(session, this), soon_(new QTimer(this)) {
  setWidgetResizable(true);
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  body_ = new QWidget;
  auto* column = new QVBoxLayout(body_);
  title_ = new QLabel;
  title_->setWordWrap(true);
  column->addWidget(title_);
  addGroup(column, tr("Identity"), {"name", "code_national", "code_provincial", "code_local", "status", "source_id", "source"});
  addGroup(column, tr("Class"), {"class_1", "class_2", "class_3", "sewage_kind", "flow_m3d", "standard", "permit_no", "approve_status"});
  addGroup(column, tr("Place"), {"division_code", "township", "township_code", "address", "river_name", "basin", "bank", "chainage_m"});
  addGroup(column, tr("Outlet"), {"outlet_shape", "outlet_size_m", "inflow_mode", "drain_feature", "abnormal"});
  addGroup(column, tr("Tracing"), {"trace_status", "trace_method", "unit_name", "responsible_body", "responsible_uscc", "supervisor"});
  addGroup(column, tr("Rectification"), {"handle_type", "handle_stage", "finish_date"});
  addGroup(column, tr("Survey"), {"survey_level", "surveyed_at", "surveyor", "team", "accuracy_m", "datum", "note"});
  column->addStretch();
  setWidget(body_);
  body_->installEventFilter(this);
  connect(&session_, &SurveySession::changed, this, [this](const std::vector<ChangedRecord>& records) {
    // Another record may be the neighbour, the unit or the twin that a finding speaks of.
    for (const ChangedRecord& record : records)
      if (record.layer != Layer::Tracks) return refresh();
    if (records.empty()) askNow(); // something was set aside or taken up
  });
  soon_->setSingleShot(true);
  soon_->setInterval(150);
  connect(soon_, &QTimer::timeout, this, &RecordForm::askNow);
  connect(&adviser_, &RecordAdviser::advised, this, &RecordForm::showAdvice);
  connect(&session_, &SurveySession::everythingChanged, this, &RecordForm::refresh);
  show(Fid{});
}

RecordForm::~RecordForm() {
  // A field that is destroyed with the focus in it says that its editing is finished, when nobody is left to hear it.
  for (auto& [name, field] : fields_) {
    field.editor->disconnect(this);
    if (auto* box = qobject_cast<QComboBox*>(field.editor)) box->lineEdit()->disconnect(this);
  }
}

/// Fields are never cut off: the form does not become narrower than the widest of them, beside its scroll bar.
bool RecordForm::eventFilter(QObject* watched, QEvent* event) {
  if (watched == body_ && event->type() == QEvent::LayoutRequest) setMinimumWidth(body_->minimumSizeHint().width() + verticalScrollBar()->sizeHint().width());
  return QScrollArea::eventFilter(watched, event);
}

void RecordForm::addGroup(QVBoxLayout* column, const QString& title, std::initializer_list<const char*> names) {
  auto* group = new QGroupBox(title);
  auto* rows = new QFormLayout(group);
  rows->setRowWrapPolicy(QFormLayout::WrapLongRows);
  rows->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
  const LayerSchema& schema = schemaOf(Layer::Outfalls);
  for (const char* name : names) {
    const int at = schema.indexOf(name);
    if (at < 0) continue;
    Field field{schema.fields[static_cast<std::size_t>(at)], nullptr, new QWidget, nullptr, {}, {}};
    const QStringList words = wordsFor(session_.book(), {}, name);
    QLineEdit* line = nullptr;
    if (!words.isEmpty()) {
      auto* box = new QComboBox;
      box->setEditable(true); // a word that the list does not know is kept, and a finding
      box->setInsertPolicy(QComboBox::NoInsert);
      box->setMinimumContentsLength(8);
      box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
      box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
      field.editor = box;
      line = box->lineEdit();
      offerWords(field, words);
      connect(box, &QComboBox::activated, this, [this, key = std::string(name)] { commit(fields_.at(key)); });
    } else {
      line = new QLineEdit;
      field.editor = line;
    }
    connect(line, &QLineEdit::editingFinished, this, [this, key = std::string(name)] { commit(fields_.at(key)); });
    connect(line, &QLineEdit::textEdited, this, [this, key = std::string(name)] { typed(fields_.at(key)); });
    field.editor->setObjectName(QString::fromLatin1(name));
    field.editor->setEnabled(!session_.isReadOnly());
    field.editor->setAccessibleName(labelOf(field.def));
    field.notesLayout = new QVBoxLayout(field.notes);
    field.notesLayout->setContentsMargins(0, 0, 0, 0);
    auto* cell = new QVBoxLayout;
    cell->setSpacing(2);
    cell->addWidget(field.editor);
    cell->addWidget(field.notes);
    auto* label = new QLabel(labelOf(field.def));
    label->setBuddy(field.editor);
    rows->addRow(label, cell);
    if (std::string_view(name) == "class_3") rows->addRow(QString(), classButtons());
    fields_.emplace(name, field);
  }
  column->addWidget(group);
}

QWidget* RecordForm::classButtons() {
  auto* both = new QWidget;
  auto* row = new QHBoxLayout(both);
  row->setContentsMargins(0, 0, 0, 0);
  auto* key = new QPushButton(tr("Class &key…"));
  key->setObjectName(QStringLiteral("form_class_key"));
  key->setToolTip(tr("Find the class by at most five questions"));
  auto* other = new QPushButton(tr("Rec&lassify…"));
  other->setObjectName(QStringLiteral("form_reclassify"));
  other->setToolTip(tr("See what another class means for code, approval and signboard"));
  for (QPushButton* button : {key, other}) {
    button->setEnabled(!session_.isReadOnly());
    row->addWidget(button);
  }
  row->addStretch();
  connect(key, &QPushButton::clicked, this, &RecordForm::classKeyWanted);
  connect(other, &QPushButton::clicked, this, &RecordForm::reclassifyWanted);
  return both;
}

QWidget* RecordForm::editor(const std::string& field) const {
  const auto found = fields_.find(field);
  return found == fields_.end() ? nullptr : found->second.editor;
}

void RecordForm::offerWords(Field& field, const QStringList& words) {
  auto* box = qobject_cast<QComboBox*>(field.editor);
  if (box == nullptr || field.words == words) return;
  field.words = words;
  const QSignalBlocker quiet(box);
  const QString text = box->currentText();
  box->clear();
  box->addItem(QString());
  box->addItems(words);
  box->setCurrentText(text);
}

void RecordForm::showField(const std::string& field) {
  QWidget* wanted = editor(field);
  ensureWidgetVisible(wanted != nullptr ? wanted : editor("name"), 50, 120);
}

void RecordForm::focusField(const std::string& field) {
  QWidget* wanted = editor(field);
  if (wanted == nullptr) wanted = editor("name");
  ensureWidgetVisible(wanted, 50, 120);
  wanted->setFocus();
}

void RecordForm::show(Fid fid) {
  if (fid != fid_) {
    if (fid_.isSet()) commitAll();
    clearNotes();
  }
  fid_ = fid;
  for (auto& [name, field] : fields_) field.editor->clearFocus();
  refresh();
}

void RecordForm::refresh() {
  std::optional<Outfall> outfall;
  if (fid_.isSet())
    if (auto found = session_.reader().get<Outfall>(fid_)) outfall = std::move(*found);
  if (!outfall) fid_ = {};
  body_->setEnabled(outfall.has_value());
  title_->setText(!outfall ? tr("Click an outfall on the map or in the table, or add one.")
                           : QStringLiteral("<b>%1</b>").arg((outfall->name.empty() ? tr("Unnamed outfall") : qs(outfall->name)).toHtmlEscaped()));
  const Row row = outfall ? toRow(*outfall) : Row{};
  const LayerSchema& schema = schemaOf(Layer::Outfalls);
  shown_ = outfall.value_or(Outfall{});
  filling_ = true;
  for (auto& [name, field] : fields_) {
    const auto at = static_cast<std::size_t>(schema.indexOf(name));
    const QString now = at < row.values.size() ? qs(toText(row.values[at])) : QString();
    const bool typing = field.editor->hasFocus() && textOf(field.editor) != field.stored && outfall;
    field.stored = now;
    if (isClassField(name)) offerWords(field, wordsFor(session_.book(), shown_, name));
    if (!typing && textOf(field.editor) != now) setText(field.editor, now);
  }
  filling_ = false;
  if (outfall) {
    askNow();
  } else {
    soon_->stop();
    adviser_.forget();
    clearNotes();
  }
}

bool RecordForm::isSettled() const { return !adviser_.isBusy() && !soon_->isActive(); }

Outfall RecordForm::asTyped() const {
  Row row = toRow(shown_);
  const LayerSchema& schema = schemaOf(Layer::Outfalls);
  for (const auto& [name, field] : fields_) {
    const QString text = textOf(field.editor).trimmed();
    if (text == field.stored) continue;
    // What does not fit its field is said when the field is left; until then the record stands.
    if (const auto value = parseValue(field.def.type, text.toStdString())) row.values[static_cast<std::size_t>(schema.indexOf(name))] = *value;
  }
  return fromRow<Outfall>(row);
}

void RecordForm::askNow() {
  soon_->stop();
  if (fid_.isSet()) adviser_.ask(asTyped());
}

void RecordForm::typed(const Field& field) {
  if (fid_.isSet() && !filling_) soon_->start();
  if (drafts_ != nullptr && fid_.isSet() && !filling_) drafts_->keep(fid_, std::string(field.def.name), textOf(field.editor));
}

void RecordForm::commitAll() {
  for (auto& [name, field] : fields_) commit(field);
}

void RecordForm::commit(Field& field) {
  if (filling_ || !fid_.isSet() || session_.isReadOnly()) return;
  const QString text = textOf(field.editor).trimmed();
  const auto settled = [&] {
    if (drafts_ != nullptr) drafts_->drop(fid_, std::string(field.def.name));
  };
  if (text == field.stored) return settled();
  const auto value = parseValue(field.def.type, text.toStdString());
  if (!value) {
    Q_EMIT failed(Error{ErrorCode::ValueInvalid, {.layer = "outfalls", .field = std::string(field.def.name)}, {text.toStdString()}, {}});
    setText(field.editor, field.stored);
    return settled();
  }
  if (record(field, *value)) settled();
}

bool RecordForm::record(const Field& field, const Value& value) {
  const QString label = tr("Change %1").arg(labelOf(field.def));
  auto done = session_.edit(label, [&](store::Edit& e) -> Result<> {
    if (!isClassField(field.def.name)) return e.setField(Layer::Outfalls, fid_, field.def.name, value);
    // The three class fields hang together and change as one step.
    for (const auto& [name, text] : classChange(session_.book().classes(), shown_, field.def.name, toText(value)))
      SUYUAN_TRY(e.setField(Layer::Outfalls, fid_, name, toValue(text)));
    return {};
  });
  if (!done) Q_EMIT failed(done.error());
  return done.has_value();
}

void RecordForm::note(Field& field, const QString& text, const char* colour, const QString& button, const Value& value) {
  auto* label = new QLabel(text);
  label->setWordWrap(true);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  if (currentTheme() != Theme::Contrast) label->setStyleSheet(QStringLiteral("color: %1;").arg(QLatin1String(colour)));
  field.notesLayout->addWidget(label);
  if (button.isEmpty() || session_.isReadOnly()) return;
  auto* press = new QPushButton(button);
  press->setObjectName(QStringLiteral("fix_%1").arg(qs(field.def.name)));
  press->setToolTip(button);
  connect(press, &QPushButton::clicked, this, [this, key = std::string(field.def.name), value] {
    record(fields_.at(key), value);
  });
  field.notesLayout->addWidget(press, 0, Qt::AlignLeft);
}

void RecordForm::clearNotes() {
  for (auto& [name, field] : fields_) emptyLayout(*field.notesLayout);
}

void RecordForm::showAdvice(const Advice& advice) {
  if (advice.fid != fid_) return;
  clearNotes();
  const bool dark = currentTheme() == Theme::Dark;
  const char* blue = dark ? "#7cc4ff" : "#1f6fb5";
  if (!advice.name.empty()) note(fields_.at("name"), tr("Proposed: %1").arg(qs(advice.name)), blue, tr("Adopt"), advice.name);
  if (!advice.code.empty()) note(fields_.at("code_national"), tr("Proposed: %1").arg(qs(advice.code)), blue, tr("Adopt"), advice.code);
  for (const Finding& finding : advice.findings) {
    auto found = fields_.find(finding.field);
    if (found == fields_.end()) found = fields_.find("name");
    const char* colour = finding.severity == Severity::Error ? (dark ? "#ff8a80" : "#b3261e")
                         : finding.severity == Severity::Warning ? (dark ? "#ffc466" : "#8a5300") : (dark ? "#a9b4be" : "#5a6570");
    const QString mark = finding.severity == Severity::Error ? QStringLiteral("✖ ") : finding.severity == Severity::Warning ? QStringLiteral("▲ ") : QStringLiteral("ⓘ ");
    const QString text = mark + qs(text::findingText(finding, session_.book(), currentLanguage()));
    if (finding.fix && fields_.contains(finding.fix->field))
      note(fields_.at(finding.fix->field), text, colour, tr("Set to %1").arg(qs(toText(finding.fix->value))), finding.fix->value);
    else
      note(found->second, text, colour, {}, {});
  }
  Q_EMIT advised();
}

} // namespace suyuan::desktop
