// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/panels/network_panel.h"

#include "app/desktop/shell/look.h"
#include "app/text/network_text.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPointer>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <map>

namespace suyuan::desktop {

namespace {

constexpr int findingRole = Qt::UserRole;
constexpr int soonMs = 300;          // after an edit, so that a hand that goes on is not followed with a check each time
constexpr std::size_t mostOfKind = 500; // of a kind; the rest is counted

} // namespace

NetworkPanel::NetworkPanel(SurveySession& session, QWidget* parent)
    : QWidget(parent), session_(session), note_(new QLabel), list_(new QTreeWidget), mend_(new QPushButton(tr("&Mend this"))), mendKind_(new QPushButton(tr("Mend &all of this kind"))) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(4, 4, 4, 4);
  auto* top = new QHBoxLayout;
  note_->setObjectName(QStringLiteral("network_note"));
  mend_->setObjectName(QStringLiteral("network_mend"));
  mendKind_->setObjectName(QStringLiteral("network_mend_kind"));
  top->addWidget(note_, 1);
  top->addWidget(mend_);
  top->addWidget(mendKind_);
  column->addLayout(top);
  list_->setObjectName(QStringLiteral("network"));
  list_->setAccessibleName(tr("What is wrong with the network"));
  list_->setHeaderLabels({tr("What is wrong"), tr("What would mend it")});
  list_->setUniformRowHeights(true);
  list_->header()->setStretchLastSection(true);
  list_->setColumnWidth(0, 520);
  column->addWidget(list_);
  soon_.setSingleShot(true);
  soon_.setInterval(soonMs);
  connect(&soon_, &QTimer::timeout, this, &NetworkPanel::look);
  connect(&session_, &SurveySession::networkChanged, this, &NetworkPanel::changed);
  connect(&session_, &SurveySession::everythingChanged, this, &NetworkPanel::changed);
  connect(list_, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
    refreshButtons();
    if (item != nullptr && item->data(0, findingRole).isValid()) Q_EMIT placeChosen(findings_[item->data(0, findingRole).toUInt()].issue.at);
  });
  connect(mend_, &QPushButton::clicked, this, [this] { Q_EMIT mendWanted(fixesOf(list_->currentItem())); });
  connect(mendKind_, &QPushButton::clicked, this, [this] {
    const QTreeWidgetItem* item = list_->currentItem();
    if (item != nullptr) Q_EMIT mendWanted(fixesOf(item->parent() != nullptr ? item->parent() : item));
  });
  refreshButtons();
}

void NetworkPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (stale_) soon_.start(0);
}

void NetworkPanel::changed() {
  stale_ = true;
  if (isVisible()) soon_.start(soonMs);
}

void NetworkPanel::look() {
  if (looking_) return soon_.start(soonMs);
  looking_ = true;
  stale_ = false;
  note_->setText(tr("Looking at the network…"));
  session_.withNetwork([self = QPointer(this)](Result<std::shared_ptr<const network::DrainageGraph>> graph) {
    if (!self) return;
    if (!graph) {
      self->looking_ = false;
      return Q_EMIT self->failed(graph.error());
    }
    self->session_.tasks().start(
        QString(), [graph = *graph](std::stop_token stop, const TaskRunner::Progress&) { return survey::checkNetwork(*graph, {}, stop); },
        [self](Result<std::vector<survey::NetworkFinding>> found) {
          if (!self) return;
          self->looking_ = false;
          if (!found) return Q_EMIT self->failed(found.error());
          self->findings_ = std::move(*found);
          self->fill();
        });
  });
}

void NetworkPanel::fill() {
  list_->clear();
  std::map<network::NetworkIssueKind, std::vector<std::size_t>> kinds;
  for (std::size_t i = 0; i < findings_.size(); ++i) kinds[findings_[i].issue.kind].push_back(i);
  std::size_t mendable = 0;
  for (const auto& [kind, members] : kinds) {
    auto* parent = new QTreeWidgetItem(list_, {QStringLiteral("%1 (%2)").arg(qs(text::issueTitle(kind, currentLanguage())), QLocale().toString(static_cast<qlonglong>(members.size())))});
    parent->setData(1, findingRole, static_cast<int>(kind));
    QList<QTreeWidgetItem*> items;
    for (const std::size_t i : members) {
      const survey::NetworkFinding& one = findings_[i];
      mendable += one.fix.has_value();
      if (items.size() >= static_cast<qsizetype>(mostOfKind)) continue;
      auto* item = new QTreeWidgetItem({qs(text::issueText(one.issue, currentLanguage())), one.fix ? qs(text::fixText(*one.fix, currentLanguage())) : QString()});
      item->setData(0, findingRole, static_cast<uint>(i));
      items << item;
    }
    parent->addChildren(items);
    parent->setExpanded(kinds.size() <= 3);
  }
  note_->setText(findings_.empty() ? tr("Nothing is found wrong with the network.")
                                   : tr("%1 to look at, %2 can be mended here.").arg(QLocale().toString(static_cast<qlonglong>(findings_.size())), QLocale().toString(static_cast<qlonglong>(mendable))));
  refreshButtons();
}

std::vector<network::NetworkFix> NetworkPanel::fixesOf(const QTreeWidgetItem* item) const {
  std::vector<network::NetworkFix> fixes;
  if (item == nullptr) return fixes;
  if (item->data(0, findingRole).isValid()) {
    if (const auto& fix = findings_[item->data(0, findingRole).toUInt()].fix) fixes.push_back(*fix);
    return fixes;
  }
  const auto kind = static_cast<network::NetworkIssueKind>(item->data(1, findingRole).toInt());
  for (const survey::NetworkFinding& one : findings_) // more than are listed
    if (one.issue.kind == kind && one.fix) fixes.push_back(*one.fix);
  return fixes;
}

void NetworkPanel::refreshButtons() {
  const QTreeWidgetItem* item = list_->currentItem();
  const bool one = item != nullptr && item->parent() != nullptr;
  mend_->setEnabled(!session_.isReadOnly() && one && !fixesOf(item).empty());
  mendKind_->setEnabled(!session_.isReadOnly() && item != nullptr && !fixesOf(one ? item->parent() : item).empty());
}

} // namespace suyuan::desktop
