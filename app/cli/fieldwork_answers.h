// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/session.h"
#include "core/fieldwork/coverage.h"
#include "core/fieldwork/moves.h"

#include <CLI/CLI.hpp>

#include <span>
#include <string>
#include <vector>

namespace suyuan::cli {

// What the subcommands of `suyuan fieldwork` share. Each add… puts some of them under the verb.
void addFieldworkPlan(CLI::App& fieldwork, Session& session);    ///< reaches, teams, assign, worklist, duplicates
void addFieldworkMoves(CLI::App& fieldwork, Session& session);   ///< move, found
void addFieldworkQuality(CLI::App& fieldwork, Session& session); ///< sample, sample-result
void addFieldworkWalk(CLI::App& fieldwork, Session& session);    ///< coverage, day, recordings
void addFieldworkPackage(CLI::App& fieldwork, Session& session); ///< package

/// Who acts, as it is said on the command line.
struct ActorOptions {
  std::string role = "desk", name;
  /// `fixed`: the one role that the subcommand is for; empty: asked by --role.
  void addTo(CLI::App& verb, const std::string& fixed);
  /// The office and quality control are the person who works with the survey where no name is given.
  [[nodiscard]] fieldwork::Actor actor(const store::SurveyFile& survey) const;
};

/// --from LON,LAT: an option of two numbers.
CLI::Option* addPlaceOption(CLI::App& verb, const std::string& name, std::vector<double>& into, const std::string& help);
[[nodiscard]] inline Point placeOf(const std::vector<double>& numbers) { return {numbers.at(0), numbers.at(1)}; }

/// Candidates or reaches named by FID or by LAYER:FIELD=VALUE, which names all that fit. All of one layer. Errors:
/// LayerUnknown, FieldUnknown, ValueInvalid, RecordMissing, or Usage when two layers are mixed.
struct NamedRecords {
  Layer layer = Layer::Candidates;
  std::vector<Fid> fids;
};
[[nodiscard]] Result<NamedRecords> recordsToMove(store::Reader& reader, std::span<const std::string> names);

/// Metres to a tenth, for answers.
[[nodiscard]] double tenth(double metres) noexcept;
[[nodiscard]] Json jsonOf(const Candidate& candidate);
[[nodiscard]] Json jsonOf(const SurveyReach& reach);
[[nodiscard]] Json jsonOf(const fieldwork::Coverage::Share& share);
/// "1.2 km" or "340 m".
[[nodiscard]] std::string lengthWords(double metres);
/// What a person calls the candidate: its name, else what came with it, else its fid.
[[nodiscard]] std::string nameOf(const Candidate& candidate);

} // namespace suyuan::cli
