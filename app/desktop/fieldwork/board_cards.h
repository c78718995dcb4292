// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/layer.h"
#include "core/store/reader.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <stop_token>
#include <unordered_map>
#include <vector>

namespace suyuan::desktop {

/// A candidate or a reach on the board.
struct BoardCard {
  std::int64_t fid = 0;
  std::uint8_t state = 0; ///< of CandidateStage or ReachState; `gone` for one that was deleted
  std::uint8_t level = 1;
  std::uint32_t team = 0, river = 0; ///< places in the board's names
  QString title, note;
  static constexpr std::uint8_t gone = 255;
};

/// Which cards are shown; nothing set: all.
struct BoardFilter {
  std::optional<QString> team, river; ///< an empty text: those without one
  int level = 0;                      ///< 0: every level
  friend bool operator==(const BoardFilter&, const BoardFilter&) = default;
};

/// All cards of a layer in the order of their fids, made for 10^5 of them: names of teams and rivers are kept once.
class BoardCards {
public:
  /// Reads Candidates or Reaches. Errors: Cancelled, the store's.
  [[nodiscard]] static BoardCards empty(Layer layer);
  [[nodiscard]] static Result<BoardCards> read(store::Reader& reader, Layer layer, const std::stop_token& stop = {});

  [[nodiscard]] Layer layer() const noexcept { return layer_; }
  [[nodiscard]] const std::vector<BoardCard>& cards() const noexcept { return cards_; }
  [[nodiscard]] const QString& team(const BoardCard& card) const { return teams_[card.team]; }
  [[nodiscard]] const QString& river(const BoardCard& card) const { return rivers_[card.river]; }
  [[nodiscard]] std::vector<QString> teams() const; ///< that a card names, sorted; an empty one first when a card has none
  [[nodiscard]] std::vector<QString> rivers() const;
  [[nodiscard]] std::optional<std::size_t> find(std::int64_t fid) const;
  /// The cards that a filter lets through by state, in order.
  [[nodiscard]] std::vector<std::vector<std::uint32_t>> sorted(const BoardFilter& filter) const;
  [[nodiscard]] bool passes(const BoardCard& card, const BoardFilter& filter) const;

  /// Takes over how a record stands now. Nothing when it is new and older than the newest card: then all is to be read again.
  [[nodiscard]] std::optional<std::size_t> take(const Row& row);
  void remove(std::size_t at) { cards_[at].state = BoardCard::gone; }

private:
  [[nodiscard]] BoardCard cardOf(const Row& row);
  std::uint32_t place(std::vector<QString>& names, std::unordered_map<std::string, std::uint32_t>& known, const std::string& name);

  Layer layer_ = Layer::Candidates;
  std::vector<BoardCard> cards_;
  std::vector<QString> teams_, rivers_;
  std::unordered_map<std::string, std::uint32_t> teamAt_, riverAt_;
  std::unordered_map<std::int64_t, std::uint32_t> riverOfReach_;
};

} // namespace suyuan::desktop
