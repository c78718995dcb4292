// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coding/division_table.h"
#include "core/model/division.h"
#include "core/model/error.h"
#include "core/model/lake.h"
#include "core/model/river.h"
#include "core/store/reader.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace suyuan::location {

/// Why an answer says nothing of the bank. The app owns the words.
enum class BankUnknown : std::uint8_t {
  None,         ///< the bank is known
  FlowUnknown,  ///< the river's flow is not known (flow_known), so left and right have no meaning
  OnLine,       ///< the position lies on the river's line
};

/// River near a position.
struct NearRiver {
  Fid fid;
  std::string name{};         ///< empty for a river without name
  std::string basin{};        ///< basin letters, e.g. "AB"; empty when not known
  double distance = 0;        ///< metres to the centre line
  std::string bank{};         ///< 左岸 or 右岸, looking downstream; empty: see bankUnknown
  BankUnknown bankUnknown = BankUnknown::None;
  double chainage = 0;        ///< metres along the line from its first vertex
  bool chainageFromSource = false; ///< the line is known to start upstream; else chainage is only from the drawn start
};

/// Lake or reservoir near a position.
struct NearLake {
  Fid fid;
  std::string name, basin;
  double distance = 0; ///< metres to the shore; 0 inside
};

/// Nearest place that has a name: "村东北340米" is made of it.
struct NearPlace {
  std::string name;
  double distance = 0;   ///< metres
  std::string direction; ///< 东, 东北 …: where the position lies, seen from the place
};

/// Where a position is. What is not known is empty or 0; nothing is guessed.
struct PlaceAnswer {
  DivisionCode province, prefecture, county; ///< codes of today; value 0 when not known
  std::string provinceName, prefectureName, countyName;
  bool countyByNearness = false;  ///< in no county, but within the border's own accuracy of this one
  std::string townshipCode, township; ///< only where the survey has the township's area; the tables have no positions
  std::optional<NearRiver> river;
  std::optional<NearLake> lake;
  std::optional<NearPlace> place;
};

/// A place found by its name.
struct NamedPlace {
  std::string name;     ///< 长春市南关区, 伊通河
  Layer layer = Layer::Divisions;
  Fid fid;
  Point at;             ///< a position inside or on it
  Box box;
};

/// Offline reverse geocoding over a survey's divisions, rivers and lakes. Positions are lon/lat degrees of CGCS2000
/// (EPSG:4490). A value; read-only once made, so any number of threads may ask it. Not updated when the survey
/// changes: make a new one.
class PlaceFinder {
public:
  struct Options {
    double reachMetres = 5000;          ///< rivers and lakes farther away are not named
    double borderMetres = 500;          ///< accuracy of borders: a gap this narrow belongs to the nearer county
    double placeReachMetres = 30000;    ///< named places farther away are not named
  };

  /// Reads the survey's layers divisions, rivers and lakes. Divisions with nine-digit codes are townships.
  [[nodiscard]] static Result<PlaceFinder> fromSurvey(store::Reader& reader, const coding::DivisionTable& table,
                                                      const Options& options);
  [[nodiscard]] static Result<PlaceFinder> fromSurvey(store::Reader& reader, const coding::DivisionTable& table) {
    return fromSurvey(reader, table, Options{});
  }
  /// The same from records in memory.
  [[nodiscard]] static PlaceFinder fromRecords(std::span<const Division> divisions, std::span<const River> rivers,
                                               std::span<const Lake> lakes, const coding::DivisionTable& table,
                                               const Options& options);
  PlaceFinder(PlaceFinder&&) noexcept;
  PlaceFinder& operator=(PlaceFinder&&) noexcept;
  ~PlaceFinder();

  /// Adds named places: `name,lon,lat` (UTF-8, header line). Errors FileNotFound; SourceDamaged with the line.
  [[nodiscard]] Result<> loadPlaces(const std::filesystem::path& csv);

  /// Some microseconds. An empty answer for positions that are not finite or outside all layers.
  [[nodiscard]] PlaceAnswer find(double lon, double lat) const;

  /// Divisions and rivers whose name contains the text, exact names first, then shorter ones.
  [[nodiscard]] std::vector<NamedPlace> search(std::string_view text, std::size_t limit = 20) const;

private:
  struct Impl;
  explicit PlaceFinder(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

} // namespace suyuan::location
