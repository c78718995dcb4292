// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"

namespace suyuan::cli {

void addNew(CLI::App& app, Session& session) {
  struct Options {
    std::string folder;
    store::NewSurvey what;
  };
  auto options = std::make_shared<Options>();
  CLI::App* verb = addVerb(app, "new", "Make a new survey in an empty folder");
  verb->add_option("DIR", options->folder, "Folder of the survey")->required();
  verb->add_option("--division", options->what.divisionCode, "County or prefecture, six digits of GB/T 2260");
  verb->add_option("--name", options->what.name, "Name of the survey");
  verb->add_option("--author", options->what.author, "Who works with this copy");
  verb->callback([options, &session] {
    if (!options->what.divisionCode.empty() && !DivisionCode::parse(options->what.divisionCode)) {
      session.fail({ErrorCode::ValueInvalid, {.field = "--division"}, {options->what.divisionCode}, {}});
      session.exitCode = WrongCall;
      return;
    }
    auto survey = store::SurveyFile::create(options->folder, options->what);
    if (!survey) {
      session.fail(survey.error());
      return;
    }
    const store::SurveyInfo& info = survey->info();
    session.answer({{"folder", options->folder}, {"id", info.id}, {"name", info.name}, {"division", info.divisionCode}},
                   session.words("已新建项目：", "New survey: ") + options->folder + "\n");
  });
}

} // namespace suyuan::cli
