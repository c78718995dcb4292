// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/power.h"

#include <algorithm>
#include <fstream>
#include <string>

namespace suyuan::desktop {

namespace {

std::string lineOf(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::string line;
  std::getline(in, line);
  return line;
}

} // namespace

std::optional<Battery> readBattery(const std::filesystem::path& supplies) {
  std::error_code error;
  std::optional<Battery> all;
  double percent = 0;
  int batteries = 0;
  for (auto at = std::filesystem::directory_iterator(supplies, error); !error && at != std::filesystem::directory_iterator(); at.increment(error)) {
    const auto& folder = at->path();
    // A mouse's or a pen's battery is "Device"; the machine's own says "System" or nothing.
    if (lineOf(folder / "type") != "Battery" || lineOf(folder / "scope") == "Device") continue;
    const std::string capacity = lineOf(folder / "capacity"), status = lineOf(folder / "status");
    if (capacity.empty()) continue;
    percent += std::clamp(std::atoi(capacity.c_str()), 0, 100);
    ++batteries;
    if (!all) all = Battery{100, true};
    if (status == "Discharging") all->charging = false;
  }
  if (all) all->percent = static_cast<int>(percent / batteries + 0.5);
  return all;
}

Power::Power(std::filesystem::path supplies, QObject* parent) : QObject(parent), supplies_(std::move(supplies)) {
  minute_.setInterval(60'000);
  minute_.setTimerType(Qt::VeryCoarseTimer);
  connect(&minute_, &QTimer::timeout, this, &Power::look);
  minute_.start();
  look();
}

void Power::choose(PowerChoice choice) {
  choice_ = choice;
  look();
}

void Power::look() {
  battery_ = readBattery(supplies_);
  const bool low = battery_ && !battery_->charging && battery_->percent < saveBelowPercent;
  saving_ = choice_ == PowerChoice::Saving || (choice_ == PowerChoice::Automatic && low);
  Q_EMIT changed();
}

} // namespace suyuan::desktop
