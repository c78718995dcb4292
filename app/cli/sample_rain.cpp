// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/sample_verbs.h"
#include "core/sampling/rain.h"
#include "gis/exchange/text_table.h"

#include <format>

namespace suyuan::cli {

namespace {

struct RainOptions {
  std::string folder, file, day, division, station;
  double mm = 0;
};

int take(Session& session, const RainOptions& options, const std::vector<RainDay>& days) {
  auto survey = session.openForWriting(options.folder);
  if (!survey) return session.fail(survey.error());
  const auto intake = sampling::takeRain(*survey, days);
  if (!intake) return session.fail(intake.error());
  session.answer({{"read", intake->read}, {"added", intake->added}, {"changed", intake->changed}, {"same", intake->same}},
                 session.words(std::format("读取 {} 天，新增 {}，改动 {}，相同 {}\n", intake->read, intake->added, intake->changed, intake->same),
                               std::format("Read {} days, added {}, changed {}, the same {}\n", intake->read, intake->added, intake->changed, intake->same)));
  return session.exitCode = Done;
}

int import(Session& session, const RainOptions& options) {
  const auto days = readRain(options.file);
  if (!days) return session.fail(days.error());
  return take(session, options, *days);
}

int set(Session& session, const RainOptions& options) {
  RainDay day;
  day.day = options.day;
  day.rain = options.mm;
  day.divisionCode = options.division;
  day.station = options.station;
  day.source = "手工录入";
  return take(session, options, {day});
}

int list(Session& session, const RainOptions& options) {
  auto survey = session.openForReading(options.folder);
  if (!survey) return session.fail(survey.error());
  const auto days = survey->reader().all<RainDay>({.orderBy = "day"});
  if (!days) return session.fail(days.error());
  Json all = Json::array();
  std::string lines;
  for (const RainDay& day : *days) {
    all.push_back({{"day", day.day}, {"mm", day.rain ? Json(*day.rain) : Json(nullptr)}, {"division", day.divisionCode}, {"station", day.station}, {"source", day.source}});
    lines += std::format("{}\t{}\t{}\t{}\n", day.day, day.rain ? std::format("{:g}", *day.rain) : "—", day.divisionCode, day.station);
  }
  session.answer({{"days", std::move(all)}}, lines);
  return session.exitCode = Done;
}

} // namespace

Result<std::vector<RainDay>> readRain(const std::string& file) {
  auto table = exchange::readTextTable(file);
  if (!table) return std::unexpected(std::move(table).error());
  return sampling::readRainDays(table->rows, file);
}

void addRain(CLI::App& samples, Session& session) {
  auto options = std::make_shared<RainOptions>();
  CLI::App* verb = addVerb(samples, "rain", "Rain of each day, by which flow on dry days is known");
  verb->require_subcommand(1);
  CLI::App* table = addVerb(*verb, "import", "Take a table of days");
  table->add_option("DIR", options->folder, "Folder of the survey")->required();
  table->add_option("FILE", options->file, "CSV or XLSX: date, mm, and county and station where it has them")->required();
  table->callback([options, &session] { import(session, *options); });
  CLI::App* one = addVerb(*verb, "set", "One day");
  one->add_option("DIR", options->folder, "Folder of the survey")->required();
  one->add_option("DAY", options->day, "YYYY-MM-DD")->required();
  one->add_option("MM", options->mm, "Rain of the day in mm")->required()->check(CLI::NonNegativeNumber);
  one->add_option("--division", options->division, "Six digits of the county; everywhere when not given")->check([](const std::string& code) {
    return DivisionCode::parse(code) ? std::string() : code + " is not a division's six digits";
  });
  one->add_option("--station", options->station, "Of a rain gauge");
  one->callback([options, &session] { set(session, *options); });
  CLI::App* all = addVerb(*verb, "list", "What the survey has");
  all->add_option("DIR", options->folder, "Folder of the survey")->required();
  all->callback([options, &session] { list(session, *options); });
}

} // namespace suyuan::cli
