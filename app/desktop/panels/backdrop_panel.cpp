// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/panels/backdrop_panel.h"

#include "app/desktop/dialogs/map_key_dialog.h"
#include "app/desktop/dialogs/online_map_dialog.h"
#include "app/desktop/shell/look.h"
#include "app/text/error_text.h"

#include <QDesktopServices>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <QTreeWidget>
#include <QUrl>
#include <QVBoxLayout>

#include <cmath>

namespace suyuan::desktop {

namespace {

QToolButton* button(const QString& text, const QString& tip, const char* name) {
  auto* made = new QToolButton;
  made->setText(text);
  made->setToolTip(tip);
  made->setAccessibleName(tip);
  made->setObjectName(QLatin1String(name));
  made->setFocusPolicy(Qt::StrongFocus);
  return made;
}

} // namespace

BackdropPanel::BackdropPanel(Backdrops& backdrops, QWidget* parent)
    : QWidget(parent), backdrops_(backdrops), list_(new QTreeWidget), addMenu_(new QMenu(this)), moreMenu_(new QMenu(this)), add_(button(tr("&Add"), tr("Add a backdrop"), "backdrop_add")),
      up_(button(QStringLiteral("↑"), tr("Move the backdrop up"), "backdrop_up")), down_(button(QStringLiteral("↓"), tr("Move the backdrop down"), "backdrop_down")),
      remove_(button(QStringLiteral("×"), tr("Remove the backdrop from the map"), "backdrop_remove")),
      more_(button(QStringLiteral("⋯"), tr("Keys, terms and areas to take along"), "backdrop_more")), opacity_(new QSlider(Qt::Horizontal)), percent_(new QLabel) {
  list_->setObjectName(QStringLiteral("backdrops"));
  list_->setAccessibleName(tr("Backdrops"));
  list_->setColumnCount(2);
  list_->setHeaderLabels({tr("Backdrop"), tr("State")});
  list_->setRootIsDecorated(false);
  list_->setUniformRowHeights(true);
  list_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  list_->header()->setStretchLastSection(false);
  list_->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
  list_->setToolTip(tr("Pictures below all layers, the topmost first; the box switches one."));
  addMenu_->addAction(tr("Raster &file…"), this, &BackdropPanel::addFiles)->setObjectName(QStringLiteral("backdrop_add_file"));
  addMenu_->addAction(tr("Online map by &address…"), this, &BackdropPanel::addByAddress)->setObjectName(QStringLiteral("backdrop_add_address"));
  addMenu_->addSeparator();
  for (const tiles::TileSource& source : backdrops_.listed())
    addMenu_->addAction(qs(source.title), this, [this, source] { addOnline(source); })->setObjectName(qs("backdrop_add_" + source.id));
  add_->setMenu(addMenu_);
  add_->setPopupMode(QToolButton::InstantPopup);
  keyAction_ = moreMenu_->addAction(tr("&Key of the map…"), this, [this] { if (const auto* source = currentSource()) askForKey(*source); });
  keyAction_->setObjectName(QStringLiteral("backdrop_key"));
  termsAction_ = moreMenu_->addAction(tr("&Terms of use"), this, [this] { if (const auto* source = currentSource()) QDesktopServices::openUrl(QUrl(qs(source->terms))); });
  moreMenu_->addAction(tr("Areas without a &network…"), this, [this] { Q_EMIT offlineAsked(currentSource()); })->setObjectName(QStringLiteral("backdrop_offline"));
  connect(moreMenu_, &QMenu::aboutToShow, this, &BackdropPanel::refresh);
  more_->setMenu(moreMenu_);
  more_->setPopupMode(QToolButton::InstantPopup);
  opacity_->setObjectName(QStringLiteral("backdrop_opacity"));
  opacity_->setAccessibleName(tr("Opacity"));
  opacity_->setToolTip(tr("Opacity of the chosen backdrop"));
  opacity_->setRange(0, 100);
  opacity_->setPageStep(10);
  percent_->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("100 %")));
  percent_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);

  auto* row = new QHBoxLayout;
  row->setContentsMargins(1, 0, 1, 0);
  row->setSpacing(1);
  for (QWidget* widget : std::initializer_list<QWidget*>{add_, up_, down_, remove_}) row->addWidget(widget);
  row->addStretch(1);
  row->addWidget(more_);
  auto* pale = new QHBoxLayout; // a row of its own: beside the buttons a narrow dock leaves the slider no way to go
  pale->setContentsMargins(4, 0, 4, 2);
  pale->addWidget(opacity_, 1);
  pale->addWidget(percent_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(2);
  column->addWidget(list_, 1);
  column->addLayout(row);
  column->addLayout(pale);
  setFocusProxy(list_);

  connect(&backdrops_, &Backdrops::changed, this, &BackdropPanel::fill);
  connect(&backdrops_, &Backdrops::arrived, this, &BackdropPanel::fill);
  connect(list_, &QTreeWidget::currentItemChanged, this, &BackdropPanel::refresh);
  connect(list_, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem* item) {
    backdrops_.setVisible(static_cast<std::size_t>(list_->indexOfTopLevelItem(item)), item->checkState(0) == Qt::Checked);
    Q_EMIT rearranged();
  });
  connect(up_, &QToolButton::clicked, this, [this] { moveCurrent(-1); });
  connect(down_, &QToolButton::clicked, this, [this] { moveCurrent(1); });
  connect(remove_, &QToolButton::clicked, this, [this] {
    if (current() < 0) return;
    backdrops_.remove(static_cast<std::size_t>(current()));
    Q_EMIT rearranged();
  });
  connect(opacity_, &QSlider::valueChanged, this, [this](int percent) {
    if (current() < 0) return;
    backdrops_.setOpacity(static_cast<std::size_t>(current()), percent / 100.0);
    Q_EMIT rearranged();
  });
  fill();
}

