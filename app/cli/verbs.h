// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/session.h"

#include <CLI/CLI.hpp>

namespace suyuan::cli {

// One function a verb; each adds its subcommand. What the verb does runs after parsing, and sets session.exitCode.
void addNew(CLI::App& app, Session& session);
void addImport(CLI::App& app, Session& session);
void addExport(CLI::App& app, Session& session);
void addCheck(CLI::App& app, Session& session);
void addCode(CLI::App& app, Session& session);
void addRules(CLI::App& app, Session& session);
void addTrace(CLI::App& app, Session& session);
void addNetwork(CLI::App& app, Session& session);
void addSet(CLI::App& app, Session& session);
void addHistory(CLI::App& app, Session& session);
void addUndo(CLI::App& app, Session& session);
void addEvidence(CLI::App& app, Session& session);
void addStats(CLI::App& app, Session& session);
void addFieldwork(CLI::App& app, Session& session);
void addFind(CLI::App& app, Session& session);
void addForms(CLI::App& app, Session& session);
void addSamples(CLI::App& app, Session& session);
void addPlace(CLI::App& app, Session& session);
void addInspection(CLI::App& app, Session& session);
void addPhoto(CLI::App& app, Session& session);
void addSync(CLI::App& app, Session& session);
void addRender(CLI::App& app, Session& session);
void addAtlas(CLI::App& app, Session& session);
void addCompose(CLI::App& app, Session& session);
void addOffline(CLI::App& app, Session& session);
void addGnss(CLI::App& app, Session& session);
void addResponsibility(CLI::App& app, Session& session);
void addReport(CLI::App& app, Session& session);
void addDemo(CLI::App& app, Session& session);

/// A subcommand with the common options reachable behind it (suyuan check DIR --json).
[[nodiscard]] CLI::App* addVerb(CLI::App& app, const std::string& name, const std::string& help);

} // namespace suyuan::cli
