// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/outfall_scope.h"

#include "app/desktop/shell/look.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPointer>

#include <algorithm>
#include <map>

namespace suyuan::desktop {

namespace {

using Kind = OutfallChoice::Kind;

constexpr int kindRole = Qt::UserRole, whereRole = Qt::UserRole + 1;

/// The fids of runs of a query's rows.
Result<std::string> conditionOfRows(store::Reader& reader, const store::Query& query, const std::vector<std::pair<std::int64_t, std::int64_t>>& runs) {
  std::string list;
  for (const auto& [first, count] : runs) {
    store::Query part = query;
    part.fields = {"code_local"}; // the fid comes by itself
    part.geometry = false;
    part.offset = first;
    part.limit = count;
    SUYUAN_TRY(reader.scan(Layer::Outfalls, part, [&](const Row& row) {
      list += (list.empty() ? "" : ",") + toText(row.fid);
      return true;
    }));
  }
  return "fid IN (" + list + ")";
}

} // namespace

Result<std::string> conditionOf(store::Reader& reader, const OutfallChoice& choice) {
  switch (choice.kind) {
  case Kind::All: return std::string();
  case Kind::OnMap: return choice.table.onMap ? conditionOf(*choice.table.onMap) : std::string("0");
  case Kind::Selected: return conditionOfRows(reader, choice.table.query, choice.table.rows);
  case Kind::Filtered: return conditionOfRows(reader, choice.table.query, {{0, OutfallChoice::mostByRow}});
  case Kind::County:
  case Kind::Condition: break;
  }
  return choice.where;
}

OutfallScope::OutfallScope(SurveySession& session, TaskRunner& tasks, TableChoice table, QWidget* parent)
    : QWidget(parent), table_(std::move(table)), box_(new QComboBox), condition_(new QLineEdit) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  box_->setObjectName(QStringLiteral("scope"));
  box_->setAccessibleName(tr("Which outfalls"));
  box_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  box_->setMinimumContentsLength(24);
  const QLocale locale;
  if (const std::int64_t onMap = table_.onMap ? std::ssize(*table_.onMap) : 0; onMap > 0 && onMap <= OutfallChoice::mostOnMap)
    box_->addItem(tr("Selected on the map (%1)").arg(locale.toString(static_cast<qlonglong>(onMap))), static_cast<int>(Kind::OnMap));
  if (table_.selected > 1 && table_.selected <= OutfallChoice::mostByRow)
    box_->addItem(tr("Selected in the table (%1)").arg(locale.toString(static_cast<qlonglong>(table_.selected))), static_cast<int>(Kind::Selected));
  if (table_.filtered > 0 && table_.filtered <= OutfallChoice::mostByRow)
    box_->addItem(tr("As the table is filtered (%1)").arg(locale.toString(static_cast<qlonglong>(table_.filtered))), static_cast<int>(Kind::Filtered));
  box_->addItem(tr("The whole survey"), static_cast<int>(Kind::All));
  box_->addItem(tr("By a condition…"), static_cast<int>(Kind::Condition));
  condition_->setObjectName(QStringLiteral("scope_condition"));
  condition_->setPlaceholderText(tr("a condition such as river_name = '伊通河'"));
  condition_->setAccessibleName(tr("Condition"));
  row->addWidget(box_);
  row->addWidget(condition_, 1);
  row->addStretch();
  const auto show = [this] { condition_->setVisible(box_->currentData(kindRole).toInt() == static_cast<int>(Kind::Condition)); };
  show();
  connect(box_, &QComboBox::currentIndexChanged, this, [this, show] {
    show();
    Q_EMIT changed();
  });
  connect(condition_, &QLineEdit::textEdited, this, &OutfallScope::changed);
  auto reader = session.workerReader();
  if (!reader) return;
  tasks.start(
      QString(),
      [reader = *reader, book = session.sharedBook()](std::stop_token, const TaskRunner::Progress&) -> Result<std::vector<County>> {
        auto counted = reader->countBy(Layer::Outfalls, "division_code");
        if (!counted) return std::unexpected(std::move(counted).error());
        std::map<std::string, County> byName; // a county's former codes count as its own
        for (const auto& [code, count] : *counted) {
          const auto division = DivisionCode::parse(code);
          const std::string name = division ? book->divisions().fullName(book->divisions().current(*division)) : std::string();
          County& county = byName[name.empty() ? code : name];
          county.name = code.empty() ? OutfallScope::tr("No county") : qs(name.empty() ? code : name);
          std::string quoted;
          for (const char c : code) quoted += c == '\'' ? std::string("''") : std::string(1, c);
          county.where += (county.where.empty() ? "coalesce(division_code, '') IN ('" : ", '") + quoted + "'";
          county.outfalls += count;
        }
        std::vector<County> counties;
        for (auto& [name, county] : byName) {
          county.where += ")";
          counties.push_back(std::move(county));
        }
        return counties;
      },
      [self = QPointer(this)](Result<std::vector<County>> counties) {
        if (self && counties) self->fill(*counties);
      });
}

void OutfallScope::fill(const std::vector<County>& counties) {
  int at = box_->findData(static_cast<int>(Kind::All)) + 1;
  for (const County& county : counties) {
    box_->insertItem(at, tr("County: %1 (%2)").arg(county.name, QLocale().toString(static_cast<qlonglong>(county.outfalls))), static_cast<int>(Kind::County));
    box_->setItemData(at++, qs(county.where), whereRole);
  }
}

OutfallChoice OutfallScope::choice() const {
  OutfallChoice choice;
  choice.kind = static_cast<Kind>(box_->currentData(kindRole).toInt());
  if (choice.kind == Kind::OnMap || choice.kind == Kind::Selected || choice.kind == Kind::Filtered) choice.table = table_;
  if (choice.kind == Kind::County) choice.where = box_->currentData(whereRole).toString().toStdString();
  if (choice.kind == Kind::Condition) choice.where = condition_->text().trimmed().toStdString();
  return choice;
}

} // namespace suyuan::desktop
