// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/composition/pdf_file.h"
#include "gis/render/beside_line.h"
#include "gis/render/geo_bridge.h"
#include "gis/reports/table_pages.h"
#include "gis/reports/team_list.h"

#include <QLineF>

#include <algorithm>

namespace suyuan::reports {

namespace {

QString bankLength(double metres) {
  return metres >= 1000 ? QStringLiteral("%1 km").arg(metres / 1000, 0, 'f', 1) : QStringLiteral("%1 m").arg(metres, 0, 'f', 0);
}

/// The team's banks beside the river's line and the numbers of the list at their candidates, over the map that is drawn already.
Result<> paintTeamOnMap(QPainter& painter, const TeamList& list, const render::StyleSheet& style, const composition::PageContent& map,
                        const composition::MapFrame& frame) {
  auto bridge = render::GeoBridge::make(map.mapCrs);
  if (!bridge) return std::unexpected(std::move(bridge).error());
  const auto paper = [&](const Point& lonLat) -> std::optional<QPointF> {
    const auto at = bridge->toMap(lonLat);
    return at ? std::optional(frame.toPaper(at->x, at->y)) : std::nullopt;
  };
  painter.save();
  painter.setClipRect(frame.at);
  painter.setRenderHint(QPainter::Antialiasing);
  for (const TeamList::Reach& reach : list.reaches) {
    QPolygonF line;
    for (const Point& p : reach.line)
      if (const auto at = paper(p)) line << *at;
    if (line.size() < 2) continue;
    painter.setPen(QPen(QColor(0xd4, 0x1c, 0x1c), 0.7, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
    painter.drawPolyline(render::besideLine(line, 0.8, reach.left));
  }
  composition::PagePainter words(painter, style);
  for (std::size_t i = 0; i < list.stops.size(); ++i) {
    const auto at = list.stops[i].at ? paper(*list.stops[i].at) : std::nullopt;
    if (!at || !frame.at.contains(*at)) continue;
    const QString number = QString::number(i + 1);
    const double wide = std::max(3.4, words.widthOf(number, 6.5) + 1.2);
    const QRectF box(at->x() + 1.1, at->y() - 4.1, wide, 3.2);
    painter.setPen(QPen(Qt::black, 0.15));
    painter.setBrush(Qt::white);
    painter.drawLine(*at, box.bottomLeft());
    painter.drawRoundedRect(box, 0.8, 0.8);
    painter.setBrush(Qt::NoBrush);
    words.text(box, number, 6.5, Qt::AlignCenter, true);
  }
  painter.restore();
  return {};
}

void paintLists(const TeamList& list, TablePages& pages) {
  const auto words = [&](const char16_t* zh, const char16_t* en) { return QString::fromUtf16(list.english ? en : zh); };
  double bank = 0, way = 0;
  for (const TeamList::Reach& reach : list.reaches) bank += reach.lengthM;
  for (const TeamList::Stop& stop : list.stops) way += stop.fromLastM;
  pages.title(words(u"%1排查工作单", u"Work list of %1").arg(list.team));
  pages.line(words(u"项目:%1    负责人:%2    电话:%3    制单:%4  %5", u"Survey: %1    Leader: %2    Phone: %3    Made by: %4  %5")
                 .arg(list.survey, list.leader.isEmpty() ? QStringLiteral("—") : list.leader, list.phone.isEmpty() ? QStringLiteral("—") : list.phone, list.author, list.date));
  pages.line(words(u"河段 %1 个,岸线 %2;待查疑似点 %3 处,逐点直线合计 %4。", u"%1 reaches, %2 of bank; %3 candidates wait, %4 from one to the next as the crow flies.")
                 .arg(list.reaches.size())
                 .arg(bankLength(bank))
                 .arg(list.stops.size())
                 .arg(bankLength(way)),
             10, true);
  if (!list.reaches.empty()) {
    pages.heading(words(u"一、河段", u"Reaches"));
    pages.table({{words(u"河段", u"Reach"), 4.2}, {words(u"岸别", u"Bank"), 0.8, Qt::AlignHCenter}, {words(u"长度", u"Length"), 0.9, Qt::AlignRight},
                 {words(u"难度", u"Difficulty"), 1, Qt::AlignHCenter}, {words(u"状态", u"State"), 1, Qt::AlignHCenter}, {words(u"完成", u"Done"), 0.7, Qt::AlignHCenter}},
                list.reaches.size(), [&](std::size_t row, std::size_t column) {
                  const auto& reach = list.reaches[row];
                  switch (column) {
                  case 0: return reach.name;
                  case 1: return reach.bank;
                  case 2: return bankLength(reach.lengthM);
                  case 3: return reach.difficulty;
                  case 4: return reach.state;
                  default: return QStringLiteral("□");
                  }
                });
  }
  pages.heading(words(u"二、疑似点(依次就近)", u"Candidates, nearest next"));
  if (list.stops.empty()) {
    pages.line(words(u"没有第二级待查的疑似点;请沿岸全程查看,发现的当场登记。", u"No candidate waits at the second level; walk the whole bank and record what is found."));
  } else {
    pages.table({{words(u"序号", u"No."), 0.55, Qt::AlignRight}, {words(u"名称", u"Name"), 2.3}, {words(u"来源", u"Source"), 1.2}, {words(u"坐标", u"Position"), 1.6},
                 {words(u"距上一处", u"From last"), 0.9, Qt::AlignRight}, {words(u"核查", u"Found"), 1.5}, {words(u"记事", u"Notes"), 2}},
                list.stops.size(), [&](std::size_t row, std::size_t column) {
                  const auto& stop = list.stops[row];
                  switch (column) {
                  case 0: return QString::number(row + 1);
                  case 1: return stop.kind.isEmpty() ? stop.name : stop.name + QLatin1Char('\n') + stop.kind;
                  case 2: return stop.source;
                  case 3: return stop.at ? QStringLiteral("%1\n%2").arg(stop.at->x, 0, 'f', 6).arg(stop.at->y, 0, 'f', 6) : words(u"无", u"none");
                  case 4: return stop.at ? bankLength(stop.fromLastM) : QString();
                  case 5: return words(u"□确认 □排除\n□转第三级", u"□ confirmed\n□ excluded □ level 3");
                  default: return stop.note;
                  }
                }, 7.5);
    QString kinds;
    for (const QString& word : list.difficulties) kinds += QStringLiteral("  □") + word;
    pages.line(words(u"排除须写明理由;转第三级须写明困难类型:%1。", u"Give the reason of an exclusion, and what makes a place difficult for level 3:%1.").arg(kinds), 8);
  }
  pages.space(3);
  pages.heading(words(u"三、现场新增", u"Found on the walk"));
  constexpr std::size_t empty = 6;
  pages.table({{words(u"序号", u"No."), 0.55}, {words(u"名称或位置", u"Name or place"), 3}, {words(u"坐标", u"Position"), 2}, {words(u"口门与水流", u"Outlet and flow"), 2.4},
               {words(u"照片号", u"Photos"), 1}},
              empty, [](std::size_t, std::size_t column) { return column == 0 ? QStringLiteral("\n") : QString(); }, 9);
  pages.space(6);
  pages.line(words(u"排查人(签字):____________        日期:____________        天气:____________", u"Walked by: ____________        Date: ____________        Weather: ____________"), 9.5);
  pages.finish();
}

} // namespace

Result<int> writeTeamListPdf(const TeamList& list, const render::StyleSheet& style, const composition::Layout* layout, const composition::PageContent* map,
                             const std::filesystem::path& out, std::stop_token stop) {
  const QSizeF page(210, 297);
  const QString title = list.english ? QStringLiteral("Work list of %1").arg(list.team) : QStringLiteral("%1排查工作单").arg(list.team);
  auto pdf = composition::PdfFile::begin(out, page, title, QString::fromStdString(style.fontFamily));
  if (!pdf) return std::unexpected(std::move(pdf).error());
  QPainter& painter = (*pdf)->painter();
  int before = 0;
  if (layout && map) {
    auto drawn = composition::paintPage(painter, *layout, *map, stop);
    if (!drawn) return std::unexpected(std::move(drawn).error());
    SUYUAN_TRY(paintTeamOnMap(painter, list, style, *map, drawn->map));
    (*pdf)->writer().newPage();
    before = 1;
  }
  TablePages pages(painter, (*pdf)->writer(), style, page, [&](int number) {
    return list.english ? QStringLiteral("%1    page %2").arg(list.team).arg(number + before) : QStringLiteral("%1    第 %2 页").arg(list.team).arg(number + before);
  });
  paintLists(list, pages);
  if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
  SUYUAN_TRY((*pdf)->commit());
  return pages.pages() + before;
}

} // namespace suyuan::reports
