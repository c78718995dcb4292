// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/plan_words.h"

#include "app/desktop/shell/look.h"
#include "core/model/outfall.h"

#include <QCoreApplication>

#include <unordered_set>

namespace suyuan::desktop {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("suyuan::desktop::PlanWords", text); }

QString listed(const QStringList& words) { return words.join(currentLanguage() == text::Language::Chinese ? QStringLiteral("、") : QStringLiteral(", ")); }

QString namePartText(const std::string& part) {
  if (part == "prefecture") return tr("city");
  if (part == "county") return tr("county");
  if (part == "township") return tr("township");
  if (part == "place") return tr("place or unit");
  if (part == "direction") return tr("direction");
  if (part == "distance") return tr("distance");
  if (part == "number") return tr("number");
  if (part == "suffix") return tr("suffix of the class");
  if (part == "note") return tr("note in brackets");
  return tr("words");
}

} // namespace

namespace {

/// The first of some fields that is filled in.
Result<std::unordered_map<Fid, QString>> firstOf(store::Reader& reader, std::span<const Fid> fids, std::vector<std::string> fields) {
  std::unordered_map<Fid, QString> words;
  if (fids.empty()) return words;
  const std::unordered_set<Fid> wanted(fids.begin(), fids.end());
  store::Query query;
  query.fields = std::move(fields);
  query.geometry = false;
  SUYUAN_TRY(reader.scan(Layer::Outfalls, query, [&](const Row& row) {
    if (!wanted.contains(row.fid)) return true;
    for (const Value& value : row.values)
      if (const std::string text = toText(value); !text.empty()) {
        words.emplace(row.fid, qs(text));
        break;
      }
    return true;
  }));
  return words;
}

} // namespace

Result<std::unordered_map<Fid, QString>> shownNames(store::Reader& reader, std::span<const Fid> fids) {
  return firstOf(reader, fids, {"name", "code_local", "address"});
}

Result<std::unordered_map<Fid, QString>> shownCodes(store::Reader& reader, std::span<const Fid> fids) {
  return firstOf(reader, fids, {"code_national", "code_provincial", "code_local", "source_id"});
}

QString missingText(const std::string& missing) {
  if (missing == "lease") return tr("This copy has no numbers of this county and type left: take a lease and sync once.");
  if (missing == "code_national") return tr("The code that it has is malformed: mend it first.");
  const LayerSchema& schema = schemaOf(Layer::Outfalls);
  const int at = schema.indexOf(missing);
  return tr("Not filled in: %1").arg(at >= 0 ? labelOf(schema.fields[static_cast<std::size_t>(at)]) : qs(missing));
}

QString codePartText(std::string_view part) {
  if (part == "basin") return tr("basin");
  if (part == "division") return tr("county code");
  if (part == "sequence") return tr("number");
  if (part == "type") return tr("type letters");
  return tr("extension");
}

QString codePartValue(const coding::CodeParts& parts, std::string_view part) {
  if (part == "basin") return qs(parts.basin);
  if (part == "division") return qs(parts.division.text());
  if (part == "sequence") return QStringLiteral("%1").arg(parts.sequence, 4, 10, QLatin1Char('0'));
  if (part == "type") return qs(parts.type);
  return qs(parts.extension);
}

QString codeReason(const std::string& before, const std::string& after, const coding::CodeTables& tables) {
  if (before.empty()) return tr("No code yet: the next free number of county and type.");
  const auto was = coding::parseCode(before, tables), is = coding::parseCode(after, tables);
  if (!was.parts || !is.parts) return tr("Another code.");
  QStringList parts;
  for (const char* part : codeParts)
    if (codePartValue(*was.parts, part) != codePartValue(*is.parts, part)) parts << codePartText(part);
  return parts.isEmpty() ? tr("Written in the usual form.") : tr("Changes: %1").arg(listed(parts));
}

QString nameReason(const std::string& before, const std::vector<coding::NameDifference>& parts) {
  if (before.empty()) return tr("No name yet.");
  QStringList differing;
  for (const coding::NameDifference& part : parts)
    if (part.differs) {
      const QString what = namePartText(part.part);
      if (!differing.contains(what)) differing << what;
    }
  return differing.isEmpty() ? tr("Written otherwise than the template of its class.") : tr("Differs from the template: %1").arg(listed(differing));
}

} // namespace suyuan::desktop
