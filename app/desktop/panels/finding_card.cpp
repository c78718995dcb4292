// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/panels/finding_card.h"

#include "app/desktop/shell/look.h"
#include "app/text/finding_text.h"

#include <QCoreApplication>
#include <QDateTime>

namespace suyuan::desktop {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("suyuan::desktop::FindingCard", text); }

QString localTime(const std::string& utc) {
  const QDateTime at = QDateTime::fromString(qs(utc), Qt::ISODateWithMs);
  return at.isValid() ? at.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm")) : qs(utc);
}

} // namespace

QString confidenceText(coding::Confidence confidence) {
  switch (confidence) {
  case coding::Confidence::Verified: return tr("read in the text itself");
  case coding::Confidence::Practice: return tr("seen in practice");
  case coding::Confidence::SecondHand: return tr("quoted by others, not verified");
  case coding::Confidence::Memory: break;
  }
  return tr("not verified");
}

QString cardHtml(const survey::FindingCard& card, const rules::RuleBook& book, const store::IgnoredFinding* aside) {
  const auto language = currentLanguage();
  const char* code = text::code(language).data();
  QString html = QStringLiteral("<p><b>%1</b> %2</p><table cellspacing='0' cellpadding='2'>")
                     .arg(qs(text::severityText(card.finding.severity, language)), qs(text::findingText(card.finding, book, language)).toHtmlEscaped());
  const auto line = [&html](const QString& name, const QString& value) {
    if (!value.isEmpty()) html += QStringLiteral("<tr><td><b>%1</b>&nbsp;</td><td>%2</td></tr>").arg(name.toHtmlEscaped(), value.toHtmlEscaped());
  };
  if (aside != nullptr) line(tr("Set aside"), QStringLiteral("%1 (%2, %3)").arg(qs(aside->reason), qs(aside->by), localTime(aside->at)));
  line(tr("Rule"), QStringLiteral("%1 (%2)").arg(qs(book.title(card.finding.rule, code)), qs(card.finding.rule)));
  if (card.rule != nullptr) {
    line(tr("Source"), QStringLiteral("%1 [%2]").arg(qs(card.rule->citation.in(code)), confidenceText(card.rule->confidence)));
    line(tr("Condition"), qs(card.condition));
  }
  for (const auto& value : card.values) {
    const std::string& name = language == text::Language::English ? value.label : value.term;
    line(qs(name.empty() ? value.name : name), value.value.empty() ? tr("(nothing recorded)") : qs(value.value));
  }
  line(tr("What to do"), qs(book.advice(card.finding.rule, code)));
  if (card.finding.fix) {
    const auto& schema = schemaOf(card.finding.layer);
    const int field = schema.indexOf(card.finding.fix->field);
    line(tr("Safe repair"), QStringLiteral("%1 = %2").arg(field >= 0 ? labelOf(schema.fields[static_cast<std::size_t>(field)]) : qs(card.finding.fix->field), qs(toText(card.finding.fix->value))));
  }
  if (card.last)
    line(tr("Last changed"), QStringLiteral("%1, %2: %3").arg(qs(card.last->entry.author), localTime(card.last->entry.at), qs(card.last->entry.label)));
  return html + QStringLiteral("</table>");
}

} // namespace suyuan::desktop
