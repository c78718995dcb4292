// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/forms/record_adviser.h"
#include "app/desktop/shell/survey_session.h"
#include "core/model/outfall.h"

#include <QScrollArea>

#include <map>
#include <string>

class QLabel;
class QPushButton;
class QTimer;
class QVBoxLayout;

namespace suyuan::desktop {

class Drafts;

/// One outfall's fields in groups, built from the schema. Each field is recorded when its editing is finished, as one
/// edit, and kept as a draft at every stroke before that. What the rules say stands under the field, with a button where
/// there is a safe repair; a name and a code are proposed while they are empty. Rules are asked on a worker.
class RecordForm : public QScrollArea {
  Q_OBJECT
public:
  RecordForm(SurveySession& session, Drafts* drafts, QWidget* parent = nullptr); ///< drafts may be null; not owned

  ~RecordForm() override;

  void show(Fid fid); ///< not set: an empty form
  [[nodiscard]] Fid fid() const { return fid_; }
  void refresh();     ///< reads the record again; a field that is being typed in is left alone
  void commitAll();   ///< records what is typed, as leaving the field does
  [[nodiscard]] QWidget* editor(const std::string& field) const;
  void focusField(const std::string& field); ///< ready to type; the name when the form has no such field
  void showField(const std::string& field);  ///< brings it into view
  [[nodiscard]] bool isSettled() const; ///< what the rules say is shown

Q_SIGNALS:
  void failed(const suyuan::Error& error);
  void advised(); ///< what the rules say is shown
  void classKeyWanted();
  void reclassifyWanted();

protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

private:
  struct Field {
    FieldDef def;
    QWidget* editor = nullptr;
    QWidget* notes = nullptr;
    QVBoxLayout* notesLayout = nullptr;
    QString stored;
    QStringList words;
  };
  void addGroup(QVBoxLayout* column, const QString& title, std::initializer_list<const char*> names);
  void commit(Field& field);
  bool record(const Field& field, const Value& value);
  void note(Field& field, const QString& text, const char* colour, const QString& button, const Value& value);
  void clearNotes();
  void showAdvice(const Advice& advice);
  void typed(const Field& field);
  [[nodiscard]] QWidget* classButtons();
  [[nodiscard]] Outfall asTyped() const; ///< the record with what stands in the fields
  void askNow();
  void offerWords(Field& field, const QStringList& words);

  SurveySession& session_;
  Drafts* drafts_;
  RecordAdviser adviser_;
  Outfall shown_; ///< as last read
  Fid fid_;
  bool filling_ = false;
  QTimer* soon_; ///< from the last stroke to the question
  QLabel* title_ = nullptr;
  QWidget* body_ = nullptr;
  std::map<std::string, Field> fields_;
};

} // namespace suyuan::desktop
