// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/panels/layer_panel.h"

#include "app/desktop/shell/look.h"
#include "app/desktop/shell/swatch.h"
#include "gis/render/legend.h"
#include "gis/render/visible_rows.h"

#include <QContextMenuEvent>
#include <QDropEvent>
#include <QHeaderView>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QSignalBlocker>
#include <QStyle>

#include <algorithm>
#include <set>

namespace suyuan::desktop {

namespace {

constexpr int idRole = Qt::UserRole, brokenRole = Qt::UserRole + 1;
constexpr std::size_t mostBroken = 500; ///< listed one by one

constexpr QSize swatchSize(22, 16), sampleSize(18, 14);

/// Classes that the layer's records have, in the style's order, with counts; what fits none comes last.
std::vector<std::pair<render::LegendEntry, std::int64_t>> classesOf(const render::SceneLayer& layer) {
  const layers::FeatureTable& table = *layer.table;
  const render::LayerStyle& style = *layer.style;
  std::vector<std::pair<render::LegendEntry, std::int64_t>> classes;
  if (style.by == render::ClassifyBy::None || style.classes.empty()) return classes;
  const layers::CategoryColumn& column = style.by == render::ClassifyBy::Grade ? table.grade : table.category;
  std::vector<std::int64_t> byWord(256);
  for (const std::uint8_t word : column.index) ++byWord[word];
  if (column.index.empty()) byWord[0] = static_cast<std::int64_t>(table.size());
  std::vector<std::int64_t> counts(style.classes.size() + 1);
  for (std::size_t word = 0; word < column.words.size(); ++word) {
    const int at = style.classOf(column.words[word]);
    counts[at < 0 ? style.classes.size() : static_cast<std::size_t>(at)] += byWord[word];
  }
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    const bool other = i == style.classes.size();
    classes.emplace_back(render::LegendEntry{layer.id, other ? (style.otherTitle.isEmpty() ? layer.title : style.otherTitle) : style.classes[i].title,
                                             table.kind, other ? style.base : style.classes[i].symbol, false},
                         counts[i]);
  }
  return classes;
}

QString reasonOf(layers::Fault fault) {
  switch (fault) {
  case layers::Fault::NoGeometry: return LayerPanel::tr("no geometry");
  case layers::Fault::NotFinite: return LayerPanel::tr("a coordinate is no number");
  case layers::Fault::OutsideCrs: return LayerPanel::tr("outside of the map's projection");
  case layers::Fault::Damaged: break;
  }
  return LayerPanel::tr("damaged geometry");
}

/// The records that are not on the map, by their number and why.
void addBroken(QTreeWidgetItem& layer, const layers::FeatureTable& table) {
  auto* all = new QTreeWidgetItem(&layer, {LayerPanel::tr("cannot be drawn"), QLocale().toString(static_cast<qlonglong>(table.broken.size()))});
  all->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
  all->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
  all->setIcon(0, layer.treeWidget()->style()->standardIcon(QStyle::SP_MessageBoxWarning));
  for (std::size_t i = 0; i < std::min(table.broken.size(), mostBroken); ++i) {
    const layers::BrokenFeature& one = table.broken[i];
    auto* item = new QTreeWidgetItem(all, {QStringLiteral("%1: %2").arg(one.fid).arg(reasonOf(one.fault))});
    item->setData(0, brokenRole, QVariant::fromValue(static_cast<qlonglong>(one.fid)));
    item->setToolTip(0, LayerPanel::tr("Enter or a double click shows the record."));
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
  }
  if (table.broken.size() > mostBroken) {
    auto* rest = new QTreeWidgetItem(all, {LayerPanel::tr("and %n more", nullptr, static_cast<int>(table.broken.size() - mostBroken))});
    rest->setFlags(Qt::ItemIsEnabled);
  }
}

} // namespace

