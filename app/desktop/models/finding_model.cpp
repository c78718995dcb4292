// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/finding_model.h"

#include "app/text/finding_text.h"

#include <QFont>
#include <QLocale>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <unordered_map>

namespace suyuan::desktop {

namespace {

QString markOf(Severity severity) {
  return severity == Severity::Error ? QStringLiteral("✖") : severity == Severity::Warning ? QStringLiteral("▲") : QStringLiteral("ⓘ");
}

/// Worst first by rule and severity; by name else.
template <class Key, class Takes>
std::vector<FindingModel::Group> grouped(const std::vector<Finding>& findings, bool worstFirst, const Key& keyOf, const Takes& takes) {
  std::array<std::unordered_map<std::string_view, FindingModel::Group>, 3> found; // by severity, where that comes first
  for (std::uint32_t i = 0; i < findings.size(); ++i) {
    const Finding& finding = findings[i];
    if (!takes(finding)) continue;
    const std::string_view key = keyOf(finding);
    FindingModel::Group& group = found[worstFirst ? 2 - static_cast<std::size_t>(finding.severity) : 0][key];
    if (group.rows.empty()) group.key = key;
    group.severity = std::max(group.severity, finding.severity);
    group.rows.push_back(i);
    group.fixable += finding.fix.has_value() ? 1 : 0;
  }
  std::vector<FindingModel::Group> groups;
  for (auto& some : found) {
    const auto first = static_cast<std::ptrdiff_t>(groups.size());
    for (auto& [key, group] : some) groups.push_back(std::move(group));
    std::ranges::sort(groups.begin() + first, groups.end(), {}, &FindingModel::Group::key);
  }
  return groups;
}

bool isSame(const Finding& a, const Finding& b) {
  return a.rule == b.rule && a.layer == b.layer && a.fid == b.fid && a.field == b.field && a.args == b.args;
}

std::pair<Layer, Fid> recordOf(const Finding& finding) { return {finding.layer, finding.fid}; }

/// What a view holds on to, by what it means and not by where it stands.
struct Held {
  QModelIndex index;
  bool aside = false;
  std::string key; ///< of the group
  std::optional<Finding> finding;
};

std::string_view ruleOf(const Finding& finding) { return finding.rule; }

} // namespace

FindingModel::FindingModel(std::shared_ptr<const rules::RuleBook> book, QObject* parent) : QAbstractItemModel(parent), book_(std::move(book)) {}

Result<FindingModel::Prepared> FindingModel::prepare(store::Reader& reader, const rules::RuleBook& book, std::vector<Finding> list,
                                                     std::vector<survey::SetAside> aside) {
  std::ranges::stable_sort(list, {}, recordOf); // change() finds its place
  std::vector<const Finding*> all;
  all.reserve(list.size() + aside.size());
  for (const Finding& finding : list) all.push_back(&finding);
  for (const survey::SetAside& one : aside) all.push_back(&one.finding);
  auto places = FindingPlaces::read(reader, book, all);
  if (!places) return std::unexpected(std::move(places).error());
  Prepared made{std::make_shared<std::vector<Finding>>(std::move(list)), std::make_shared<std::vector<survey::SetAside>>(std::move(aside)),
                std::make_shared<FindingPlaces>(std::move(*places)), {}};
  made.groups = grouped(*made.list, true, ruleOf, [](const Finding&) { return true; });
  return made;
}

void FindingModel::setFindings(Prepared findings) {
  beginResetModel();
  findings_ = std::move(findings.list);
  aside_ = std::move(findings.aside);
  places_ = std::move(findings.places);
  if (by_ == GroupBy::Rule && filter_.isEmpty() && severities_ == std::array{true, true, true} && !showsAside_ && !findings.groups.empty()) {
    groups_ = std::move(findings.groups);
    shown_ = findings_->size();
  } else {
    arrange();
  }
  endResetModel();
}

template <class Work>
void FindingModel::rearrange(Work work) {
  Q_EMIT layoutAboutToBeChanged();
  const auto nameOf = [this](const Group& group) { return by_ == GroupBy::Severity ? std::to_string(static_cast<int>(group.severity)) : group.key; };
  std::vector<Held> held;
  for (const QModelIndex& index : persistentIndexList()) {
    const Group* group = groupAt(index);
    const Finding* finding = findingAt(index);
    held.push_back({index, group->aside, nameOf(*group), finding != nullptr ? std::optional(*finding) : std::nullopt});
  }
  work();
  arrange();
  std::unordered_multimap<Fid, const Held*> sought;
  for (const Held& one : held)
    if (one.finding) sought.emplace(one.finding->fid, &one);
  std::unordered_map<const Held*, QModelIndex> now;
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    const Group& group = groups_[g];
    const QModelIndex at = index(static_cast<int>(g), 0);
    const std::string key = nameOf(group);
    const auto isOf = [&](const Held& one) { return group.aside == one.aside && key == one.key; };
    for (const Held& one : held)
      if (!one.finding && isOf(one)) now.emplace(&one, at);
    if (sought.empty()) continue;
    for (std::size_t r = 0; r < group.rows.size(); ++r) {
      const Finding& finding = group.aside ? (*aside_)[group.rows[r]].finding : (*findings_)[group.rows[r]];
      for (auto [one, end] = sought.equal_range(finding.fid); one != end; ++one)
        if (isOf(*one->second) && isSame(finding, *one->second->finding)) now.emplace(one->second, index(static_cast<int>(r), 0, at));
    }
  }
  for (const Held& one : held) {
    const auto found = now.find(&one);
    changePersistentIndex(one.index, found == now.end() ? QModelIndex() : found->second); // a finding that is gone is let go
  }
  Q_EMIT layoutChanged();
}

