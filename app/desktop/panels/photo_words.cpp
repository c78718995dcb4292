// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/panels/photo_words.h"

#include "app/desktop/models/photo_model.h"
#include "app/desktop/shell/look.h"
#include "app/text/photo_text.h"
#include "app/text/placing_text.h"
#include "core/model/terms.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace suyuan::desktop {

namespace {

struct PhotoWords {
  Q_DECLARE_TR_FUNCTIONS(suyuan::desktop::PhotoWords)
};

QString row(const QString& name, const QString& value) {
  return value.isEmpty() ? QString() : QStringLiteral("<tr><td style='padding-right:8px'>%1</td><td>%2</td></tr>").arg(name.toHtmlEscaped(), value.toHtmlEscaped());
}

QString placeText(const Point& at) {
  return QStringLiteral("%1° %2, %3° %4").arg(std::abs(at.x), 0, 'f', 6).arg(at.x < 0 ? u'W' : u'E').arg(std::abs(at.y), 0, 'f', 6).arg(at.y < 0 ? u'S' : u'N');
}

// The oddities as sentences; their figures are not kept in the record.
QString faultTexts(const std::string& faults) {
  QStringList texts;
  for (const QString& key : qs(faults).split(QStringLiteral("; "), Qt::SkipEmptyParts))
    for (int i = 0; i <= static_cast<int>(media::PhotoFault::SizeOther); ++i)
      if (const auto fault = static_cast<media::PhotoFault>(i); qs(media::faultKey(fault)) == key) texts << qs(text::photoFaultText({fault, {}}, currentLanguage()));
  return texts.join(u' ');
}

} // namespace

std::vector<std::string> kindsByKey(const rules::PhotoRules& rules) {
  std::vector<std::string> kinds;
  const auto add = [&](const std::string& kind) {
    if (!std::ranges::contains(kinds, kind)) kinds.push_back(kind);
  };
  for (const rules::PhotoView& view : rules.views)
    for (const std::string& kind : view.kinds) add(kind);
  for (const auto& [kind, word] : termsOf<PhotoKind>()) add(std::string(word));
  return kinds;
}

QString photoDetails(const Photo& photo, bool fileIsThere) {
  const auto* at = std::get_if<Point>(&photo.geometry);
  QString text = QStringLiteral("<table cellspacing='0'>");
  text += row(PhotoWords::tr("File"), qs(photo.fileName) + (photo.bytes ? QStringLiteral("  ") + QLocale().formattedDataSize(*photo.bytes) : QString()));
  text += row(PhotoWords::tr("Kind"), QStringList{qs(photo.mediaKind), photo.kind.empty() && photo.mediaKind.empty() ? PhotoWords::tr("not given") : qs(photo.kind)}.join(u' ').simplified());
  text += row(PhotoWords::tr("Taken"), photo.takenAt.empty() ? PhotoWords::tr("no time") : beijingTime(photo.takenAt) + (photo.duration ? QStringLiteral("  ") + durationText(*photo.duration) : QString()));
  text += row(PhotoWords::tr("Place"), at != nullptr ? placeText(*at) : PhotoWords::tr("no position"));
  if (photo.bearing) text += row(PhotoWords::tr("Bearing"), QStringLiteral("%1°").arg(*photo.bearing, 0, 'f', 0));
  text += row(PhotoWords::tr("Team"), qs(photo.team));
  text += row(PhotoWords::tr("Camera"), qs(photo.camera));
  text += row(PhotoWords::tr("Put here"), QStringList{qs(photo.placing), qs(text::placingText(media::parseReasons(photo.placingWhy), currentLanguage()))}.join(u' ').simplified());
  text += row(PhotoWords::tr("Odd"), faultTexts(photo.faults));
  if (!photo.sha256.empty())
    text += QStringLiteral("<tr><td style='padding-right:8px'>SHA-256</td><td style='font-family:monospace'>%1<br>%2</td></tr>").arg(qs(photo.sha256.substr(0, 32)), qs(photo.sha256.substr(std::min<std::size_t>(32, photo.sha256.size()))));
  text += QStringLiteral("</table>");
  if (!fileIsThere) text += QStringLiteral("<p style='color:%1'>%2</p>").arg(missingColour(), PhotoWords::tr("The file is not in the survey's folder; take it from the camera again.").toHtmlEscaped());
  return text;
}

QString viewTitles(const rules::PhotoRules& rules, const std::vector<std::string>& ids) {
  QStringList titles;
  for (const std::string& id : ids)
    if (const auto view = std::ranges::find(rules.views, id, &rules::PhotoView::id); view != rules.views.end())
      titles << qs(currentLanguage() == text::Language::Chinese ? view->title.zh : view->title.en);
  return titles.join(currentLanguage() == text::Language::Chinese ? QStringLiteral("、") : QStringLiteral(", "));
}

QString viewsText(const rules::PhotoRules& rules, const std::vector<std::string>& missing) {
  QString text;
  for (const rules::PhotoView& view : rules.views) {
    const bool there = !std::ranges::contains(missing, view.id);
    const QString title = qs(currentLanguage() == text::Language::Chinese ? view.title.zh : view.title.en).toHtmlEscaped();
    text += there ? QStringLiteral("✓ %1 &nbsp; ").arg(title) : QStringLiteral("<span style='color:%1; font-weight:bold'>✗ %2</span> &nbsp; ").arg(missingColour(), title);
  }
  return text;
}

QString targetText(const media::PhotoTarget& target) {
  return QStringLiteral("%1 %  %2: %3").arg(target.share * 100, 0, 'f', 0).arg(qs(target.label), qs(text::placingText(target.reasons, currentLanguage())));
}

QString missingColour() { return currentTheme() == Theme::Light ? QStringLiteral("#c01c1c") : QStringLiteral("#ff8a80"); }

} // namespace suyuan::desktop
