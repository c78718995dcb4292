// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"
#include "core/store/journal.h"
#include "core/survey/trace_survey.h"

#include <format>

namespace suyuan::cli {

namespace {

constexpr std::string_view kinds[]{"insert", "update", "delete"};

int history(Session& session, const std::string& folder, const std::string& name) {
  auto survey = session.openForReading(folder);
  if (!survey) return session.fail(survey.error());
  auto record = survey::findRecord(survey->reader(), name);
  if (!record) return session.fail(record.error());
  auto changes = store::history(survey->reader(), record->layer, record->fid);
  if (!changes) return session.fail(changes.error());
  Json list = Json::array();
  std::string lines;
  for (const store::FieldChange& change : *changes) {
    const std::string_view kind = kinds[static_cast<std::size_t>(change.kind)];
    list.push_back({{"entry", change.entry.id.value},
                    {"at", change.entry.at},
                    {"author", change.entry.author},
                    {"device", change.entry.device},
                    {"label", change.entry.label},
                    {"kind", std::string(kind)},
                    {"field", change.field},
                    {"before", toText(change.before)},
                    {"after", toText(change.after)}});
    lines += std::format("{} {} {} {} {}: {} -> {}\n", change.entry.at, change.entry.author, change.entry.label, kind,
                         change.field, toText(change.before), toText(change.after));
  }
  session.answer({{"layer", std::string(layerName(record->layer))}, {"fid", toText(record->fid)}, {"changes", list}}, lines);
  return session.exitCode = Done;
}

int undo(Session& session, const std::string& folder, bool redo) {
  auto survey = session.openForWriting(folder);
  if (!survey) return session.fail(survey.error());
  const std::string label = (redo ? survey->redoLabel() : survey->undoLabel()).value_or("");
  auto entry = redo ? survey->redo() : survey->undo();
  if (!entry) return session.fail(entry.error());
  session.answer({{"entry", entry->value}, {"label", label}},
                 (redo ? session.words("已重做：", "Redone: ") : session.words("已撤销：", "Undone: ")) + label + "\n");
  return session.exitCode = Done;
}

} // namespace

void addHistory(CLI::App& app, Session& session) {
  struct Options {
    std::string folder, record;
  };
  auto options = std::make_shared<Options>();
  CLI::App* verb = addVerb(app, "history", "Who changed what of a record, and when");
  verb->add_option("DIR", options->folder, "Folder of the survey")->required();
  verb->add_option("RECORD", options->record, "CODE, FID or LAYER:FIELD=VALUE")->required();
  verb->callback([options, &session] { history(session, options->folder, options->record); });
}

void addUndo(CLI::App& app, Session& session) {
  for (const bool redo : {false, true}) {
    auto folder = std::make_shared<std::string>();
    CLI::App* verb = addVerb(app, redo ? "redo" : "undo", redo ? "Do again what was taken back last" : "Take back the newest entry");
    verb->add_option("DIR", *folder, "Folder of the survey")->required();
    verb->callback([folder, redo, &session] { undo(session, *folder, redo); });
  }
}

} // namespace suyuan::cli
