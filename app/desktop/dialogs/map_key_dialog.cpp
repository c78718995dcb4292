// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/map_key_dialog.h"

#include "app/desktop/shell/look.h"
#include "gis/tiles/tile_service.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace suyuan::desktop {

MapKeyDialog::MapKeyDialog(const tiles::TileSource& source, QWidget* parent) : QDialog(parent), name_(source.key), key_(new QLineEdit) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Key of an online map"));
  resize(520, 180);
  auto* column = new QVBoxLayout(this);
  QString words = tr("%1 is drawn for those who have a key of their own.").arg(qs(source.title).toHtmlEscaped());
  if (!source.keyPage.empty()) words += u' ' + tr("It can be had at %1").arg(QStringLiteral("<a href=\"%1\">%1</a>").arg(qs(source.keyPage).toHtmlEscaped()));
  words += QStringLiteral("<br>") + tr("The key stays on this computer: it is not in the survey and not in what you send.");
  auto* about = new QLabel(words);
  about->setTextFormat(Qt::RichText);
  about->setWordWrap(true);
  about->setOpenExternalLinks(true);
  column->addWidget(about);
  auto* form = new QFormLayout;
  key_->setObjectName(QStringLiteral("map_key"));
  key_->setText(qs(tiles::keyNamed(name_)));
  key_->setClearButtonEnabled(true);
  form->addRow(tr("&Key"), key_);
  column->addLayout(form);
  column->addStretch(1);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
  auto* forget = addButton(*buttons, tr("&Forget the key"), "map_key_forget");
  auto* enter = addButton(*buttons, tr("&Enter"), "map_key_enter");
  enter->setDefault(true);
  forget->setEnabled(!key_->text().isEmpty());
  enter->setEnabled(!key_->text().isEmpty());
  column->addWidget(buttons);
  connect(key_, &QLineEdit::textChanged, enter, [enter](const QString& text) { enter->setEnabled(!text.trimmed().isEmpty()); });
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(forget, &QPushButton::clicked, this, [this] { keep({}); });
  connect(enter, &QPushButton::clicked, this, [this] { keep(key_->text().trimmed()); });
}

void MapKeyDialog::keep(const QString& key) {
  tiles::keepKey(name_, key.toStdString());
  Q_EMIT keyChanged();
  accept();
}

} // namespace suyuan::desktop
