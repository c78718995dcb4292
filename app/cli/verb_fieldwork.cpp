// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/fieldwork_answers.h"
#include "app/cli/verbs.h"

namespace suyuan::cli {

void addFieldwork(CLI::App& app, Session& session) {
  CLI::App* verb = addVerb(app, "fieldwork", "The three levels: reaches, teams, moves, coverage, quality control");
  verb->require_subcommand(1);
  addFieldworkPlan(*verb, session);
  addFieldworkMoves(*verb, session);
  addFieldworkQuality(*verb, session);
  addFieldworkWalk(*verb, session);
  addFieldworkPackage(*verb, session);
}

} // namespace suyuan::cli
