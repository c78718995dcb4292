// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/photo_thumbnails.h"

namespace suyuan::desktop {

PhotoThumbnails::PhotoThumbnails(const std::filesystem::path& folder, QObject* parent)
    : QObject(parent), cache_(folder, {}, [this](const std::string& key) { QMetaObject::invokeMethod(this, [this, key] { Q_EMIT ready(key); }, Qt::QueuedConnection); }) {}

} // namespace suyuan::desktop
