// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/select_dialog.h"

#include "app/desktop/shell/look.h"
#include "core/model/record.h"
#include "core/survey/select_records.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace suyuan::desktop {

SelectDialog::SelectDialog(Layer layer, const QString& condition, QWidget* parent)
    : QDialog(parent), layer_(layer), text_(new QPlainTextEdit(condition)), how_(new QComboBox), fault_(new QLabel) {
  setWindowTitle(tr("Select by a condition: %1").arg(labelOf(layer)));
  setAttribute(Qt::WA_DeleteOnClose);
  resize(640, 460);
  auto* column = new QVBoxLayout(this);
  auto* form = new QFormLayout;
  text_->setObjectName(QStringLiteral("select_condition"));
  text_->setPlaceholderText(tr("such as  status = '已确认' and river_name matches '伊通*'  or  unit.name is empty"));
  text_->setTabChangesFocus(true);
  text_->setMaximumHeight(text_->fontMetrics().height() * 5);
  form->addRow(tr("&Condition"), text_);
  fault_->setObjectName(QStringLiteral("select_fault"));
  fault_->setWordWrap(true);
  fault_->setMinimumHeight(fault_->fontMetrics().height() * 2);
  form->addRow(QString(), fault_);
  auto* fields = new QListWidget;
  fields->setObjectName(QStringLiteral("select_fields"));
  for (const FieldDef& field : schemaOf(layer).fields) {
    auto* item = new QListWidgetItem(QStringLiteral("%1   %2").arg(labelOf(field), qs(field.name)), fields);
    item->setData(Qt::UserRole, qs(field.name));
  }
  connect(fields, &QListWidget::itemActivated, this, [this](const QListWidgetItem* item) {
    text_->insertPlainText(item->data(Qt::UserRole).toString() + u' ');
    text_->setFocus();
  });
  form->addRow(tr("&Fields"), fields);
  how_->setObjectName(QStringLiteral("select_how"));
  how_->addItem(tr("Select anew"), static_cast<int>(SelectHow::Replace));
  how_->addItem(tr("Add to the selected"), static_cast<int>(SelectHow::Add));
  how_->addItem(tr("Take from the selected"), static_cast<int>(SelectHow::Remove));
  how_->addItem(tr("Keep what is in both"), static_cast<int>(SelectHow::Intersect));
  form->addRow(tr("&How"), how_);
  column->addLayout(form, 1);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
  go_ = addButton(*buttons, tr("&Select"), "select_go");
  go_->setDefault(true);
  connect(go_, &QPushButton::clicked, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(text_, &QPlainTextEdit::textChanged, this, &SelectDialog::judge);
  column->addWidget(buttons);
  text_->moveCursor(QTextCursor::End);
  judge();
}

QString SelectDialog::condition() const { return text_->toPlainText().trimmed(); }

SelectHow SelectDialog::how() const { return static_cast<SelectHow>(how_->currentData().toInt()); }

void SelectDialog::judge() {
  const QString text = condition();
  const auto made = survey::selectCondition(text.toStdString(), layer_);
  go_->setEnabled(made.has_value());
  fault_->setText(made || text.isEmpty() ? QString() : tr("Character %1: %2").arg(made.error().at).arg(qs(made.error().reason)));
}

} // namespace suyuan::desktop
