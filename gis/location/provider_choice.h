// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <QVariantMap>

#include <filesystem>

namespace suyuan::location {

/// Which geocoding provider the user wants, and what it is allowed to do.
struct ProviderChoice {
  QString name = QStringLiteral("suyuan"); ///< a QtLocation provider's key
  bool network = false;                    ///< the user allowed this provider to reach for the network
};

/// Keys of the installed QtLocation providers; ours first.
[[nodiscard]] QStringList installedProviders();

/// The choice as settings keep it ("suyuan", "osm+network"), and back; unknown text gives the default.
[[nodiscard]] QString toSetting(const ProviderChoice& choice);
[[nodiscard]] ProviderChoice fromSetting(const QString& text);

/// Parameters for QGeoServiceProvider. For "suyuan" the survey and the resources folder. For "osm" without permission
/// everything that would reach for the network at start or later is turned off: the provider repository is disabled, and
/// its hosts are set to the local machine, where nothing answers. `cacheFolder` holds offline tiles the user put there.
[[nodiscard]] QVariantMap parametersFor(const ProviderChoice& choice, const std::filesystem::path& survey,
                                        const std::filesystem::path& resources, const std::filesystem::path& cacheFolder);

} // namespace suyuan::location
