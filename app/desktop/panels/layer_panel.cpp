// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/panels/layer_panel.h"

#include "app/desktop/shell/look.h"
#include "gis/render/legend.h"
#include "gis/render/visible_rows.h"

#include <QDropEvent>
#include <QHeaderView>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QSignalBlocker>

#include <algorithm>
#include <set>

namespace suyuan::desktop {

namespace {

constexpr int idRole = Qt::UserRole;

QIcon swatchOf(const render::LegendEntry& entry, const QColor& background, double ratio) {
  QPixmap picture(QSize(22, 16) * ratio);
  picture.setDevicePixelRatio(ratio);
  picture.fill(background);
  QPainter painter(&picture);
  painter.setRenderHint(QPainter::Antialiasing);
  render::paintSample(painter, QRectF(2, 1, 18, 14), entry);
  return picture;
}

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
    if (!layer->table || layer->table->size() == 0 || !layer->style || layer->isEdits()) continue;
    auto* item = new QTreeWidgetItem(this, {layer->title, QLocale().toString(static_cast<qlonglong>(layer->table->size()))});
    item->setData(0, idRole, qs(layer->id));
    item->setCheckState(0, layer->visible ? Qt::Checked : Qt::Unchecked);
    item->setFlags((item->flags() | Qt::ItemIsDragEnabled) & ~Qt::ItemIsDropEnabled);
    item->setIcon(0, swatchOf({layer->id, layer->title, layer->table->kind, layer->style->base, false}, background, devicePixelRatioF()));
    item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
    const auto classes = classesOf(*layer);
    for (const auto& [entry, count] : classes) {
      auto* child = new QTreeWidgetItem(item, {entry.title, QLocale().toString(static_cast<qlonglong>(count))});
      child->setIcon(0, swatchOf(entry, background, devicePixelRatioF()));
      child->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
      child->setFlags(Qt::ItemIsEnabled);
    }
    if (!classes.empty()) item->setIcon(0, classes.size() == 1 ? item->child(0)->icon(0) : QIcon());
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
