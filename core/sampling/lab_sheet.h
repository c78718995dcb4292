// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/sample.h"
#include "core/sampling/lab_words.h"

#include <cstdint>
#include <string>
#include <vector>

namespace suyuan::sampling {

/// A table as text: what the first line is, is found out by its reader.
using TextRows = std::vector<std::vector<std::string>>;

/// Why a row or a cell of a sheet was not taken.
enum class LabFault : unsigned char {
  NoOutfall,     ///< the row says no outfall
  OutfallUnknown, ///< the survey has none of this code or name
  OutfallUnsure, ///< several outfalls have this name
  NoTime,        ///< no sampling date, or one that is none
  NoValue,       ///< no item of the row could be read
  ResultUnreadable,
  UnitUnknown,   ///< the result's unit is not one of the item, or a flow says none
  ResultTwice,   ///< two results of one item in one sample
  ItemNotKept,   ///< samples have no such item: only told, once a sheet
};
[[nodiscard]] std::string_view labFaultKey(LabFault fault) noexcept; ///< "no-outfall" …

struct LabRemark {
  std::int64_t row = 0; ///< as a spreadsheet counts, from 1
  LabFault fault = LabFault::NoValue;
  std::string what; ///< the item or the cell's text
};

/// One sample of a sheet, its outfall still as it is written.
struct LabSample {
  std::int64_t row = 0;
  std::string outfall;
  Sample sample; ///< results below the limit of detection as half of it, said in its note; times given without a zone are Beijing's
};

struct LabSheet {
  std::int64_t read = 0; ///< rows below the headings that hold anything
  std::vector<LabSample> samples;
  std::vector<LabRemark> refused; ///< rows that gave no sample
  std::vector<LabRemark> remarks; ///< cells that were left out
};

/// Reads a sheet of one row a sample with a column an item, or of one row a result. Titles above the headings and a row of units below them
/// are passed over. Error SourceColumnUnknown when no row has the headings of an outfall, a time and an item.
[[nodiscard]] Result<LabSheet> readLabSheet(const TextRows& rows, const LabWords& words, const std::string& file);

} // namespace suyuan::sampling
