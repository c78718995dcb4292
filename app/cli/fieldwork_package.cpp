// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/fieldwork_answers.h"
#include "app/cli/verbs.h"
#include "app/pages/team_package.h"
#include "app/text/resource_paths.h"
#include "core/fieldwork/coverage.h"
#include "core/store/capture.h"

#include <format>

namespace suyuan::cli {

namespace {

struct PackageOptions {
  std::string folder, team, out, hub;
  std::vector<double> from;
};

int packTeam(Session& session, const PackageOptions& options) {
  auto book = session.book();
  if (!book) return session.fail(book.error());
  auto resources = text::resourcesFolder();
  if (!resources) return session.fail(resources.error());
  auto survey = session.openForWriting(options.folder);
  if (!survey) return session.fail(survey.error());
  const auto from = options.from.empty() ? std::nullopt : std::optional(placeOf(options.from));
  auto made = pages::packTeam(*survey, **book, *resources, options.team, options.out, options.hub, from, fieldwork::chinaDay(store::utcNow()), session.language,
                              Session::stopToken());
  if (!made) return session.fail(made.error());
  session.answer({{"team", options.team},
                  {"survey", made->survey.string()},
                  {"worklist", made->list.string()},
                  {"hub", made->hub.string()},
                  {"reaches", made->reaches},
                  {"candidates", made->candidates},
                  {"pages", made->pages}},
                 session.words(std::format("{} 的工作包：河段 {} 个，疑似点 {} 处\n  {}\n  {}（{} 页）\n收工后与同步位置同步：{}\n", options.team, made->reaches, made->candidates,
                                           made->survey.string(), made->list.string(), made->pages, made->hub.string()),
                               std::format("Package of {}: {} reaches, {} candidates\n  {}\n  {} ({} pages)\nAfter the walk sync it with {}\n", options.team, made->reaches,
                                           made->candidates, made->survey.string(), made->list.string(), made->pages, made->hub.string())));
  return session.exitCode = Done;
}

} // namespace

void addFieldworkPackage(CLI::App& fieldwork, Session& session) {
  auto options = std::make_shared<PackageOptions>();
  CLI::App* verb = addVerb(fieldwork, "package", "What a team takes along: a copy of the survey that is synced back, and its work list as PDF");
  verb->add_option("DIR", options->folder, "Folder of the survey")->required();
  verb->add_option("OUT", options->out, "Folder to make; empty or not there yet")->required();
  verb->add_option("--team", options->team, "The team")->required();
  verb->add_option("--hub", options->hub, "Hub that the copy is synced back through; default: the survey's own, else DIR-hub");
  addPlaceOption(*verb, "--from", options->from, "Where the team begins, LON,LAT");
  verb->callback([options, &session] { packTeam(session, *options); });
}

} // namespace suyuan::cli
