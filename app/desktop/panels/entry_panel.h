// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/forms/entry.h"

#include <QWidget>

#include <vector>

class QCheckBox;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QVBoxLayout;

namespace suyuan::desktop {

class FlowLayout;
class QuestionEditor;

/// 踏查填报: the form that is open, made from its file: one scroll with a heading for each section, big targets, what is missing below, and a button that
/// records it however complete it is. Everything by keys: digits choose, Enter goes on, Ctrl+PageDown to the next section, Ctrl+' takes what is offered,
/// Ctrl+Enter records.
class EntryPanel : public QWidget {
  Q_OBJECT
public:
  EntryPanel(Entry& entry, bool canWrite, QWidget* parent = nullptr);
  ~EntryPanel() override;

  void focusFirst(); ///< ready to answer: what is missing first
  [[nodiscard]] QuestionEditor* editor(const std::string& question) const;
  [[nodiscard]] std::string current() const; ///< question that has the focus; empty: none

Q_SIGNALS:
  void formWanted(const QString& id, bool forSelected); ///< for the record that is selected, else for a new place
  void placeWanted();
  void receiverWanted();

private:
  struct Line {
    QuestionEditor* editor = nullptr;
    QWidget* box = nullptr;
    QLabel *title = nullptr, *note = nullptr;
    QPushButton* offer = nullptr;
  };
  struct Part {
    QLabel* heading = nullptr;
    QPushButton* step = nullptr;
    std::vector<Line> lines;
  };
  [[nodiscard]] QWidget* chooser();
  [[nodiscard]] QWidget* formPage();
  void build();
  void refresh();
  void refreshLine(Line& line);
  void goTo(const std::string& question);
  void goOn(const std::string& from, int step);
  void goSection(int step);
  void takeOffer();
  void goToMissing();
  [[nodiscard]] Line* lineOf(const std::string& question);
  [[nodiscard]] static QString words(const rules::Bilingual& text);
  [[nodiscard]] QString faultText(const forms::Question& question) const;

  Entry& entry_;
  bool canWrite_;
  QStackedWidget* pages_;
  QVBoxLayout* choices_ = nullptr;
  QLabel* title_ = nullptr;
  FlowLayout* steps_ = nullptr;
  QCheckBox* requiredOnly_ = nullptr;
  QScrollArea* scroll_ = nullptr;
  QVBoxLayout* column_ = nullptr;
  QPushButton *missing_ = nullptr, *record_ = nullptr;
  std::vector<Part> parts_;
};

} // namespace suyuan::desktop
