// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/forms/choice_editor.h"

#include "app/desktop/forms/entry.h"
#include "app/desktop/forms/flow_layout.h"
#include "app/desktop/shell/look.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace suyuan::desktop {

ChoiceEditor::ChoiceEditor(Entry& entry, const forms::Question& question)
    : QuestionEditor(entry, question), several_(question.type == forms::QuestionType::Choices), flow_(new FlowLayout) {
  setFocusPolicy(Qt::StrongFocus);
  setAttribute(Qt::WA_InputMethodEnabled, false); // digits are keys here, not the beginning of a word
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(5, 5, 5, 5);
  column->addLayout(flow_);
  if (question.open) {
    other_ = new QLineEdit;
    other_->setObjectName(QStringLiteral("other_%1").arg(qs(question.id)));
    other_->setPlaceholderText(tr("another word"));
    connect(other_, &QLineEdit::textEdited, this, [this](const QString& text) { give(text); });
    connect(other_, &QLineEdit::returnPressed, this, &QuestionEditor::done);
    column->addWidget(other_);
  }
  refresh();
}

void ChoiceEditor::build(const std::vector<forms::Choice>& choices) {
  emptyLayout(*flow_);
  buttons_.clear();
  choices_ = choices;
  const bool chinese = currentLanguage() == text::Language::Chinese;
  for (std::size_t i = 0; i < choices_.size(); ++i) {
    const forms::Choice& one = choices_[i];
    const QString word = qs(chinese || one.en.empty() ? one.value : one.en);
    auto* button = new QPushButton(one.key != 0 ? QStringLiteral("%1  %2").arg(QLatin1Char(one.key)).arg(word) : word);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::NoFocus); // the keys are the whole field's
    button->setMinimumHeight(fontMetrics().height() * 2);
    button->setStyleSheet(QStringLiteral("QPushButton:checked { background: palette(highlight); color: palette(highlighted-text); font-weight: bold; }"));
    button->setObjectName(QStringLiteral("choice_%1_%2").arg(qs(question_.id)).arg(i));
    connect(button, &QPushButton::clicked, this, [this, i] {
      setFocus(Qt::MouseFocusReason);
      choose(i, false);
    });
    flow_->addWidget(button);
    buttons_.push_back(button);
  }
  current_ = 0;
}

void ChoiceEditor::refresh() {
  const auto offered = entry_.state().choicesOf(question_);
  const auto same = [](const forms::Choice& a, const forms::Choice& b) { return a.value == b.value && a.en == b.en; };
  if (!std::ranges::equal(offered, choices_, same)) build(offered);
  mark();
}

void ChoiceEditor::mark() {
  if (!entry_.isOpen()) return; // a field that goes with its form
  const std::string& text = entry_.state().given(question_.id).text;
  const auto words = several_ ? forms::wordsIn(text) : std::vector{text};
  bool known = text.empty();
  for (std::size_t i = 0; i < buttons_.size(); ++i) {
    const bool chosen = std::ranges::contains(words, choices_[i].value);
    known = known || chosen;
    if (chosen && !several_) current_ = i;
    buttons_[i]->setChecked(chosen);
    QFont font = buttons_[i]->font();
    font.setUnderline(hasFocus() && i == current_);
    buttons_[i]->setFont(font);
  }
  if (other_ != nullptr && !other_->hasFocus()) other_->setText(known ? QString() : qs(text));
}

void ChoiceEditor::choose(std::size_t index, bool goOn) {
  if (index >= choices_.size()) return;
  current_ = index;
  const std::string& word = choices_[index].value;
  if (!several_) {
    // Touched again it is taken back; a key that is pressed again goes on.
    const bool again = entry_.state().given(question_.id).text == word;
    give(again && !goOn ? QString() : qs(word));
    if (goOn) Q_EMIT done();
    return mark();
  }
  auto words = forms::wordsIn(entry_.state().given(question_.id).text);
  if (std::erase(words, word) == 0) words.push_back(word);
  // In the order of the list, so that the same choice is the same text.
  std::ranges::stable_sort(words, {}, [&](const std::string& w) { return std::ranges::find(choices_, w, &forms::Choice::value) - choices_.begin(); });
  QStringList joined;
  for (const std::string& one : words) joined << qs(one);
  give(joined.join(qs(forms::wordSeparator)));
  mark();
}

void ChoiceEditor::keyPressEvent(QKeyEvent* event) {
  const bool plain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
  if (plain && event->text().size() == 1) {
    const char key = event->text().toLower().at(0).toLatin1();
    const auto found = key == 0 ? choices_.end() : std::ranges::find(choices_, key, &forms::Choice::key);
    if (found != choices_.end()) return choose(static_cast<std::size_t>(found - choices_.begin()), !several_);
  }
  switch (plain ? event->key() : 0) {
  case Qt::Key_Return:
  case Qt::Key_Enter: Q_EMIT done(); return;
  case Qt::Key_Left:
    if (current_ > 0) --current_;
    return mark();
  case Qt::Key_Right:
    if (current_ + 1 < choices_.size()) ++current_;
    return mark();
  case Qt::Key_Space: return choose(current_, false);
  case Qt::Key_Up: Q_EMIT back(); return;
  case Qt::Key_Down: Q_EMIT done(); return;
  case Qt::Key_Backspace:
  case Qt::Key_Delete: give(QString()); return mark();
  default: QuestionEditor::keyPressEvent(event);
  }
}

void ChoiceEditor::paintEvent(QPaintEvent* event) {
  QuestionEditor::paintEvent(event);
  if (!hasFocus()) return;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
  painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
}

void ChoiceEditor::focusInEvent(QFocusEvent* event) {
  QuestionEditor::focusInEvent(event);
  mark();
}

void ChoiceEditor::focusOutEvent(QFocusEvent* event) {
  QuestionEditor::focusOutEvent(event);
  mark();
}

} // namespace suyuan::desktop
