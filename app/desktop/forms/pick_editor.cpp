// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/forms/pick_editor.h"

#include "app/desktop/forms/entry.h"
#include "app/desktop/shell/look.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace suyuan::desktop {

namespace {

/// Name at the left, what is known besides at the right; lines high enough for a finger.
class PickDelegate : public QStyledItemDelegate {
public:
  using QStyledItemDelegate::QStyledItemDelegate;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override { return {100, option.fontMetrics.height() * 2}; }
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const bool chosen = (option.state & QStyle::State_Selected) != 0;
    if (chosen) painter->fillRect(option.rect, option.palette.highlight());
    const QRect inside = option.rect.adjusted(8, 0, -8, 0);
    QColor ink = option.palette.color(chosen ? QPalette::HighlightedText : QPalette::Text);
    painter->setPen(ink);
    const QString name = option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, inside.width());
    painter->drawText(inside, Qt::AlignLeft | Qt::AlignVCenter, name);
    ink.setAlphaF(0.7F);
    painter->setPen(ink);
    const int rest = inside.width() - option.fontMetrics.horizontalAdvance(name) - 16;
    if (rest > 20) painter->drawText(inside, Qt::AlignRight | Qt::AlignVCenter, option.fontMetrics.elidedText(index.data(Qt::UserRole).toString(), Qt::ElideRight, rest));
  }
};

} // namespace

PickEditor::PickEditor(Entry& entry, const forms::Question& question) : QuestionEditor(entry, question), line_(new QLineEdit), view_(new QListView), note_(new QLabel) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(2);
  line_->setObjectName(QStringLiteral("answer_%1").arg(qs(question.id)));
  line_->setMinimumHeight(fontMetrics().height() * 2);
  line_->setPlaceholderText(tr("part of the name, or first letters of the pinyin"));
  line_->installEventFilter(this);
  setFocusProxy(line_);
  view_->setObjectName(QStringLiteral("list_%1").arg(qs(question.id)));
  view_->setFocusPolicy(Qt::NoFocus); // the keys are the line's
  view_->setUniformItemSizes(true);
  view_->setLayoutMode(QListView::Batched); // the first lines at once, however long the list
  view_->setBatchSize(200);
  view_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  view_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  view_->setItemDelegate(new PickDelegate(view_));
  view_->setFixedHeight(fontMetrics().height() * 10 + 4);
  view_->setModel(&model_);
  note_->setWordWrap(true);
  column->addWidget(line_);
  column->addWidget(view_);
  column->addWidget(note_);
  showList(false);
  connect(line_, &QLineEdit::textEdited, this, [this](const QString& text) {
    give(text);
    openList();
  });
  connect(view_, &QListView::clicked, this, [this](const QModelIndex& index) { take(index.row()); });
  connect(&entry_.lists(), &PickLists::ready, this, [this](forms::RecordList which) {
    if (which == question_.list && view_->isVisible()) openList();
  });
  refresh();
}

void PickEditor::showList(bool on) {
  view_->setVisible(on);
  note_->setVisible(on && model_.rowCount() == 0);
}

void PickEditor::openList() {
  auto list = entry_.lists().list(question_.list);
  note_->setText(list ? tr("Nothing in the list; the name is kept as it is typed.") : tr("The list is being read…"));
  model_.setList(std::move(list));
  model_.find(line_->text());
  if (model_.rowCount() > 0) view_->setCurrentIndex(model_.index(0));
  showList(true);
}

void PickEditor::take(int row) {
  const std::string name = model_.nameAt(row);
  if (name.empty()) return;
  give(qs(name), model_.keyAt(row));
  line_->setText(qs(name));
  showList(false);
  Q_EMIT done();
}

void PickEditor::refresh() {
  const QString text = qs(entry_.state().given(question_.id).text);
  if (line_->text() != text && !(line_->hasFocus() && view_->isVisible())) line_->setText(text);
}

void PickEditor::takeFocus() {
  line_->setFocus(Qt::TabFocusReason);
  line_->selectAll();
}

bool PickEditor::eventFilter(QObject* watched, QEvent* event) {
  if (watched != line_) return QuestionEditor::eventFilter(watched, event);
  if (event->type() == QEvent::FocusOut) {
    // A touch on the list takes the focus nowhere, so that it may be hidden here.
    if (!view_->underMouse()) showList(false);
    return false;
  }
  if (event->type() != QEvent::KeyPress) return false;
  const auto* key = static_cast<QKeyEvent*>(event);
  if ((key->modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier) return false;
  const bool open = view_->isVisible();
  const int row = view_->currentIndex().row(), last = model_.rowCount() - 1;
  const auto go = [&](int to) { view_->setCurrentIndex(model_.index(std::clamp(to, 0, std::max(last, 0)))); };
  switch (key->key()) {
  case Qt::Key_Down:
    if (!open) openList();
    else go(row + 1);
    return true;
  case Qt::Key_Up:
    if (!open) Q_EMIT back();
    else go(row - 1);
    return true;
  case Qt::Key_PageDown:
    if (open) go(row + 5);
    return open;
  case Qt::Key_PageUp:
    if (open) go(row - 5);
    return open;
  case Qt::Key_Escape:
    if (open) showList(false);
    return open;
  case Qt::Key_Return:
  case Qt::Key_Enter:
    if (open && row >= 0 && last >= 0 && !line_->text().trimmed().isEmpty()) take(row);
    else if (open && row >= 0 && line_->text().trimmed().isEmpty()) take(row);
    else Q_EMIT done();
    return true;
  default: return false;
  }
}

} // namespace suyuan::desktop
