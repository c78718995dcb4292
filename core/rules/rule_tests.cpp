// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/rule_tests.h"

#include "core/json/json_document.h"
#include "core/model/record.h"
#include "core/rules/survey_check.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace suyuan::rules {

namespace {

using json::JsonValue;
using Kind = JsonValue::Kind;
using World = std::map<Layer, std::vector<Row>>;

const JsonValue* memberOf(const JsonValue& object, std::string_view name) {
  const auto found = std::ranges::find(object.members, name, &JsonValue::Member::name);
  return found == object.members.end() ? nullptr : &found->value;
}

class TestReader {
public:
  explicit TestReader(std::string file) : file_(std::move(file)) {}

  [[nodiscard]] const std::optional<Error>& error() const { return error_; }
  void fault(const JsonValue& at, std::string why) {
    if (!error_) error_ = Error{ErrorCode::RuleFileInvalid, {.file = file_, .layer = {}, .row = at.line, .field = {}}, {}, std::move(why)};
  }

  std::string text(const JsonValue& object, std::string_view name, bool mayBeAbsent = true) {
    const JsonValue* value = memberOf(object, name);
    if (value && value->kind == Kind::Text) return value->text;
    if (value) fault(*value, "\"" + std::string(name) + "\" must be text");
    else if (!mayBeAbsent) fault(object, "\"" + std::string(name) + "\" is missing");
    return {};
  }

  /// Lays the changes of an example over a world.
  void apply(const JsonValue& changes, World& world) {
    if (changes.kind != Kind::Object) return fault(changes, "an object of layers is wanted here");
    for (const auto& [name, value] : changes.members) {
      const auto layer = layerNamed(name);
      if (!layer) return fault(value, "there is no layer \"" + name + "\"");
      std::vector<Row>& rows = world[*layer];
      if (value.kind == Kind::Null) rows.clear();
      else if (value.kind == Kind::Object) record(*layer, value, rows, 0);
      else if (value.kind == Kind::Array)
        for (std::size_t i = 0; i < value.items.size(); ++i) record(*layer, value.items[i], rows, i);
      else fault(value, "an object, a list or null is wanted here");
    }
  }

private:
  void record(Layer layer, const JsonValue& changes, std::vector<Row>& rows, std::size_t index) {
    if (changes.kind != Kind::Object) return fault(changes, "an object of fields is wanted here");
    const LayerSchema& schema = schemaOf(layer);
    while (rows.size() <= index) {
      Row row = rows.empty() ? Row{} : rows.front();
      row.values.resize(schema.fields.size());
      row.fid = Fid{static_cast<std::int64_t>(layer) * 1000 + 1001 + static_cast<std::int64_t>(rows.size())};
      rows.push_back(std::move(row));
    }
    Row& row = rows[index];
    for (const auto& [name, value] : changes.members) {
      if (name == "fid") {
        if (value.kind != Kind::Number || !(value.number >= 1 && value.number < 9e15)) return fault(value, "a fid is a whole number");
        row.fid = Fid{static_cast<std::int64_t>(value.number)};
        continue;
      }
      if (name == "geom") {
        row.geometry = geometry(layer, value);
        continue;
      }
      const int at = schema.indexOf(name);
      if (at < 0) return fault(value, std::string(layerName(layer)) + " have no field \"" + name + "\"");
      row.values[static_cast<std::size_t>(at)] = cell(schema.fields[static_cast<std::size_t>(at)], value);
    }
  }

  Value cell(const FieldDef& field, const JsonValue& value) {
    switch (value.kind) {
    case Kind::Null: return {};
    case Kind::Boolean:
      if (field.type == FieldType::Boolean) return Value{std::int64_t{value.boolean}};
      break;
    case Kind::Number:
      if (field.type == FieldType::Real) return Value{value.number};
      if ((field.type == FieldType::Integer || field.type == FieldType::Fid) && value.number == std::floor(value.number) && std::abs(value.number) < 9e15)
        return Value{static_cast<std::int64_t>(value.number)};
      break;
    case Kind::Text:
      if (field.type == FieldType::Text || field.type == FieldType::Date || field.type == FieldType::DateTime)
        return value.text.empty() ? Value{} : Value{value.text};
      break;
    case Kind::Array:
    case Kind::Object: break;
    }
    fault(value, "the value does not fit the field \"" + std::string(field.name) + "\"");
    return {};
  }

