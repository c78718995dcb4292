// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"
#include "core/survey/river_place.h"

#include <cmath>
#include <format>

namespace suyuan::cli {

namespace {

struct PlaceOptions {
  std::string folder;
  Point at;
};

int place(Session& session, const PlaceOptions& options) {
  auto survey = session.openForReading(options.folder);
  if (!survey) return session.fail(survey.error());
  auto found = survey::RiverPlaceFinder(survey->reader()).at(options.at, Session::stopToken());
  if (!found) return session.fail(found.error());
  if (!*found) {
    session.say(session.words(std::format("{:.0f} 米以内没有河流。", survey::RiverPlaceFinder::reachMetres),
                              std::format("There is no river within {:.0f} m.", survey::RiverPlaceFinder::reachMetres)));
    session.answer({{"river", nullptr}}, {});
    return session.exitCode = LookAt;
  }
  const survey::RiverPlace& at = **found;
  const std::string chainage = survey::chainageText(at.along);
  std::string line = session.words(std::format("{}\t{}\t{}\t距河 {:.0f} m", at.name, chainage, at.left ? "左岸" : "右岸", at.distance),
                                   std::format("{}\t{}\t{} bank\t{:.0f} m away", at.name, chainage, at.left ? "left" : "right", at.distance));
  if (!at.flowKnown) line += session.words("\t流向未确认", "\tflow direction uncertain");
  session.answer({{"river", {{"fid", toText(at.river)}, {"name", at.name}}},
                  {"chainage", chainage},
                  {"chainage_m", std::round(at.along * 10) / 10},
                  {"bank", at.left ? "左岸" : "右岸"},
                  {"distance_m", std::round(at.distance * 10) / 10},
                  {"flow_known", at.flowKnown}},
                 line + '\n');
  return session.exitCode = Done;
}

} // namespace

void addPlace(CLI::App& app, Session& session) {
  auto options = std::make_shared<PlaceOptions>();
  CLI::App* verb = addVerb(app, "place", "Chainage and bank of a position at the nearest river");
  verb->add_option("DIR", options->folder, "Folder of the survey")->required();
  verb->add_option("LON", options->at.x, "Longitude in degrees, CGCS2000")->required()->check(CLI::Range(-180.0, 180.0));
  verb->add_option("LAT", options->at.y, "Latitude in degrees")->required()->check(CLI::Range(-89.9, 89.9));
  verb->callback([options, &session] { place(session, *options); });
}

} // namespace suyuan::cli
