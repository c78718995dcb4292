// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/selection.h"
#include "app/desktop/shell/survey_session.h"

#include <QWidget>

#include <string>
#include <utility>
#include <vector>

class QComboBox;
class QLineEdit;

namespace suyuan::desktop {

/// What of the table's rows is selected, as its query and runs of rows (first, count), and which outfalls are on the map.
struct TableChoice {
  store::Query query;
  std::vector<std::pair<std::int64_t, std::int64_t>> rows;
  std::int64_t selected = 0; ///< rows in the runs
  std::int64_t filtered = 0; ///< rows that the table's filter leaves; 0: no filter is set
  Selection::Shared onMap;   ///< selected there; null or empty: none
};

/// Which outfalls a work is for.
struct OutfallChoice {
  enum class Kind : std::uint8_t { All, OnMap, Selected, Filtered, County, Condition } kind = Kind::All;
  TableChoice table;
  std::string where; ///< by county or condition

  static constexpr std::int64_t mostByRow = 20'000; ///< more are to be chosen by county or condition
  static constexpr std::int64_t mostOnMap = 100'000; ///< likewise
};

/// The choice as a condition over outfalls; empty for all of them. Any thread, with the reader. Errors: the reader's.
[[nodiscard]] Result<std::string> conditionOf(store::Reader& reader, const OutfallChoice& choice);

/// Lets a person choose outfalls: what is selected on the map or in the table, what the table has filtered, a county of the survey, a condition, or all.
class OutfallScope : public QWidget {
  Q_OBJECT
public:
  OutfallScope(SurveySession& session, TaskRunner& tasks, TableChoice table, QWidget* parent = nullptr);

  [[nodiscard]] OutfallChoice choice() const;
  [[nodiscard]] QComboBox* box() { return box_; }

Q_SIGNALS:
  void changed();

private:
  struct County {
    QString name;
    std::string where;
    std::int64_t outfalls = 0;
  };
  void fill(const std::vector<County>& counties);

  TableChoice table_;
  QComboBox* box_;
  QLineEdit* condition_;
};

} // namespace suyuan::desktop
