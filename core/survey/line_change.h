// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/line_editing.h"
#include "core/store/edit.h"
#include "core/store/reader.h"

#include <span>
#include <string>
#include <utility>
#include <vector>

// Splitting, joining, reversing and drawing lines with what hangs on them: attributes, the ends of channels, the outfalls of a
// river. A plan reads and changes nothing; writing it is one journal entry, so that one undo takes it back.

namespace suyuan::survey {

/// What an edit of lines will write, and what it has to tell.
struct LineChange {
  /// A field that a joined record held otherwise than the one that stays.
  struct Difference {
    Fid gone;
    std::string field;
    Value kept, lost;
  };
  Layer layer = Layer::Channels;
  Row changed;                         ///< the record that stays, as it will be; no fid: none
  std::optional<Row> fresh;            ///< a new record
  std::vector<Fid> gone;               ///< records that end
  std::vector<Fid> relinked;           ///< outfalls whose river is the fresh record from now on, or else the one that stays
  std::vector<Difference> differences; ///< values that are in no record any more
  std::size_t placedBeside = 0;        ///< outfalls whose bank or chainage was recorded for the former direction
};

/// 打断 at the place nearest to `at`. Both pieces have all attributes; of a channel each keeps its own end's node and invert, and
/// of a recorded length its share. Outfalls of a river go with the nearer piece. Errors: RecordMissing, CutAtEnd.
[[nodiscard]] Result<LineChange> planSplit(store::Reader& reader, Layer layer, Fid line, const Point& at);

inline constexpr double joinTolerance = 1; ///< metres between ends that are joined

/// 连接: the longest record stays, with its attributes and direction; the others end. Of channels the outer ends' nodes and inverts
/// and the sum of the recorded lengths are taken. Errors: RecordMissing, LinesApart (args: tolerance in metres).
[[nodiscard]] Result<LineChange> planJoin(store::Reader& reader, Layer layer, std::span<const Fid> lines);

/// 反转: from its end to its beginning; nodes and inverts of a channel change places. Error RecordMissing.
[[nodiscard]] Result<LineChange> planReverse(store::Reader& reader, Layer layer, Fid line);

/// A new record of a line or area layer. A channel takes its nodes from the well, unit or outfall that lies exactly at its ends.
/// Error VerticesTooFew.
[[nodiscard]] Result<LineChange> planDrawn(store::Reader& reader, Layer layer, std::span<const Point> vertices);

/// Writes it, inside SurveyFile::edit; the fid of the fresh record, else of the one that stays.
Result<Fid> write(store::Edit& edit, const LineChange& change);

} // namespace suyuan::survey
