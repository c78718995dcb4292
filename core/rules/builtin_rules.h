// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/layer.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace suyuan::rules {

/// A rule whose condition is code, since it needs tables, indexes or other records. Its texts, severity and citation are
/// data like those of any rule.
struct BuiltinRule {
  std::string_view id;
  Layer layer = Layer::Outfalls;
};

inline constexpr auto builtinRules = std::to_array<BuiltinRule>({
    {"code.shape"}, {"code.provincial-shape"}, {"code.form"}, {"code.duplicate"}, {"code.provincial-duplicate"}, {"code.basin"},
    {"code.basin-river"}, {"code.type-unknown"}, {"code.type-class"}, {"code.division-unknown"}, {"code.division-record"},
    {"code.extension"}, {"code.missing"},
    {"name.lookalike"}, {"name.variant"}, {"name.unit"}, {"name.stray"}, {"name.doubled"}, {"name.suffix"}, {"name.suffix-class"},
    {"name.note"}, {"name.division"}, {"name.character"}, {"name.rare"}, {"name.long"}, {"name.duplicate"},
    {"class.unknown"}, {"class.older"}, {"class.pair"}, {"class.level3"}, {"class.undetermined"}, {"approve.procedure"},
    {"division.unknown"}, {"division.level"}, {"division.old"}, {"division.township"},
    {"place.missing"}, {"place.impossible"}, {"place.swapped"}, {"place.outside-division"}, {"place.far-from-river"}, {"place.accuracy"},
    {"field.required"}, {"field.word"}, {"uscc.shape"}, {"uscc.check"}, {"duplicate.near"},
    {"trace.unit-missing"}, {"trace.unit-gone"}, {"trace.responsible-missing"}, {"zone.protected"}, {"photo.missing"},
    {"time.order"}, {"handle.pair"}, {"standard.year"},
    {"unit.uscc", Layer::Units}, {"unit.duplicate", Layer::Units},
    {"sample.unit-range", Layer::Samples}, {"sample.impossible", Layer::Samples}, {"sample.flow-unit", Layer::Samples},
    {"sample.bod-over-cod", Layer::Samples}, {"sample.ammonia-over-total", Layer::Samples}, {"sample.orphan", Layer::Samples},
    {"sample.over-limit", Layer::Samples}, {"sample.over-class", Layer::Samples},
    {"photo.off-point", Layer::Photos}, {"photo.orphan", Layer::Photos}, {"photo.duplicate", Layer::Photos},
    {"visit.orphan", Layer::Visits},
    {"channel.no-line", Layer::Channels}, {"channel.self-crossing", Layer::Channels}, {"channel.dangling", Layer::Channels},
    {"channel.isolated", Layer::Channels}, {"channel.narrowing", Layer::Channels}, {"channel.duplicate", Layer::Channels},
    {"channel.invert-step", Layer::Channels}, {"candidate.taken-twice", Layer::Candidates},
    // core/evidence
    {"evidence.burst"}, {"evidence.copied"}, {"evidence.same-place"}, {"evidence.frozen"}, {"evidence.still"}, {"evidence.moved"}, {"evidence.future"},
    {"evidence.far-from-track"},
    {"evidence.photo-shared", Layer::Photos}, {"evidence.photo-alike", Layer::Photos}, {"evidence.photo-edited", Layer::Photos},
});

[[nodiscard]] constexpr std::optional<Layer> builtinRule(std::string_view id) noexcept {
  for (const BuiltinRule& rule : builtinRules)
    if (rule.id == id) return rule.layer;
  return std::nullopt;
}

} // namespace suyuan::rules
