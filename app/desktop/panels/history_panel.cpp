// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/panels/history_panel.h"

#include "app/desktop/dialogs/code_table_dialog.h"
#include "app/desktop/shell/look.h"
#include "app/text/evidence_text.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QTabBar>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace suyuan::desktop {

namespace {

constexpr int entryRole = Qt::UserRole, changesRole = Qt::UserRole + 1, codesRole = Qt::UserRole + 2;

QString whenOf(const store::JournalEntry& entry) {
  const QDateTime at = QDateTime::fromString(qs(entry.at), Qt::ISODateWithMs);
  return at.isValid() ? at.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")) : qs(entry.at);
}

QString valueText(const Value& value) {
  QString text = std::holds_alternative<Blob>(value) ? QStringLiteral("…") : qs(toText(value));
  if (text.isEmpty()) return QStringLiteral("∅");
  return text.size() > 60 ? text.left(60) + u'…' : text;
}

QTreeWidgetItem* itemOf(const store::JournalEntry& entry) {
  auto* item = new QTreeWidgetItem({whenOf(entry), qs(entry.author), qs(entry.label)});
  item->setData(0, entryRole, QVariant::fromValue<qlonglong>(entry.id.value));
  item->setData(0, changesRole, QVariant::fromValue<qlonglong>(entry.changes));
  item->setData(0, codesRole, CodeTableDialog::hasTable(entry));
  for (int column = 0; column < 3; ++column) item->setToolTip(column, HistoryPanel::tr("Device %1; %n row(s) changed", nullptr, static_cast<int>(entry.changes)).arg(qs(entry.device)));
  if (entry.undone) {
    QFont struck = item->font(2);
    struck.setStrikeOut(true);
    item->setFont(2, struck);
  }
  return item;
}

} // namespace

HistoryPanel::HistoryPanel(SurveySession& session, QWidget* parent)
    : QWidget(parent), session_(session), scope_(new QTabBar), list_(new QTreeWidget), note_(new QLabel), broken_(new QLabel), whole_(new QLabel), takeBack_(new QPushButton(tr("Take this &entry back"))), codes_(new QPushButton(tr("Old and new co&des…"))) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(4, 4, 4, 4);
  scope_->setObjectName(QStringLiteral("history_scope"));
  scope_->addTab(tr("This record"));
  scope_->addTab(tr("Whole survey"));
  scope_->setDrawBase(false);
  list_->setObjectName(QStringLiteral("history"));
  list_->setHeaderLabels({tr("When"), tr("Who"), tr("What")});
  list_->setUniformRowHeights(true);
  list_->setAccessibleName(tr("History"));
  note_->setWordWrap(true);
  takeBack_->setObjectName(QStringLiteral("history_take_back"));
  takeBack_->setEnabled(false);
  broken_->setObjectName(QStringLiteral("history_broken"));
  broken_->setWordWrap(true);
  broken_->setMargin(8);
  broken_->setAutoFillBackground(true);
  broken_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  broken_->hide();
  column->addWidget(broken_);
  column->addWidget(scope_);
  column->addWidget(list_, 1);
  column->addWidget(note_);
  codes_->setObjectName(QStringLiteral("history_codes"));
  codes_->hide();
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(takeBack_, 1);
  buttons->addWidget(codes_, 1);
  column->addLayout(buttons);
  auto* chain = new QHBoxLayout;
  whole_->setObjectName(QStringLiteral("history_whole"));
  whole_->setWordWrap(true);
  whole_->setForegroundRole(QPalette::PlaceholderText);
  auto* again = new QToolButton;
  again->setObjectName(QStringLiteral("history_verify"));
  again->setText(tr("&Verify"));
  again->setToolTip(tr("Hold every entry of the history against its hash"));
  chain->addWidget(whole_, 1);
  chain->addWidget(again);
  column->addLayout(chain);
  connect(again, &QToolButton::clicked, this, &HistoryPanel::verify);
  connect(scope_, &QTabBar::currentChanged, this, &HistoryPanel::refresh);
  connect(takeBack_, &QPushButton::clicked, this, &HistoryPanel::takeBack);
  connect(list_, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
    takeBack_->setEnabled(item != nullptr && !session_.isReadOnly());
    codes_->setVisible(item != nullptr && item->data(0, codesRole).toBool());
  });
  connect(codes_, &QPushButton::clicked, this, [this] {
    if (const auto* item = list_->currentItem()) (new CodeTableDialog(session_, EntryId{item->data(0, entryRole).toLongLong()}, window()))->open();
  });
  connect(&session_, &SurveySession::changed, this, &HistoryPanel::refresh);
  connect(&session_, &SurveySession::everythingChanged, this, &HistoryPanel::refresh);
}

void HistoryPanel::show(Layer layer, Fid fid) {
  if (layer == layer_ && fid == fid_) return;
  layer_ = layer;
  fid_ = fid;
  if (scope_->currentIndex() == 0) refresh();
  Q_EMIT recordShown(layer, fid);
}

void HistoryPanel::refresh() {
  stale_ = true;
  if (!isVisible()) return; // showEvent reads it
  stale_ = false;
  ++asked_;
  if (scope_->currentIndex() == 0) readRecord();
  else readSurvey();
}

void HistoryPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (stale_) refresh();
  if (!verified_) verify();
}

void HistoryPanel::verify() {
  verified_ = true;
  session_.tasks().start(
      QString(),
      [session = &session_](std::stop_token stop, const TaskRunner::Progress&) -> Result<store::ChainReport> {
        auto reader = session->workerReader();
        if (!reader) return std::unexpected(std::move(reader).error());
        return store::verifyJournal(**reader, stop);
      },
      [self = QPointer(this)](Result<store::ChainReport> chain) {
        if (!self) return;
        if (chain) return self->tell(*chain);
        self->verified_ = false;
        if (chain.error().code != ErrorCode::Cancelled) Q_EMIT self->failed(chain.error());
      });
}