std::string toJson(const std::vector<LayerView>& views) {
  QJsonArray list;
  for (const LayerView& view : views) list.append(QJsonObject{{QStringLiteral("id"), qs(view.id)}, {QStringLiteral("visible"), view.visible}});
  return QJsonDocument(list).toJson(QJsonDocument::Compact).toStdString();
}

std::vector<LayerView> layerViewsFrom(std::string_view json) {
  std::vector<LayerView> views;
  for (const QJsonValue& value : QJsonDocument::fromJson(QByteArray(json.data(), static_cast<qsizetype>(json.size()))).array())
    views.push_back({value.toObject()[QStringLiteral("id")].toString().toStdString(), value.toObject()[QStringLiteral("visible")].toBool(true)});
  return views;
}

void arrange(render::MapScene& scene, const std::vector<LayerView>& views) {
  // The scene's list begins at the bottom, the views' at the top.
  std::vector<render::SceneLayer> edits, sorted;
  for (render::SceneLayer& layer : scene.layers)
    if (layer.isEdits()) edits.push_back(layer);
  std::erase_if(scene.layers, &render::SceneLayer::isEdits);
  for (auto view = views.rbegin(); view != views.rend(); ++view)
    if (auto* layer = scene.find(view->id)) {
      layer->visible = view->visible;
      sorted.push_back(*layer);
    }
  std::size_t next = 0;
  for (render::SceneLayer& layer : scene.layers)
    if (std::ranges::find(views, layer.id, &LayerView::id) != views.end() && next < sorted.size()) layer = sorted[next++];
  for (render::SceneLayer& layer : edits)
    if (const auto* base = scene.find(layer.id)) scene.setEdits(layer.id, layer.table, base->hidden);
}

LayerPanel::LayerPanel(QWidget* parent) : QTreeWidget(parent) {
  setObjectName(QStringLiteral("layers"));
  setColumnCount(2);
  setHeaderLabels({tr("Layer"), tr("Records")});
  setUniformRowHeights(true);
  setIconSize({22, 16});
  setIndentation(16);
  header()->setSectionResizeMode(0, QHeaderView::Stretch);
  header()->setStretchLastSection(false);
  header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
  setDragDropMode(InternalMove);
  setDefaultDropAction(Qt::MoveAction);
  setAccessibleName(tr("Layers"));
  setToolTip(tr("A drag, or Ctrl with an arrow key, moves a layer up or down; the box switches it."));
  connect(this, &QTreeWidget::itemChanged, this, &LayerPanel::arranged);
  connect(this, &QTreeWidget::itemActivated, this, &LayerPanel::choose);
}

void LayerPanel::fill(const render::MapScene& scene) {
  const QSignalBlocker quiet(this);
  std::set<QString> open, known;
  QString current;
  for (int i = 0; i < topLevelItemCount(); ++i) known.insert(topLevelItem(i)->data(0, idRole).toString());
  for (int i = 0; i < topLevelItemCount(); ++i)
    if (topLevelItem(i)->isExpanded()) open.insert(topLevelItem(i)->data(0, idRole).toString());
  if (currentItem() != nullptr) current = currentItem()->data(0, idRole).toString();
  clear();
  const QColor background = scene.style ? scene.style->background : palette().color(QPalette::Base);
  for (auto layer = scene.layers.rbegin(); layer != scene.layers.rend(); ++layer) {
    if (!layer->table || !layer->style || layer->isEdits() || (layer->table->size() == 0 && layer->table->broken.empty())) continue;
    auto* item = new QTreeWidgetItem(this, {layer->title, QLocale().toString(static_cast<qlonglong>(layer->table->size()))});
    item->setData(0, idRole, qs(layer->id));
    item->setCheckState(0, layer->visible ? Qt::Checked : Qt::Unchecked);
    item->setFlags((item->flags() | Qt::ItemIsDragEnabled) & ~Qt::ItemIsDropEnabled);
    item->setIcon(0, swatchOf({layer->id, layer->title, layer->table->kind, layer->style->base, false}, swatchSize, sampleSize, background, devicePixelRatioF()));
    item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
    const auto classes = classesOf(*layer);
    for (const auto& [entry, count] : classes) {
      auto* child = new QTreeWidgetItem(item, {entry.title, QLocale().toString(static_cast<qlonglong>(count))});
      child->setIcon(0, swatchOf(entry, swatchSize, sampleSize, background, devicePixelRatioF()));
      child->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
      child->setFlags(Qt::ItemIsEnabled);
    }
    if (!classes.empty()) item->setIcon(0, classes.size() == 1 ? item->child(0)->icon(0) : QIcon());
    if (!layer->table->broken.empty()) addBroken(*item, *layer->table);
    item->setExpanded(known.contains(qs(layer->id)) ? open.contains(qs(layer->id)) : layer->id == "outfalls");
    if (qs(layer->id) == current) setCurrentItem(item);
  }
}