void FindingModel::setIgnored(std::span<const store::IgnoredFinding> ignored) {
  if (ignored.empty() && aside_->empty()) return;
  using Key = std::tuple<Layer, Fid, std::string_view, std::string_view>;
  std::map<Key, const store::IgnoredFinding*> known;
  for (const store::IgnoredFinding& one : ignored) known.emplace(Key{one.layer, one.fid, one.rule, one.field}, &one);
  const auto knows = [&](const Finding& finding) {
    const auto found = known.find(Key{finding.layer, finding.fid, finding.rule, finding.field});
    return found != known.end() ? found->second : nullptr;
  };
  // Some that are ignored may be of findings that are gone; only what stands in the lists counts.
  const bool same = std::ranges::all_of(*aside_, [&](const survey::SetAside& one) {
                      const auto* by = knows(one.finding);
                      return by != nullptr && *by == one.by;
                    }) &&
                    (known.empty() || std::ranges::none_of(*findings_, knows));
  if (same) return;
  rearrange([&] {
    for (survey::SetAside& one : *aside_) findings_->push_back(std::move(one.finding));
    std::ranges::stable_sort(*findings_, {}, recordOf);
    *aside_ = survey::setAside(*findings_, ignored);
  });
}

void FindingModel::change(Change change) {
  const bool moved = places_->put(change.places);
  std::ranges::sort(change.records);
  const auto touched = [&](const Finding& finding) { return std::ranges::binary_search(change.records, recordOf(finding)); };
  if (change.records.empty() && (!moved || by_ == GroupBy::Rule || by_ == GroupBy::Severity)) return;
  rearrange([&] {
    std::erase_if(*findings_, touched);
    std::erase_if(*aside_, [&](const survey::SetAside& one) { return touched(one.finding); });
    for (Finding& finding : change.open) {
      const auto at = std::ranges::upper_bound(*findings_, recordOf(finding), {}, recordOf);
      findings_->insert(at, std::move(finding));
    }
    for (survey::SetAside& one : change.aside) aside_->push_back(std::move(one));
  });
}

