// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGeoCodeReply>
#include <QGeoLocation>
#include <QList>

namespace suyuan::location {

/// A reply that the engine finishes later, on the thread that asked.
class GeocodeReply : public QGeoCodeReply {
  Q_OBJECT
public:
  explicit GeocodeReply(QObject* parent) : QGeoCodeReply(parent) {}

  void finish(const QList<QGeoLocation>& locations, qsizetype limit, qsizetype offset);
  void fail(QGeoCodeReply::Error error, const QString& text);
  void abort() override;
  [[nodiscard]] bool isAborted() const noexcept { return aborted_; }

private:
  bool aborted_ = false;
};

} // namespace suyuan::location
