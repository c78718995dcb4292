// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

#include <filesystem>
#include <optional>

namespace suyuan::desktop {

enum class PowerChoice : std::uint8_t { Automatic, Saving, Full };

/// What the machine's supply says; nothing of a desktop computer without a battery.
struct Battery {
  int percent = 100;
  bool charging = false; ///< or on the mains
};

/// Reads the kernel's power_supply class. All batteries count as one.
[[nodiscard]] std::optional<Battery> readBattery(const std::filesystem::path& supplies = "/sys/class/power_supply");

/// 省电: whether the program holds itself back. By itself it does on battery below the figure, and no more once the machine is charging.
/// Asks once a minute. Lives in the window's thread.
class Power : public QObject {
  Q_OBJECT
public:
  explicit Power(std::filesystem::path supplies = "/sys/class/power_supply", QObject* parent = nullptr);

  void choose(PowerChoice choice);
  void look(); ///< asks now
  [[nodiscard]] bool isSaving() const { return saving_; }
  [[nodiscard]] const std::optional<Battery>& battery() const { return battery_; }

  static constexpr int saveBelowPercent = 50;
  // What saving means.
  static constexpr int frameMs = 66;       ///< between two pictures of the map: 15 a second
  static constexpr int positionMs = 3000;  ///< between two positions that the window takes note of

Q_SIGNALS:
  void changed(); ///< battery, or whether it saves

private:
  std::filesystem::path supplies_;
  PowerChoice choice_ = PowerChoice::Automatic;
  std::optional<Battery> battery_;
  bool saving_ = false;
  QTimer minute_;
};

} // namespace suyuan::desktop
