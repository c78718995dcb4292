// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/code_work.h"
#include "app/cli/verbs.h"
#include "core/coding/outfall_code.h"
#include "core/survey/code_plan.h"

#include <format>

namespace suyuan::cli {

namespace {

int parseCodes(Session& session, const std::vector<std::string>& typed) {
  auto book = session.book();
  if (!book) return session.fail(book.error());
  const coding::CodeTables& tables = (*book)->codes();
  Json codes = Json::array();
  std::string lines;
  bool allValid = true;
  for (const std::string& input : typed) {
    const coding::ParsedCode code = coding::parseCode(input, tables);
    allValid = allValid && code.valid();
    Json parts = nullptr, water = nullptr;
    if (code.parts) {
      parts = {{"basin", code.parts->basin},
               {"division", code.parts->division.text()},
               {"sequence", code.parts->sequence},
               {"type", code.parts->type},
               {"extension", code.parts->extension}};
      const coding::WaterKind kind = coding::waterOf(*code.parts, tables);
      if (kind != coding::WaterKind::Unknown) water = kind == coding::WaterKind::Sea ? "sea" : "river";
    }
    Json faults = Json::array();
    lines += std::format("{}\t{}\t{}\n", input, code.canonical,
                         code.valid() ? session.words("有效", "valid") : session.words("无效", "invalid"));
    for (const coding::CodeFault& fault : code.faults) {
      faults.push_back({{"part", fault.part}, {"at", fault.at}, {"why", fault.why}, {"nearest", fault.nearest}});
      lines += std::format("  {}: {}{}\n", fault.at + 1,
                           (*book)->message(fault.why, text::code(session.language),
                                            {{"part", fault.part}, {"nearest", fault.nearest}}),
                           fault.nearest.empty() ? "" : " " + fault.nearest + "?");
    }
    Json answer{{"input", input}, {"canonical", code.canonical}, {"valid", code.valid()}, {"parts", parts}, {"water", water}, {"faults", faults}};
    if (const auto meant = coding::suggestCode(code, tables)) {
      answer["meant"] = *meant;
      lines += std::format("  {} {}?\n", session.words("是否为", "meant:"), *meant);
    }
    // An old county code is right in an old code; what it became is worth knowing.
    if (code.parts && tables.divisions && tables.divisions->change(code.parts->division)) {
      Json became = Json::array();
      for (const DivisionCode now : tables.divisions->became(code.parts->division)) {
        became.push_back(now.text());
        lines += std::format("  {} → {} {}\n", code.parts->division.text(), now.text(), tables.divisions->fullName(now));
      }
      answer["division_became"] = became;
    }
    codes.push_back(std::move(answer));
  }
  session.answer({{"codes", codes}}, lines);
  return session.exitCode = allValid ? Done : LookAt;
}

struct Asked {
  std::string folder;
  CodeWork work;
  bool names = false, leases = false, table = false;
  std::string renumber, lease, reserve, branchOf;
};

int run(Session& session, const Asked& asked) {
  const int modes = asked.names + asked.leases + asked.table + !asked.renumber.empty() + !asked.lease.empty() +
                    !asked.reserve.empty() + !asked.branchOf.empty();
  if (asked.folder.empty() || modes != 1)
    return session.fail({ErrorCode::Usage, {}, {"DIR and one of --names --renumber --lease --reserve --leases --branch-of --table"}, {}});
  if (asked.names) return nameOutfalls(session, asked.folder, asked.work);
  if (asked.leases) return listLeases(session, asked.folder);
  if (asked.table) return showTable(session, asked.folder, asked.work);
  if (!asked.lease.empty()) return lease(session, asked.folder, asked.lease, asked.work);
  if (!asked.reserve.empty()) return reserve(session, asked.folder, asked.reserve, asked.work);
  if (!asked.branchOf.empty()) return codeBranches(session, asked.folder, asked.branchOf, asked.work);
  return renumber(session, asked.folder,
                  asked.renumber == "order" ? survey::Renumbering::InOrder : survey::Renumbering::ByRecord, asked.work);
}

void addOrder(CLI::App& verb, CodeWork& work) {
  verb.add_option("--where", work.where, "SQL condition over outfalls");
  verb.add_option_function<std::string>("--banks", [&work](const std::string& banks) {
    work.banks = banks == "together" ? survey::BankOrder::Together : survey::BankOrder::LeftThenRight;
  }, "left-right (left bank from source to mouth, then the right one) or together (by chainage)")
      ->check(CLI::IsMember({"left-right", "together"}));
  verb.add_flag("--dry-run", work.dryRun, "Show what would be written, write nothing");
}

} // namespace

void addCode(CLI::App& app, Session& session) {
  CLI::App* verb = addVerb(app, "code", "Outfall codes and names (HJ 1235)");
  verb->require_subcommand(0, 1);
  auto typed = std::make_shared<std::vector<std::string>>();
  CLI::App* parse = addVerb(*verb, "parse", "Take codes apart and say what is wrong with them");
  parse->add_option("CODE", *typed, "Codes as written")->required();
  parse->callback([typed, &session] { parseCodes(session, *typed); });

  auto given = std::make_shared<Asked>();
  CLI::App* give = addVerb(*verb, "assign", "Give every confirmed outfall without a code the next number");
  give->add_option("DIR", given->folder, "Folder of the survey")->required();
  addOrder(*give, given->work);
  give->add_option("--reserve-for", given->work.purpose, "Take the numbers that were set aside for this purpose");
  give->callback([given, &session] { assignCodes(session, given->folder, given->work); });

  auto asked = std::make_shared<Asked>();
  verb->add_option("DIR", asked->folder, "Folder of the survey");
  verb->add_flag("--names", asked->names, "Name outfalls by the template of their class");
  verb->add_flag("--overwrite", asked->work.overwrite, "With --names: also those that have a name");
  verb->add_option("--renumber", asked->renumber, "record: what the record contradicts; order: all anew in walking order")
      ->check(CLI::IsMember({"record", "order"}));
  verb->add_option("--lease", asked->lease, "Take numbers of a series (220102/GY) for this copy");
  verb->add_option("--count", asked->work.count, "With --lease: how many")->check(CLI::Range(1, 9999));
  verb->add_option("--hub", asked->work.hub, "With --lease: hub to sync with, so that the lease counts at once");
  verb->add_option("--reserve", asked->reserve, "Set numbers of a series aside for a purpose");
  verb->add_option("--from", asked->work.first, "With --reserve: first number");
  verb->add_option("--to", asked->work.last, "With --reserve: last number");
  verb->add_option("--for", asked->work.purpose, "With --reserve: the purpose; else take numbers that were set aside for it");
  verb->add_flag("--leases", asked->leases, "List the numbers that are set aside");
  verb->add_option("--branch-of", asked->branchOf, "fid of an outfall: codes for its branches");
  verb->add_option("--branch", asked->work.branches, "With --branch-of: fids of the branches");
  verb->add_flag("--table", asked->table, "The old → new table of the newest renumbering");
  verb->add_option("--entry", asked->work.entry, "With --table: of this journal entry");
  verb->add_option("--csv", asked->work.csv, "Write the old → new table to this file");
  addOrder(*verb, asked->work);
  verb->callback([verb, asked, &session] {
    if (verb->get_subcommands().empty()) run(session, *asked);
  });
}

} // namespace suyuan::cli
