// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/forms/line_editor.h"

#include "app/desktop/forms/choice_editor.h"
#include "app/desktop/forms/entry.h"
#include "app/desktop/forms/pick_editor.h"
#include "app/desktop/shell/look.h"
#include "gis/exchange/position_text.h"
#include "gis/projection/position_notation.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace suyuan::desktop {

namespace {

constexpr const char* localFormat = "yyyy-MM-dd HH:mm";

bool isMoment(const forms::Question& question) { return question.type == forms::QuestionType::DateTime; }

/// Kept in UTC, shown in the time of this place; what is no time stays as it is typed.
QString shownMoment(const std::string& text) {
  const QDateTime at = QDateTime::fromString(qs(text), Qt::ISODateWithMs);
  return at.isValid() && at.timeSpec() != Qt::LocalTime ? at.toLocalTime().toString(QLatin1String(localFormat)) : qs(text);
}

QString keptMoment(const QString& text) {
  for (const char* format : {localFormat, "yyyy-M-d H:m", "yyyy-MM-dd"})
    if (const QDateTime at = QDateTime::fromString(text.trimmed(), QLatin1String(format)); at.isValid()) return at.toUTC().toString(Qt::ISODateWithMs);
  return text;
}

/// Enter goes on, the arrow up goes back; true when it was one of them.
bool goesOn(QuestionEditor& editor, const QKeyEvent& key) {
  if ((key.modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier) return false;
  switch (key.key()) {
  case Qt::Key_Return:
  case Qt::Key_Enter:
  case Qt::Key_Down: Q_EMIT editor.done(); return true;
  case Qt::Key_Up: Q_EMIT editor.back(); return true;
  default: return false;
  }
}

} // namespace

void QuestionEditor::give(const QString& text, const std::string& key) {
  entry_.set(question_.id, forms::Given{text.toStdString(), std::string(entry_.state().unitOf(question_.id)), key, false});
}

QuestionEditor* makeEditor(Entry& entry, const forms::Question& question) {
  using forms::QuestionType;
  switch (question.type) {
  case QuestionType::Choice:
  case QuestionType::Choices:
  case QuestionType::YesNo: return new ChoiceEditor(entry, question);
  case QuestionType::Record: return new PickEditor(entry, question);
  case QuestionType::Position: return new PositionEditor(entry, question);
  default: return new LineEditor(entry, question);
  }
}

LineEditor::LineEditor(Entry& entry, const forms::Question& question) : QuestionEditor(entry, question), line_(new QLineEdit) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  line_->setObjectName(QStringLiteral("answer_%1").arg(qs(question.id)));
  line_->setMinimumHeight(fontMetrics().height() * 2);
  line_->installEventFilter(this);
  if (question.type == forms::QuestionType::Number) line_->setInputMethodHints(Qt::ImhFormattedNumbersOnly);
  if (isMoment(question)) line_->setPlaceholderText(QStringLiteral("2026-06-01 14:30"));
  setFocusProxy(line_);
  row->addWidget(line_, 1);
  if (!question.units.empty()) {
    unit_ = new QPushButton;
    unit_->setObjectName(QStringLiteral("unit_%1").arg(qs(question.id)));
    unit_->setMinimumHeight(fontMetrics().height() * 2);
    unit_->setFocusPolicy(Qt::NoFocus);
    unit_->setFlat(question.units.size() == 1);
    unit_->setEnabled(question.units.size() > 1);
    unit_->setToolTip(tr("Switch the unit (blank key)"));
    connect(unit_, &QPushButton::clicked, this, &LineEditor::switchUnit);
    row->addWidget(unit_);
  }
  connect(line_, &QLineEdit::textEdited, this, [this](const QString& text) { give(isMoment(question_) ? keptMoment(text) : text); });
  refresh();
}

void LineEditor::switchUnit() {
  const auto now = std::ranges::find(question_.units, entry_.state().unitOf(question_.id), &forms::QuestionUnit::unit);
  if (question_.units.size() < 2 || now == question_.units.end()) return;
  const auto next = std::next(now) == question_.units.end() ? question_.units.begin() : std::next(now);
  entry_.setUnit(question_.id, next->unit);
  line_->setText(qs(entry_.state().given(question_.id).text));
  refresh();
}

