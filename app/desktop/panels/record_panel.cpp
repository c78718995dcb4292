// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/panels/record_panel.h"

#include "app/desktop/shell/look.h"

#include <QHeaderView>
#include <QLabel>
#include <QSignalBlocker>
#include <QStyledItemDelegate>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace suyuan::desktop {

namespace {

constexpr int fieldIndex = Qt::UserRole;

/// Only values are typed into.
class ValuesOnly : public QStyledItemDelegate {
public:
  using QStyledItemDelegate::QStyledItemDelegate;
  QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    return index.column() == 1 ? QStyledItemDelegate::createEditor(parent, option, index) : nullptr;
  }
};

} // namespace

RecordPanel::RecordPanel(SurveySession& session, QWidget* parent) : QWidget(parent), session_(session), title_(new QLabel), fields_(new QTreeWidget) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(6, 6, 6, 6);
  title_->setObjectName(QStringLiteral("record_title"));
  title_->setWordWrap(true);
  QFont bold = title_->font();
  bold.setBold(true);
  title_->setFont(bold);
  column->addWidget(title_);
  fields_->setObjectName(QStringLiteral("record_fields"));
  fields_->setAccessibleName(tr("Fields of the record"));
  fields_->setColumnCount(2);
  fields_->setHeaderLabels({tr("Field"), tr("Value")});
  fields_->setRootIsDecorated(false);
  fields_->setAlternatingRowColors(true);
  fields_->setItemDelegate(new ValuesOnly(fields_));
  fields_->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed | QAbstractItemView::SelectedClicked);
  fields_->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
  column->addWidget(fields_, 1);
  setFocusProxy(fields_);
  connect(fields_, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem* item, int at) {
    if (at == 1) record(*item);
  });
  connect(&session_, &SurveySession::changed, this, [this](const std::vector<ChangedRecord>& records) {
    for (const ChangedRecord& one : records)
      if (one.layer == layer_ && one.fid == fid_) return refresh();
  });
  connect(&session_, &SurveySession::everythingChanged, this, &RecordPanel::refresh);
}

void RecordPanel::show(Layer layer, Fid fid) {
  layer_ = layer;
  fid_ = fid;
  fields_->clear();
  refresh();
}

void RecordPanel::refresh() {
  if (!fid_.isSet()) return;
  const auto row = session_.reader().row(layer_, fid_);
  if (!row) {
    Q_EMIT failed(row.error());
    return;
  }
  fill(*row ? &**row : nullptr);
}

void RecordPanel::fill(const Row* row) {
  const QSignalBlocker quiet(fields_);
  const LayerSchema& schema = schemaOf(layer_);
  QString name;
  if (row)
    if (const int at = schema.indexOf("name"); at >= 0) name = qs(toText(row->values[static_cast<std::size_t>(at)]));
  title_->setText(row ? labelOf(layer_) + (name.isEmpty() ? QString() : QStringLiteral("  ") + name) : tr("The record was deleted."));
  fields_->setEnabled(row != nullptr);
  if (!row) return fields_->clear();
  while (fields_->topLevelItemCount() < static_cast<int>(schema.fields.size())) new QTreeWidgetItem(fields_);
  for (int i = 0; i < fields_->topLevelItemCount(); ++i) {
    const FieldDef& field = schema.fields[static_cast<std::size_t>(i)];
    QTreeWidgetItem& item = *fields_->topLevelItem(i);
    item.setData(0, fieldIndex, i);
    item.setText(0, labelOf(field) + (field.unit.empty() ? QString() : QStringLiteral(" (%1)").arg(qs(field.unit))));
    item.setText(1, qs(toText(row->values[static_cast<std::size_t>(i)])));
    // What joins records is not typed.
    const bool editable = !session_.isReadOnly() && field.type != FieldType::Fid;
    item.setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | (editable ? Qt::ItemIsEditable : Qt::NoItemFlags));
  }
}

void RecordPanel::record(QTreeWidgetItem& item) {
  const FieldDef& field = schemaOf(layer_).fields[item.data(0, fieldIndex).toUInt()];
  const std::string typed = item.text(1).trimmed().toStdString();
  const auto value = parseValue(field.type, typed);
  if (!value) {
    Q_EMIT failed(Error{ErrorCode::ValueInvalid, {.field = labelOf(field).toStdString()}, {typed}, {}});
    return refresh();
  }
  const auto now = session_.reader().row(layer_, fid_);
  if (now && *now && (*now)->values[item.data(0, fieldIndex).toUInt()] == *value) return refresh(); // nothing new
  if (auto done = session_.setField(layer_, fid_, field.name, *value, tr("Change %1").arg(labelOf(field))); !done) {
    Q_EMIT failed(done.error());
    refresh();
  }
}

} // namespace suyuan::desktop
