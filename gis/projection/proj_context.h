// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <proj.h>

#include <memory>
#include <string>

namespace suyuan::projection {

struct ContextDeleter {
  void operator()(PJ_CONTEXT* context) const noexcept { proj_context_destroy(context); }
};
using Context = std::unique_ptr<PJ_CONTEXT, ContextDeleter>;

struct PjDeleter {
  void operator()(PJ* pj) const noexcept { proj_destroy(pj); }
};
using Pj = std::unique_ptr<PJ, PjDeleter>;

/// A context that is silent and offline.
inline Context makeContext() {
  Context context(proj_context_create());
  proj_log_level(context.get(), PJ_LOG_NONE);
  proj_context_set_enable_network(context.get(), 0);
  return context;
}

/// PROJ's own words for the last fault of a context.
inline std::string reasonOf(PJ_CONTEXT* context) {
  const int number = proj_context_errno(context);
  const char* text = number ? proj_context_errno_string(context, number) : nullptr;
  return text ? text : "";
}

} // namespace suyuan::projection
