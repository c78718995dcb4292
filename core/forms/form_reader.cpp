// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/form_reader.h"

#include "core/model/record.h"
#include "core/rules/expression_over.h"

#include <algorithm>
#include <cctype>
#include <set>

namespace suyuan::forms {

namespace {

using json::JsonObject;
using json::JsonReading;
using json::JsonValue;

constexpr std::string_view format = "suyuan-form/1";
constexpr std::size_t mostQuestions = 400, mostChoices = 60;

bool isId(std::string_view id, char also = '\0') {
  if (id.empty() || id.size() > 60 || id.front() < 'a' || id.front() > 'z') return false;
  for (const std::string_view word : {"and", "or", "not", "in", "is", "empty", "matches", "true", "false", "form_level"})
    if (id == word) return false;
  return std::ranges::all_of(id, [also](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || (also != '\0' && c == also); });
}

coding::Confidence confidenceOf(JsonObject& o, const std::string& word) {
  if (word == "V") return coding::Confidence::Verified;
  if (word == "P") return coding::Confidence::Practice;
  if (word == "S") return coding::Confidence::SecondHand;
  if (word != "M" && word != "unverified" && o.ok()) o.fault("confidence", "\"" + word + "\" is not V, P, S, M or unverified");
  return coding::Confidence::Memory;
}

/// "outfalls.outlet_shape"
std::optional<FieldTarget> targetOf(JsonObject& o, std::string_view name) {
  const std::string text = o.optionalText(name);
  if (text.empty()) return std::nullopt;
  const auto dot = text.find('.');
  const auto layer = dot == text.npos ? std::nullopt : layerNamed(std::string_view(text).substr(0, dot));
  constexpr std::array allowed{Layer::Outfalls, Layer::Candidates, Layer::Visits, Layer::Samples};
  if (!layer || !std::ranges::contains(allowed, *layer)) {
    o.fault(name, "\"" + text + "\" is no field of outfalls, candidates, visits or samples, such as \"outfalls.name\"");
    return std::nullopt;
  }
  const std::string field = text.substr(dot + 1);
  if (schemaOf(*layer).indexOf(field) < 0) o.fault(name, std::string(layerName(*layer)) + " have no field \"" + field + "\"");
  for (const std::string_view own : {"fid", "outfall_fid", "visit_fid", "survey_level"})
    if (field == own) o.fault(name, "\"" + field + "\" is filled by the program");
  return FieldTarget{*layer, field};
}

FieldType typeOf(const FieldTarget& target) {
  const LayerSchema& schema = schemaOf(target.layer);
  const int at = schema.indexOf(target.field);
  return at < 0 ? FieldType::Text : schema.fields[static_cast<std::size_t>(at)].type;
}

bool fits(QuestionType question, FieldType field) {
  switch (question) {
  case QuestionType::Text:
  case QuestionType::Choice:
  case QuestionType::Choices:
  case QuestionType::Record: return field == FieldType::Text;
  case QuestionType::Number: return field == FieldType::Real || field == FieldType::Integer;
  case QuestionType::YesNo: return field == FieldType::Boolean || field == FieldType::Text;
  case QuestionType::Date: return field == FieldType::Date || field == FieldType::DateTime;
  case QuestionType::DateTime: return field == FieldType::DateTime || field == FieldType::Date;
  case QuestionType::Position: return false;
  }
  return false;
}

void readChoices(JsonObject& o, Question& q) {
  o.each("choices", true, [&](JsonObject& c) {
    QuestionChoice choice{c.text("value"), c.optionalText("en"), std::nullopt};
    if (const std::string verdict = c.optionalText("verdict"); !verdict.empty()) {
      choice.verdict = verdictNamed(verdict);
      if (!choice.verdict && c.ok()) c.fault("verdict", "\"" + verdict + "\" is not confirm, exclude or pass-on");
    }
    if (c.ok() && q.type == QuestionType::Choices && choice.value.find(wordSeparator) != std::string::npos) c.fault("value", "a choice may not hold 、");
    if (c.ok() && std::ranges::contains(q.choices, choice.value, &QuestionChoice::value)) c.fault("value", "this choice is given twice");
    q.choices.push_back(std::move(choice));
  });
  if (const std::string from = o.optionalText("choices_from"); !from.empty()) {
    const auto source = wordSourceNamed(from);
    if (!source && o.ok()) o.fault("choices_from", "there is no list \"" + from + "\"");
    q.source = source.value_or(WordSource::Own);
    if (o.ok() && !q.choices.empty()) o.fault("choices", "either choices or choices_from, not both");
  }
  q.open = o.optionalBoolean("open", false);
  const bool chooses = q.type == QuestionType::Choice || q.type == QuestionType::Choices;
  if (!o.ok()) return;
  if (chooses && q.choices.empty() && q.source == WordSource::Own) o.fault("type", "a choice needs choices or choices_from");
  if (!chooses && (!q.choices.empty() || q.source != WordSource::Own)) o.fault(q.choices.empty() ? "choices_from" : "choices", "only a choice has choices");
  if (q.choices.size() > mostChoices) o.fault("choices", "more than 60 choices: use a record list");
  if (q.source == WordSource::Vocabulary && !q.target) o.fault("choices_from", "the vocabulary is that of a target's field, and there is no target");
  if (q.source == WordSource::Classes && q.id != "class_1" && q.id != "class_2" && q.id != "class_3")
    o.fault("choices_from", "only class_1, class_2 and class_3 take their words from the class table");
}

void readNumber(JsonObject& o, Question& q) {
  o.each("units", true, [&](JsonObject& u) {
    QuestionUnit unit{u.text("unit"), u.number("factor")};
    if (u.ok() && !(unit.factor > 0 && unit.factor < 1e12)) u.fault("factor", "a number above 0 is wanted");
    if (u.ok() && std::ranges::contains(q.units, unit.unit, &QuestionUnit::unit)) u.fault("unit", "this unit is given twice");
    q.units.push_back(std::move(unit));
  });
  o.object("range", true, [&](JsonObject& r) {
    q.range = {r.optionalNumber("low"), r.optionalNumber("high"), r.optionalNumber("possible_low"), r.optionalNumber("possible_high")};
    const auto above = [](const std::optional<double>& a, const std::optional<double>& b) { return a && b && *a > *b; };
    if (r.ok() && (above(q.range.possibleLow, q.range.low) || above(q.range.low, q.range.high) || above(q.range.high, q.range.possibleHigh) ||
                   above(q.range.possibleLow, q.range.possibleHigh)))
      r.fault("low", "possible_low, low, high, possible_high must ascend");
  });
  if (q.type != QuestionType::Number && o.ok()) {
    if (!q.units.empty()) o.fault("units", "only a number has units");
    else if (o.has("range")) o.fault("range", "only a number has a range");
  }
  if (q.type == QuestionType::Number && q.units.empty() && q.target) {
    const LayerSchema& schema = schemaOf(q.target->layer);
    if (const int at = schema.indexOf(q.target->field); at >= 0)
      if (const std::string_view unit = schema.fields[static_cast<std::size_t>(at)].unit; !unit.empty()) q.units.push_back({std::string(unit), 1});
  }
}

void readList(JsonObject& o, Question& q) {
  if (const std::string list = o.optionalText("list"); !list.empty()) {
    const auto known = recordListNamed(list);
    if (!known && o.ok()) o.fault("list", "there is no list \"" + list + "\"");
    q.list = known.value_or(RecordList::None);
  }
  q.keyTarget = targetOf(o, "key_target");
  if (!o.ok()) return;
  if ((q.type == QuestionType::Record) != (q.list != RecordList::None)) o.fault(q.type == QuestionType::Record ? "type" : "list", "a record, and only a record, has a list");
  if (q.keyTarget && q.type != QuestionType::Record) o.fault("key_target", "only a record has a key");
  if (q.keyTarget && typeOf(*q.keyTarget) != FieldType::Fid && typeOf(*q.keyTarget) != FieldType::Text) o.fault("key_target", "a fid or a code cannot be kept in this field");
}

class Reading {
public:
  Reading(FormFile& into, const JsonValue& root, const std::string& name) : into_(into), reading_(name), root_(root) {}

