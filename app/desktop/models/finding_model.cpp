// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/finding_model.h"

#include "app/text/finding_text.h"

#include <QFont>
#include <QLocale>

#include <algorithm>
#include <map>

namespace suyuan::desktop {

namespace {

QString markOf(Severity severity) {
  return severity == Severity::Error ? QStringLiteral("✖") : severity == Severity::Warning ? QStringLiteral("▲") : QStringLiteral("ⓘ");
}

/// Worst first.
template <class Takes>
std::vector<FindingModel::Group> grouped(const std::vector<Finding>& findings, bool byRule, const Takes& takes) {
  std::map<std::pair<int, std::string>, FindingModel::Group> sorted;
  for (std::uint32_t i = 0; i < findings.size(); ++i) {
    const Finding& finding = findings[i];
    if (!takes(finding)) continue;
    FindingModel::Group& group = sorted[{-static_cast<int>(finding.severity), byRule ? finding.rule : std::string()}];
    if (byRule && group.rows.empty()) group.rule = finding.rule;
    group.severity = finding.severity;
    group.rows.push_back(i);
    group.fixable += finding.fix.has_value() ? 1 : 0;
  }
  std::vector<FindingModel::Group> groups;
  for (auto& [key, group] : sorted) groups.push_back(std::move(group));
  return groups;
}

} // namespace

FindingModel::FindingModel(std::shared_ptr<const rules::RuleBook> book, QObject* parent) : QAbstractItemModel(parent), book_(std::move(book)) {}

FindingModel::Prepared FindingModel::prepare(std::shared_ptr<std::vector<Finding>> list) {
  Prepared made{std::move(list), {}};
  made.groups = grouped(*made.list, true, [](const Finding&) { return true; });
  return made;
}

void FindingModel::setFindings(Prepared findings) {
  beginResetModel();
  findings_ = std::move(findings.list);
  if (by_ == GroupBy::Rule && filter_.isEmpty() && severities_ == std::array{true, true, true}) {
    groups_ = std::move(findings.groups);
    shown_ = findings_->size();
  } else {
    arrange();
  }
  endResetModel();
}

void FindingModel::remove(const Finding& finding) {
  const auto found = std::ranges::find_if(*findings_, [&](const Finding& f) {
    return f.rule == finding.rule && f.layer == finding.layer && f.fid == finding.fid && f.field == finding.field && f.args == finding.args;
  });
  if (found == findings_->end()) return;
  beginResetModel();
  findings_->erase(found);
  arrange();
  endResetModel();
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
  groups_ = grouped(*findings_, by_ == GroupBy::Rule, [&](const Finding& finding) { return takes(finding, byRule); });
  shown_ = 0;
  for (const Group& group : groups_) shown_ += group.rows.size();
}

const Finding* FindingModel::findingAt(const QModelIndex& index) const {
  if (!index.isValid() || index.internalId() == 0) return nullptr;
  return &(*findings_)[groups_[index.internalId() - 1].rows[static_cast<std::size_t>(index.row())]];
}

std::vector<Finding> FindingModel::groupOf(const QModelIndex& index) const {
  std::vector<Finding> found;
  if (!index.isValid()) return found;
  const Group& group = groups_[index.internalId() == 0 ? static_cast<std::size_t>(index.row()) : index.internalId() - 1];
  for (const std::uint32_t row : group.rows) found.push_back((*findings_)[row]);
  return found;
}

std::vector<Finding> FindingModel::safeFixes() const {
  std::vector<Finding> safe;
  for (const Group& group : groups_)
    for (const std::uint32_t row : group.rows)
      if ((*findings_)[row].fix) safe.push_back((*findings_)[row]);
  return safe;
}

bool FindingModel::isFixable(const QModelIndex& index) const {
  if (!index.isValid()) return std::ranges::any_of(groups_, [](const Group& g) { return g.fixable > 0; });
  return groups_[index.internalId() == 0 ? static_cast<std::size_t>(index.row()) : index.internalId() - 1].fixable > 0;
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

QVariant FindingModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const auto language = currentLanguage();
  if (const Finding* finding = findingAt(index)) {
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole) {
      const QString text = qs(text::findingText(*finding, *book_, language));
      const QString shown = by_ == GroupBy::Severity ? QStringLiteral("%1: %2").arg(qs(book_->title(finding->rule, text::code(language))), text) : text;
      if (role == Qt::ToolTipRole) return QStringLiteral("%1\n%2").arg(shown, qs(book_->advice(finding->rule, text::code(language)))).trimmed();
      return finding->fix ? tr("%1 [can be fixed]").arg(shown) : shown;
    }
    return {};
  }
  const Group& group = groups_[static_cast<std::size_t>(index.row())];
  if (role == Qt::DisplayRole) {
    const QString title = by_ == GroupBy::Rule ? qs(book_->title(group.rule, text::code(language))) : qs(text::severityText(group.severity, language));
    const QString count = QLocale().toString(static_cast<qlonglong>(group.rows.size()));
    return group.fixable == 0 ? QStringLiteral("%1 %2 (%3)").arg(markOf(group.severity), title, count)
                              : tr("%1 %2 (%3, %4 can be fixed)").arg(markOf(group.severity), title, count, QLocale().toString(static_cast<qlonglong>(group.fixable)));
  }
  if (role == Qt::FontRole) {
    QFont bold;
    bold.setBold(true);
    return bold;
  }
  if (role == Qt::ToolTipRole && by_ == GroupBy::Rule) return qs(book_->advice(group.rule, text::code(language)));
  return {};
}

} // namespace suyuan::desktop
