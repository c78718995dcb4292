// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/online_map_dialog.h"

#include "app/desktop/shell/look.h"
#include "app/text/error_text.h"
#include "gis/tiles/fetch_document.h"
#include "gis/tiles/tile_service.h"
#include "gis/tiles/wmts_capabilities.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace suyuan::desktop {

namespace {

/// Of tiles, not of a service: it says where column and row go.
bool isTileAddress(const QString& address) { return address.contains(QLatin1String("{x}")) || address.contains(QLatin1String("{z}")); }

} // namespace

OnlineMapDialog::OnlineMapDialog(QWidget* parent)
    : QDialog(parent), form_(new QFormLayout), address_(new QLineEdit), title_(new QLineEdit), credit_(new QLineEdit), key_(new QLineEdit), offers_(new QTreeWidget),
      result_(new QLabel), busy_(new QProgressBar) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Online map by its address"));
  resize(720, 460);
  auto* column = new QVBoxLayout(this);
  auto* about = new QLabel(tr("Paste the address of the tiles, with {z}, {x} and {y} (or {-y}) where level, column and row go, or the address of a WMTS and ask it what it offers."));
  about->setWordWrap(true);
  column->addWidget(about);

  address_->setObjectName(QStringLiteral("map_address"));
  address_->setClearButtonEnabled(true);
  address_->setPlaceholderText(QStringLiteral("https://…/{z}/{x}/{y}.png"));
  ask_ = new QPushButton(tr("As&k the service"));
  ask_->setObjectName(QStringLiteral("map_ask"));
  auto* row = new QHBoxLayout;
  row->addWidget(address_, 1);
  row->addWidget(ask_);
  auto* label = new QLabel(tr("&Address"));
  label->setBuddy(address_);
  form_->addRow(label, row);
  title_->setObjectName(QStringLiteral("map_title"));
  form_->addRow(tr("&Name"), title_);
  credit_->setObjectName(QStringLiteral("map_credit"));
  credit_->setPlaceholderText(tr("written on the map, as its terms ask"));
  form_->addRow(tr("&Whose map it is"), credit_);
  key_->setObjectName(QStringLiteral("map_key"));
  key_->setPlaceholderText(tr("stays on this computer"));
  form_->addRow(tr("&Key"), key_);
  column->addLayout(form_);

  offers_->setObjectName(QStringLiteral("map_offers"));
  offers_->setAccessibleName(tr("What the service offers"));
  offers_->setHeaderLabels({tr("Map"), tr("System"), tr("Levels")});
  offers_->setRootIsDecorated(false);
  offers_->setUniformRowHeights(true);
  offers_->header()->setStretchLastSection(false);
  offers_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  for (const int section : {1, 2}) offers_->header()->setSectionResizeMode(section, QHeaderView::ResizeToContents);
  column->addWidget(offers_, 1);
  busy_->setRange(0, 0);
  busy_->setTextVisible(false);
  column->addWidget(busy_);
  result_->setObjectName(QStringLiteral("map_result"));
  result_->setWordWrap(true);
  column->addWidget(result_);
  column->addStretch();

  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
  add_ = addButton(*buttons, tr("A&dd to the map"), "map_add");
  column->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(address_, &QLineEdit::textChanged, this, &OnlineMapDialog::readAddress);
  connect(title_, &QLineEdit::textEdited, this, &OnlineMapDialog::readAddress);
  connect(key_, &QLineEdit::textChanged, this, &OnlineMapDialog::refresh);
  connect(offers_, &QTreeWidget::currentItemChanged, this, &OnlineMapDialog::refresh);
  connect(offers_, &QTreeWidget::itemActivated, this, [this] { if (add_->isEnabled()) add(); });
  connect(ask_, &QPushButton::clicked, this, &OnlineMapDialog::ask);
  connect(add_, &QPushButton::clicked, this, &OnlineMapDialog::add);
  readAddress();
}