  std::optional<Point> point(const JsonValue& value) {
    if (value.kind != Kind::Array || value.items.size() < 2 || value.items[0].kind != Kind::Number || value.items[1].kind != Kind::Number) return std::nullopt;
    return Point{value.items[0].number, value.items[1].number};
  }
  std::vector<Point> points(const JsonValue& value) {
    std::vector<Point> out;
    for (const JsonValue& item : value.items)
      if (const auto p = point(item)) out.push_back(*p);
      else fault(item, "a position is [lon, lat]");
    return out;
  }
  Geometry geometry(Layer layer, const JsonValue& value) {
    if (value.kind == Kind::Null) return {};
    if (value.kind != Kind::Array) return fault(value, "a geometry is a list"), Geometry{};
    switch (schemaOf(layer).geometry) {
    case GeometryKind::None: fault(value, std::string(layerName(layer)) + " have no geometry"); break;
    case GeometryKind::Point:
      if (const auto p = point(value)) return *p;
      fault(value, "a position is [lon, lat]");
      break;
    case GeometryKind::Line: return LineString{points(value)};
    case GeometryKind::Polygon: {
      Polygon polygon;
      for (const JsonValue& ring : value.items) polygon.rings.push_back(points(ring));
      return polygon;
    }
    }
    return {};
  }

  std::string file_;
  std::optional<Error> error_;
};

/// The records of a world, as values.
struct Records {
  std::vector<Outfall> outfalls;
  std::vector<Candidate> candidates;
  std::vector<Unit> units;
  std::vector<River> rivers;
  std::vector<Lake> lakes;
  std::vector<Zone> zones;
  std::vector<Division> divisions;
  std::vector<Channel> channels;
  std::vector<Well> wells;
  std::vector<Sample> samples;
  std::vector<Visit> visits;
  std::vector<Photo> photos;

  explicit Records(const World& world) {
    const auto take = [&]<class Record>(std::vector<Record>& into) {
      if (const auto rows = world.find(Record::layer); rows != world.end())
        for (const Row& row : rows->second) into.push_back(fromRow<Record>(row));
    };
    take(outfalls);
    take(candidates);
    take(units);
    take(rivers);
    take(lakes);
    take(zones);
    take(divisions);
    take(channels);
    take(wells);
    take(samples);
    take(visits);
    take(photos);
  }
  [[nodiscard]] SurveyView view() const {
    return {.outfalls = outfalls, .candidates = candidates, .units = units, .rivers = rivers, .lakes = lakes, .zones = zones,
            .divisions = divisions, .channels = channels, .wells = wells, .samples = samples, .visits = visits, .photos = photos};
  }
};

void note(std::vector<std::string>& list, const std::string& rule) {
  if (!std::ranges::contains(list, rule)) list.push_back(rule);
}

/// Sets the fixed field in the world; false when the record is not there.
bool mend(World& world, const Finding& finding) {
  for (Row& row : world[finding.layer])
    if (row.fid == finding.fid) {
      const int at = schemaOf(finding.layer).indexOf(finding.fix->field);
      if (at < 0) return false;
      row.values[static_cast<std::size_t>(at)] = finding.fix->value;
      return true;
    }
  return false;
}

class TestRun {
public:
  TestRun(const RuleBook& book, std::string today, TestReader& reader, RuleTestReport& report)
      : book_(book), reader_(reader), report_(report) {
    options_.today = std::move(today);
    options_.threads = 1;
  }

  void unchanged(const World& world, const JsonValue& at) {
    for (const Finding& finding : check(world))
      fail(finding.rule, at.line, "it fires in the world itself: " + book_.message(finding, "en"));
  }

  void test(const JsonValue& entry, const World& base) {
    const std::string rule = reader_.text(entry, "rule", false);
    for (const auto& member : entry.members)
      if (!std::ranges::contains(std::array<std::string_view, 5>{"rule", "fires", "silent", "fix", "field"}, member.name))
        return reader_.fault(member.value, "the name \"" + member.name + "\" is not known here");
    if (reader_.error()) return;
    if (!book_.rule(rule)) return fail(rule, entry.line, "there is no such rule in the book");
    const JsonValue* fires = memberOf(entry, "fires");
    const JsonValue* silent = memberOf(entry, "silent");
    if (!fires && !silent) return reader_.fault(entry, "neither \"fires\" nor \"silent\" is given");
    each(fires, [&](const JsonValue& changes) { example(rule, entry, changes, base, true); });
    each(silent, [&](const JsonValue& changes) { example(rule, entry, changes, base, false); });
  }

private:
  template <class Use>
  void each(const JsonValue* examples, Use&& use) {
    if (!examples) return;
    if (examples->kind != Kind::Array) return use(*examples);
    for (const JsonValue& item : examples->items) use(item);
  }

  std::vector<Finding> check(const World& world) {
    const Records records(world);
    auto found = checkSurvey(records.view(), book_, {}, {}, options_);
    return found ? std::move(*found) : std::vector<Finding>{};
  }