std::vector<LayerView> LayerPanel::views() const {
  std::vector<LayerView> views;
  for (int i = 0; i < topLevelItemCount(); ++i)
    views.push_back({topLevelItem(i)->data(0, idRole).toString().toStdString(), topLevelItem(i)->checkState(0) == Qt::Checked});
  return views;
}

void LayerPanel::dropEvent(QDropEvent* event) {
  {
    const QSignalBlocker quiet(this); // a move is a removal and an insertion
    QTreeWidget::dropEvent(event);
  }
  Q_EMIT arranged();
}

void LayerPanel::keyPressEvent(QKeyEvent* event) {
  if ((event->modifiers() & Qt::ControlModifier) && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down))
    return moveCurrent(event->key() == Qt::Key_Up ? -1 : 1);
  QTreeWidget::keyPressEvent(event);
}

std::optional<Layer> LayerPanel::currentLayer() const {
  const QTreeWidgetItem* item = currentItem();
  while (item != nullptr && item->parent() != nullptr) item = item->parent();
  return item == nullptr ? std::nullopt : layerNamed(item->data(0, idRole).toString().toStdString());
}

void LayerPanel::choose(QTreeWidgetItem* item) {
  const auto layer = currentLayer();
  if (layer && item->data(0, brokenRole).isValid()) Q_EMIT recordChosen(*layer, Fid{item->data(0, brokenRole).toLongLong()});
}

QMenu* LayerPanel::makeMenu() {
  const auto layer = currentLayer();
  if (!layer) return nullptr;
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  const auto add = [&](const QString& text, const char* name, auto run) {
    QAction* action = menu->addAction(text, this, run);
    action->setObjectName(QLatin1String(name));
    return action;
  };
  add(tr("&Style…"), "layer_style", [this, layer] { Q_EMIT styleWanted(*layer); });
  add(tr("&Undo the last change of a style"), "layer_undo_style", [this] { Q_EMIT undoStyleWanted(); })->setEnabled(canUndoStyle_);
  menu->addSeparator();
  add(tr("&Zoom to the layer"), "layer_zoom", [this, layer] { Q_EMIT zoomWanted(*layer); });
  return menu;
}

void LayerPanel::contextMenuEvent(QContextMenuEvent* event) {
  QMenu* menu = makeMenu();
  if (menu == nullptr) return;
  menu->popup(event->reason() == QContextMenuEvent::Keyboard ? viewport()->mapToGlobal(visualItemRect(currentItem()).bottomLeft()) : event->globalPos());
  event->accept();
}

void LayerPanel::moveCurrent(int by) {
  QTreeWidgetItem* item = currentItem();
  const int from = indexOfTopLevelItem(item), to = from + by;
  if (from < 0 || to < 0 || to >= topLevelItemCount()) return;
  {
    const QSignalBlocker quiet(this);
    const bool open = item->isExpanded();
    takeTopLevelItem(from);
    insertTopLevelItem(to, item);
    item->setExpanded(open);
    setCurrentItem(item);
  }
  Q_EMIT arranged();
}

} // namespace suyuan::desktop
