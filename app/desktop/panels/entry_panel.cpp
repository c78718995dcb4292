// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/panels/entry_panel.h"

#include "app/desktop/forms/flow_layout.h"
#include "app/desktop/forms/question_editor.h"
#include "app/desktop/shell/look.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QScroller>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace suyuan::desktop {

namespace {

QPushButton* bigButton(const QString& text, const char* name) {
  auto* button = new QPushButton(text);
  button->setObjectName(QLatin1String(name));
  button->setMinimumHeight(button->fontMetrics().height() * 2 + 6);
  return button;
}

QColor faultInk(bool hard) {
  const bool dark = currentTheme() != Theme::Light;
  return hard ? (dark ? QColor(0xff, 0x8a, 0x80) : QColor(0xb3, 0x26, 0x1e)) : (dark ? QColor(0xff, 0xc4, 0x66) : QColor(0x8a, 0x53, 0x00));
}

void setInk(QLabel& label, const QColor& ink) {
  QPalette palette = label.palette();
  palette.setColor(QPalette::WindowText, ink);
  label.setPalette(palette);
}

} // namespace

EntryPanel::EntryPanel(Entry& entry, bool canWrite, QWidget* parent) : QWidget(parent), entry_(entry), canWrite_(canWrite), pages_(new QStackedWidget) {
  setObjectName(QStringLiteral("entry"));
  setMinimumWidth(fontMetrics().horizontalAdvance(u'0') * 46); // of the longest words, and never changing as one answers
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(pages_);
  pages_->addWidget(chooser());
  pages_->addWidget(formPage());
  const auto key = [this](const char* keys, auto run) {
    auto* shortcut = new QShortcut(QKeySequence(QLatin1String(keys)), this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(shortcut, &QShortcut::activated, this, run);
  };
  key("Ctrl+Return", [this] { entry_.record(); });
  key("Ctrl+Enter", [this] { entry_.record(); });
  key("Ctrl+PgDown", [this] { goSection(1); });
  key("Ctrl+PgUp", [this] { goSection(-1); });
  key("Ctrl+'", [this] { takeOffer(); });
  connect(&entry_, &Entry::opened, this, &EntryPanel::build);
  connect(&entry_, &Entry::changed, this, &EntryPanel::refresh);
  connect(&entry_, &Entry::closed, this, &EntryPanel::build);
  build();
}

EntryPanel::~EntryPanel() = default;

QString EntryPanel::words(const rules::Bilingual& text) { return qs(currentLanguage() == text::Language::Chinese ? text.zh : text.en); }

QWidget* EntryPanel::chooser() {
  auto* page = new QWidget;
  choices_ = new QVBoxLayout(page);
  auto* what = new QLabel(tr("Fill in a form for a new place, or for the record that is selected:"));
  what->setWordWrap(true);
  choices_->addWidget(what);
  auto* selected = new QCheckBox(tr("for what is &selected"));
  selected->setObjectName(QStringLiteral("entry_selected"));
  choices_->addWidget(selected);
  for (const forms::Form& form : entry_.forms().forms) {
    auto* button = bigButton(words(form.title), "");
    button->setObjectName(QStringLiteral("begin_%1").arg(qs(form.id)));
    button->setEnabled(canWrite_);
    connect(button, &QPushButton::clicked, this, [this, selected, id = qs(form.id)] { Q_EMIT formWanted(id, selected->isChecked()); });
    choices_->addWidget(button);
  }
  choices_->addStretch();
  return page;
}

QWidget* EntryPanel::formPage() {
  auto* page = new QWidget;
  auto* column = new QVBoxLayout(page);
  column->setContentsMargins(6, 6, 6, 6);
  column->setSpacing(4);
  title_ = new QLabel;
  title_->setObjectName(QStringLiteral("entry_title"));
  title_->setWordWrap(true);
  column->addWidget(title_);
  auto* steps = new QWidget;
  steps_ = new FlowLayout(steps, 4);
  QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
  policy.setHeightForWidth(true);
  steps->setSizePolicy(policy);
  column->addWidget(steps);
  scroll_ = new QScrollArea;
  scroll_->setWidgetResizable(true);
  scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll_->setFocusPolicy(Qt::NoFocus);
  QScroller::grabGesture(scroll_->viewport(), QScroller::TouchGesture); // a finger scrolls
  column->addWidget(scroll_, 1);
  requiredOnly_ = new QCheckBox(tr("Enter goes on to what is &required"));
  requiredOnly_->setObjectName(QStringLiteral("entry_required"));
  requiredOnly_->setChecked(true);
  requiredOnly_->setFocusPolicy(Qt::ClickFocus);
  column->addWidget(requiredOnly_);
  missing_ = bigButton(QString(), "entry_missing");
  missing_->setFlat(true);
  missing_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  missing_->setStyleSheet(QStringLiteral("text-align: left;"));
  missing_->setFocusPolicy(Qt::ClickFocus);
  connect(missing_, &QPushButton::clicked, this, &EntryPanel::goToMissing);
  column->addWidget(missing_);
  auto* row = new QHBoxLayout;
  auto* drop = bigButton(tr("&Drop"), "entry_drop");
  drop->setFocusPolicy(Qt::ClickFocus);
  record_ = bigButton(tr("Record (Ctrl+Enter)"), "entry_record");
  record_->setAutoDefault(true);
  row->addWidget(drop);
  row->addWidget(record_, 1);
  column->addLayout(row);
  connect(record_, &QPushButton::clicked, this, [this] { entry_.record(); });
  connect(drop, &QPushButton::clicked, this, [this] {
    auto* ask = new QMessageBox(QMessageBox::Question, tr("Drop the form"), tr("What was typed into this form is lost. Drop it?"), QMessageBox::Cancel, this);
    ask->setAttribute(Qt::WA_DeleteOnClose);
    ask->setObjectName(QStringLiteral("entry_drop_ask"));
    auto* go = ask->addButton(tr("&Drop"), QMessageBox::DestructiveRole);
    go->setObjectName(QStringLiteral("entry_drop_go"));
    ask->setDefaultButton(QMessageBox::Cancel);
    connect(go, &QPushButton::clicked, this, [this] { entry_.drop(); });
    ask->open();
  });
  return page;
}

void EntryPanel::build() {
  parts_.clear();
  emptyLayout(*steps_);
  // The former editors refer to a state that is gone: they go now, not when the loop turns. None of them is on the stack: changes come back through the entry.
  if (QWidget* former = scroll_->takeWidget()) {
    for (QObject* child : former->findChildren<QWidget*>()) child->setObjectName(QString()), child->disconnect(this);
    for (auto* editor : former->findChildren<QuestionEditor*>()) editor->blockSignals(true);
    former->hide();
    former->setParent(nullptr);
    former->deleteLater();
  }
  pages_->setCurrentIndex(entry_.isOpen() ? 1 : 0);
  if (!entry_.isOpen()) return;
  auto* body = new QWidget;
  column_ = new QVBoxLayout(body);
  column_->setSpacing(10);
  int number = 0;
  for (const forms::Section& section : entry_.state().form().sections) {
    Part part;
    part.heading = new QLabel(QStringLiteral("%1  %2").arg(++number).arg(words(section.title)));
    QFont font = part.heading->font();
    font.setBold(true);
    font.setPointSizeF(font.pointSizeF() * 1.15);
    part.heading->setFont(font);
    column_->addWidget(part.heading);
    part.step = new QPushButton;
    part.step->setObjectName(QStringLiteral("step_%1").arg(qs(section.id)));
    part.step->setFocusPolicy(Qt::NoFocus);
    connect(part.step, &QPushButton::clicked, this, [this, id = section.questions.empty() ? std::string() : section.questions.front().id] { goTo(id); });
    steps_->addWidget(part.step);
    for (const forms::Question& question : section.questions) {
      Line line;
      line.box = new QWidget;
      auto* rows = new QVBoxLayout(line.box);
      rows->setContentsMargins(0, 0, 0, 0);
      rows->setSpacing(2);
      line.title = new QLabel;
      line.title->setWordWrap(true);
      line.editor = makeEditor(entry_, question);
      line.editor->setObjectName(QStringLiteral("question_%1").arg(qs(question.id)));
      line.editor->setAccessibleName(words(question.title));
      line.title->setBuddy(line.editor);
      line.note = new QLabel;
      line.note->setWordWrap(true);
      line.note->setObjectName(QStringLiteral("note_%1").arg(qs(question.id)));
      line.offer = new QPushButton;
      line.offer->setObjectName(QStringLiteral("offer_%1").arg(qs(question.id)));
      line.offer->setFocusPolicy(Qt::NoFocus);
      rows->addWidget(line.title);
      rows->addWidget(line.editor);
      rows->addWidget(line.offer, 0, Qt::AlignLeft);
      rows->addWidget(line.note);
      column_->addWidget(line.box);
      connect(line.editor, &QuestionEditor::done, this, [this, id = question.id] { goOn(id, 1); });
      connect(line.editor, &QuestionEditor::back, this, [this, id = question.id] { goOn(id, -1); });
      connect(line.editor, &QuestionEditor::placeWanted, this, &EntryPanel::placeWanted);
      connect(line.editor, &QuestionEditor::receiverWanted, this, &EntryPanel::receiverWanted);
      connect(line.offer, &QPushButton::clicked, this, [this, id = question.id] {
        goTo(id);
        takeOffer();
      });
      part.lines.push_back(line);
    }
    parts_.push_back(std::move(part));
  }
  column_->addStretch();
  scroll_->setWidget(body);
  refresh();
}

QString EntryPanel::faultText(const forms::Question& question) const {
  const forms::FormState& state = entry_.state();
  const forms::QuestionRange range = state.rangeOf(question);
  const auto inUnit = [&](const std::optional<double>& bound) {
    if (!bound) return QStringLiteral("…");
    double factor = 1;
    for (const forms::QuestionUnit& unit : question.units)
      if (unit.unit == state.unitOf(question.id)) factor = unit.factor;
    return qs(forms::numberText(*bound / factor));
  };
  switch (state.faultOf(question)) {
  case forms::AnswerFault::None: return {};
  case forms::AnswerFault::NoNumber: return tr("This is no number.");
  case forms::AnswerFault::NoDate: return tr("This is no date or time; write 2026-06-01 14:30.");
  case forms::AnswerFault::NoYesNo: return tr("Yes or no is wanted.");
  case forms::AnswerFault::NotOffered: return tr("This word is none of those offered.");
  case forms::AnswerFault::Unusual: return tr("Unusual: mostly %1 to %2 %3. Right all the same? Then leave it.").arg(inUnit(range.low), inUnit(range.high), qs(state.unitOf(question.id)));
  case forms::AnswerFault::Impossible: return tr("Cannot be: %1 to %2 %3 is possible. Is the unit right?").arg(inUnit(range.possibleLow), inUnit(range.possibleHigh), qs(state.unitOf(question.id)));
  }
  return {};
}

void EntryPanel::refreshLine(Line& line) {
  const forms::Question& question = line.editor->question();
  const forms::FormState& state = entry_.state();
  const bool shown = state.isShown(question);
  line.box->setVisible(shown);
  if (!shown) return;
  line.editor->refresh();
  const bool required = state.isRequired(question), answered = state.isAnswered(question);
  QString title = words(question.title).toHtmlEscaped();
  if (required) title = QStringLiteral("<b>%1</b>%2").arg(title, answered ? QString() : QStringLiteral(" <span style='color:%1'>✱ %2</span>").arg(faultInk(true).name(), tr("required").toHtmlEscaped()));
  if (const QString hint = words(question.hint); !hint.isEmpty()) title += QStringLiteral(" <small>%1</small>").arg(hint.toHtmlEscaped());
  line.title->setText(title);
  QStringList notes;
  const QString fault = faultText(question);
  if (!fault.isEmpty()) notes << fault;
  if (const auto* earlier = entry_.earlier(question.id))
    for (int level = 1; level <= 3; ++level)
      if (const auto* given = earlier->newest(level); given != nullptr && level != state.form().level)
        notes << tr("Level %1: %2 (%3)").arg(level).arg(qs(given->value) + (given->unit.empty() ? QString() : u' ' + qs(given->unit)), qs(given->by));
  line.note->setText(notes.join(u'\n'));
  line.note->setVisible(!notes.isEmpty());
  const bool hard = !fault.isEmpty() && state.faultOf(question) != forms::AnswerFault::Unusual;
  setInk(*line.note, fault.isEmpty() ? palette().color(QPalette::PlaceholderText) : faultInk(hard));
  const forms::Given* offer = entry_.offerFor(question.id);
  line.offer->setVisible(offer != nullptr);
  if (offer != nullptr) line.offer->setText(tr("As before: %1  (Ctrl+')").arg(qs(offer->text) + (offer->unit.empty() ? QString() : u' ' + qs(offer->unit))));
}

void EntryPanel::refresh() {
  if (!entry_.isOpen()) return;
  const forms::FormState& state = entry_.state();
  title_->setText(QStringLiteral("<b>%1</b>").arg(words(state.form().title).toHtmlEscaped()));
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    Part& part = parts_[i];
    const auto& section = state.form().sections[i];
    const auto missing = state.missingIn(section).size();
    bool any = false;
    for (Line& line : part.lines) {
      refreshLine(line);
      any = any || !line.box->isHidden();
    }
    part.heading->setVisible(any);
    part.step->setVisible(any);
    part.step->setText(QStringLiteral("%1 %2 %3").arg(i + 1).arg(words(section.title), missing == 0 ? QStringLiteral("✓") : QStringLiteral("(%1)").arg(missing)));
  }
  const auto missing = state.missing();
  QStringList names;
  for (const forms::Question* q : missing) names << words(q->title);
  missing_->setText(missing.empty() ? tr("Everything required is there.")
                                    : tr("Missing %1: %2").arg(missing.size()).arg(names.mid(0, 3).join(QStringLiteral("、")) + (names.size() > 3 ? QStringLiteral(" …") : QString())));
  missing_->setToolTip(names.join(u'\n'));
  missing_->setEnabled(!missing.empty());
  record_->setText(missing.empty() ? tr("Record (Ctrl+Enter)") : tr("Record incomplete (Ctrl+Enter)"));
}

