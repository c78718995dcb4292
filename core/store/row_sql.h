// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "core/model/record.h"

#include <string>

namespace suyuan::store {

/// INSERT of a whole record; parameters in the order of columnsOf(layer).
[[nodiscard]] std::string insertSql(Layer layer);
/// UPDATE of a whole record; parameters in the order of columnsOf(layer) without the fid, then the fid.
[[nodiscard]] std::string updateSql(Layer layer);
/// SELECT of one record's columns in order; parameter: the fid.
[[nodiscard]] std::string selectSql(Layer layer);

/// Internal when the row has another number of values than its layer has fields.
[[nodiscard]] Result<> fitsLayer(const LayerSchema& schema, const Row& row);

} // namespace suyuan::store
