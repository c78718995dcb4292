// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/class_key_dialog.h"

#include "app/desktop/forms/class_link.h"
#include "app/desktop/panels/finding_card.h"
#include "app/desktop/shell/look.h"

#include <QCommandLinkButton>
#include <QDialogButtonBox>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace suyuan::desktop {

ClassKeyDialog::ClassKeyDialog(std::shared_ptr<const rules::RuleBook> book, QWidget* parent)
    : QDialog(parent), book_(std::move(book)), language_(text::code(currentLanguage()).data()), wayText_(new QLabel), number_(new QLabel),
      question_(new QLabel), answers_(new QVBoxLayout) {
  setWindowTitle(tr("Class key"));
  setMinimumWidth(620);
  auto* column = new QVBoxLayout(this);
  wayText_->setWordWrap(true);
  wayText_->setObjectName(QStringLiteral("key_way"));
  wayText_->setTextFormat(Qt::RichText);
  number_->setObjectName(QStringLiteral("key_number"));
  number_->setEnabled(false);
  question_->setObjectName(QStringLiteral("key_question"));
  question_->setWordWrap(true);
  QFont large = question_->font();
  large.setPointSizeF(large.pointSizeF() * 1.25);
  large.setBold(true);
  question_->setFont(large);
  column->addWidget(wayText_);
  column->addWidget(number_);
  column->addWidget(question_);
  column->addLayout(answers_);
  column->addStretch(1);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
  back_ = addButton(*buttons, tr("&Back"), "key_back");
  take_ = buttons->addButton(tr("&Take this class"), QDialogButtonBox::AcceptRole);
  take_->setObjectName(QStringLiteral("key_take"));
  column->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(back_, &QPushButton::clicked, this, &ClassKeyDialog::back);
  resize(660, 520);
  ask(*book_->classKey().start());
}

QString ClassKeyDialog::sourceOf(const rules::KeyAnswer& answer) const {
  return QStringLiteral("%1 [%2]").arg(qs(answer.citation.in(language_)), confidenceText(answer.confidence));
}

void ClassKeyDialog::showWay() {
  QString html;
  for (const Step& step : way_)
    html += QStringLiteral("<div>%1 <b>%2</b></div>").arg(qs(step.question->text.in(language_)).toHtmlEscaped(), qs(step.question->answers[step.answer].text.in(language_)).toHtmlEscaped());
  wayText_->setText(html);
  wayText_->setVisible(!html.isEmpty());
  back_->setEnabled(!way_.empty());
}

void ClassKeyDialog::ask(const rules::KeyQuestion& question) {
  now_ = &question;
  emptyLayout(*answers_);
  showWay();
  take_->hide();
  number_->setText(tr("Question %1 of at most %2").arg(way_.size() + 1).arg(rules::ClassKey::mostQuestions));
  question_->setText(qs(question.text.in(language_)));
  QWidget* before = nullptr;
  for (std::size_t i = 0; i < question.answers.size(); ++i) {
    const rules::KeyAnswer& answer = question.answers[i];
    auto* button = new QCommandLinkButton(QStringLiteral("%1  %2").arg(i + 1).arg(qs(answer.text.in(language_))), sourceOf(answer));
    button->setObjectName(QStringLiteral("key_answer_%1").arg(i));
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, [this, i] { choose(i); });
    answers_->addWidget(button);
    if (before == nullptr) button->setFocus();
    else setTabOrder(before, button);
    before = button;
  }
}

/// A digit answers, wherever the focus is.
void ClassKeyDialog::keyPressEvent(QKeyEvent* event) {
  const auto digit = static_cast<std::size_t>(event->key() - Qt::Key_1);
  if (now_ != nullptr && event->key() >= Qt::Key_1 && event->key() <= Qt::Key_9 && digit < now_->answers.size()) return choose(digit);
  QDialog::keyPressEvent(event);
}

void ClassKeyDialog::choose(std::size_t number) {
  const rules::KeyAnswer& answer = now_->answers[number];
  way_.push_back({now_, number});
  if (const rules::KeyQuestion* next = book_->classKey().find(answer.next); next != nullptr && !answer.next.empty()) return ask(*next);
  conclude(answer);
}

void ClassKeyDialog::conclude(const rules::KeyAnswer& answer) {
  now_ = nullptr;
  emptyLayout(*answers_);
  showWay();
  const rules::ClassEntry* entry = book_->classes().find(answer.class2);
  found_ = entry != nullptr ? rules::OutfallClasses{entry->class1, entry->class2, answer.class3} : rules::OutfallClasses{answer.class2, {}, {}};
  number_->setText(tr("The class is"));
  question_->setText(classPath(found_));
  const auto line = [this](const QString& text) {
    auto* label = new QLabel(text);
    label->setWordWrap(true);
    answers_->addWidget(label);
  };
  line(tr("Source: %1").arg(sourceOf(answer)));
  if (entry == nullptr) line(tr("It may stay undetermined while the survey goes on, but not when the outfall is closed."));
  else
    line((entry->procedure == rules::SetUpProcedure::Approval ? tr("An outfall of this class is set up by approval (35号令) [%1].") : tr("An outfall of this class is set up by registration (35号令) [%1]."))
             .arg(confidenceText(entry->procedureConfidence)));
  take_->show();
  take_->setDefault(true);
  take_->setFocus();
}

void ClassKeyDialog::back() {
  if (way_.empty()) return;
  const rules::KeyQuestion* question = way_.back().question;
  way_.pop_back();
  ask(*question);
}

} // namespace suyuan::desktop
