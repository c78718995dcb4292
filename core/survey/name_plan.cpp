// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/survey/name_plan.h"

#include "core/survey/walking_order.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>

namespace suyuan::survey {

coding::NameFacts nameFacts(const Outfall& outfall, const rules::RuleBook& book) {
  coding::NameFacts facts;
  facts.class1 = outfall.class1;
  facts.class2 = outfall.class2;
  facts.class3 = outfall.class3;
  if (const auto division = DivisionCode::parse(outfall.divisionCode)) {
    facts.prefecture = book.divisions().prefectureName(*division);
    facts.county = book.divisions().name(*division);
  }
  facts.township = outfall.township;
  facts.unit = outfall.unitName;
  facts.address = outfall.address;
  facts.river = outfall.riverName;
  facts.bank = outfall.bank;
  return facts;
}

namespace {

/// The numbered form of a name: what stands before and after the number.
struct Numbering {
  std::string head, tail;
  bool possible = false; ///< the class's template has a place for a number
};

Numbering numberingOf(coding::NameFacts facts, const coding::NameTemplates& templates) {
  facts.number = "1";
  const coding::BuiltName one = coding::buildName(facts, templates);
  Numbering form;
  std::string* into = &form.head;
  for (const coding::NamePiece& piece : one.pieces) {
    if (piece.part == "number") {
      into = &form.tail;
      form.possible = true;
      continue;
    }
    *into += piece.text;
  }
  form.tail = templates.numberMark + form.tail;
  return form;
}

/// Number that a name has in this form; 0 for any other name.
int numberIn(std::string_view name, const Numbering& form) {
  if (!name.starts_with(form.head) || !name.ends_with(form.tail) || name.size() < form.head.size() + form.tail.size()) return 0;
  const std::string_view digits = name.substr(form.head.size(), name.size() - form.head.size() - form.tail.size());
  int number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return error == std::errc{} && end == digits.data() + digits.size() ? std::max(number, 0) : 0;
}

/// Highest number that a taken name has in this form; an unnumbered one counts as the first.
int highestNumber(const std::set<std::string>& taken, const std::string& plain, const Numbering& form) {
  int highest = taken.contains(plain) ? 1 : 0;
  for (auto it = taken.lower_bound(form.head); it != taken.end() && it->starts_with(form.head); ++it) highest = std::max(highest, numberIn(*it, form));
  return highest;
}

} // namespace

Result<NamePlan> planNames(store::Reader& reader, const rules::RuleBook& book, const NameQuery& query, std::stop_token stop) {
  const coding::NameTemplates& templates = book.names();
  NamePlan plan;
  std::set<std::int64_t> wanted;
  for (const Fid fid : query.fids) wanted.insert(fid.value);
  std::vector<Outfall> outfalls;
  store::Query select;
  select.where = query.where;
  auto read = reader.scan(Layer::Outfalls, select, [&](const Row& row) {
    if (!wanted.empty() && !wanted.contains(row.fid.value)) return true;
    Outfall outfall = fromRow<Outfall>(row);
    if (query.overwrite || outfall.name.empty()) outfalls.push_back(std::move(outfall));
    return !stop.stop_requested();
  });
  if (!read) return std::unexpected(std::move(read).error());
  std::set<std::int64_t> renamed;
  for (const Outfall& o : outfalls) renamed.insert(o.fid.value);
  std::set<std::string> taken;
  store::Query names;
  names.fields = {"name"};
  names.geometry = false;
  auto known = reader.scan(Layer::Outfalls, names, [&](const Row& row) {
    if (!renamed.contains(row.fid.value) && !isNull(row.values[0])) taken.insert(toText(row.values[0]));
    return !stop.stop_requested();
  });
  if (!known) return std::unexpected(std::move(known).error());
  if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
  auto rivers = riversOf(reader, outfalls);
  if (!rivers) return std::unexpected(std::move(rivers).error());
  (void)sortInWalkingOrder(outfalls, *rivers, BankOrder::LeftThenRight);

  struct Group {
    int members = 0, given = 0, highest = -1; // members: to be named; highest: not asked yet
    std::optional<Numbering> form;
  };
  std::map<std::string, Group> groups; // by the name without a number
  struct Made {
    const Outfall* outfall;
    coding::NameFacts facts;
    coding::BuiltName built;
    bool right = false;
  };
  std::vector<Made> made;
  for (const Outfall& outfall : outfalls) {
    if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
    coding::NameFacts facts = nameFacts(outfall, book);
    coding::BuiltName built = coding::buildName(facts, templates);
    if (facts.county.empty()) {
      plan.left.push_back({outfall.fid, "division_code"});
    } else if (!built.place) {
      plan.left.push_back({outfall.fid, "address"});
    } else {
      Group& group = groups[built.text];
      ++group.members;
      if (!group.form) group.form = numberingOf(facts, templates);
      made.push_back({&outfall, std::move(facts), std::move(built)});
    }
  }
  // A number once given stays with its outfall, whatever the order along the river would give; then a name without one is
  // the first, unless that is taken.
  const auto keep = [&](const auto& fits) {
    for (Made& one : made) {
      Group& group = groups.at(one.built.text);
      if (one.right || one.outfall->name.empty() || !fits(one, *group.form) || !taken.insert(one.outfall->name).second) continue;
      one.right = true;
      --group.members;
      ++plan.alreadyRight;
    }
  };
  keep([](const Made& one, const Numbering& form) { return form.possible && numberIn(one.outfall->name, form) > 0; });
  keep([&](const Made& one, const Numbering& form) { return one.outfall->name == one.built.text && !taken.contains(form.head + "1" + form.tail); });
  for (const Made& one : made) {
    if (one.right) continue;
    Group& group = groups.at(one.built.text);
    if (group.highest < 0) group.highest = highestNumber(taken, one.built.text, *group.form);
    std::string name = one.built.text;
    if (group.form->possible && (group.members > 1 || group.highest > 0))
      name = group.form->head + std::to_string(group.highest + ++group.given) + group.form->tail;
    if (name == one.outfall->name) {
      ++plan.alreadyRight;
      continue;
    }
    NameProposal proposal{one.outfall->fid, one.outfall->name, std::move(name), {}, one.built.unverified};
    if (!proposal.before.empty()) proposal.parts = coding::compareName(proposal.before, one.facts, templates);
    plan.proposals.push_back(std::move(proposal));
  }
  return plan;
}

Result<std::optional<EntryId>> applyNames(store::SurveyFile& survey, const NamePlan& plan, std::string_view label) {
  if (plan.proposals.empty()) return std::optional<EntryId>{};
  for (const NameProposal& proposal : plan.proposals) {
    store::Query one;
    one.equals = {{"fid", Value{proposal.fid.value}}};
    one.fields = {"name"};
    one.geometry = false;
    bool as = false;
    auto read = survey.reader().scan(Layer::Outfalls, one, [&](const Row& row) {
      as = toText(row.values[0]) == proposal.before;
      return false;
    });
    if (!read) return std::unexpected(std::move(read).error());
    if (!as) return failure(ErrorCode::PlanStale, {.layer = "outfalls"}, {}, {toText(proposal.fid)});
  }
  return survey.edit(label, [&](store::Edit& edit) -> Result<> {
    for (const NameProposal& proposal : plan.proposals)
      SUYUAN_TRY(edit.setField(Layer::Outfalls, proposal.fid, "name", Value{proposal.after}));
    return {};
  });
}

} // namespace suyuan::survey