void OnlineMapDialog::readAddress() {
  const QString address = address_->text().trimmed();
  own_.reset();
  result_->clear();
  if (address != asked_) {
    asked_.clear();
    offered_.clear();
    offers_->clear();
  }
  if (isTileAddress(address)) {
    auto own = tiles::ownTileSource(address.toStdString(), title_->text().trimmed().toStdString());
    if (own) own_ = std::move(*own);
    else result_->setText(qs(text::sentence(own.error(), currentLanguage())));
  }
  refresh();
}

void OnlineMapDialog::ask() {
  const QString address = address_->text().trimmed();
  asked_ = address;
  result_->setText(tr("Asking the service…"));
  tasks_.start(
      QString(),
      [address = address.toStdString()](std::stop_token stop, const TaskRunner::Progress&) -> Result<std::vector<tiles::OwnSource>> {
        const std::string from = tiles::capabilitiesAddress(address);
        auto document = tiles::fetchDocument(from, stop);
        if (!document) return std::unexpected(std::move(document).error());
        return tiles::readWmtsCapabilities(*document, from);
      },
      [self = QPointer(this), address](Result<std::vector<tiles::OwnSource>> offered) {
        if (self && self->asked_ == address) self->show(std::move(offered)); // not of an address that was typed over meanwhile
        else if (self) self->refresh();
      });
  refresh();
}

void OnlineMapDialog::show(Result<std::vector<tiles::OwnSource>> offered) {
  offers_->clear();
  offered_.clear();
  if (!offered) {
    result_->setText(qs(text::sentence(offered.error(), currentLanguage())));
  } else {
    result_->clear();
    offered_ = std::move(*offered);
    for (const tiles::OwnSource& one : offered_) {
      const tiles::TileSource& source = one.source;
      auto* item = new QTreeWidgetItem(offers_, {qs(source.title), qs(source.grid.crs), QStringLiteral("%1–%2").arg(source.minLevel).arg(source.maxLevel)});
      item->setToolTip(0, qs(source.credit));
    }
    if (offers_->topLevelItemCount() > 0) offers_->setCurrentItem(offers_->topLevelItem(0));
    offers_->setFocus();
  }
  refresh();
}

std::optional<tiles::OwnSource> OnlineMapDialog::chosenSource() const {
  if (own_) return own_;
  const int at = offers_->indexOfTopLevelItem(offers_->currentItem());
  if (at < 0 || static_cast<std::size_t>(at) >= offered_.size()) return std::nullopt;
  return offered_[static_cast<std::size_t>(at)];
}

void OnlineMapDialog::refresh() {
  const bool isBusy = tasks_.isBusy(), isOfTiles = isTileAddress(address_->text());
  busy_->setVisible(isBusy);
  offers_->setVisible(!isOfTiles);
  ask_->setVisible(!isOfTiles);
  ask_->setEnabled(!isBusy && !address_->text().trimmed().isEmpty());
  form_->setRowVisible(title_, isOfTiles);
  form_->setRowVisible(credit_, isOfTiles);
  const auto source = chosenSource();
  const bool wantsKey = source && !source->source.key.empty() && source->key.empty();
  form_->setRowVisible(key_, wantsKey);
  add_->setEnabled(source && !isBusy && (!wantsKey || !key_->text().trimmed().isEmpty() || !tiles::keyNamed(source->source.key).empty()));
  (isOfTiles || !offered_.empty() ? add_ : ask_)->setDefault(true);
}

void OnlineMapDialog::add() {
  auto source = chosenSource();
  if (!source) return;
  const std::string key = source->key.empty() ? key_->text().trimmed().toStdString() : source->key;
  if (!source->source.key.empty() && !key.empty()) tiles::keepKey(source->source.key, key);
  if (own_ && !credit_->text().trimmed().isEmpty()) source->source.credit = credit_->text().trimmed().toStdString();
  Q_EMIT chosen(source->source);
  accept();
}

} // namespace suyuan::desktop
