// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/gdal/gdal_errors.h"

namespace suyuan::gdal {

GdalErrors::GdalErrors() {
  CPLErrorReset();
  CPLPushErrorHandlerEx(&GdalErrors::take, this);
}

GdalErrors::~GdalErrors() { CPLPopErrorHandler(); }

void CPL_STDCALL GdalErrors::take(CPLErr severity, CPLErrorNum, const char* text) {
  auto* self = static_cast<GdalErrors*>(CPLGetErrorHandlerUserData());
  if (severity < CE_Warning) return;
  if (severity >= CE_Failure && self->failures_++ == 0) self->first_ = text;
  else if (self->first_.empty()) self->first_ = text;
}

} // namespace suyuan::gdal