  Result<> run() {
    JsonObject file(reading_, root_, "");
    file.expectUnknown("$schema");
    if (const std::string given = file.text("format"); file.ok() && given != format) file.fault("format", "\"" + given + "\" is not \"" + std::string(format) + "\"");
    into_.extends = file.optionalText("extends");
    Form& form = into_.form;
    form.id = file.text("id");
    if (file.ok() && !isId(form.id, '-')) file.fault("id", "an id is small letters, digits, - and _, a letter first");
    form.version = file.text("version");
    form.citation = file.text("citation");
    const bool own = into_.extends.empty();
    form.title = {own ? file.text("zh") : file.optionalText("zh"), own ? file.text("en") : file.optionalText("en")};
    if (own) head(file);
    for (std::string& one : file.texts("remove", true)) into_.removed.push_back(std::move(one));
    if (own && !into_.removed.empty() && file.ok()) file.fault("remove", "only a file that extends another takes questions away");
    file.each("sections", !own, [&](JsonObject& s) { section(s); });
    if (file.ok() && own && form.sections.empty()) file.fault("sections", "a form without sections asks nothing");
    if (file.ok() && form.questions().size() > mostQuestions) file.fault("sections", "more than 400 questions");
    file.finish();
    return reading_.outcome();
  }

private:
  void head(JsonObject& file) {
    Form& form = into_.form;
    const double level = file.number("level");
    if (file.ok() && level != 1 && level != 2 && level != 3) file.fault("level", "1, 2 or 3 is wanted");
    else form.level = static_cast<int>(level);
    const std::string record = file.text("record");
    if (record == "candidates") form.record = Layer::Candidates;
    else if (record != "outfalls" && file.ok()) file.fault("record", "\"" + record + "\" is not outfalls or candidates");
    form.revisit = file.optionalBoolean("revisit", false);
    if (file.ok() && form.revisit && form.record != Layer::Outfalls) file.fault("revisit", "only an outfall is visited again");
  }