void HistoryPanel::tell(const store::ChainReport& chain) {
  const bool broken = chain.chained && !chain.isWhole();
  const QString said = qs(text::chainText(chain, currentLanguage()));
  broken_->setVisible(broken);
  broken_->setText(broken ? QStringLiteral("⚠ ") + said : QString());
  QPalette red = palette();
  red.setColor(QPalette::Window, currentTheme() == Theme::Contrast ? QColor(Qt::black) : QColor(0xb3, 0x26, 0x1e));
  red.setColor(QPalette::WindowText, currentTheme() == Theme::Contrast ? QColor(Qt::yellow) : QColor(Qt::white));
  broken_->setPalette(red);
  whole_->setText(broken ? QString() : (chain.isWhole() ? QStringLiteral("✓ ") : QString()) + said);
  whole_->setToolTip(chain.head.empty() ? QString() : tr("Head: %1").arg(qs(chain.head)));
}

void HistoryPanel::readRecord() {
  if (!fid_.isSet()) {
    list_->clear();
    note_->setText(tr("Choose a record to see what happened to it."));
    return;
  }
  session_.tasks().start(
      QString(),
      [session = &session_, layer = layer_, fid = fid_](std::stop_token, const TaskRunner::Progress&) -> Result<std::vector<store::FieldChange>> {
        auto reader = session->workerReader();
        if (!reader) return std::unexpected(std::move(reader).error());
        return store::history(**reader, layer, fid);
      },
      [self = QPointer(this), number = asked_](Result<std::vector<store::FieldChange>> changes) {
        if (!self || number != self->asked_) return;
        if (!changes) return void(Q_EMIT self->failed(changes.error()));
        self->fill(*changes);
      });
}

void HistoryPanel::readSurvey() {
  session_.tasks().start(
      QString(),
      [session = &session_](std::stop_token, const TaskRunner::Progress&) -> Result<std::vector<store::JournalEntry>> {
        auto reader = session->workerReader();
        if (!reader) return std::unexpected(std::move(reader).error());
        return store::entries(**reader, 500);
      },
      [self = QPointer(this), number = asked_](Result<std::vector<store::JournalEntry>> entries) {
        if (!self || number != self->asked_) return;
        if (!entries) return void(Q_EMIT self->failed(entries.error()));
        self->fill(*entries);
      });
}

void HistoryPanel::fill(const std::vector<store::FieldChange>& changes) {
  list_->clear();
  list_->setRootIsDecorated(true);
  const LayerSchema& schema = schemaOf(layer_);
  QTreeWidgetItem* item = nullptr;
  QList<QTreeWidgetItem*> items;
  for (const store::FieldChange& change : changes) {
    if (item == nullptr || item->data(0, entryRole).toLongLong() != change.entry.id.value) {
      item = itemOf(change.entry);
      items.prepend(item); // newest first
    }
    QString text;
    switch (change.kind) {
      case store::FieldChange::Kind::Insert: text = tr("record made"); break;
      case store::FieldChange::Kind::Delete: text = tr("record deleted"); break;
      case store::FieldChange::Kind::Update: {
        const int at = schema.indexOf(change.field);
        const QString field = change.field == "geom" ? tr("Place") : at >= 0 ? labelOf(schema.fields[static_cast<std::size_t>(at)]) : qs(change.field);
        text = change.field == "geom" ? tr("Place: moved") : QStringLiteral("%1: %2 → %3").arg(field, valueText(change.before), valueText(change.after));
      }
    }
    auto* line = new QTreeWidgetItem(item, {text});
    line->setData(0, entryRole, item->data(0, entryRole));
    line->setData(0, changesRole, item->data(0, changesRole));
    line->setData(0, codesRole, item->data(0, codesRole));
    line->setToolTip(0, text);
  }
  list_->addTopLevelItems(items);
  for (QTreeWidgetItem* top : items) {
    top->setExpanded(true);
    for (int i = 0; i < top->childCount(); ++i) list_->setFirstColumnSpanned(i, list_->indexFromItem(top), true);
  }
  list_->resizeColumnToContents(0);
  list_->resizeColumnToContents(1);
  note_->setText(tr("Entries for this record: %n", nullptr, static_cast<int>(items.size())));
}

void HistoryPanel::fill(const std::vector<store::JournalEntry>& entries) {
  list_->clear();
  list_->setRootIsDecorated(false);
  QList<QTreeWidgetItem*> items;
  for (const store::JournalEntry& entry : entries) items << itemOf(entry);
  list_->addTopLevelItems(items);
  list_->resizeColumnToContents(0);
  list_->resizeColumnToContents(1);
  note_->setText(entries.size() < 500 ? tr("Entries: %n", nullptr, static_cast<int>(entries.size())) : tr("The newest 500 entries."));
}

void HistoryPanel::takeBack() {
  const QTreeWidgetItem* item = list_->currentItem();
  if (item == nullptr) return;
  const qlonglong rows = item->data(0, changesRole).toLongLong();
  if (rows > 1 && QMessageBox::question(this, tr("Take back"), tr("This entry changed %n row(s); all of them would be taken back, as a new entry. Go on?", nullptr, static_cast<int>(rows))) != QMessageBox::Yes) return;
  if (auto done = session_.undoEntry(EntryId{item->data(0, entryRole).toLongLong()}); !done) return void(Q_EMIT failed(done.error()));
  Q_EMIT said(tr("The entry is taken back. Ctrl+Z brings it again."));
}

} // namespace suyuan::desktop
