// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/location/gnss_address.h"

#include <QByteArray>
#include <QObject>

#include <memory>

namespace suyuan::location {

/// One way that a receiver's bytes come in. open() may be called again after failed() or close(). All in the thread of the object.
class ByteFeed : public QObject {
  Q_OBJECT
public:
  using QObject::QObject;

  /// Answers with opened() or failed(), at once or later; does nothing while it is open.
  virtual void open() = 0;
  /// Silently.
  virtual void close() = 0;
  /// Whether it can make sense to open it again when nothing comes for long.
  [[nodiscard]] virtual bool canFallSilent() const { return true; }

Q_SIGNALS:
  void opened();
  void bytes(const QByteArray& piece);
  void failed(const QString& reason); ///< closed: unplugged, refused, not there; the system's words
  void ended();                       ///< a file is at its end
};

[[nodiscard]] std::unique_ptr<ByteFeed> makeFeed(const GnssAddress& address);

} // namespace suyuan::location
