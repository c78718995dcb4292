// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/map_loader.h"

#include "gis/layers/extent_of_most.h"
#include "gis/layers/load_survey.h"
#include "gis/layers/patch_table.h"
#include "gis/projection/gauss_kruger.h"
#include "gis/render/map_scene.h"
#include "gis/render/style_changes.h"

#include <QMetaObject>
#include <QPointer>

#include <algorithm>

namespace suyuan::desktop {

namespace {

struct Where {
  std::string crs;
  Box home; ///< of what the survey itself recorded
};

/// The 3-degree zone of what the survey holds; Jilin's middle for an empty one.
Result<Where> whereIs(store::Reader& reader, std::string crs) {
  Where where{std::move(crs), {}};
  for (const Layer layer : {Layer::Outfalls, Layer::Candidates, Layer::Channels}) {
    auto extent = layers::extentOfMost(reader, layer);
    if (!extent) return std::unexpected(std::move(extent).error());
    where.home.add(*extent);
  }
  if (!where.crs.empty()) return where;
  Box box = where.home;
  for (const Layer layer : {Layer::Rivers, Layer::Divisions}) {
    if (!box.isEmpty()) break;
    auto extent = layers::extentOfMost(reader, layer);
    if (!extent) return std::unexpected(std::move(extent).error());
    box.add(*extent);
  }
  if (box.isEmpty()) box = {125, 43, 126, 44};
  auto best = projection::bestCrsFor(box);
  if (!best) return std::unexpected(std::move(best).error());
  where.crs = best->code();
  return where;
}

constexpr std::size_t manyVertices = 20'000; ///< from here on a table costs time to copy, to free and to draw whole
constexpr std::size_t fewRecords = 8, fewEdits = 500; ///< with no more, the window reads a change itself
constexpr int mergeAfter = 2000;             ///< ms without an edit

std::size_t placeOf(Layer layer) {
  const auto order = layers::drawingOrder();
  return static_cast<std::size_t>(std::ranges::find(order, layer) - order.begin());
}

} // namespace

MapLoader::MapLoader(SurveySession& session, QObject* parent) : QObject(parent), session_(session) {
  tables_.resize(layers::drawingOrder().size());
  edits_.resize(tables_.size());
  mergeLater_.setSingleShot(true);
  mergeLater_.setInterval(mergeAfter);
  connect(&mergeLater_, &QTimer::timeout, this, &MapLoader::merge);
}

void MapLoader::setStyle(std::shared_ptr<const render::StyleSheet> style) {
  const bool anew = style && style_ && loads_ > 0 && !render::readsTheSame(*style_, *style);
  style_ = std::move(style);
  if (anew) load();
}

bool MapLoader::wantsMarks(const layers::FeatureTable& table) {
  if (table.x.size() < manyVertices) return false;
  return (table.kind == GeometryKind::Line && table.vertexLevel.empty()) || (table.kind == GeometryKind::Point && (table.pointLevel.empty() || !table.countGrids));
}

void MapLoader::merge() {
  if (busy_ || merging_ || unmerged_.empty()) return; // whoever is busy comes back here
  const std::size_t place = *unmerged_.begin();
  unmerged_.erase(unmerged_.begin());
  if (!tables_[place] || (edits_[place].isEmpty() && !wantsMarks(*tables_[place]))) return merge();
  merging_ = place;
  since_.clear();
  session_.tasks().start(
      QString(),
      [old = tables_[place], edits = edits_[place], style = style_](std::stop_token, const TaskRunner::Progress&) mutable -> Table {
        auto made = std::make_shared<layers::FeatureTable>(edits.isEmpty() ? *old : layers::patched(*old, *edits.fresh, edits.fids));
        old.reset();
        if (style && wantsMarks(*made)) render::prepareForDrawing(*made, *style);
        return made;
      },
      [self = QPointer(this), place, loads = loads_](Table table) {
        if (!self) return;
        self->merging_.reset();
        if (loads == self->loads_) self->merged(place, std::move(table));
        else self->release(std::move(table));
        self->next();
      });
}

void MapLoader::merged(std::size_t place, Table table) {
  std::swap(tables_[place], table);
  edits_[place] = layers::onlyEditsOf(edits_[place], std::vector(since_.begin(), since_.end()));
  if (!edits_[place].isEmpty()) unmerged_.insert(place);
  Q_EMIT tablePatched(place);
  release(std::move(table));
}

Result<MapLoader::Changed> MapLoader::read(Change& change, Tools& tools, std::stop_token stop) {
  if (!tools.crs || tools.crs->code() != change.crs) {
    auto map = projection::Crs::parse(change.crs);
    if (!map) return std::unexpected(std::move(map).error());
    tools.crs = std::move(*map);
  }
  auto now = layers::loadSurveyRecords(*tools.reader, change.layer, *tools.crs, change.fids, stop, change.own);
  if (!now) return std::unexpected(std::move(now).error());
  const Table former = std::move(change.old); // let go here: on a worker, that may take a while
  if (layers::looksTheSame(*former, change.edits, *now, change.numbers)) return Changed{};
  if (former->x.size() >= manyVertices || !change.edits.isEmpty()) return Changed{{}, layers::withEdits(change.edits, std::move(*now), change.numbers)};
  return Changed{std::make_shared<const layers::FeatureTable>(layers::patched(*former, *now, change.numbers)), {}};
}

void MapLoader::take(std::size_t place, const std::vector<std::int64_t>& fids, Result<Changed> changed) {
  busy_ = false;
  if (!changed) {
    Q_EMIT failed(changed.error());
  } else if (changed->edits) {
    edits_[place] = std::move(*changed->edits);
    unmerged_.insert(place);
    if (merging_ == place) since_.insert(fids.begin(), fids.end());
    Q_EMIT tableEdited(place);
  } else if (changed->table) {
    if (wantsMarks(*changed->table)) unmerged_.insert(place);
    std::swap(tables_[place], changed->table);
    Q_EMIT tablePatched(place);
    release(std::move(changed->table));
  }
}

/// What is to be done once something is done.
void MapLoader::next() {
  if (std::exchange(again_, false)) return load();
  patchNext();
  if (!busy_ && !unmerged_.empty()) mergeLater_.start();
}

void MapLoader::put(std::size_t place, Table table) {
  std::swap(tables_[place], table);
  edits_[place] = {};
  Q_EMIT tableReady(place);
  release(std::move(table));
}

void MapLoader::release(Table table) {
  if (!table || table->x.size() < manyVertices) return;
  session_.tasks().start(QString(), [old = std::move(table)](std::stop_token, const TaskRunner::Progress&) mutable { return old.reset(), true; }, [](bool) {});
}

void MapLoader::keep(ToKeep what) {
  if (what.tables.empty() || session_.isReadOnly()) return;
  session_.tasks().start(
      QString(),
      [what = std::move(what)](std::stop_token stop, const TaskRunner::Progress&) mutable {
        for (Table& table : what.tables) {
          if (stop.stop_requested()) return false;
          if (!what.cache.write(*table)) return false; // the next opening is as slow as this one: no more is lost
          table.reset();
        }
        return true;
      },
      [](bool) {});
}

void MapLoader::load() {
  if (busy_) {
    again_ = true;
    return;
  }
  busy_ = true;
  waiting_.clear();
  unmerged_.clear();
  ++loads_;
  session_.tasks().start(
      tr("Loading the map"),
      [self = QPointer(this), session = &session_, folder = session_.file().folder(), crs = crs_, style = style_](std::stop_token stop, const TaskRunner::Progress& progress) -> Result<ToKeep> {
        auto reader = session->workerReader();
        if (!reader) return std::unexpected(std::move(reader).error());
        auto where = whereIs(**reader, crs);
        if (!where) return std::unexpected(std::move(where).error());
        auto map = projection::Crs::parse(where->crs);
        if (!map) return std::unexpected(std::move(map).error());
        // The runner outlives its threads, and lives in the window's.
        const auto inWindow = [&](auto act) { QMetaObject::invokeMethod(&session->tasks(), std::move(act), Qt::QueuedConnection); };
        inWindow([self, where = *where] {
          if (!self) return;
          self->crs_ = where.crs;
          self->home_ = where.home;
          Q_EMIT self->placed();
        });
        auto cache = MapCache::of(**reader, folder, *map, style.get());
        if (!cache) return std::unexpected(std::move(cache).error());
        ToKeep toKeep{std::move(*cache), {}};
        const auto order = layers::drawingOrder();
        for (std::size_t place = 0; place < order.size(); ++place) {
          progress(static_cast<double>(place) / static_cast<double>(order.size()));
          auto kept = toKeep.cache.read(**reader, order[place], *map, stop);
          Result<layers::FeatureTable> table = kept ? std::move(kept->table) : layers::loadSurveyLayer(**reader, order[place], *map, stop, {}, style ? render::ownColumns(*style, order[place]) : layers::OwnColumns{});
          if (!table) return std::unexpected(std::move(table).error());
          if (style && wantsMarks(*table)) render::prepareForDrawing(*table, *style);
          auto shared = std::make_shared<const layers::FeatureTable>(std::move(*table));
          if ((!kept || kept->isOld) && shared->x.size() >= manyVertices) toKeep.tables.push_back(shared);
          inWindow([self, place, shared = std::move(shared)]() mutable {
            if (self) self->put(place, std::move(shared));
          });
        }
        return toKeep;
      },
      [self = QPointer(this)](Result<ToKeep> done) {
        if (!self) return;
        self->busy_ = false;
        if (!done) Q_EMIT self->failed(done.error());
        else {
          self->keep(std::move(*done));
          Q_EMIT self->loaded();
        }
        self->next();
      });
}

void MapLoader::change(const std::vector<ChangedRecord>& records) {
  for (const ChangedRecord& record : records)
    if (placeOf(record.layer) < tables_.size()) waiting_[record.layer].insert(record.fid);
  patchNext();
}

void MapLoader::patchNext() {
  if (busy_ || waiting_.empty()) return;
  const auto first = waiting_.extract(waiting_.begin());
  Change change{.layer = first.key(), .place = placeOf(first.key())};
  if (!tables_[change.place]) return patchNext(); // it was never read; loading failed and was said
  change.fids.assign(first.mapped().begin(), first.mapped().end());
  for (const Fid fid : change.fids) change.numbers.push_back(fid.value);
  change.crs = crs_;
  change.old = tables_[change.place];
  change.edits = edits_[change.place];
  if (style_) change.own = render::ownColumns(*style_, change.layer);
  busy_ = true;
  // By hand, one record at a time: read here in less than a millisecond, and on the map before a worker had its turn.
  if (change.numbers.size() <= fewRecords && change.old->x.size() >= manyVertices && change.edits.fids.size() <= fewEdits) {
    toolsHere_.reader = std::shared_ptr<store::Reader>(std::shared_ptr<store::Reader>(), &session_.reader());
    take(change.place, change.numbers, read(change, toolsHere_, {}));
    return next();
  }
  session_.tasks().start(
      QString(), [session = &session_, tools = tools_, change](std::stop_token stop, const TaskRunner::Progress&) mutable -> Result<Changed> {
        if (!tools->reader) {
          auto reader = session->workerReader();
          if (!reader) return std::unexpected(std::move(reader).error());
          tools->reader = std::move(*reader);
        }
        return read(change, *tools, stop);
      },
      [self = QPointer(this), place = change.place, numbers = change.numbers](Result<Changed> changed) {
        if (!self) return;
        self->take(place, numbers, std::move(changed));
        self->next();
      });
}

} // namespace suyuan::desktop
