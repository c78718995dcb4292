// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/reclassify.h"
#include "core/rules/rule_book.h"

#include <QDialog>

#include <memory>
#include <vector>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace suyuan::desktop {

/// The guided key: a question at a time, each answer with the clause that it rests on, at most five to a class.
class ClassKeyDialog : public QDialog {
  Q_OBJECT
public:
  explicit ClassKeyDialog(std::shared_ptr<const rules::RuleBook> book, QWidget* parent = nullptr);

  [[nodiscard]] const rules::OutfallClasses& found() const { return found_; } ///< once accepted

protected:
  void keyPressEvent(QKeyEvent* event) override;

private:
  struct Step {
    const rules::KeyQuestion* question = nullptr;
    std::size_t answer = 0;
  };
  void ask(const rules::KeyQuestion& question);
  void choose(std::size_t answer);
  void conclude(const rules::KeyAnswer& answer);
  void back();
  void showWay();
  [[nodiscard]] QString sourceOf(const rules::KeyAnswer& answer) const;

  std::shared_ptr<const rules::RuleBook> book_;
  const char* language_;
  const rules::KeyQuestion* now_ = nullptr; ///< none once the class is found
  std::vector<Step> way_;
  rules::OutfallClasses found_;
  QLabel *wayText_, *number_, *question_;
  QVBoxLayout* answers_;
  QPushButton *back_, *take_;
};

} // namespace suyuan::desktop
