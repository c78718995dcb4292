// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QNetworkProxy>

#include <catch2/catch_session.hpp>

int main(int argc, char** argv) {
  const QCoreApplication application(argc, argv);
  QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy); // servers are this program itself
  return Catch::Session().run(argc, argv);
}
