// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/start_page.h"

#include "app/desktop/shell/look.h"

#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>

namespace suyuan::desktop {

StartPage::StartPage(QWidget* parent) : QWidget(parent) {
  auto* outer = new QHBoxLayout(this);
  outer->addStretch(1);
  auto* column = new QVBoxLayout;
  outer->addLayout(column, 4);
  outer->addStretch(1);
  auto* title = new QLabel(QStringLiteral("<span style='font-size:26pt; font-weight:600'>%1</span>").arg(tr("Suyuan")));
  auto* lead = new QLabel(tr("Record river outfalls, trace them to the discharging unit, check, draw and report."));
  lead->setWordWrap(true);
  column->addStretch(1);
  column->addWidget(title);
  column->addWidget(lead);
  column->addSpacing(18);
  auto* buttons = new QHBoxLayout;
  const auto button = [&](const char* name, const char* iconName, const QString& text, auto signal) {
    auto* made = new QPushButton(icon(iconName), text);
    made->setObjectName(QLatin1String(name));
    made->setMinimumHeight(44);
    connect(made, &QPushButton::clicked, this, signal);
    buttons->addWidget(made);
  };
  button("start_new", "new", tr("&New survey…"), &StartPage::newSurvey);
  button("start_open", "open", tr("&Open…"), &StartPage::openFolder);
  button("start_join", "sync", tr("&Join a survey…"), &StartPage::join);
  button("start_demo", "trace", tr("&Demo survey"), &StartPage::demo);
  column->addLayout(buttons);
  column->addSpacing(18);
  auto* heading = new QLabel(tr("&Recent surveys"));
  auto* list = new QListWidget;
  heading->setBuddy(list);
  list->setObjectName(QStringLiteral("start_recent"));
  list->setSpacing(2);
  for (const QString& folder : recent()) {
    auto* item = new QListWidgetItem(QStringLiteral("%1\n%2").arg(QFileInfo(folder).fileName(), QDir::toNativeSeparators(folder)), list);
    item->setData(Qt::UserRole, folder);
  }
  if (list->count() == 0) {
    auto* item = new QListWidgetItem(tr("None yet. The demo survey is a good place to look around."), list);
    item->setFlags(Qt::NoItemFlags);
  }
  connect(list, &QListWidget::itemActivated, this, [this](QListWidgetItem* item) { Q_EMIT open(item->data(Qt::UserRole).toString()); });
  column->addWidget(heading);
  column->addWidget(list, 3);
  column->addStretch(1);
}

QStringList StartPage::recent() {
  QStringList folders;
  for (const QString& folder : QSettings().value(QStringLiteral("recent")).toStringList())
    if (QFileInfo::exists(folder + QStringLiteral("/survey.gpkg"))) folders << folder;
  return folders;
}

void StartPage::remember(const QString& folder) {
  QStringList folders = recent();
  const QString whole = QFileInfo(folder).absoluteFilePath();
  folders.removeAll(whole);
  folders.prepend(whole);
  QSettings().setValue(QStringLiteral("recent"), folders.mid(0, 12));
}

} // namespace suyuan::desktop