EntryPanel::Line* EntryPanel::lineOf(const std::string& question) {
  for (Part& part : parts_)
    for (Line& line : part.lines)
      if (line.editor->question().id == question) return &line;
  return nullptr;
}

QuestionEditor* EntryPanel::editor(const std::string& question) const {
  for (const Part& part : parts_)
    for (const Line& line : part.lines)
      if (line.editor->question().id == question) return line.editor;
  return nullptr;
}

std::string EntryPanel::current() const {
  const QWidget* focus = QApplication::focusWidget();
  for (const Part& part : parts_)
    for (const Line& line : part.lines)
      if (line.editor == focus || line.editor->isAncestorOf(focus)) return line.editor->question().id;
  return {};
}

void EntryPanel::goTo(const std::string& question) {
  Line* line = lineOf(question);
  if (line == nullptr || line->box->isHidden()) return;
  scroll_->widget()->layout()->activate(); // what has just appeared has its place
  scroll_->ensureWidgetVisible(line->box, 0, scroll_->viewport()->height() / 3);
  line->editor->takeFocus();
}

void EntryPanel::goOn(const std::string& from, int step) {
  if (!entry_.isOpen()) return;
  const forms::FormState& state = entry_.state();
  const auto questions = state.form().questions();
  const auto missing = state.missing();
  const auto at = std::ranges::find(questions, from, &forms::Question::id) - questions.begin();
  const bool onlyRequired = step > 0 && requiredOnly_->isChecked();
  for (auto i = at + step; i >= 0 && i < std::ssize(questions); i += step) {
    const forms::Question* next = questions[static_cast<std::size_t>(i)];
    if (!state.isShown(*next) || (onlyRequired && !std::ranges::contains(missing, next))) continue;
    return goTo(next->id);
  }
  if (step < 0) return;
  // At the end: back to what was passed over, else the button that records.
  if (onlyRequired && !missing.empty() && missing.front()->id != from) return goTo(missing.front()->id);
  record_->setFocus(Qt::TabFocusReason);
}

