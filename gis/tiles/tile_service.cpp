// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/tiles/tile_service.h"

#include <QSettings>
#include <QStandardPaths>

#include <algorithm>
#include <cctype>

namespace suyuan::tiles {

namespace {

/// One file for both programs, whatever application asks.
QSettings keyFile() { return QSettings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("suyuan"), QStringLiteral("keys")); }

/// Letters and digits only: names come from files and addresses.
std::string safeName(const std::string& id) {
  std::string name;
  for (const char c : id) name += std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_' ? c : '_';
  return name.substr(0, 80);
}

} // namespace

std::filesystem::path tilesFolder() {
  if (const QString asked = qEnvironmentVariable("SUYUAN_TILES"); !asked.isEmpty()) return asked.toStdString();
  return std::filesystem::path(QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation).toStdString()) / "suyuan" / "tiles";
}

std::string keyNamed(const std::string& name) {
  std::string variable = "SUYUAN_KEY_" + safeName(name);
  std::ranges::transform(variable, variable.begin(), [](unsigned char c) { return c == '-' ? '_' : static_cast<char>(std::toupper(c)); });
  if (const QString asked = qEnvironmentVariable(variable.c_str()); !asked.isEmpty()) return asked.trimmed().toStdString();
  return keyFile().value(QString::fromStdString(safeName(name))).toString().toStdString();
}

void keepKey(const std::string& name, const std::string& key) {
  QSettings file = keyFile();
  const QString word = QString::fromStdString(safeName(name));
  if (key.empty()) file.remove(word);
  else file.setValue(word, QString::fromStdString(key).trimmed());
  file.sync();
  // Nobody else on this computer reads it.
  std::error_code ignored;
  std::filesystem::permissions(file.fileName().toStdString(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, ignored);
}

std::vector<KeptArea> keptAreas(const std::filesystem::path& folder) {
  std::vector<KeptArea> kept;
  std::error_code ignored;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored))
    if (entry.path().extension() == ".sqlite") files.push_back(entry.path());
  std::ranges::sort(files);
  for (const auto& file : files)
    for (OfflineArea& area : TileStore(file).areas())
      if (auto source = tileSourceFrom(area.source)) kept.push_back({std::move(*source), std::move(area)});
  return kept;
}

TileService::TileService(std::filesystem::path folder, TileFetcher::Settings settings)
    : folder_(std::move(folder)), fetcher_(std::make_shared<TileFetcher>(std::move(settings))) {}

std::shared_ptr<TileFeed> TileService::feedOf(const TileSource& source) {
  const std::string key = source.key.empty() ? std::string() : keyNamed(source.key);
  const std::string name = safeName(source.id);
  const std::scoped_lock lock(mutex_);
  std::weak_ptr<TileFeed>& kept = feeds_[name + '\n' + key];
  if (auto feed = kept.lock(); feed && feed->source() == source) return feed;
  auto store = stores_[name].lock();
  if (!store) stores_[name] = store = std::make_shared<TileStore>(folder_ / (name + ".sqlite"));
  auto feed = std::make_shared<TileFeed>(source, key, store);
  kept = feed;
  return feed;
}

std::shared_ptr<const TileBackdrop> TileService::backdropOf(const TileSource& source) { return std::make_shared<const TileBackdrop>(feedOf(source), fetcher_); }

} // namespace suyuan::tiles
