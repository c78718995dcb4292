// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace suyuan::desktop {

class MainWindow;

/// Opens the survey, waits until all is drawn and saves pictures of the window into the folder. Returns the exit code.
int saveScreenshots(MainWindow& window, const QString& survey, const QString& folder);

} // namespace suyuan::desktop
