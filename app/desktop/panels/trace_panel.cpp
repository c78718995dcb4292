// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/panels/trace_panel.h"

#include "app/desktop/shell/look.h"
#include "app/text/network_text.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <cmath>

namespace suyuan::desktop {

namespace {

constexpr int layerRole = Qt::UserRole, fidRole = Qt::UserRole + 1;
constexpr std::size_t mostListed = 200; // names are read one by one

} // namespace

NamedTrace named(survey::SurveyTrace trace, store::Reader& reader, const network::DrainageGraph& graph, const survey::RecordName& from) {
  NamedTrace made{std::move(trace), {}, {}, {}};
  if (auto evidence = survey::evidenceOf(reader, made.trace.result)) made.evidence = std::move(*evidence);
  for (const network::TraceGap& gap : made.trace.result.gaps) made.gaps.push_back({gap.from, gap.metres, network::fixOf(graph, gap)});
  if (made.gaps.empty() && made.trace.result.emptyReason == "start-isolated")
    if (auto fix = network::connectionOf(graph, from.layer, from.fid)) made.gaps.push_back({fix->from, fix->metres, fix});
  const auto& r = made.trace.result;
  // The many pipes and wells are known by their numbers.
  for (const auto& [layer, fids] : {std::pair{Layer::Units, &r.units}, std::pair{Layer::Outfalls, &r.outfalls}, std::pair{Layer::Rivers, &r.rivers}}) {
    const int name = schemaOf(layer).indexOf("name");
    for (std::size_t i = 0; name >= 0 && i < fids->size() && i < mostListed; ++i)
      if (auto row = reader.row(layer, (*fids)[i]); row && *row) made.names[(*fids)[i]] = toText((*row)->values[static_cast<std::size_t>(name)]);
  }
  return made;
}

TracePanel::TracePanel(QWidget* parent) : QWidget(parent), note_(new QLabel), gaps_(new QVBoxLayout), list_(new QTreeWidget) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(4, 4, 4, 4);
  auto* buttons = new QHBoxLayout;
  for (const bool up : {true, false}) {
    auto* button = new QPushButton(up ? tr("Trace u&p") : tr("Trace do&wn"));
    button->setObjectName(up ? QStringLiteral("trace_up") : QStringLiteral("trace_down"));
    connect(button, &QPushButton::clicked, this, [this, up] { Q_EMIT wanted(up); });
    buttons->addWidget(button);
  }
  note_->setObjectName(QStringLiteral("trace_note"));
  note_->setWordWrap(true);
  list_->setObjectName(QStringLiteral("trace"));
  list_->setHeaderLabels({tr("Reached"), QString()});
  list_->header()->setStretchLastSection(false);
  list_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  list_->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
  list_->setUniformRowHeights(true);
  list_->setAccessibleName(tr("Trace"));
  clear();
  column->addLayout(buttons);
  column->addWidget(note_);
  column->addLayout(gaps_);
  column->addWidget(list_);
  connect(list_, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
    if (item != nullptr && item->data(0, fidRole).isValid())
      Q_EMIT chosen(static_cast<Layer>(item->data(0, layerRole).toInt()), Fid{item->data(0, fidRole).toLongLong()});
  });
}

void TracePanel::clear() {
  list_->clear();
  showGaps({});
  note_->setText(tr("Choose an outfall, then trace up to its sources or down the river."));
}

void TracePanel::show(const NamedTrace& traced) {
  list_->clear();
  const auto& r = traced.trace.result;
  for (const auto& [layer, fids] : {std::pair{Layer::Units, &r.units}, std::pair{Layer::Outfalls, &r.outfalls}, std::pair{Layer::Wells, &r.wells},
                                    std::pair{Layer::Channels, &r.channels}, std::pair{Layer::Rivers, &r.rivers}}) {
    if (fids->empty()) continue;
    auto* parent = new QTreeWidgetItem(list_, {labelOf(layer), QLocale().toString(static_cast<qlonglong>(fids->size()))});
    QList<QTreeWidgetItem*> items;
    for (std::size_t i = 0; i < fids->size() && i < mostListed; ++i) {
      const Fid fid = (*fids)[i];
      const auto found = traced.names.find(fid);
      const QString title = found == traced.names.end() ? QString() : qs(found->second);
      auto* item = new QTreeWidgetItem({title.isEmpty() ? QStringLiteral("#%1").arg(i + 1) : title, title.isEmpty() ? qs(toText(fid)) : QString()});
      item->setToolTip(0, title.isEmpty() ? qs(toText(fid)) : title);
      item->setData(0, layerRole, static_cast<int>(layer));
      item->setData(0, fidRole, QVariant::fromValue<qlonglong>(fid.value));
      items << item;
    }
    if (fids->size() > mostListed) items << new QTreeWidgetItem({QStringLiteral("…"), tr("and %1 more").arg(fids->size() - mostListed)});
    parent->addChildren(items);
    parent->setExpanded(layer == Layer::Units || layer == Layer::Outfalls);
  }
  const std::map<std::string, QString, std::less<>> reasons{
      {"no-channel-within-tolerance", tr("no channel near the start")}, {"start-isolated", tr("the record touches no channel")},
      {"nothing-upstream", tr("nothing lies upstream")}, {"nothing-downstream", tr("nothing lies downstream")},
      {"barrier", tr("a barrier stops it")}, {"no-path", tr("there is no path")}};
  QString text = tr("Length %1 m, %2 unit(s) reached.").arg(r.lengthMetres, 0, 'f', 0).arg(r.units.size());
  if (r.emptyReason.empty() && traced.evidence.weakest != survey::Certainty::Known)
    text += u' ' + tr("Weakest link: %1 (%2 channel(s) are not known for sure).").arg(qs(text::certaintyText(traced.evidence.weakest, currentLanguage())))
                       .arg(traced.evidence.channels[1] + traced.evidence.channels[2]);
  if (!r.emptyReason.empty()) {
    const auto found = reasons.find(r.emptyReason);
    text = tr("Nothing reached: %1.").arg(found != reasons.end() ? found->second : qs(r.emptyReason));
    if (!std::isnan(r.nearestGapMetres)) text += u' ' + tr("The nearest line is %1 m away.").arg(r.nearestGapMetres, 0, 'f', 1);
  }
  note_->setText(text);
  showGaps(traced.gaps);
}

void TracePanel::showGaps(const std::vector<NamedTrace::Gap>& gaps) {
  emptyLayout(*gaps_);
  constexpr std::size_t most = 3;
  for (std::size_t i = 0; i < gaps.size() && i < most; ++i) {
    const NamedTrace::Gap& gap = gaps[i];
    auto* line = new QWidget; // a widget, so that emptyLayout takes it away with all that it holds
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    auto* go = new QPushButton(tr("Gap of %1 m here").arg(QLocale::c().toString(gap.metres, 'f', gap.metres < 10 ? 2 : 0)));
    go->setObjectName(QStringLiteral("trace_gap_%1").arg(i));
    connect(go, &QPushButton::clicked, this, [this, at = gap.at] { Q_EMIT placeChosen(at); });
    row->addWidget(go, 1);
    if (gap.fix) {
      auto* mend = new QPushButton(tr("Close it"));
      mend->setObjectName(QStringLiteral("trace_mend_%1").arg(i));
      mend->setToolTip(qs(text::fixText(*gap.fix, currentLanguage())));
      connect(mend, &QPushButton::clicked, this, [this, fix = *gap.fix] { Q_EMIT mendWanted(fix); });
      row->addWidget(mend);
    }
    gaps_->addWidget(line);
  }
}

} // namespace suyuan::desktop
