// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/go_to_dialog.h"

#include "gis/exchange/position_text.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace suyuan::desktop {

GoToDialog::GoToDialog(std::optional<projection::Crs> map, QWidget* parent)
    : QDialog(parent), map_(std::move(map)), text_(new QLineEdit), meaning_(new QLabel) {
  setWindowTitle(tr("Go to a coordinate"));
  setAttribute(Qt::WA_DeleteOnClose);
  setMinimumWidth(480);
  auto* column = new QVBoxLayout(this);
  text_->setObjectName(QStringLiteral("goto_text"));
  text_->setAccessibleName(tr("Coordinate"));
  text_->setPlaceholderText(QStringLiteral("125.3085, 43.8701   125°18′30″E 43°52′12″N   4860000 42500000"));
  text_->setMaxLength(200);
  meaning_->setObjectName(QStringLiteral("goto_meaning"));
  meaning_->setWordWrap(true);
  column->addWidget(text_);
  column->addWidget(meaning_);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
  go_ = buttons->button(QDialogButtonBox::Ok);
  go_->setText(tr("&Go"));
  buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
  connect(buttons, &QDialogButtonBox::accepted, this, &GoToDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  column->addWidget(buttons);
  connect(text_, &QLineEdit::textChanged, this, &GoToDialog::read);
  read();
}

void GoToDialog::read() {
  const QString text = text_->text();
  found_ = exchange::parsePosition(text.toStdString(), map_);
  go_->setEnabled(found_.has_value());
  if (found_)
    meaning_->setText(tr("Longitude %1°, latitude %2°").arg(found_->x, 0, 'f', 6).arg(found_->y, 0, 'f', 6));
  else if (text.trimmed().isEmpty())
    meaning_->setText(tr("Degrees, degrees with minutes and seconds, or Gauss–Krüger metres, in either order."));
  else
    meaning_->setText(tr("This is not a coordinate yet. Write two numbers with a comma or a blank between them."));
}

void GoToDialog::accept() {
  if (!found_) return;
  Q_EMIT chosen(*found_);
  QDialog::accept();
}

} // namespace suyuan::desktop
