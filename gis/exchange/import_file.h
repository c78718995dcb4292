// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "core/store/survey_file.h"
#include "gis/exchange/import_request.h"
#include "gis/exchange/progress.h"

#include <stop_token>

namespace suyuan::exchange {

/// Looks at the file and writes nothing. With the survey's reader the mapping that was used for the same columns before
/// is proposed again, and positions are compared with the survey's rivers, lakes and county outlines, so that web-map
/// coordinates (GCJ-02) are noticed; they are never moved. Errors as importFile; what only keeps the import from beginning
/// (no coordinate columns, no CRS) is ImportPreview::fault.
[[nodiscard]] Result<ImportPreview> previewImport(const ImportRequest& request, store::Reader* survey = nullptr);

/// Brings a file's records into a layer as one journal entry. Rows that cannot be taken are listed by number and the
/// others are taken; a fault, a cancel or (strict) a refused row leaves the survey as it was. The mapping that was used
/// is remembered in the survey for the next file with the same columns. Every record keeps the id it came with in
/// source_id and the file's name in source. Reads in a thread of its own while the caller's writes.
/// Errors: FileNotFound, FormatUnknown, SourceDamaged, SourceEmpty, SourceLayerUnknown, SourceColumnUnknown,
/// GeometryTypeWrong, CrsUnknown, CrsFailed, EncodingUnknown, RowsRefused, ExchangeTableInvalid, ResourceMissing, Cancelled,
/// and the store's.
[[nodiscard]] Result<ImportReport> importFile(store::SurveyFile& survey, const ImportRequest& request,
                                              const Progress& progress = {}, std::stop_token stop = {});

} // namespace suyuan::exchange
