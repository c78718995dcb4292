// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/banner.h"

#include "app/desktop/shell/look.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace suyuan::desktop {

Banner::Banner(QWidget* parent) : QFrame(parent), saying_(new QWidget), asking_(new QWidget), said_(new QLabel), asked_(new QLabel), answers_(new QHBoxLayout) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  said_->setObjectName(QStringLiteral("banner"));
  asked_->setObjectName(QStringLiteral("banner_question"));
  for (auto [line, label] : {std::pair{asking_, asked_}, std::pair{saying_, said_}}) {
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(10, 5, 6, 5);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    row->addWidget(label, 1);
    line->setAutoFillBackground(true);
    column->addWidget(line);
    line->hide();
  }
  qobject_cast<QHBoxLayout*>(asking_->layout())->addLayout(answers_);
  auto* close = new QToolButton;
  close->setText(QStringLiteral("×"));
  close->setAutoRaise(true);
  close->setToolTip(tr("Close this line"));
  close->setAccessibleName(close->toolTip());
  saying_->layout()->addWidget(close);
  connect(close, &QToolButton::clicked, this, [this] {
    saying_->hide();
    setVisible(isAsking());
  });
  hide();
}

void Banner::paint(QWidget* line, bool warning) {
  const Theme theme = currentTheme();
  QPalette colours = palette();
  QColor back = palette().color(QPalette::Button), text = palette().color(QPalette::ButtonText);
  if (warning) {
    back = theme == Theme::Light ? QColor(0xff, 0xf2, 0xcc) : theme == Theme::Dark ? QColor(0x4a, 0x3b, 0x12) : QColor(Qt::black);
    text = theme == Theme::Light ? QColor(0x3b, 0x2f, 0x00) : theme == Theme::Dark ? QColor(0xff, 0xe7, 0xa6) : QColor(Qt::yellow);
  }
  colours.setColor(QPalette::Window, back);
  colours.setColor(QPalette::WindowText, text);
  line->setPalette(colours);
}

void Banner::say(const QString& text, bool warning) {
  said_->setText(text);
  paint(saying_, warning);
  saying_->show();
  show();
}

void Banner::ask(const QString& text, const Answers& answers) {
  emptyLayout(*answers_);
  asked_->setText(text);
  paint(asking_, true);
  int number = 0;
  for (const auto& [word, act] : answers) {
    auto* button = new QPushButton(word);
    button->setObjectName(QStringLiteral("banner_answer_%1").arg(number++));
    connect(button, &QPushButton::clicked, this, [this, act = act] {
      asking_->hide();
      setVisible(!saying_->isHidden());
      act();
    });
    answers_->addWidget(button);
  }
  asking_->show();
  show();
}

bool Banner::isAsking() const { return !asking_->isHidden(); }

} // namespace suyuan::desktop
