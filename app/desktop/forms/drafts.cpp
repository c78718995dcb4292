// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/forms/drafts.h"

#include "app/desktop/shell/look.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>

#include <cstdio>

namespace suyuan::desktop {

Drafts::Drafts(const store::SurveyInfo& survey) {
  const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/drafts");
  QDir().mkpath(folder);
  file_ = QStringLiteral("%1/%2-%3.json").arg(folder, qs(survey.id), qs(survey.deviceId));
  QFile file(file_);
  if (!file.open(QIODevice::ReadOnly)) return;
  for (const QJsonValue& value : QJsonDocument::fromJson(file.readAll()).array()) {
    const QJsonObject one = value.toObject();
    const auto fid = parseFid(one[QStringLiteral("fid")].toString().toStdString());
    if (fid) texts_[{*fid, one[QStringLiteral("field")].toString().toStdString()}] = one[QStringLiteral("text")].toString();
  }
}

void Drafts::keep(Fid fid, const std::string& field, const QString& text) {
  QString& now = texts_[{fid, field}];
  if (!now.isNull() && now == text) return;
  now = text.isNull() ? QString(QLatin1String("")) : text;
  write();
}

void Drafts::drop(Fid fid, const std::string& field) {
  if (texts_.erase({fid, field}) > 0) write();
}

void Drafts::dropAll() {
  if (texts_.empty()) return;
  texts_.clear();
  write();
}

void Drafts::write() const {
  if (texts_.empty()) {
    QFile::remove(file_);
    return;
  }
  QJsonArray list;
  for (const auto& [key, text] : texts_)
    list.append(QJsonObject{{QStringLiteral("fid"), qs(toText(key.first))}, {QStringLiteral("field"), qs(key.second)}, {QStringLiteral("text"), text}});
  QFile aside(file_ + QStringLiteral(".new"));
  if (!aside.open(QIODevice::WriteOnly)) return; // a full disk: the field itself is recorded when it is left, and says so
  const QByteArray bytes = QJsonDocument(list).toJson(QJsonDocument::Compact);
  const bool whole = aside.write(bytes) == bytes.size() && aside.flush();
  aside.close();
  // Qt's rename does not replace; the system's does, in one step.
  if (whole) std::rename(QFile::encodeName(aside.fileName()).constData(), QFile::encodeName(file_).constData());
}

} // namespace suyuan::desktop