void EntryPanel::goSection(int step) {
  if (!entry_.isOpen()) return;
  const auto& sections = entry_.state().form().sections;
  const std::string here = current();
  std::ptrdiff_t at = 0;
  for (std::size_t i = 0; i < sections.size(); ++i)
    if (std::ranges::contains(sections[i].questions, here, &forms::Question::id)) at = static_cast<std::ptrdiff_t>(i);
  for (at += step; at >= 0 && at < std::ssize(sections); at += step)
    for (const forms::Question& q : sections[static_cast<std::size_t>(at)].questions)
      if (entry_.state().isShown(q)) return goTo(q.id);
}

void EntryPanel::takeOffer() {
  const std::string question = current();
  const forms::Given* offer = question.empty() ? nullptr : entry_.offerFor(question);
  if (offer == nullptr) return;
  forms::Given taken = *offer;
  taken.byProgram = false;
  entry_.set(question, std::move(taken));
  goOn(question, 1);
}

void EntryPanel::goToMissing() {
  if (!entry_.isOpen()) return;
  const auto missing = entry_.state().missing();
  if (!missing.empty()) goTo(missing.front()->id);
}

void EntryPanel::focusFirst() {
  if (!entry_.isOpen()) {
    if (auto* first = findChild<QPushButton*>(QStringLiteral("begin_level-2-outfall"))) first->setFocus(Qt::TabFocusReason);
    return;
  }
  const auto missing = entry_.state().missing();
  for (const forms::Question* q : missing)
    if (q->type != forms::QuestionType::Position) return goTo(q->id); // the map waits for a click meanwhile
  goToMissing();
}

} // namespace suyuan::desktop
