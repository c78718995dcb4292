// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/backdrop_options.h"

#include "app/text/resource_paths.h"
#include "gis/backdrop/raster_backdrop.h"

#include <algorithm>
#include <format>

namespace suyuan::cli {

void BackdropOptions::addTo(CLI::App& verb) {
  verb.add_option("--backdrop", asked,
                  "Raster file, online map (id of the program's list, or an address with {z}, {x} and {y}) under the map; may be given several times, the first at the bottom");
  verb.add_option("--backdrop-opacity", opacity, "0 … 1")->check(CLI::Range(0.0, 1.0));
}

Result<std::optional<tiles::TileSource>> onlineSource(const std::string& asked, text::Language language) {
  if (asked.find("://") != std::string::npos && asked.find('{') != std::string::npos) {
    auto own = tiles::ownTileSource(asked);
    if (!own) return std::unexpected(std::move(own).error());
    if (!own->key.empty()) tiles::keepKey(own->source.key, own->key);
    return std::move(own->source);
  }
  auto resources = text::resourcesFolder();
  if (!resources) return std::unexpected(std::move(resources).error());
  auto listed = tiles::readTileSources(*resources / "backdrops/sources.json", text::code(language));
  if (!listed) return std::unexpected(std::move(listed).error());
  const auto found = std::ranges::find(*listed, asked, &tiles::TileSource::id);
  if (found == listed->end()) return std::nullopt;
  return std::move(*found);
}

Result<std::shared_ptr<const render::Underlay>> BackdropOptions::underlay(const Session& session) {
  if (asked.empty()) return nullptr;
  std::vector<backdrop::ShownBackdrop> shown;
  std::unique_ptr<tiles::TileService> service;
  for (const std::string& one : asked) {
    std::error_code ignored;
    std::optional<tiles::TileSource> source;
    if (!std::filesystem::exists(one, ignored)) {
      auto online = onlineSource(one, session.language);
      if (!online) return std::unexpected(std::move(online).error());
      source = std::move(*online);
    }
    if (source) {
      if (!source->key.empty() && tiles::keyNamed(source->key).empty()) return failure(ErrorCode::TileKeyMissing, {}, {}, {source->title, source->key, source->keyPage});
      if (!service) service = std::make_unique<tiles::TileService>();
      online_.push_back(service->backdropOf(*source));
      shown.push_back({online_.back(), opacity});
      continue;
    }
    auto file = backdrop::RasterFile::open(one);
    if (!file) return std::unexpected(std::move(file).error());
    shown.push_back({std::make_shared<const backdrop::RasterBackdrop>(std::move(*file)), opacity});
  }
  return std::make_shared<const backdrop::BackdropStack>(std::move(shown), std::make_shared<backdrop::BlockCache>());
}

std::size_t BackdropOptions::sayWhatLacks(const Session& session) const {
  std::size_t all = 0;
  for (const auto& online : online_) {
    if (online->lacked() == 0) continue;
    all += online->lacked();
    const std::string& title = online->feed()->source().title;
    session.say(session.words(std::format("“{}”有 {} 个图块没有取到，图上用较粗的级别代替或留空；请检查网络和密钥后再试。", title, online->lacked()),
                              std::format("{} tiles of {} could not be had; coarser ones stand in, or nothing does. Check the network and the key, then try again.", online->lacked(), title)));
  }
  return all;
}

} // namespace suyuan::cli
