// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/fieldwork/board_cards.h"

#include "app/desktop/fieldwork/fieldwork_words.h"
#include "core/fieldwork/moves.h"

#include <algorithm>
#include <set>

namespace suyuan::desktop {

namespace {

QString fromText(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

std::vector<QString> named(const std::vector<BoardCard>& cards, const std::vector<QString>& names, std::uint32_t BoardCard::*which) {
  std::vector<bool> used(names.size(), false);
  for (const BoardCard& card : cards)
    if (card.state != BoardCard::gone) used[card.*which] = true;
  std::vector<QString> list;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (used[i]) list.push_back(names[i]);
  std::ranges::sort(list);
  return list;
}

} // namespace

std::uint32_t BoardCards::place(std::vector<QString>& names, std::unordered_map<std::string, std::uint32_t>& known, const std::string& name) {
  const auto [at, fresh] = known.try_emplace(name, static_cast<std::uint32_t>(names.size()));
  if (fresh) names.push_back(fromText(name));
  return at->second;
}

BoardCards BoardCards::empty(Layer layer) {
  BoardCards board;
  board.layer_ = layer;
  return board;
}

Result<BoardCards> BoardCards::read(store::Reader& reader, Layer layer, const std::stop_token& stop) {
  BoardCards board;
  board.layer_ = layer;
  if (layer == Layer::Candidates) {
    store::Query query{.geometry = false};
    query.fields = {"river_name"};
    auto rivers = reader.scan(Layer::Reaches, query, [&](const Row& row) {
      board.riverOfReach_[row.fid.value] = board.place(board.rivers_, board.riverAt_, toText(row.values.front()));
      return true;
    });
    if (!rivers) return std::unexpected(std::move(rivers).error());
  }
  auto read = reader.scan(layer, {.geometry = false}, [&](const Row& row) {
    board.cards_.push_back(board.cardOf(row));
    return !stop.stop_requested();
  });
  if (!read) return std::unexpected(std::move(read).error());
  if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
  return board;
}

BoardCard BoardCards::cardOf(const Row& row) {
  BoardCard card;
  card.fid = row.fid.value;
  if (layer_ == Layer::Reaches) {
    const auto reach = fromRow<SurveyReach>(row);
    card.state = static_cast<std::uint8_t>(fieldwork::stateOf(reach));
    card.level = static_cast<std::uint8_t>(std::clamp<std::int64_t>(reach.surveyLevel.value_or(2), 1, 3));
    card.team = place(teams_, teamAt_, reach.team);
    card.river = place(rivers_, riverAt_, reach.riverName);
    card.title = fromText(reach.name.empty() ? toText(reach.fid) : reach.name);
    card.note = lengthWord(reach.lengthM.value_or(0));
    for (const std::string& word : {reach.difficulty, reach.team, reach.reason})
      if (!word.empty()) card.note += QStringLiteral(" · ") + fromText(word);
    return card;
  }
  const auto candidate = fromRow<Candidate>(row);
  card.state = static_cast<std::uint8_t>(fieldwork::stageOf(candidate));
  card.level = static_cast<std::uint8_t>(std::clamp<std::int64_t>(candidate.surveyLevel.value_or(1), 1, 3));
  card.team = place(teams_, teamAt_, candidate.team);
  const auto river = riverOfReach_.find(candidate.reachFid.value);
  card.river = river == riverOfReach_.end() ? place(rivers_, riverAt_, {}) : river->second;
  card.title = fromText(!candidate.name.empty() ? candidate.name : !candidate.sourceId.empty() ? candidate.sourceId : toText(candidate.fid));
  for (const std::string& word : {candidate.source, candidate.team, candidate.difficulty, candidate.reason})
    if (!word.empty()) card.note += (card.note.isEmpty() ? QString() : QStringLiteral(" · ")) + fromText(word);
  return card;
}

std::vector<QString> BoardCards::teams() const { return named(cards_, teams_, &BoardCard::team); }
std::vector<QString> BoardCards::rivers() const { return named(cards_, rivers_, &BoardCard::river); }

std::optional<std::size_t> BoardCards::find(std::int64_t fid) const {
  const auto at = std::ranges::lower_bound(cards_, fid, {}, &BoardCard::fid);
  if (at == cards_.end() || at->fid != fid || at->state == BoardCard::gone) return std::nullopt;
  return static_cast<std::size_t>(at - cards_.begin());
}

bool BoardCards::passes(const BoardCard& card, const BoardFilter& filter) const {
  return card.state != BoardCard::gone && (filter.level == 0 || card.level == filter.level) && (!filter.team || team(card) == *filter.team) &&
         (!filter.river || river(card) == *filter.river);
}

std::vector<std::vector<std::uint32_t>> BoardCards::sorted(const BoardFilter& filter) const {
  std::vector<std::vector<std::uint32_t>> columns(static_cast<std::size_t>(stateCount(layer_)));
  // Names are compared once each, not once a card.
  const auto wanted = [](const std::vector<QString>& names, const std::optional<QString>& name) {
    std::vector<bool> is(names.size(), true);
    if (name)
      for (std::size_t i = 0; i < names.size(); ++i) is[i] = names[i] == *name;
    return is;
  };
  const auto teams = wanted(teams_, filter.team), rivers = wanted(rivers_, filter.river);
  for (std::uint32_t i = 0; i < cards_.size(); ++i) {
    const BoardCard& card = cards_[i];
    if (card.state < columns.size() && (filter.level == 0 || card.level == filter.level) && teams[card.team] && rivers[card.river]) columns[card.state].push_back(i);
  }
  return columns;
}

std::optional<std::size_t> BoardCards::take(const Row& row) {
  BoardCard card = cardOf(row);
  const auto at = std::ranges::lower_bound(cards_, card.fid, {}, &BoardCard::fid);
  if (at == cards_.end()) {
    cards_.push_back(std::move(card));
    return cards_.size() - 1;
  }
  if (at->fid != card.fid) return std::nullopt;
  *at = std::move(card);
  return static_cast<std::size_t>(at - cards_.begin());
}

} // namespace suyuan::desktop
