// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/record_checker.h"

#include "core/coding/uscc.h"
#include "core/model/geometry_functions.h"
#include "core/model/terms.h"

#include <algorithm>
#include <cmath>

namespace suyuan::rules {

namespace {

bool isSet(const std::string& v) { return !v.empty(); }
bool isSet(const std::optional<double>& v) { return v.has_value(); }
bool isSet(const std::optional<std::int64_t>& v) { return v.has_value(); }
bool isSet(Fid v) { return v.isSet(); }

constexpr double secondsPerDay = 86400;

/// Words of a field that holds several, separated by 、 ， , ； ;
std::vector<std::string> wordsOf(const std::string& text, bool multiple) {
  if (!multiple) return {text};
  std::string plain;
  for (std::size_t i = 0; i < text.size();) {
    bool separator = false;
    for (const std::string_view mark : {"、", "，", "；", ",", ";"})
      if (std::string_view(text).substr(i).starts_with(mark)) {
        plain.push_back('\n');
        i += mark.size();
        separator = true;
        break;
      }
    if (!separator) plain.push_back(text[i++]);
  }
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin <= plain.size();) {
    const std::size_t end = std::min(plain.find('\n', begin), plain.size());
    if (end > begin) words.push_back(plain.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

} // namespace

int levelOf(const Outfall& outfall) noexcept {
  if (outfall.surveyLevel) return static_cast<int>(std::clamp<std::int64_t>(*outfall.surveyLevel, 1, 3));
  return outfall.status == term(SurveyStatus::Confirmed) ? 2 : 1;
}

bool isExcluded(const Outfall& outfall) noexcept { return outfall.status == term(SurveyStatus::Excluded); }

void RecordContext::clear() {
  countyAtPoint.reset();
  countyNameAtPoint.clear();
  ownCountyDistanceM.reset();
  riverName.clear();
  riverBasin.clear();
  riverDistanceM.reset();
  zonesAtPoint.clear();
  unit = nullptr;
  unitLookedUp = false;
  photos.reset();
  samples.reset();
  visits.reset();
  sameNationalCode.clear();
  sameProvincialCode.clear();
  sameName.clear();
  nearby.clear();
}

void RecordChecker::Owner::set(const Outfall& record, const RuleBook& book) {
  outfall = &record;
  missing = false;
  cells.fill(record);
  standard = record.standard.empty() ? StandardReading{} : book.standards().read(record.standard);
}

RecordChecker::RecordChecker(const RuleBook& book) : book_(book), conditions_(book) {
  const auto prepare = [&](Layer layer, std::vector<ColumnRules>& columns) {
    const LayerSchema& schema = schemaOf(layer);
    columns.resize(schema.fields.size());
    const auto at = [&](std::string_view field) -> ColumnRules* {
      const int index = schema.indexOf(field);
      return index < 0 ? nullptr : &columns[static_cast<std::size_t>(index)];
    };
    for (const PlausibleRange& range : book.ranges())
      if (range.layer == layer)
        if (ColumnRules* column = at(range.field)) column->range = &range;
    if (layer != Layer::Outfalls) return;
    for (const RequiredField& required : book.requiredFields())
      if (ColumnRules* column = at(required.field)) column->required = &required;
    for (const Vocabulary& vocabulary : book.vocabularies())
      if (ColumnRules* column = at(vocabulary.field)) column->vocabulary = &vocabulary;
  };
  prepare(Layer::Outfalls, outfallColumns_);
  prepare(Layer::Samples, sampleColumns_);
}

void RecordChecker::outfall(const Outfall& o, const RecordContext& c, std::vector<Finding>& out) const {
  FindingMaker make(book_, out, Layer::Outfalls, o.fid);
  codes(o, c, make);
  names(o, c, make);
  classes(o, make);
  divisions(o, make);
  places(o, c, make);
  fields(o, make);
  tracing(o, c, make);
  photos(o, c, make);
  standards(o, make);
  outfallConditions(o, c, out);
}

void RecordChecker::outfallConditions(const Outfall& o, const RecordContext& c, std::vector<Finding>& out) const {
  if (!conditions_.any(Layer::Outfalls)) return;
  Cells cells, unit;
  cells.fill(o);
  EvaluationFacts facts;
  facts.record = &cells;
  facts.around = &c;
  facts.geometry = &o.geometry;
  if (c.unit) {
    unit.fill(*c.unit);
    facts.linked = &unit;
    facts.linkedGeometry = &c.unit->geometry;
  }
  conditions_.run(Layer::Outfalls, o.fid, facts, out);
}

/// Real rows cite GB3838-2011 and GB8978-2002: the year is set right, the grade kept.
void RecordChecker::standards(const Outfall& o, FindingMaker& make) const {
  if (o.standard.empty()) return;
  const StandardReading reading = book_.standards().read(o.standard);
  if (!reading.standard || reading.rightYear()) return;
  const std::string right = StandardTable::written(reading);
  make.add("standard.year", "standard", {{"standard", o.standard}, {"year", reading.year}, {"right", right}, {"name", reading.standard->name}},
           Fix{"standard", Value{right}}, reading.standard->confidence);
}

void RecordChecker::divisions(const Outfall& o, FindingMaker& make) const {
  if (o.divisionCode.empty()) return;
  const coding::DivisionTable& table = book_.divisions();
  const auto code = DivisionCode::parse(o.divisionCode);
  if (!code || !table.known(*code)) {
    const auto nearest = table.nearest(o.divisionCode);
    make.add("division.unknown", "division_code", {{"division", o.divisionCode}, {"nearest", nearest ? nearest->text() : ""}});
    return;
  }
  if (!code->isCounty()) make.add("division.level", "division_code", {{"division", o.divisionCode}, {"name", table.name(*code)}});
  if (const coding::DivisionChange* change = table.change(*code)) {
    const DivisionCode now = table.current(*code);
    make.add("division.old", "division_code",
             {{"division", o.divisionCode}, {"oldName", change->fromName}, {"date", change->date}, {"newName", table.fullName(now)}, {"current", now.text()}},
             Fix{"division_code", Value{now.text()}}, change->confidence);
  }
  if (o.townshipCode.size() == 9) {
    const auto county = DivisionCode::parse(std::string_view(o.townshipCode).substr(0, 6));
    // A township may lie in a development zone that has no county code; its prefecture is then what must agree.
    const coding::TownshipEntry* town = table.township(o.townshipCode);
    const coding::DivisionEntry* zone = county ? table.find(*county) : nullptr;
    const bool agrees = county && (table.same(*county, *code) || (zone && zone->zone && county->prefecture() == code->prefecture()));
    if (!agrees && (town || county))
      make.add("division.township", "township_code", {{"township", o.townshipCode}, {"division", o.divisionCode}, {"name", table.name(*code)}});
  }
}

void RecordChecker::fields(const Outfall& o, FindingMaker& make) const {
  const int level = levelOf(o);
  const bool firstClassKnown = std::ranges::contains(book_.classes().entries, o.class1, &ClassEntry::class1);
  std::size_t index = 0;
  Outfall::fields(o, [&](const FieldDef& def, const auto& member) {
    const ColumnRules& rules = outfallColumns_[index++];
    // A second-level class cannot be asked for while the first is open or unknown: that is told by the class rules.
    const bool open = def.name == "class_2" && !firstClassKnown;
    if (rules.required && !open && !isSet(member) && level >= rules.required->fromLevel &&
        (rules.required->unlessStatus.empty() || o.status != rules.required->unlessStatus))
      make.addAs(rules.required->severity, "field.required", def.name,
                 {{"level", std::to_string(level)}, {"term", std::string(def.term)}, {"label", std::string(def.label)}}, rules.required->confidence);
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(member)>, std::string>) {
      if (rules.vocabulary && !member.empty() &&
          (rules.vocabulary->multiple || !std::ranges::contains(rules.vocabulary->words, member))) {
        for (const std::string& word : wordsOf(member, rules.vocabulary->multiple)) {
          if (std::ranges::contains(rules.vocabulary->words, word)) continue;
          std::optional<Fix> fix;
          if (word == "其它" && std::ranges::contains(rules.vocabulary->words, "其他") && !rules.vocabulary->multiple)
            fix = Fix{std::string(def.name), Value{std::string("其他")}};
          make.add("field.word", def.name, {{"word", word}, {"term", std::string(def.term)}, {"label", std::string(def.label)}}, fix);
        }
      }
    } else if constexpr (std::is_same_v<std::remove_cvref_t<decltype(member)>, std::optional<double>>) {
      if (rules.range && member) range(def, *member, *rules.range, make);
    }
  });
  if (!o.responsibleCode.empty()) {
    const coding::UsccResult uscc = coding::checkUscc(o.responsibleCode);
    if (uscc.fault != coding::UsccFault::None)
      make.add(uscc.expected ? "uscc.check" : "uscc.shape", "responsible_uscc",
               {{"uscc", o.responsibleCode}, {"place", std::to_string(uscc.at + 1)}, {"expected", uscc.expected ? std::string(1, *uscc.expected) : ""}});
  }
  if (o.finishDate.size() >= 10 && o.surveyedAt.size() >= 10 && o.finishDate.substr(0, 10) < o.surveyedAt.substr(0, 10))
    make.add("time.order", "finish_date", {{"due", o.finishDate.substr(0, 10)}, {"surveyed", o.surveyedAt.substr(0, 10)}});
  const bool nothingToDo = o.handleType == term(HandleType::None);
  if ((nothingToDo && o.handleStage == term(HandleStage::Underway)) || (o.handleType.empty() && o.handleStage == term(HandleStage::Done)))
    make.add("handle.pair", "handle_stage", {{"type", o.handleType.empty() ? "—" : o.handleType}, {"stage", o.handleStage}});
}

void RecordChecker::range(const FieldDef& field, double value, const PlausibleRange& r, FindingMaker& make) const {
  const auto args = [&](double low, double high) {
    return RuleBook::Arguments{{"term", std::string(field.term)}, {"label", std::string(field.label)}, {"value", numberText(value, 3)},
                               {"unit", std::string(field.unit)}, {"low", numberText(low, 3)}, {"high", numberText(high, 3)}};
  };
  if (!std::isfinite(value) || value < r.possibleLow || value > r.possibleHigh)
    return make.add("sample.impossible", field.name, args(r.possibleLow, r.possibleHigh));
  if (value > r.high && !r.trap.empty())
    return make.add(r.trap, field.name, {{"value", numberText(value, 3)}, {"converted", numberText(value / secondsPerDay, 6)}},
                    Fix{std::string(field.name), Value{value / secondsPerDay}}, r.confidence);
  if (value < r.low || value > r.high) make.add("sample.unit-range", field.name, args(r.low, r.high), std::nullopt, r.confidence);
}

void RecordChecker::tracing(const Outfall& o, const RecordContext& c, FindingMaker& make) const {
  if (o.unitFid.isSet() && c.unitLookedUp && !c.unit) make.add("trace.unit-gone", "unit_fid");
  if (isExcluded(o)) return;
  const bool traced = o.traceStatus == term(TraceStatus::Traced);
  if (traced && !o.unitFid.isSet() && o.unitName.empty()) make.add("trace.unit-missing", "unit_name");
  if ((traced || o.traceStatus == term(TraceStatus::Untraceable)) && o.responsibleBody.empty())
    make.add("trace.responsible-missing", "responsible_body");
}

void RecordChecker::photos(const Outfall& o, const RecordContext& c, FindingMaker& make) const {
  if (!c.photos || isExcluded(o)) return;
  const int level = levelOf(o), wanted = book_.thresholds().photosLevel2;
  if (level >= 2 && static_cast<int>(c.photos->size()) < wanted)
    make.add("photo.missing", "", {{"level", std::to_string(level)}, {"wanted", std::to_string(wanted)}, {"count", std::to_string(c.photos->size())}});
}

void RecordChecker::photo(const Photo& photo, const Owner& owner, std::vector<Finding>& out) const {
  FindingMaker make(book_, out, Layer::Photos, photo.fid);
  if (owner.missing) make.add("photo.orphan", "outfall_fid", {{"file", photo.fileName}});
  const auto* at = std::get_if<Point>(&photo.geometry);
  const auto* there = owner.outfall ? std::get_if<Point>(&owner.outfall->geometry) : nullptr;
  if (at && there && isFinite(photo.geometry))
    if (const double distance = distanceMetres(*at, *there); distance > book_.thresholds().photoDistanceM)
      make.add("photo.off-point", "outfall_fid", {{"file", photo.fileName}, {"distance", numberText(distance, 0)}});
  conditions(photo, &owner, out);
}

void RecordChecker::visit(const Visit& visit, const Owner& owner, std::vector<Finding>& out) const {
  if (owner.missing) FindingMaker(book_, out, Layer::Visits, visit.fid).add("visit.orphan", "outfall_fid");
  conditions(visit, &owner, out);
}

void RecordChecker::unit(const Unit& unit, std::vector<Finding>& out) const {
  conditions(unit, nullptr, out);
  if (unit.uscc.empty()) return;
  const coding::UsccResult uscc = coding::checkUscc(unit.uscc);
  if (uscc.fault == coding::UsccFault::None) return;
  FindingMaker(book_, out, Layer::Units, unit.fid)
      .add("unit.uscc", "uscc", {{"name", unit.name}, {"uscc", unit.uscc}, {"place", std::to_string(uscc.at + 1)},
                                 {"expected", uscc.expected ? std::string(1, *uscc.expected) : ""}});
}

void RecordChecker::sample(const Sample& sample, const Owner& owner, std::vector<Finding>& out) const {
  FindingMaker make(book_, out, Layer::Samples, sample.fid);
  std::size_t index = 0;
  Sample::fields(sample, [&](const FieldDef& def, const auto& member) {
    const ColumnRules& rules = sampleColumns_[index++];
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(member)>, std::optional<double>>)
      if (rules.range && member) range(def, *member, *rules.range, make);
  });
  if (sample.bod && sample.cod && *sample.bod > *sample.cod)
    make.add("sample.bod-over-cod", "bod_mgl", {{"bod", numberText(*sample.bod, 3)}, {"cod", numberText(*sample.cod, 3)}});
  if (sample.ammonia && sample.nitrogen && *sample.ammonia > *sample.nitrogen)
    make.add("sample.ammonia-over-total", "nh3n_mgl", {{"ammonia", numberText(*sample.ammonia, 3)}, {"nitrogen", numberText(*sample.nitrogen, 3)}});
  if (owner.missing) make.add("sample.orphan", "outfall_fid");
  const StandardReading& standard = owner.standard;
  if (standard.standard && standard.grade)
    for (const Exceedance& e : StandardTable::exceedances(sample, *standard.standard, *standard.grade))
      make.add(standard.standard->discharge ? "sample.over-limit" : "sample.over-class", e.row->field,
               {{"item", e.row->item}, {"value", numberText(e.value, 4)}, {"limit", numberText(e.limit, 4)}, {"unit", e.row->unit},
                {"sign", e.below ? "≥" : "≤"}, {"standard", StandardTable::written(standard)}},
               std::nullopt, e.row->confidence);
  conditions(sample, &owner, out);
}

std::vector<Finding> checkOutfall(const Outfall& outfall, const RuleBook& book, const RecordContext& context) {
  std::vector<Finding> out;
  RecordChecker checker(book);
  if (!context.today.empty()) checker.conditionCheck().setToday(context.today);
  checker.outfall(outfall, context, out);
  const RecordChecker::Owner owner(outfall, book);
  for (const Sample& sample : context.samples.value_or(std::span<const Sample>{})) checker.sample(sample, owner, out);
  for (const Photo& photo : context.photos.value_or(std::span<const Photo>{})) checker.photo(photo, owner, out);
  for (const Visit& visit : context.visits.value_or(std::span<const Visit>{})) checker.visit(visit, owner, out);
  return out;
}

std::vector<Finding> checkUnit(const Unit& unit, const RuleBook& book) {
  std::vector<Finding> out;
  RecordChecker(book).unit(unit, out);
  return out;
}

std::vector<Finding> checkSample(const Sample& sample, const RuleBook& book, const Outfall* outfall) {
  std::vector<Finding> out;
  RecordChecker::Owner owner;
  if (outfall) owner.set(*outfall, book);
  RecordChecker(book).sample(sample, owner, out);
  return out;
}

} // namespace suyuan::rules
