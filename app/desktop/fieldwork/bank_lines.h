// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fieldwork/coverage.h"
#include "core/fieldwork/track_log.h"
#include "gis/render/geo_bridge.h"
#include "gis/render/map_scene.h"
#include "gis/render/map_view.h"

#include <QImage>
#include <QPolygonF>

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace suyuan::desktop {

/// The banks of all reaches as a map shows them: covered, seen from across, gap, each beside the river's line on its own side. Kept
/// up with every position of a walk: only the reaches that it touches are made anew. One thread at a time.
class BankLines {
public:
  /// All tracks of the survey are walked. Errors: Cancelled, the store's.
  [[nodiscard]] static Result<BankLines> read(store::Reader& reader, const rules::FieldworkLimits& limits, const std::stop_token& stop = {});
  explicit BankLines(fieldwork::SurveyCoverage all) : all_(std::move(all)), pieces_(all_.reaches.size()) {}

  [[nodiscard]] const fieldwork::SurveyCoverage& coverage() const noexcept { return all_; }
  /// A position of the walk that goes on, or, after breakWalk(), of another. Returns whether a bank's share grew.
  bool add(const fieldwork::TrackPoint& point);
  void breakWalk() { all_.coverage.breakTrack(); }
  void addTrack(const Track& track);
  /// A reach as it is now; false when its line or since when it is walked changed: then all is to be read again.
  [[nodiscard]] bool take(const SurveyReach& reach);

  /// Of one team's reaches; an empty name: of all.
  [[nodiscard]] fieldwork::Coverage::Share share(std::string_view team) const;

  struct Look {
    std::shared_ptr<const render::StyleSheet> style;
    std::vector<QRectF> keepOff; ///< logical pixels: no words there
  };
  /// A picture of the view's size that is transparent where there is no bank. Lines are simplified to the view's scale. Empty when
  /// it was stopped or the view's CRS is not known.
  [[nodiscard]] QImage paint(const render::MapView& view, const Look& look, const std::stop_token& stop = {});

private:
  enum class Kind : std::uint8_t { Covered, Seen, Gap };
  struct Piece {
    Kind kind = Kind::Gap;
    QPolygonF line; ///< map units
    double lengthM = 0;
  };
  struct Reach {
    std::vector<Piece> pieces;
    Box box;
    bool fresh = false; ///< pieces are as the coverage is
  };
  void refresh(std::size_t reach);

  fieldwork::SurveyCoverage all_;
  std::vector<Reach> pieces_;
  std::string crs_;
  std::shared_ptr<const render::GeoBridge> bridge_;
};

} // namespace suyuan::desktop
