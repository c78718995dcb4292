// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/atlas_index.h"

#include "gis/composition/page_painter.h"
#include "gis/render/geo_bridge.h"

#include <algorithm>
#include <cmath>

namespace suyuan::pages {

namespace {

constexpr double margin = 14, lineHeight = 5.2, headHeight = 16, columnGap = 6, columnWidth = 86;
constexpr double leastBoxMm = 2.4; ///< a page whose place is smaller on the sheet is a dot

} // namespace

AtlasIndex::AtlasIndex(const std::vector<AtlasPage>& pages, const composition::Layout& layout, text::Language language) : pages_(pages), layout_(layout), language_(language) {}

QString AtlasIndex::said(const char* zh, const char* en) const { return QString::fromUtf8(language_ == text::Language::English ? en : zh); }

std::size_t AtlasIndex::linesAPage() const {
  const auto lines = static_cast<std::size_t>((layout_.size.height() - 2 * margin - headHeight) / lineHeight);
  const auto columns = static_cast<std::size_t>(std::max(1.0, std::floor((layout_.size.width() - 2 * margin + columnGap) / (columnWidth + columnGap))));
  return std::max<std::size_t>(1, lines) * columns;
}

std::size_t AtlasIndex::pageCount() const { return 1 + (pages_.size() + linesAPage() - 1) / linesAPage(); }

void AtlasIndex::paintPlaces(QPainter& painter, const composition::MapFrame& frame, const composition::PageContent& whole) const {
  auto bridge = render::GeoBridge::make(whole.mapCrs);
  if (!bridge) return;
  composition::PagePainter page(painter, *whole.scene.style);
  painter.save();
  painter.setClipRect(frame.at);
  std::vector<QRectF> taken; // by numbers that are written
  const QColor colour = whole.scene.style->trace;
  for (std::size_t i = 0; i < pages_.size(); ++i) {
    const Box map = bridge->toMap(pages_[i].lonLat);
    if (map.isEmpty()) continue;
    const QRectF box = QRectF(frame.toPaper(map.minX, map.minY), frame.toPaper(map.maxX, map.maxY)).normalized();
    painter.setPen(QPen(colour, 0.25));
    if (box.width() < leastBoxMm && box.height() < leastBoxMm) {
      painter.setBrush(colour);
      painter.drawEllipse(box.center(), 0.7, 0.7);
    } else {
      QColor fill = colour;
      fill.setAlpha(28);
      painter.setBrush(fill);
      painter.drawRect(box);
    }
    const QString number = QString::number(numberOf(i));
    const double width = page.widthOf(number, 6) + 0.8;
    const QRectF at(box.center().x() - width / 2, box.width() < leastBoxMm ? box.center().y() - 3.6 : box.center().y() - 1.4, width, 2.8);
    if (std::ranges::any_of(taken, [&](const QRectF& other) { return other.intersects(at); })) continue; // the list has it
    taken.push_back(at);
    painter.fillRect(at, QColor(255, 255, 255, 210));
    page.text(at, number, 6, Qt::AlignCenter, true);
  }
  painter.restore();
}

Result<> AtlasIndex::paint(composition::PdfFile& pdf, const composition::PageContent& whole, std::stop_token stop) const {
  composition::Layout sheet = layout_;
  // A table and a location map of a single page say nothing here.
  std::erase_if(sheet.items, [](const composition::Item& item) { return item.kind == composition::ItemKind::Table || item.kind == composition::ItemKind::Overview; });
  composition::PageContent content = whole;
  content.scaleDenominator = 0;
  // The pages' own marks stand for what they show.
  for (const char* layer : {"outfalls", "candidates"})
    if (render::SceneLayer* drawn = content.scene.find(layer)) drawn->visible = false;
  if (auto title = content.words.find("title"); title != content.words.end()) title->second += said("（接图表）", ", index");
  auto painted = composition::paintPage(pdf.painter(), sheet, content, stop);
  if (!painted) return std::unexpected(std::move(painted).error());
  paintPlaces(pdf.painter(), painted->map, whole);
  composition::PagePainter page(pdf.painter(), *whole.scene.style);
  const std::size_t perPage = linesAPage(), perColumn = static_cast<std::size_t>((layout_.size.height() - 2 * margin - headHeight) / lineHeight);
  for (std::size_t from = 0; from < pages_.size(); from += perPage) {
    SUYUAN_TRY(pdf.turn());
    page.text({margin, margin - 4, layout_.size.width() - 2 * margin, 10}, said("目录", "Contents"), 15, Qt::AlignCenter, true);
    for (std::size_t i = from; i < std::min(from + perPage, pages_.size()); ++i) {
      const std::size_t column = (i - from) / perColumn, line = (i - from) % perColumn;
      const double x = margin + static_cast<double>(column) * (columnWidth + columnGap), y = margin + headHeight - 6 + static_cast<double>(line) * lineHeight;
      const QString words = pages_[i].code.isEmpty() ? pages_[i].title : pages_[i].code + QStringLiteral("  ") + pages_[i].title;
      page.text({x, y, columnWidth - 12, lineHeight}, words, 7);
      page.text({x + columnWidth - 12, y, 12, lineHeight}, QString::number(numberOf(i)), 7, Qt::AlignRight | Qt::AlignVCenter);
    }
  }
  return {};
}

void AtlasIndex::paintNumber(composition::PdfFile& pdf, std::size_t page, const std::shared_ptr<const render::StyleSheet>& style) const {
  static const render::StyleSheet plain;
  composition::PagePainter words(pdf.painter(), style ? *style : plain);
  if (!style) words.text({margin, layout_.size.height() / 2, layout_.size.width() - 2 * margin, 10}, pages_[page].title + said("：此页无法成图", ": this page could not be made"), 12, Qt::AlignCenter);
  words.text({layout_.size.width() / 2 - 20, layout_.size.height() - 6, 40, 4}, QString::number(numberOf(page)), 7, Qt::AlignCenter);
}

} // namespace suyuan::pages
