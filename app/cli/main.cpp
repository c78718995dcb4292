// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"

#include <QGuiApplication>

#include <cstdlib>

namespace suyuan::cli {

CLI::App* addVerb(CLI::App& app, const std::string& name, const std::string& help) {
  CLI::App* verb = app.add_subcommand(name, help);
  verb->fallthrough();
  return verb;
}

} // namespace suyuan::cli

int main(int argc, char** argv) {
  using namespace suyuan;
  // Drawing and PDF need fonts, and so a Qt application; no window, whatever display there is. First, so that it goes last: what verbs
  // hold may have timers.
  setenv("QT_QPA_PLATFORM", "offscreen", 1);
  QGuiApplication qt(argc, argv);
  cli::Session session;
  session.language = text::languageOfEnvironment();

  CLI::App app{"Suyuan 溯源: survey, code, trace and report river outfalls. Exit codes: 0 done, 1 something to look at, "
               "2 wrong call, 3 an input or the environment failed.",
               "suyuan"};
  app.set_version_flag("--version", "suyuan " SUYUAN_VERSION);
  app.require_subcommand(1);
  app.add_flag("--json", session.json, "One JSON document on stdout");
  app.add_option_function<std::string>("--language", [&](const std::string& asked) {
    if (const auto language = text::languageNamed(asked)) session.language = *language;
  }, "zh or en")->check(CLI::IsMember({"zh", "en"}));
  app.add_option("--province", session.province, "Provincial rules to lay over the national ones; \"\" for none");

  cli::addNew(app, session);
  cli::addImport(app, session);
  cli::addExport(app, session);
  cli::addCheck(app, session);
  cli::addCode(app, session);
  cli::addRules(app, session);
  cli::addTrace(app, session);
  cli::addNetwork(app, session);
  cli::addSet(app, session);
  cli::addHistory(app, session);
  cli::addUndo(app, session);
  cli::addEvidence(app, session);
  cli::addStats(app, session);
  cli::addFieldwork(app, session);
  cli::addFind(app, session);
  cli::addForms(app, session);
  cli::addSamples(app, session);
  cli::addPlace(app, session);
  cli::addInspection(app, session);
  cli::addPhoto(app, session);
  cli::addSync(app, session);
  cli::addRender(app, session);
  cli::addAtlas(app, session);
  cli::addCompose(app, session);
  cli::addOffline(app, session);
  cli::addGnss(app, session);
  cli::addReport(app, session);
  cli::addResponsibility(app, session);
  cli::addDemo(app, session);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? cli::Done : cli::WrongCall;
  } catch (const std::exception& error) {
    return session.fail({ErrorCode::Internal, {}, {}, error.what()});
  }
  return session.exitCode;
}
