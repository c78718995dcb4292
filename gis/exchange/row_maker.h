// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/record.h"
#include "gis/exchange/encoding.h"
#include "gis/exchange/import_plan.h"
#include "gis/projection/transformer.h"

#include <vector>

namespace suyuan::exchange {

/// Turns a source's batches into rows of a layer. One thread.
class RowMaker {
public:
  static Result<RowMaker> make(const Source& source, const ImportPlan& plan);

  /// Fills `rows` (its memory is reused) with the batch's good records and reports the others.
  void take(const SourceBatch& batch, std::vector<Row>& rows);

  std::int64_t read = 0, refusedCount = 0;
  std::int64_t exchangedAxes = 0;   ///< rows whose longitude and latitude stood in each other's column
  std::vector<RefusedRow> refused;  ///< the first 1000

private:
  RowMaker(const ImportPlan& plan, Recoder recoder, projection::Transformer toSurvey, std::string fileName);
  bool refuse(std::string_view why, std::string detail);
  bool fill(const SourceBatch& batch, std::size_t at, Row& row);
  bool position(const SourceBatch& batch, std::size_t at, Row& row);
  bool value(const ArrowCells& cells, std::size_t at, const FieldDef& field, Value& out);
  void project(std::vector<Row>& rows, const std::vector<std::int64_t>& numbers);

  const ImportPlan* plan_;
  const LayerSchema* schema_;
  Recoder recoder_;
  projection::Transformer toSurvey_;
  bool geographic_;
  std::string fileName_, scratch_, text_;
  int sourceId_ = -1, source_ = -1;
  bool mapsSourceId_ = false, mapsSource_ = false;
  std::vector<double> x_, y_;
};

} // namespace suyuan::exchange
