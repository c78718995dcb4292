// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/settings_dialog.h"

#include "gis/location/provider_choice.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace suyuan::desktop {

SettingsDialog::SettingsDialog(const Preferences& now, QWidget* parent)
    : QDialog(parent), author_(new QLineEdit(now.author)), language_(new QComboBox), theme_(new QComboBox), provider_(new QComboBox), scale_(new QComboBox), power_(new QComboBox),
      network_(new QCheckBox(tr("It &may use the network"))) {
  setWindowTitle(tr("Settings"));
  setMinimumWidth(480);
  author_->setObjectName(QStringLiteral("settings_author"));
  author_->setPlaceholderText(now.authorOrUser());
  language_->setObjectName(QStringLiteral("settings_language"));
  language_->addItem(QStringLiteral("中文"), static_cast<int>(text::Language::Chinese));
  language_->addItem(QStringLiteral("English"), static_cast<int>(text::Language::English));
  language_->setCurrentIndex(language_->findData(static_cast<int>(now.language)));
  theme_->setObjectName(QStringLiteral("settings_theme"));
  theme_->addItem(tr("Light"), static_cast<int>(Theme::Light));
  theme_->addItem(tr("Dark"), static_cast<int>(Theme::Dark));
  theme_->addItem(tr("High contrast"), static_cast<int>(Theme::Contrast));
  theme_->setCurrentIndex(theme_->findData(static_cast<int>(now.theme)));
  const auto choice = location::fromSetting(now.provider);
  provider_->setObjectName(QStringLiteral("settings_provider"));
  QStringList names = location::installedProviders();
  if (!names.contains(QStringLiteral("suyuan"))) names.prepend(QStringLiteral("suyuan")); // always there: it is built in
  for (const QString& name : names) provider_->addItem(name == u"suyuan" ? tr("The survey's own data, offline") : name, name);
  provider_->setCurrentIndex(std::max(0, provider_->findData(choice.name)));
  network_->setObjectName(QStringLiteral("settings_network"));
  network_->setChecked(choice.network);
  const auto own = [this] { network_->setEnabled(provider_->currentData().toString() != u"suyuan"); };
  connect(provider_, &QComboBox::currentIndexChanged, this, own);
  own();
  power_->setObjectName(QStringLiteral("settings_power"));
  power_->addItem(tr("Below %1 % of the battery").arg(Power::saveBelowPercent), static_cast<int>(PowerChoice::Automatic));
  power_->addItem(tr("Always"), static_cast<int>(PowerChoice::Saving));
  power_->addItem(tr("Never"), static_cast<int>(PowerChoice::Full));
  power_->setCurrentIndex(power_->findData(static_cast<int>(now.power)));
  power_->setToolTip(tr("Fewer pictures of the map and positions a second; nothing is recorded less often."));
  scale_->setObjectName(QStringLiteral("settings_scale"));
  for (const int percent : {100, 125, 150, 175, 200}) scale_->addItem(QStringLiteral("%1 %").arg(percent), percent);
  scale_->setCurrentIndex(std::max(0, scale_->findData(now.scalePercent)));

  auto* form = new QFormLayout;
  form->addRow(tr("&Your name"), author_);
  form->addRow(tr("&Language"), language_);
  form->addRow(tr("&Theme"), theme_);
  form->addRow(tr("&Addresses from"), provider_);
  form->addRow(QString(), network_);
  form->addRow(tr("&Size of the interface"), scale_);
  form->addRow(tr("Save &power"), power_);
  auto* note = new QLabel(tr("The size takes effect at the next start, everything else at once. Nothing reaches for the network unless it is allowed here."));
  note->setWordWrap(true);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* column = new QVBoxLayout(this);
  column->addLayout(form);
  column->addWidget(note);
  column->addStretch();
  column->addWidget(buttons);
}

Preferences SettingsDialog::chosen() const {
  Preferences p = Preferences::load(); // the rest is chosen where it is seen
  p.author = author_->text().trimmed();
  p.language = static_cast<text::Language>(language_->currentData().toInt());
  p.theme = static_cast<Theme>(theme_->currentData().toInt());
  p.provider = location::toSetting({provider_->currentData().toString(), network_->isEnabled() && network_->isChecked()});
  p.power = static_cast<PowerChoice>(power_->currentData().toInt());
  p.scalePercent = scale_->currentData().toInt();
  return p;
}

} // namespace suyuan::desktop