void FindingModel::showAside(bool show) {
  beginResetModel();
  showsAside_ = show;
  arrange();
  endResetModel();
}

void FindingModel::remove(const Finding& finding) {
  const auto found = std::ranges::find_if(*findings_, [&](const Finding& f) { return isSame(f, finding); });
  if (found == findings_->end()) return;
  rearrange([&] { findings_->erase(found); });
}

void FindingModel::setGroupBy(GroupBy by) {
  beginResetModel();
  by_ = by;
  arrange();
  endResetModel();
}

void FindingModel::setFilter(const QString& text) {
  beginResetModel();
  filter_ = text;
  arrange();
  endResetModel();
}

void FindingModel::setSeverities(bool errors, bool warnings, bool hints) {
  beginResetModel();
  severities_ = {hints, warnings, errors};
  arrange();
  endResetModel();
}

bool FindingModel::takes(const Finding& finding, std::map<std::string, bool, std::less<>>& byRule) const {
  if (!severities_[static_cast<std::size_t>(finding.severity)]) return false;
  if (filter_.isEmpty()) return true;
  auto known = byRule.find(finding.rule);
  if (known == byRule.end()) {
    const bool fits = qs(finding.rule).contains(filter_, Qt::CaseInsensitive) ||
                      qs(book_->title(finding.rule, text::code(currentLanguage()))).contains(filter_, Qt::CaseInsensitive);
    known = byRule.emplace(finding.rule, fits).first;
  }
  // Not the whole sentence: making a hundred thousand of them at each letter would be felt.
  const std::string wanted = filter_.toStdString();
  return known->second || std::ranges::any_of(finding.args, [&](const auto& arg) { return arg.second.find(wanted) != std::string::npos; });
}

void FindingModel::arrange() {
  std::map<std::string, bool, std::less<>> byRule;
  const auto keyOf = [this](const Finding& finding) -> std::string_view {
    switch (by_) {
    case GroupBy::Rule: return finding.rule;
    case GroupBy::County: return places_->of(finding).county;
    case GroupBy::Team: return places_->of(finding).team;
    case GroupBy::Severity: break;
    }
    return {};
  };
  const bool worstFirst = by_ == GroupBy::Rule || by_ == GroupBy::Severity;
  groups_ = grouped(*findings_, worstFirst, keyOf, [&](const Finding& finding) { return takes(finding, byRule); });
  shown_ = 0;
  for (const Group& group : groups_) shown_ += group.rows.size();
  if (!showsAside_ || aside_->empty()) return;
  Group set;
  set.aside = true;
  for (std::uint32_t i = 0; i < aside_->size(); ++i)
    if (takes((*aside_)[i].finding, byRule)) set.rows.push_back(i);
  if (!set.rows.empty()) groups_.push_back(std::move(set));
}

const FindingModel::Group* FindingModel::groupAt(const QModelIndex& index) const {
  return index.isValid() ? &groups_[index.internalId() == 0 ? static_cast<std::size_t>(index.row()) : index.internalId() - 1] : nullptr;
}

const survey::SetAside* FindingModel::asideAt(const QModelIndex& index) const {
  if (!index.isValid() || index.internalId() == 0 || !isAside(index)) return nullptr;
  return &(*aside_)[groupAt(index)->rows[static_cast<std::size_t>(index.row())]];
}

bool FindingModel::isAside(const QModelIndex& index) const {
  const Group* group = groupAt(index);
  return group != nullptr && group->aside;
}

const Finding* FindingModel::findingAt(const QModelIndex& index) const {
  if (!index.isValid() || index.internalId() == 0) return nullptr;
  if (const survey::SetAside* one = asideAt(index)) return &one->finding;
  return &(*findings_)[groupAt(index)->rows[static_cast<std::size_t>(index.row())]];
}