int BackdropPanel::current() const { return list_->currentItem() == nullptr ? -1 : list_->indexOfTopLevelItem(list_->currentItem()); }

QString BackdropPanel::stateOf(const Backdrops::Entry& entry) const {
  if (entry.fault) return tr("not shown");
  if (!entry.backdrop) return tr("opening");
  if (!entry.feed) return {};
  switch (entry.feed->state()) {
  case tiles::FeedState::Fine: break;
  case tiles::FeedState::Unreachable: return tr("no answer");
  case tiles::FeedState::Busy: return tr("pausing");
  case tiles::FeedState::Refused: return tr("key refused");
  case tiles::FeedState::KeyMissing: return tr("needs a key");
  }
  return {};
}

/// Rows are kept where they can be: a slider that is held must not lose its row.
void BackdropPanel::fill() {
  const QSignalBlocker quiet(list_);
  const auto& entries = backdrops_.entries();
  const int was = current();
  while (list_->topLevelItemCount() > static_cast<int>(entries.size())) delete list_->topLevelItem(list_->topLevelItemCount() - 1);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Backdrops::Entry& entry = entries[i];
    QTreeWidgetItem* item = list_->topLevelItem(static_cast<int>(i));
    if (item == nullptr) item = new QTreeWidgetItem(list_);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setText(0, backdrops_.titleOf(entry));
    item->setCheckState(0, entry.view.visible ? Qt::Checked : Qt::Unchecked);
    item->setText(1, stateOf(entry));
    QString tip = entry.view.file.empty() ? backdrops_.titleOf(entry) : qs(backdrops_.pathOf(entry.view).string());
    if (entry.fault) tip += u'\n' + qs(text::sentence(*entry.fault, currentLanguage()));
    else if (entry.backdrop && !entry.backdrop->credit().isEmpty()) tip += u'\n' + entry.backdrop->credit();
    item->setToolTip(0, tip);
    item->setToolTip(1, tip);
  }
  if (list_->topLevelItemCount() > 0) list_->setCurrentItem(list_->topLevelItem(std::clamp(was, 0, list_->topLevelItemCount() - 1)));
  refresh();
}

void BackdropPanel::refresh() {
  const int at = current(), count = list_->topLevelItemCount();
  up_->setEnabled(at > 0);
  down_->setEnabled(at >= 0 && at + 1 < count);
  remove_->setEnabled(at >= 0);
  opacity_->setEnabled(at >= 0);
  const tiles::TileSource* source = currentSource();
  keyAction_->setEnabled(source != nullptr && !source->key.empty());
  termsAction_->setEnabled(source != nullptr && !source->terms.empty());
  const QSignalBlocker quiet(opacity_);
  const int percent = at < 0 ? 100 : static_cast<int>(std::lround(backdrops_.entries()[static_cast<std::size_t>(at)].view.opacity * 100));
  opacity_->setValue(percent);
  percent_->setText(at < 0 ? QString() : tr("%1 %").arg(percent));
}

void BackdropPanel::addFiles() {
  const QStringList files = QFileDialog::getOpenFileNames(
      this, tr("Raster to lie below the map"), QString(),
      tr("Rasters (*.tif *.tiff *.vrt *.mbtiles *.gpkg *.img *.jp2 *.png *.jpg *.asc *.dem *.hgt);;All files (*)"));
  for (const QString& file : files) backdrops_.addFile(file.toStdString());
  if (files.isEmpty()) return;
  list_->setCurrentItem(list_->topLevelItem(0));
  Q_EMIT rearranged();
}

void BackdropPanel::addOnline(const tiles::TileSource& source) {
  backdrops_.addOnline(source);
  list_->setCurrentItem(list_->topLevelItem(0));
  Q_EMIT rearranged();
  if (const auto& feed = backdrops_.entries().front().feed; feed && feed->isKeyMissing()) askForKey(source);
}

void BackdropPanel::addByAddress() {
  auto* dialog = new OnlineMapDialog(this);
  connect(dialog, &OnlineMapDialog::chosen, this, &BackdropPanel::addOnline);
  dialog->open();
}

void BackdropPanel::askForKey(const tiles::TileSource& source) {
  auto* dialog = new MapKeyDialog(source, this);
  connect(dialog, &MapKeyDialog::keyChanged, &backdrops_, &Backdrops::reopenOnline);
  dialog->open();
}

const tiles::TileSource* BackdropPanel::currentSource() const {
  if (current() < 0) return nullptr;
  const auto& feed = backdrops_.entries()[static_cast<std::size_t>(current())].feed;
  return feed ? &feed->source() : nullptr;
}

void BackdropPanel::moveCurrent(int by) {
  const int from = current(), to = from + by;
  if (from < 0 || to < 0 || to >= list_->topLevelItemCount()) return;
  backdrops_.move(static_cast<std::size_t>(from), static_cast<std::size_t>(to));
  list_->setCurrentItem(list_->topLevelItem(to));
  Q_EMIT rearranged();
}

} // namespace suyuan::desktop