void LineEditor::refresh() {
  const std::string& text = entry_.state().given(question_.id).text;
  const QString shown = isMoment(question_) ? shownMoment(text) : qs(text);
  const bool same = isMoment(question_) && line_->hasFocus() ? keptMoment(line_->text()) == qs(text) : line_->text() == shown;
  if (!same) line_->setText(shown);
  if (unit_ != nullptr) unit_->setText(qs(entry_.state().unitOf(question_.id)) + (question_.units.size() > 1 ? QStringLiteral(" ⇄") : QString()));
}

void LineEditor::takeFocus() {
  line_->setFocus(Qt::TabFocusReason);
  line_->selectAll();
}

bool LineEditor::eventFilter(QObject* watched, QEvent* event) {
  if (watched != line_ || event->type() != QEvent::KeyPress) return QuestionEditor::eventFilter(watched, event);
  const auto* key = static_cast<QKeyEvent*>(event);
  if (key->key() == Qt::Key_Space && unit_ != nullptr) return switchUnit(), true;
  return goesOn(*this, *key);
}

PositionEditor::PositionEditor(Entry& entry, const forms::Question& question)
    : QuestionEditor(entry, question), line_(new QLineEdit), receiver_(new QPushButton(tr("From the &receiver"))), map_(new QPushButton(tr("Click on the &map"))), state_(new QLabel) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(4);
  state_->setObjectName(QStringLiteral("place_state"));
  state_->setWordWrap(true);
  column->addWidget(state_);
  auto* row = new QHBoxLayout;
  for (QPushButton* button : {receiver_, map_}) {
    button->setMinimumHeight(fontMetrics().height() * 2);
    row->addWidget(button, 1);
  }
  receiver_->setObjectName(QStringLiteral("place_receiver"));
  map_->setObjectName(QStringLiteral("place_map"));
  column->addLayout(row);
  line_->setObjectName(QStringLiteral("answer_%1").arg(qs(question.id)));
  line_->setPlaceholderText(tr("or typed: 125.3235, 43.8861 · 43°53′10″N 125°19′24″E"));
  line_->setMinimumHeight(fontMetrics().height() * 2);
  line_->installEventFilter(this);
  column->addWidget(line_);
  setFocusProxy(line_);
  connect(receiver_, &QPushButton::clicked, this, &QuestionEditor::receiverWanted);
  connect(map_, &QPushButton::clicked, this, &QuestionEditor::placeWanted);
  connect(line_, &QLineEdit::textEdited, this, &PositionEditor::typed);
  refresh();
}

void PositionEditor::typed() {
  const auto at = exchange::parsePosition(line_->text().toStdString(), std::nullopt);
  if (at) entry_.setPlace(forms::GivenPlace{*at, "CGCS2000", std::nullopt, std::nullopt, {}, std::nullopt});
  else refresh();
}

void PositionEditor::refresh() {
  const auto& place = entry_.state().place();
  const bool unread = !line_->text().trimmed().isEmpty() && !exchange::parsePosition(line_->text().toStdString(), std::nullopt);
  if (unread) return state_->setText(tr("This is no position yet."));
  if (!place) return state_->setText(tr("No position yet."));
  projection::PositionWriter writer;
  QString text = qs(writer.write(place->at, projection::Notation::Degrees));
  if (place->accuracy) text += QStringLiteral("  ± %1 m").arg(*place->accuracy, 0, 'f', *place->accuracy < 1 ? 2 : 1);
  if (place->datum.empty()) text += u' ' + tr("(as recorded)");
  state_->setText(text);
}

void PositionEditor::takeFocus() { line_->setFocus(Qt::TabFocusReason); }

bool PositionEditor::eventFilter(QObject* watched, QEvent* event) {
  if (watched != line_ || event->type() != QEvent::KeyPress) return QuestionEditor::eventFilter(watched, event);
  return goesOn(*this, *static_cast<QKeyEvent*>(event));
}

} // namespace suyuan::desktop
