// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"
#include "core/survey/trace_survey.h"

namespace suyuan::cli {

namespace {

int set(Session& session, const std::string& folder, const std::string& name, const std::vector<std::string>& pairs) {
  auto survey = session.openForWriting(folder);
  if (!survey) return session.fail(survey.error());
  auto record = survey::findRecord(survey->reader(), name);
  if (!record) return session.fail(record.error());
  const LayerSchema& schema = schemaOf(record->layer);
  std::vector<std::pair<std::string, Value>> values;
  for (const std::string& pair : pairs) {
    const auto equals = pair.find('=');
    const std::string field = pair.substr(0, equals);
    const int index = schema.indexOf(field);
    if (equals == std::string::npos || index < 0)
      return session.fail({ErrorCode::FieldUnknown, {.layer = std::string(layerName(record->layer)), .field = field}, {}, {}});
    const std::string text = pair.substr(equals + 1);
    auto value = parseValue(schema.fields[static_cast<std::size_t>(index)].type, text);
    if (!value) return session.fail({ErrorCode::ValueInvalid, {.field = field}, {text}, {}});
    values.emplace_back(field, std::move(*value));
  }
  auto entry = survey->edit("修改字段", [&](store::Edit& edit) -> Result<> {
    for (const auto& [field, value] : values) SUYUAN_TRY(edit.setField(record->layer, record->fid, field, value));
    return {};
  });
  if (!entry) return session.fail(entry.error());
  session.answer({{"layer", std::string(layerName(record->layer))},
                  {"fid", toText(record->fid)},
                  {"entry", *entry ? Json((*entry)->value) : Json(nullptr)}},
                 *entry ? session.words("已记录。\n", "Recorded.\n") : session.words("没有变化。\n", "No change.\n"));
  return session.exitCode = Done;
}

} // namespace

void addSet(CLI::App& app, Session& session) {
  struct Options {
    std::string folder, record;
    std::vector<std::string> pairs;
  };
  auto options = std::make_shared<Options>();
  CLI::App* verb = addVerb(app, "set", "Set fields of one record, as one entry that can be undone");
  verb->add_option("DIR", options->folder, "Folder of the survey")->required();
  verb->add_option("RECORD", options->record, "CODE, FID or LAYER:FIELD=VALUE")->required();
  verb->add_option("VALUES", options->pairs, "FIELD=VALUE, as many as needed; an empty VALUE clears the field")->required();
  verb->callback([options, &session] { set(session, options->folder, options->record, options->pairs); });
}

} // namespace suyuan::cli
