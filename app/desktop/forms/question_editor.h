// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/form_state.h"

#include <QWidget>

#include <string>

namespace suyuan::desktop {

class Entry;

/// The field of one question. It shows what the state says and tells what is typed; it records nothing.
class QuestionEditor : public QWidget {
  Q_OBJECT
public:
  QuestionEditor(Entry& entry, const forms::Question& question, QWidget* parent = nullptr) : QWidget(parent), entry_(entry), question_(question) {}

  [[nodiscard]] const forms::Question& question() const { return question_; }
  virtual void refresh() = 0;      ///< the state changed
  virtual void takeFocus() { setFocus(Qt::TabFocusReason); }

Q_SIGNALS:
  void done();   ///< Enter, or a choice: on to the next
  void back();   ///< to the one before
  void placeWanted();    ///< of a position: a click on the map
  void receiverWanted(); ///< of a position: where the receiver is

protected:
  void give(const QString& text, const std::string& key = {});
  Entry& entry_;
  const forms::Question& question_;
};

/// The editor that fits the question's type. `written` and `read` turn positions into text and back, as the window writes them.
[[nodiscard]] QuestionEditor* makeEditor(Entry& entry, const forms::Question& question);

} // namespace suyuan::desktop
