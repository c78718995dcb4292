// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/look.h"
#include "core/model/finding.h"
#include "core/rules/rule_book.h"

#include <QAbstractItemModel>

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace suyuan::desktop {

/// Findings as a tree of two levels: groups by rule or by severity with their counts, the findings below. Sentences
/// are made when they are looked at, so that a hundred thousand findings cost no more than their list.
class FindingModel : public QAbstractItemModel {
  Q_OBJECT
public:
  enum class GroupBy : std::uint8_t { Rule, Severity };

  explicit FindingModel(std::shared_ptr<const rules::RuleBook> book, QObject* parent = nullptr);

  struct Group {
    std::string rule; ///< by rule
    Severity severity = Severity::Info;
    std::vector<std::uint32_t> rows;
    std::size_t fixable = 0;
  };
  struct Prepared {
    std::shared_ptr<std::vector<Finding>> list;
    std::vector<Group> groups; ///< all of them, by rule
  };
  [[nodiscard]] static Prepared prepare(std::shared_ptr<std::vector<Finding>> list); ///< any thread

  void setFindings(Prepared findings);
  void remove(const Finding& finding); ///< it was dealt with
  void setGroupBy(GroupBy by);
  void setFilter(const QString& text);                 ///< in the rule's title or id, or in what the sentence names
  void setSeverities(bool errors, bool warnings, bool hints);
  [[nodiscard]] const std::vector<Finding>& findings() const { return *findings_; }
  [[nodiscard]] std::size_t shown() const { return shown_; } ///< findings that the filter takes
  [[nodiscard]] const Finding* findingAt(const QModelIndex& index) const; ///< null for a group
  /// Findings of the group that the index stands for or in, as filtered.
  [[nodiscard]] std::vector<Finding> groupOf(const QModelIndex& index) const;

  [[nodiscard]] std::vector<Finding> safeFixes() const; ///< those shown that have one
  /// There is a safe repair in the index's group; in any that is shown for no index.
  [[nodiscard]] bool isFixable(const QModelIndex& index) const;

  [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
  [[nodiscard]] QModelIndex parent(const QModelIndex& index) const override;
  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& = {}) const override { return 1; }
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
  void arrange();
  [[nodiscard]] bool takes(const Finding& finding, std::map<std::string, bool, std::less<>>& byRule) const;

  std::shared_ptr<const rules::RuleBook> book_;
  std::shared_ptr<std::vector<Finding>> findings_ = std::make_shared<std::vector<Finding>>();
  std::vector<Group> groups_;
  GroupBy by_ = GroupBy::Rule;
  QString filter_;
  std::array<bool, 3> severities_{true, true, true};
  std::size_t shown_ = 0;
};

} // namespace suyuan::desktop
