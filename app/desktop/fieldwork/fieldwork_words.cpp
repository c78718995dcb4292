// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/fieldwork/fieldwork_words.h"

#include "app/desktop/shell/look.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <array>
#include <cmath>

namespace suyuan::desktop {

namespace {

QString said(const char* text) { return QCoreApplication::translate("suyuan::desktop::FieldworkWords", text); }

} // namespace

QString wordOf(CandidateStage stage) {
  switch (stage) {
  case CandidateStage::Listed: return said(QT_TRANSLATE_NOOP("suyuan::desktop::FieldworkWords", "Level 1, to be given"));
  case CandidateStage::OnFoot: return said(QT_TRANSLATE_NOOP("suyuan::desktop::FieldworkWords", "Level 2, waiting"));
  case CandidateStage::Difficult: return said(QT_TRANSLATE_NOOP("suyuan::desktop::FieldworkWords", "Level 3, waiting"));
  case CandidateStage::Confirmed: return said(QT_TRANSLATE_NOOP("suyuan::desktop::FieldworkWords", "Confirmed"));
  case CandidateStage::Excluded: return said(QT_TRANSLATE_NOOP("suyuan::desktop::FieldworkWords", "Excluded"));
  }
  return {};
}

QString wordOf(ReachState state) {
  switch (state) {
  case ReachState::Unassigned: return said(QT_TRANSLATE_NOOP("suyuan::desktop::FieldworkWords", "Unassigned"));
  case ReachState::Assigned: return said(QT_TRANSLATE_NOOP("suyuan::desktop::FieldworkWords", "Assigned"));
  case ReachState::Walking: return said(QT_TRANSLATE_NOOP("suyuan::desktop::FieldworkWords", "Being walked"));
  case ReachState::Walked: return said(QT_TRANSLATE_NOOP("suyuan::desktop::FieldworkWords", "Awaiting quality control"));
  case ReachState::Passed: return said(QT_TRANSLATE_NOOP("suyuan::desktop::FieldworkWords", "Passed"));
  case ReachState::Returned: return said(QT_TRANSLATE_NOOP("suyuan::desktop::FieldworkWords", "Sent back"));
  }
  return {};
}

QString wordOf(SurveyRole role) {
  switch (role) {
  case SurveyRole::Desk: return said(QT_TRANSLATE_NOOP("suyuan::desktop::FieldworkWords", "Office"));
  case SurveyRole::Team: return said(QT_TRANSLATE_NOOP("suyuan::desktop::FieldworkWords", "Survey team"));
  case SurveyRole::Quality: return said(QT_TRANSLATE_NOOP("suyuan::desktop::FieldworkWords", "Quality control"));
  }
  return {};
}

QString stateWord(Layer layer, std::uint8_t state) {
  return layer == Layer::Reaches ? wordOf(static_cast<ReachState>(state)) : wordOf(static_cast<CandidateStage>(state));
}

int stateCount(Layer layer) { return layer == Layer::Reaches ? 6 : 5; }

QString inLanguage(const rules::Bilingual& text) { return qs(text.in(text::code(currentLanguage()))); }

QString lengthWord(double metres) {
  return metres >= 999.5 ? QStringLiteral("%1 km").arg(QLocale::c().toString(metres / 1000, 'f', 1)) : QStringLiteral("%1 m").arg(std::lround(metres));
}

QString shareWord(double share) { return QStringLiteral("%1 %").arg(QLocale::c().toString(share * 100, 'f', 1)); }

QString bearingWord(double degrees) {
  static constexpr std::array<const char*, 8> names{
      QT_TRANSLATE_NOOP("suyuan::desktop::FieldworkWords", "N"), QT_TRANSLATE_NOOP("suyuan::desktop::FieldworkWords", "NE"),
      QT_TRANSLATE_NOOP("suyuan::desktop::FieldworkWords", "E"), QT_TRANSLATE_NOOP("suyuan::desktop::FieldworkWords", "SE"),
      QT_TRANSLATE_NOOP("suyuan::desktop::FieldworkWords", "S"), QT_TRANSLATE_NOOP("suyuan::desktop::FieldworkWords", "SW"),
      QT_TRANSLATE_NOOP("suyuan::desktop::FieldworkWords", "W"), QT_TRANSLATE_NOOP("suyuan::desktop::FieldworkWords", "NW")};
  const auto octant = static_cast<std::size_t>(std::lround(degrees / 45)) % 8;
  return QStringLiteral("%1 %2°").arg(said(names[octant])).arg(std::lround(degrees) % 360);
}

QString clockWord(const std::string& utc) {
  const QDateTime at = QDateTime::fromString(qs(utc), Qt::ISODateWithMs);
  return at.isValid() ? at.toLocalTime().toString(QStringLiteral("HH:mm")) : qs(utc);
}

} // namespace suyuan::desktop
