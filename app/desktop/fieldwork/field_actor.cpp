// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/fieldwork/field_actor.h"

#include "app/desktop/shell/preferences.h"
#include "app/pages/team_package.h"

namespace suyuan::desktop {

fieldwork::Actor fieldActor(const SurveySession& session) {
  const Preferences kept = Preferences::load();
  fieldwork::Actor actor{kept.fieldRole, kept.fieldName.toStdString()};
  if (const auto role = session.file().setting(pages::fieldworkRoleSetting); role && *role)
    if (const auto known = parseTerm<SurveyRole>(**role)) {
      actor.role = *known;
      const auto name = session.file().setting(pages::fieldworkNameSetting);
      actor.name = name && *name ? **name : std::string();
    }
  if (actor.name.empty() && actor.role != SurveyRole::Team) actor.name = session.file().info().author;
  return actor;
}

void keepFieldActor(SurveySession& session, const fieldwork::Actor& actor) {
  Preferences kept = Preferences::load();
  kept.fieldRole = actor.role;
  kept.fieldName = qs(actor.name);
  kept.save();
  // Of this copy only, and no harm when it cannot be kept there: it is asked again.
  (void)session.setSetting(pages::fieldworkRoleSetting, term(actor.role));
  (void)session.setSetting(pages::fieldworkNameSetting, actor.name);
}

} // namespace suyuan::desktop