  void section(JsonObject& s) {
    Section made;
    made.id = s.text("id");
    if (s.ok() && !isId(made.id)) s.fault("id", "an id is small letters, digits and _, a letter first");
    if (s.ok() && std::ranges::contains(into_.form.sections, made.id, &Section::id)) s.fault("id", "this section is given twice");
    const bool own = into_.extends.empty();
    made.title = {own ? s.text("zh") : s.optionalText("zh"), own ? s.text("en") : s.optionalText("en")};
    const std::size_t at = into_.form.sections.size();
    std::size_t n = 0;
    s.each("questions", false, [&](JsonObject& q) { question(q, made, "/sections/" + std::to_string(at) + "/questions/" + std::to_string(n++)); });
    into_.form.sections.push_back(std::move(made));
  }

  void question(JsonObject& o, Section& section, const std::string& pointer) {
    Question q;
    q.id = o.text("id");
    if (o.ok() && !isId(q.id)) o.fault("id", "an id is small letters, digits and _, a letter first, and no word of conditions");
    if (o.ok() && !ids_.insert(q.id).second) o.fault("id", "the question \"" + q.id + "\" is given twice");
    q.title = {o.text("zh"), o.text("en")};
    q.hint = {o.optionalText("hint_zh"), o.optionalText("hint_en")};
    const std::string type = o.text("type");
    const auto known = questionTypeNamed(type);
    if (!known && o.ok()) o.fault("type", "there is no type \"" + type + "\"");
    q.type = known.value_or(QuestionType::Text);
    q.target = targetOf(o, "target");
    if (o.ok() && q.target && !fits(q.type, typeOf(*q.target))) o.fault("target", "what a \"" + type + "\" is answered with cannot be kept in this field");
    readChoices(o, q);
    readNumber(o, q);
    readList(o, q);
    q.required = o.optionalBoolean("required", false);
    q.once = o.optionalBoolean("once", false);
    if (const std::string carry = o.optionalText("carry"); !carry.empty()) {
      const auto how = carryNamed(carry);
      if (!how && o.ok()) o.fault("carry", "\"" + carry + "\" is not no, offer or fill");
      q.carry = how.value_or(Carry::No);
    }
    for (const auto& [name, shown] : {std::pair{"shown_when", true}, std::pair{"required_when", false}})
      if (const std::string text = o.optionalText(name); !text.empty()) into_.conditions.push_back({q.id, text, shown, lineOf(o, pointer, name), pointer + "/" + name});
    if (const std::string after = o.optionalText("after"); !after.empty()) {
      if (into_.extends.empty()) o.fault("after", "only a file that extends another says where its questions go");
      into_.after.emplace_back(q.id, after);
    }
    q.citation = o.text("citation");
    q.confidence = confidenceOf(o, o.text("confidence"));
    into_.lines.push_back({q.id, lineOf(o, pointer, "id"), pointer});
    section.questions.push_back(std::move(q));
  }

