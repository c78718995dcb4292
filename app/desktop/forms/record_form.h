// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/survey_session.h"
#include "core/model/outfall.h"

#include <QScrollArea>

#include <map>
#include <string>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace suyuan::desktop {

/// One outfall's fields in groups, built from the schema. Each field is recorded when its editing is finished, as one
/// edit; what the rules say stands under the field, with a button where there is a safe repair. A name and a code are
/// proposed while they are empty.
class RecordForm : public QScrollArea {
  Q_OBJECT
public:
  explicit RecordForm(SurveySession& session, QWidget* parent = nullptr);

  void show(Fid fid); ///< not set: an empty form
  [[nodiscard]] Fid fid() const { return fid_; }
  void refresh();     ///< reads the record again; a field that is being typed in is left alone
  void commitAll();   ///< records what is typed, as leaving the field does
  [[nodiscard]] QWidget* editor(const std::string& field) const;

Q_SIGNALS:
  void failed(const suyuan::Error& error);

private:
  struct Field {
    FieldDef def;
    QWidget* editor = nullptr;
    QWidget* notes = nullptr;
    QVBoxLayout* notesLayout = nullptr;
    QString stored;
  };
  void addGroup(QVBoxLayout* column, const QString& title, std::initializer_list<const char*> names);
  void commit(Field& field);
  void record(const Field& field, const Value& value);
  void note(Field& field, const QString& text, const char* colour, const QString& button, const Value& value);
  void showFindings(const Outfall& outfall);

  SurveySession& session_;
  Fid fid_;
  bool filling_ = false;
  QLabel* title_ = nullptr;
  QWidget* body_ = nullptr;
  std::map<std::string, Field> fields_;
};

} // namespace suyuan::desktop
