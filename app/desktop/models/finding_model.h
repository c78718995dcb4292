// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/models/finding_places.h"
#include "app/desktop/shell/look.h"
#include "core/model/finding.h"
#include "core/rules/rule_book.h"
#include "core/survey/ignored_findings.h"

#include <QAbstractItemModel>

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace suyuan::desktop {

/// Findings as a tree of two levels: groups by rule, severity, county or team with their counts, the findings below;
/// on demand a last group of what somebody set aside. Sentences are made when they are looked at, so that a hundred
/// thousand findings cost no more than their list.
class FindingModel : public QAbstractItemModel {
  Q_OBJECT
public:
  enum class GroupBy : std::uint8_t { Rule, Severity, County, Team };

  explicit FindingModel(std::shared_ptr<const rules::RuleBook> book, QObject* parent = nullptr);

  struct Group {
    std::string key; ///< rule, county or team; empty by severity
    bool aside = false; ///< what was set aside: `rows` are of that list
    Severity severity = Severity::Info;
    std::vector<std::uint32_t> rows;
    std::size_t fixable = 0;
  };
  struct Prepared {
    std::shared_ptr<std::vector<Finding>> list;
    std::shared_ptr<std::vector<survey::SetAside>> aside;
    std::shared_ptr<FindingPlaces> places;
    std::vector<Group> groups; ///< all of the list, by rule
  };
  /// Any thread, with the reader. Errors: the reader's.
  [[nodiscard]] static Result<Prepared> prepare(store::Reader& reader, const rules::RuleBook& book, std::vector<Finding> list,
                                                std::vector<survey::SetAside> aside);

  void setFindings(Prepared findings);
  void remove(const Finding& finding); ///< it was dealt with
  void setIgnored(std::span<const store::IgnoredFinding> ignored); ///< what is set aside now; the rest is open
  /// The findings of some records are now these, open and set aside; what is selected and opened stays so.
  struct Change {
    std::vector<std::pair<Layer, Fid>> records;
    std::vector<Finding> open;
    std::vector<survey::SetAside> aside;
    FindingPlaces places; ///< of the records that were touched
  };
  void change(Change change);
  void setGroupBy(GroupBy by);
  void showAside(bool show);
  void setFilter(const QString& text);                 ///< in the rule's title or id, or in what the sentence names
  void setSeverities(bool errors, bool warnings, bool hints);
  [[nodiscard]] const std::vector<Finding>& findings() const { return *findings_; }
  [[nodiscard]] const std::vector<survey::SetAside>& aside() const { return *aside_; }
  [[nodiscard]] const survey::SetAside* asideAt(const QModelIndex& index) const; ///< null for a group and an open finding
  [[nodiscard]] bool isAside(const QModelIndex& index) const; ///< the group of what was set aside, or one in it
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
  [[nodiscard]] const Group* groupAt(const QModelIndex& index) const;
  [[nodiscard]] QString sentence(const Finding& finding) const;
  void arrange();
  template <class Work>
  void rearrange(Work work); ///< arranges after `work`, keeping what the view holds on to
  [[nodiscard]] bool takes(const Finding& finding, std::map<std::string, bool, std::less<>>& byRule) const;

  std::shared_ptr<const rules::RuleBook> book_;
  std::shared_ptr<std::vector<Finding>> findings_ = std::make_shared<std::vector<Finding>>();
  std::shared_ptr<std::vector<survey::SetAside>> aside_ = std::make_shared<std::vector<survey::SetAside>>();
  std::shared_ptr<FindingPlaces> places_ = std::make_shared<FindingPlaces>();
  std::vector<Group> groups_;
  bool showsAside_ = false;
  GroupBy by_ = GroupBy::Rule;
  QString filter_;
  std::array<bool, 3> severities_{true, true, true};
  std::size_t shown_ = 0;
};

} // namespace suyuan::desktop