  /// The line of a member: looked up in the document, since reading passes it on in faults only.
  [[nodiscard]] std::int64_t lineOf(const JsonObject&, const std::string& pointer, std::string_view member) const {
    const JsonValue* at = &root_;
    std::string_view rest(pointer);
    const auto inside = [](const JsonValue& object, std::string_view name) -> const JsonValue* {
      for (const auto& m : object.members)
        if (m.name == name) return &m.value;
      return nullptr;
    };
    while (at != nullptr && !rest.empty()) {
      rest.remove_prefix(1);
      const auto slash = rest.find('/');
      const std::string_view part = rest.substr(0, slash);
      rest = slash == rest.npos ? std::string_view{} : rest.substr(slash);
      if (at->kind == JsonValue::Kind::Array) {
        const std::size_t index = std::stoul(std::string(part));
        at = index < at->items.size() ? &at->items[index] : nullptr;
      } else {
        at = inside(*at, part);
      }
    }
    const JsonValue* found = at != nullptr ? inside(*at, member) : nullptr;
    return found != nullptr ? found->line : at != nullptr ? at->line : -1;
  }

  FormFile& into_;
  JsonReading reading_;
  const JsonValue& root_;
  std::set<std::string> ids_;
};

Result<FormFile> read(const JsonValue& root, const std::string& name) {
  FormFile made;
  made.file = name;
  SUYUAN_TRY(Reading(made, root, name).run());
  return made;
}

std::unexpected<Error> invalid(const FormFile& file, std::int64_t line, const std::string& pointer, std::string reason) {
  return failure(ErrorCode::RuleFileInvalid, {.file = file.file.string(), .layer = {}, .row = line, .field = pointer}, std::move(reason));
}

Section* sectionOf(Form& form, std::string_view id) {
  const auto found = std::ranges::find(form.sections, id, &Section::id);
  return found == form.sections.end() ? nullptr : &*found;
}

FormFile::Line lineOf(const FormFile& file, std::string_view question) {
  const auto found = std::ranges::find(file.lines, question, &FormFile::Line::question);
  return found == file.lines.end() ? FormFile::Line{} : *found;
}

/// Words of a condition that name something: letters, digits and _, outside of quotes.
std::vector<std::string> namesIn(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '\'') {
      const auto end = text.find('\'', i + 1);
      if (end == text.npos) break;
      i = end + 1;
    } else if (std::isalpha(static_cast<unsigned char>(text[i])) != 0 || text[i] == '_') {
      std::size_t end = i;
      while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) != 0 || text[end] == '_')) ++end;
      words.emplace_back(text.substr(i, end - i));
      i = end;
    } else {
      ++i;
    }
  }
  return words;
}

FieldType cellType(QuestionType type) {
  switch (type) {
  case QuestionType::Number: return FieldType::Real;
  case QuestionType::YesNo: return FieldType::Boolean;
  case QuestionType::Date:
  case QuestionType::DateTime: return FieldType::DateTime;
  default: return FieldType::Text;
  }
}

} // namespace