  void fail(const std::string& rule, std::int64_t line, std::string why) { report_.failures.push_back({rule, line, std::move(why)}); }

  void example(const std::string& rule, const JsonValue& entry, const JsonValue& changes, const World& base, bool mustFire) {
    World world = base;
    reader_.apply(changes, world);
    if (reader_.error()) return;
    ++report_.examples;
    note(mustFire ? report_.fired : report_.silent, rule);
    const auto findings = check(world);
    const auto hit = std::ranges::find(findings, rule, &Finding::rule);
    if (!mustFire) {
      if (hit != findings.end()) fail(rule, changes.line, "it fires: " + book_.message(*hit, "en"));
      return;
    }
    if (hit == findings.end()) {
      std::string others;
      for (const Finding& f : findings) others += (others.empty() ? "" : ", ") + f.rule;
      return fail(rule, changes.line, "it does not fire; what does: " + (others.empty() ? std::string("nothing") : others));
    }
    if (hit->layer != book_.rule(rule)->layer) fail(rule, changes.line, "it fires for a record of another layer");
    for (const char* language : {"zh", "en"})
      if (const std::string sentence = book_.message(*hit, language); sentence.find('{') != std::string::npos || sentence == rule)
        fail(rule, changes.line, "its message is not filled in: " + sentence);
    if (const JsonValue* field = memberOf(entry, "field"); field && field->text != hit->field)
      fail(rule, changes.line, "it points at the field \"" + hit->field + "\", not \"" + field->text + "\"");
    const JsonValue* fix = memberOf(entry, "fix");
    if (fix && (!hit->fix || toText(hit->fix->value) != fix->text))
      fail(rule, changes.line, "its fix is \"" + (hit->fix ? toText(hit->fix->value) : std::string("none")) + "\", not \"" + fix->text + "\"");
    if (!hit->fix || !mend(world, *hit)) return;
    const auto after = check(world);
    if (std::ranges::any_of(after, [&](const Finding& f) { return f.rule == rule && f.fid == hit->fid && f.field == hit->field; }))
      fail(rule, changes.line, "it still fires after its fix");
  }

  const RuleBook& book_;
  TestReader& reader_;
  RuleTestReport& report_;
  CheckOptions options_;
};

} // namespace

std::vector<std::string> RuleTestReport::uncovered(const RuleBook& book, std::string_view onlyPack) const {
  std::vector<std::string> missing;
  for (const Rule& rule : book.rules())
    if (rule.enabled && rule.group != "evidence" && (onlyPack.empty() || rule.pack == onlyPack) && (!std::ranges::contains(fired, rule.id) || !std::ranges::contains(silent, rule.id)))
      missing.push_back(rule.id);
  return missing;
}

Result<std::string> packOfRuleTests(const std::filesystem::path& file) {
  auto root = json::readJsonFile(file);
  if (!root) return std::unexpected(std::move(root).error());
  TestReader reader(file.string());
  std::string pack = root->kind == Kind::Object ? reader.text(*root, "pack") : std::string{};
  if (reader.error()) return std::unexpected(*reader.error());
  return pack;
}

Result<RuleTestReport> runRuleTests(const std::filesystem::path& file, const RuleBook& book) {
  auto root = json::readJsonFile(file);
  if (!root) return std::unexpected(std::move(root).error());
  TestReader reader(file.string());
  RuleTestReport report;
  if (root->kind != Kind::Object) reader.fault(*root, "an object is wanted here");
  else if (reader.text(*root, "format", false) != "suyuan-rules/tests/1") reader.fault(*root, "\"format\" is not \"suyuan-rules/tests/1\"");
  for (const auto& member : root->members)
    if (!std::ranges::contains(std::array<std::string_view, 8>{"format", "version", "title", "citation", "pack", "today", "world", "tests"}, member.name))
      reader.fault(member.value, "the name \"" + member.name + "\" is not known here");
  report.pack = reader.text(*root, "pack");
  World world;
  const JsonValue* base = memberOf(*root, "world");
  const JsonValue* tests = memberOf(*root, "tests");
  if (!base || !tests || tests->kind != Kind::Array) reader.fault(*root, "\"world\" and a list of \"tests\" are wanted");
  if (base) reader.apply(*base, world);
  TestRun run(book, reader.text(*root, "today"), reader, report);
  if (!reader.error()) run.unchanged(world, *base);
  for (std::size_t i = 0; !reader.error() && i < tests->items.size(); ++i) {
    if (tests->items[i].kind != Kind::Object) reader.fault(tests->items[i], "an object is wanted here");
    else run.test(tests->items[i], world);
  }
  if (reader.error()) return std::unexpected(*reader.error());
  return report;
}

} // namespace suyuan::rules
