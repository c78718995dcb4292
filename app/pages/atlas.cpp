// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/atlas.h"

#include "app/pages/atlas_index.h"
#include "core/model/geometry_functions.h"
#include "core/model/lake.h"
#include "core/model/outfall_names.h"
#include "core/model/river.h"
#include "core/model/survey_reach.h"
#include "core/model/terms.h"
#include "gis/composition/pdf_file.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace suyuan::pages {

namespace {

QString q(const std::string& text) { return QString::fromStdString(text); }

/// Outfalls that an atlas is about, each with its place.
Result<> eachOutfall(store::Reader& reader, const std::string& county, std::stop_token stop, const std::function<void(const Outfall&, const Point&)>& visit) {
  SUYUAN_TRY(reader.scan(Layer::Outfalls, {}, [&](const Row& row) {
    const Outfall outfall = fromRow<Outfall>(row);
    const auto at = anchorOf(outfall.geometry);
    if (at && outfall.status != term(SurveyStatus::Excluded) && outfall.divisionCode.starts_with(county)) visit(outfall, *at);
    return !stop.stop_requested();
  }));
  if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
  return {};
}

Result<std::vector<AtlasPage>> reachPages(store::Reader& reader, const std::string& county) {
  auto reaches = reader.all<SurveyReach>();
  if (!reaches) return std::unexpected(std::move(reaches).error());
  std::vector<AtlasPage> pages;
  for (const SurveyReach& reach : *reaches)
    if (const Box box = boxOf(reach.geometry); !box.isEmpty() && reach.divisionCode.starts_with(county)) pages.push_back({q(reach.name), {}, box, {}});
  return pages;
}

} // namespace

Result<std::vector<AtlasPage>> atlasPages(store::Reader& reader, const rules::RuleBook& book, AtlasBy by, const std::string& county, std::stop_token stop) {
  std::vector<AtlasPage> pages;
  if (by == AtlasBy::Reach) {
    auto made = reachPages(reader, county);
    if (!made) return made;
    pages = std::move(*made);
  } else {
    std::map<std::string, AtlasPage> groups; // by county's code or river's name
    SUYUAN_TRY(eachOutfall(reader, county, stop, [&](const Outfall& outfall, const Point& at) {
      if (by == AtlasBy::Outfall) {
        pages.push_back({q(outfall.name.empty() ? labelOf(outfall) : outfall.name), q(codeOf(outfall)), Box{at.x, at.y, at.x, at.y}, outfall.fid});
        return;
      }
      const std::string key = by == AtlasBy::County ? outfall.divisionCode.substr(0, 6) : outfall.riverName;
      if (key.empty()) return;
      groups[key].lonLat.add(at.x, at.y);
    }));
    for (auto& [key, page] : groups) {
      page.title = q(key);
      if (by == AtlasBy::County) {
        page.code = q(key);
        if (const auto code = DivisionCode::parse(key))
          if (const std::string name = book.divisions().fullName(book.divisions().current(*code)); !name.empty()) page.title = q(name);
      }
      pages.push_back(std::move(page));
    }
  }
  std::ranges::stable_sort(pages, {}, [](const AtlasPage& page) { return std::tuple(page.code.isEmpty(), page.code, page.title); });
  return pages;
}

namespace {

/// Pages made of scenes that are read once for each projection.
class PageMaker {
public:
  PageMaker(store::Reader& reader, const store::SurveyInfo& survey, const rules::RuleBook& book, const std::filesystem::path& resources, const composition::Layout& layout,
            const MapPageRequest& request, std::stop_token stop)
      : reader_(reader), survey_(survey), book_(book), resources_(resources), layout_(layout), request_(request), stop_(std::move(stop)) {}

  Result<composition::PageContent> make(const AtlasPage& page) {
    MapPageRequest request = request_;
    request.title = page.title.toStdString();
    request.outfall = page.outfall;
    if (!page.outfall.isSet()) request.box = page.lonLat;
    request.sources = sources_;
    if (scene_) request.loaded = &scene_->scene, request.loadedCrs = scene_->mapCrs;
    auto made = mapPageOf(reader_, survey_, book_, resources_, layout_, request, stop_);
    if (made && !sources_) sources_ = made->words["source"].toStdString();
    if (made && (!scene_ || scene_->mapCrs != made->mapCrs)) scene_ = composition::PageContent{.scene = made->scene, .mapCrs = made->mapCrs, .extent = {}, .words = {}, .outfalls = {}};
    return made;
  }

private:
  store::Reader& reader_;
  const store::SurveyInfo& survey_;
  const rules::RuleBook& book_;
  const std::filesystem::path& resources_;
  const composition::Layout& layout_;
  const MapPageRequest& request_;
  std::stop_token stop_;
  std::optional<std::string> sources_;
  std::optional<composition::PageContent> scene_; ///< of the page before: neighbours share their zone
};

bool isOfThePage(const Error& error) { return error.code == ErrorCode::CrsFailed || error.code == ErrorCode::RenderFailed || error.code == ErrorCode::SourceEmpty; }

} // namespace

Result<AtlasReport> writeAtlas(store::Reader& reader, const store::SurveyInfo& survey, const rules::RuleBook& book, const std::filesystem::path& resources,
                               const composition::Layout& layout, const std::vector<AtlasPage>& pages, const MapPageRequest& request, const std::filesystem::path& out,
                               std::stop_token stop, const std::function<void(double)>& progress) {
  if (pages.empty()) return failure(ErrorCode::SourceEmpty, {}, "there is nothing to make pages of");
  PageMaker maker(reader, survey, book, resources, layout, request, stop);
  // The index sheet shows all of them; its scene is the first that is read.
  AtlasPage whole{q(request.title.empty() ? survey.name : request.title), {}, {}, {}};
  for (const AtlasPage& page : pages) whole.lonLat.add(page.lonLat);
  auto index = maker.make(whole);
  if (!index) return std::unexpected(std::move(index).error());
  auto pdf = composition::PdfFile::begin(out, layout.size, whole.title, q(index->scene.style->fontFamily));
  if (!pdf) return std::unexpected(std::move(pdf).error());
  AtlasReport report;
  const AtlasIndex sheet{pages, layout, request.language};
  report.indexPages = sheet.pageCount();
  (*pdf)->bookmark(request.language == text::Language::English ? QStringLiteral("Index") : QStringLiteral("接图表"));
  SUYUAN_TRY(sheet.paint(**pdf, *index, stop));
  *index = {}; // its scene lives on in the maker
  for (std::size_t i = 0; i < pages.size(); ++i) {
    if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
    auto content = maker.make(pages[i]);
    SUYUAN_TRY((*pdf)->turn());
    (*pdf)->bookmark(pages[i].code.isEmpty() ? pages[i].title : pages[i].code + u' ' + pages[i].title);
    Result<composition::PageReport> painted = composition::PageReport{};
    if (content) painted = composition::paintPage((*pdf)->painter(), layout, *content, stop);
    else painted = std::unexpected(std::move(content).error());
    if (!painted && !isOfThePage(painted.error())) return std::unexpected(std::move(painted).error());
    if (!painted) report.leftOut.push_back(pages[i].title);
    else ++report.pages;
    sheet.paintNumber(**pdf, i, content ? content->scene.style : nullptr);
    if (progress) progress(static_cast<double>(i + 1) / static_cast<double>(pages.size()));
  }
  SUYUAN_TRY((*pdf)->commit());
  return report;
}

} // namespace suyuan::pages
