// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"
#include "app/text/evidence_text.h"
#include "core/store/journal.h"
#include "core/store/verify_journal.h"
#include "core/store/verify_records.h"
#include "core/survey/trace_survey.h"
#include "core/sync/compare_chain.h"
#include "core/sync/folder_hub.h"

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

Json entryJson(const store::JournalEntry& entry) {
  return {{"entry", entry.id.value}, {"uid", entry.uid}, {"at", entry.at}, {"author", entry.author}, {"device", entry.device}, {"label", entry.label}};
}

/// Adds to the answer which records are not what the history makes of them. True when all are.
Result<bool> verifyRecords(Session& session, store::SurveyFile& survey, Json& answer, std::string& lines) {
  auto report = store::verifyRecords(survey.reader(), Session::stopToken(), session.progress(session.words("核对记录", "Verifying records")));
  if (!report) return std::unexpected(std::move(report).error());
  Json list = Json::array();
  for (const store::RecordDifference& one : report->first) {
    list.push_back({{"layer", std::string(layerName(one.layer))}, {"fid", toText(one.fid)}, {"field", one.field}, {"fault", std::string(store::recordFaultKey(one.fault))}});
    using enum store::RecordFault;
    const std::string& what = one.fault == Invented ? session.words("没有任何历史记录写入过它", "no entry of the history made it")
                              : one.fault == Lost   ? session.words("已不在，而历史中没有删除它", "is gone, and no entry deleted it")
                                                    : session.words("的值与历史不同", "is not what the history gave it");
    lines += std::format("{} {} {}{}\n", layerName(one.layer), toText(one.fid), one.field.empty() ? "" : one.field + " ", what);
  }
  lines += report->differences == 0 ? session.words(std::format("{} 条记录与历史一致。\n", report->records), std::format("{} records are what the history makes of them.\n", report->records))
                                    : session.words(std::format("{} 条记录中有 {} 条与历史不符。\n", report->records, report->differences),
                                                    std::format("Of {} records {} are not what the history makes of them.\n", report->records, report->differences));
  answer["records"] = {{"checked", report->records}, {"differences", report->differences}, {"first", std::move(list)}};
  return report->differences == 0;
}

/// Holds the journal against its hashes, records against the journal when asked, and the journal against a hub's files when one is named.
int verify(Session& session, const std::string& folder, const std::string& hubFolder, bool records) {
  auto survey = session.openForReading(folder);
  if (!survey) return session.fail(survey.error());
  auto report = store::verifyJournal(survey->reader(), Session::stopToken(), session.progress(session.words("核对历史", "Verifying")));
  if (!report) return session.fail(report.error());
  Json answer{{"whole", report->isWhole()}, {"chained", report->chained}, {"entries", report->entries}, {"head", report->head}, {"breaks", report->breaks}, {"end_gone", report->endGone}, {"end_entries", report->endEntries}};
  if (report->first) {
    Json first = entryJson(report->first->entry);
    first["fault"] = std::string(store::chainFaultKey(report->first->fault));
    answer["first"] = std::move(first);
  }
  std::string lines = text::chainText(*report, session.language) + "\n";
  if (!report->head.empty()) lines += session.words("末尾摘要：", "Head: ") + report->head + "\n";
  bool good = report->isWhole();
  if (records) {
    auto same = verifyRecords(session, *survey, answer, lines);
    if (!same) return session.fail(same.error());
    good = good && *same;
  }
  if (!hubFolder.empty()) {
    auto hub = sync::FolderHub::open(hubFolder);
    if (!hub) return session.fail(hub.error());
    auto comparison = sync::compareChain(survey->reader(), *hub, Session::stopToken());
    if (!comparison) return session.fail(comparison.error());
    good = good && comparison->differences == 0;
    Json compared{{"compared", comparison->compared}, {"differences", comparison->differences}};
    if (const auto& first = comparison->first) {
      compared["first"] = {{"fault", std::string(sync::faultKey(first->fault))}, {"number", first->number}, {"uid", first->uid}, {"at", first->at}, {"author", first->author}, {"label", first->label}};
      using enum sync::ChainComparison::Fault;
      const std::string what = first->fault == CopyDiffers ? session.words("本副本中的内容与同步文件夹里的不同", "this copy has it otherwise than the hub")
                               : first->fault == CopyLacks ? session.words("本副本中已缺失", "this copy has lost it")
                                                           : session.words("同步文件夹里的文件被改动过", "the hub's file was changed");
      lines += std::format("{} {} ({} {} {}): {}\n", session.words("同步文件夹第", "Hub entry"), first->number, first->at, first->author, first->label, what);
    } else {
      lines += session.words(std::format("与同步文件夹的 {} 条记录一致。\n", comparison->compared), std::format("The same as the hub's {} entries.\n", comparison->compared));
    }
    answer["hub"] = std::move(compared);
  }
  session.answer(answer, lines);
  return session.exitCode = good ? Done : LookAt;
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
    std::string folder, record, hub;
    bool verify = false, records = false;
  };
  auto options = std::make_shared<Options>();
  CLI::App* verb = addVerb(app, "history", "Who changed what of a record, and when; whether the history is whole");
  verb->add_option("DIR", options->folder, "Folder of the survey")->required();
  auto* record = verb->add_option("RECORD", options->record, "CODE, FID or LAYER:FIELD=VALUE");
  auto* whole = verb->add_flag("--verify", options->verify, "Hold every entry against its hash: whole, or the first that does not fit")->excludes(record);
  verb->add_flag("--records", options->records, "Hold every record against the history too: what was written past it shows")->needs(whole);
  verb->add_option("--hub", options->hub, "Compare with the files of this hub too")->needs(whole);
  verb->callback([options, &session] {
    if (options->verify) return void(verify(session, options->folder, options->hub, options->records));
    if (options->record.empty()) throw CLI::RequiredError("RECORD or --verify");
    history(session, options->folder, options->record);
  });
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
