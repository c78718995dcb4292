// SPDX-License-Identifier: GPL-3.0-or-later
#include <QGuiApplication>
#include <QNetworkProxy>
#include <QTemporaryDir>

#include <catch2/catch_session.hpp>

int main(int argc, char** argv) {
  if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  const QTemporaryDir home; // keys and tiles of its own
  qputenv("XDG_CONFIG_HOME", home.path().toUtf8() + "/config");
  qputenv("XDG_CACHE_HOME", home.path().toUtf8() + "/cache");
  const QGuiApplication application(argc, argv);
  QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy); // the server is this program itself
  return Catch::Session().run(argc, argv);
}