std::vector<Finding> FindingModel::groupOf(const QModelIndex& index) const {
  std::vector<Finding> found;
  const Group* group = groupAt(index);
  if (group == nullptr) return found;
  for (const std::uint32_t row : group->rows) found.push_back(group->aside ? (*aside_)[row].finding : (*findings_)[row]);
  return found;
}

std::vector<Finding> FindingModel::safeFixes() const {
  std::vector<Finding> safe;
  for (const Group& group : groups_)
    for (const std::uint32_t row : group.rows)
      if (!group.aside && (*findings_)[row].fix) safe.push_back((*findings_)[row]);
  return safe;
}

bool FindingModel::isFixable(const QModelIndex& index) const {
  if (!index.isValid()) return std::ranges::any_of(groups_, [](const Group& g) { return g.fixable > 0; });
  return groupAt(index)->fixable > 0;
}

// A group's internal id is 0; a finding's is its group's number and one.
QModelIndex FindingModel::index(int row, int column, const QModelIndex& parent) const {
  if (row < 0 || column != 0 || row >= rowCount(parent)) return {};
  return createIndex(row, 0, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : quintptr{0});
}

QModelIndex FindingModel::parent(const QModelIndex& index) const {
  if (!index.isValid() || index.internalId() == 0) return {};
  return createIndex(static_cast<int>(index.internalId() - 1), 0, quintptr{0});
}

int FindingModel::rowCount(const QModelIndex& parent) const {
  if (!parent.isValid()) return static_cast<int>(groups_.size());
  return parent.internalId() == 0 ? static_cast<int>(groups_[static_cast<std::size_t>(parent.row())].rows.size()) : 0;
}

QString FindingModel::sentence(const Finding& finding) const {
  const QString text = qs(text::findingText(finding, *book_, currentLanguage()));
  return by_ == GroupBy::Rule ? text : QStringLiteral("%1: %2").arg(qs(book_->title(finding.rule, text::code(currentLanguage()))), text);
}

QVariant FindingModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const auto language = currentLanguage();
  if (const survey::SetAside* one = asideAt(index)) {
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
    return tr("%1 [set aside: %2; %3, %4]").arg(sentence(one->finding), qs(one->by.reason), qs(one->by.by), qs(one->by.at).left(10));
  }
  if (const Finding* finding = findingAt(index)) {
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole) {
      const QString shown = sentence(*finding);
      if (role == Qt::ToolTipRole) return QStringLiteral("%1\n%2").arg(shown, qs(book_->advice(finding->rule, text::code(language)))).trimmed();
      return finding->fix ? tr("%1 [can be fixed]").arg(shown) : shown;
    }
    return {};
  }
  const Group& group = *groupAt(index);
  if (role == Qt::DisplayRole) {
    const QString count = QLocale().toString(static_cast<qlonglong>(group.rows.size()));
    if (group.aside) return tr("○ Set aside (%1)").arg(count);
    QString title;
    switch (by_) {
    case GroupBy::Rule: title = qs(book_->title(group.key, text::code(language))); break;
    case GroupBy::Severity: title = qs(text::severityText(group.severity, language)); break;
    case GroupBy::County: title = group.key.empty() ? tr("No county") : qs(group.key); break;
    case GroupBy::Team: title = group.key.empty() ? tr("No team") : qs(group.key); break;
    }
    return group.fixable == 0 ? QStringLiteral("%1 %2 (%3)").arg(markOf(group.severity), title, count)
                              : tr("%1 %2 (%3, %4 can be fixed)").arg(markOf(group.severity), title, count, QLocale().toString(static_cast<qlonglong>(group.fixable)));
  }
  if (role == Qt::FontRole) {
    QFont bold;
    bold.setBold(true);
    return bold;
  }
  if (role == Qt::ToolTipRole && by_ == GroupBy::Rule && !group.aside) return qs(book_->advice(group.key, text::code(language)));
  return {};
}

} // namespace suyuan::desktop