Result<FormFile> readFormFile(const std::filesystem::path& file) {
  auto root = json::readJsonFile(file);
  if (!root) return std::unexpected(std::move(root).error());
  return read(*root, file.string());
}

Result<FormFile> readFormText(std::string_view text, const std::string& name) {
  auto root = json::parseJson(text, name);
  if (!root) return std::unexpected(std::move(root).error());
  return read(*root, name);
}

Result<> layOver(FormFile& base, const FormFile& overlay) {
  const std::string pack = overlay.form.id;
  for (const std::string& id : overlay.removed) {
    bool gone = false;
    for (Section& section : base.form.sections) gone = std::erase_if(section.questions, [&](const Question& q) { return q.id == id; }) > 0 || gone;
    if (!gone) return invalid(overlay, -1, "/remove", "the form \"" + base.form.id + "\" has no question \"" + id + "\"");
    std::erase_if(base.conditions, [&](const FormFile::Condition& c) { return c.question == id; });
  }
  for (const Section& added : overlay.form.sections) {
    Section* section = sectionOf(base.form, added.id);
    if (section == nullptr) {
      if (added.title.zh.empty() || added.title.en.empty())
        return invalid(overlay, added.questions.empty() ? -1 : lineOf(overlay, added.questions.front().id).line, "/sections",
                       "the form \"" + base.form.id + "\" has no section \"" + added.id + "\"; a new one needs zh and en");
      base.form.sections.push_back({added.id, added.title, {}});
      section = &base.form.sections.back();
    }
    for (Question one : added.questions) {
      one.pack = pack;
      std::erase_if(base.conditions, [&](const FormFile::Condition& c) { return c.question == one.id; });
      Question* there = nullptr;
      for (Section& s : base.form.sections)
        for (Question& q : s.questions)
          if (q.id == one.id) there = &q;
      if (there != nullptr) {
        *there = std::move(one);
        continue;
      }
      auto place = section->questions.end();
      if (const auto after = std::ranges::find(overlay.after, one.id, &std::pair<std::string, std::string>::first); after != overlay.after.end()) {
        const auto before = std::ranges::find(section->questions, after->second, &Question::id);
        if (before == section->questions.end()) {
          const auto line = lineOf(overlay, one.id);
          return invalid(overlay, line.line, line.pointer + "/after", "the section \"" + added.id + "\" has no question \"" + after->second + "\"");
        }
        place = std::next(before);
      }
      section->questions.insert(place, std::move(one));
    }
  }
  base.conditions.insert(base.conditions.end(), overlay.conditions.begin(), overlay.conditions.end());
  base.lines.insert(base.lines.end(), overlay.lines.begin(), overlay.lines.end());
  base.form.packs.push_back(pack);
  base.form.version += "+" + overlay.form.version;
  return {};
}

Result<Form> bind(const FormFile& file) {
  Form form = file.form;
  std::vector<FieldDef> columns{{"form_level", FieldType::Integer, {}, {}, {}}};
  for (const FormFile::Condition& condition : file.conditions)
    for (const std::string& word : namesIn(condition.text))
      if (const Question* asked = form.question(word); asked != nullptr && !std::ranges::contains(columns, std::string_view(asked->id), &FieldDef::name))
        columns.push_back({asked->id, cellType(asked->type), {}, {}, {}});
  // Names point into the sections' questions, which stay where they are until the columns are no longer needed.
  for (const FieldDef& column : columns) form.columns.emplace_back(column.name);
  for (const FormFile::Condition& condition : file.conditions) {
    if (columns.size() > rules::mostColumns) return invalid(file, condition.line, condition.pointer, "the conditions of a form may ask for 63 questions at most");
    auto made = rules::conditionOver(condition.text, columns);
    if (!made) return invalid(file, condition.line, condition.pointer, "character " + std::to_string(made.error().at) + ": " + made.error().reason);
    for (Section& section : form.sections)
      for (Question& q : section.questions)
        if (q.id == condition.question) (condition.shown ? q.shownWhen : q.requiredWhen) = *made;
  }
  return form;
}

} // namespace suyuan::forms
