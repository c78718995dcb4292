// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/pages/atlas.h"
#include "gis/composition/pdf_file.h"

namespace suyuan::pages {

/// The index of an atlas: a sheet with the place and number of each page, then the list of pages.
class AtlasIndex {
public:
  AtlasIndex(const std::vector<AtlasPage>& pages, const composition::Layout& layout, text::Language language);

  [[nodiscard]] std::size_t pageCount() const; ///< of the index itself
  /// Draws them; the painter stands on the last one afterwards. `whole`: all that the atlas shows.
  Result<> paint(composition::PdfFile& pdf, const composition::PageContent& whole, std::stop_token stop) const;
  /// The page's number at its foot, and whereto one turns. `style` null: of a page that could not be made, which says so.
  void paintNumber(composition::PdfFile& pdf, std::size_t page, const std::shared_ptr<const render::StyleSheet>& style) const;
  /// Number as printed, of a map page counted from 0.
  [[nodiscard]] std::size_t numberOf(std::size_t page) const { return pageCount() + page + 1; }

private:
  void paintPlaces(QPainter& painter, const composition::MapFrame& frame, const composition::PageContent& whole) const;
  [[nodiscard]] std::size_t linesAPage() const;
  [[nodiscard]] QString said(const char* zh, const char* en) const;

  const std::vector<AtlasPage>& pages_;
  const composition::Layout& layout_;
  text::Language language_;
};

} // namespace suyuan::pages
