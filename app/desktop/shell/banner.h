// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <functional>
#include <utility>
#include <vector>

class QHBoxLayout;
class QLabel;

namespace suyuan::desktop {

/// The strip at the top where the program says one sentence, with buttons where there is something to decide. A
/// sentence that waits for a decision is not covered by a later one without: that one takes the line below.
class Banner : public QFrame {
  Q_OBJECT
public:
  using Answers = std::vector<std::pair<QString, std::function<void()>>>;

  explicit Banner(QWidget* parent = nullptr);
  void say(const QString& text, bool warning);
  void ask(const QString& text, const Answers& answers); ///< any answer closes the question
  [[nodiscard]] bool isAsking() const;

private:
  void paint(QWidget* line, bool warning);
  QWidget *saying_, *asking_;
  QLabel *said_, *asked_;
  QHBoxLayout* answers_;
};

} // namespace suyuan::desktop
