// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"
#include "core/coding/outfall_code.h"
#include "core/survey/assign_codes.h"

#include <format>

namespace suyuan::cli {

namespace {

int parseCodes(Session& session, const std::vector<std::string>& typed) {
  auto book = session.book();
  if (!book) return session.fail(book.error());
  Json codes = Json::array();
  std::string lines;
  bool allValid = true;
  for (const std::string& input : typed) {
    const coding::ParsedCode code = coding::parseCode(input, (*book)->codes());
    allValid = allValid && code.valid();
    Json parts = nullptr;
    if (code.parts)
      parts = {{"basin", code.parts->basin},
               {"division", code.parts->division.text()},
               {"sequence", code.parts->sequence},
               {"type", code.parts->type},
               {"extension", code.parts->extension}};
    Json faults = Json::array();
    lines += std::format("{}\t{}\t{}\n", input, code.canonical,
                         code.valid() ? session.words("有效", "valid") : session.words("无效", "invalid"));
    for (const coding::CodeFault& fault : code.faults) {
      faults.push_back({{"part", fault.part}, {"at", fault.at}, {"why", fault.why}, {"nearest", fault.nearest}});
      lines += std::format("  {}: {}\n", fault.at + 1,
                           (*book)->message(fault.why, text::code(session.language),
                                            {{"part", fault.part}, {"nearest", fault.nearest}}));
    }
    codes.push_back({{"input", input}, {"canonical", code.canonical}, {"valid", code.valid()}, {"parts", parts}, {"faults", faults}});
  }
  session.answer({{"codes", codes}}, lines);
  return session.exitCode = allValid ? Done : LookAt;
}

int assign(Session& session, const std::string& folder) {
  auto book = session.book();
  if (!book) return session.fail(book.error());
  auto survey = session.openForWriting(folder);
  if (!survey) return session.fail(survey.error());
  auto report = survey::assignCodes(*survey, **book, Session::stopToken());
  if (!report) return session.fail(report.error());
  Json assigned = Json::array(), left = Json::array();
  std::string lines;
  for (const auto& [fid, code] : report->assigned) {
    assigned.push_back({{"fid", toText(fid)}, {"code", code}});
    lines += std::format("{}\t{}\n", toText(fid), code);
  }
  for (const survey::Uncoded& one : report->left) {
    left.push_back({{"fid", toText(one.fid)}, {"missing", one.missing}});
    lines += std::format("{}\t{} {}\n", toText(one.fid), session.words("未编码，缺少", "no code, missing"), one.missing);
  }
  session.answer({{"assigned", assigned}, {"left", left}, {"already_coded", report->alreadyCoded}}, lines);
  return session.exitCode = report->left.empty() ? Done : LookAt;
}

} // namespace

void addCode(CLI::App& app, Session& session) {
  CLI::App* verb = addVerb(app, "code", "Outfall codes (HJ 1235)");
  verb->require_subcommand(1);
  auto typed = std::make_shared<std::vector<std::string>>();
  CLI::App* parse = addVerb(*verb, "parse", "Take codes apart and say what is wrong with them");
  parse->add_option("CODE", *typed, "Codes as written")->required();
  parse->callback([typed, &session] { parseCodes(session, *typed); });
  auto folder = std::make_shared<std::string>();
  CLI::App* give = addVerb(*verb, "assign", "Give every confirmed outfall without a code the next number");
  give->add_option("DIR", *folder, "Folder of the survey")->required();
  give->callback([folder, &session] { assign(session, *folder); });
}

} // namespace suyuan::cli
