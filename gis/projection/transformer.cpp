// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/projection/transformer.h"

#include "gis/projection/proj_context.h"

#include <cassert>
#include <cmath>
#include <limits>

namespace suyuan::projection {

struct Transformer::Impl {
  Context context;
  Pj pipeline; ///< null: nothing to do
};

Transformer::Transformer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Transformer::Transformer(Transformer&&) noexcept = default;
Transformer& Transformer::operator=(Transformer&&) noexcept = default;
Transformer::~Transformer() = default;

bool Transformer::isIdentity() const noexcept { return !impl_->pipeline; }

Result<Transformer> Transformer::make(const Crs& from, const Crs& to) {
  auto impl = std::make_unique<Impl>(Impl{makeContext(), nullptr});
  if (from.isSame(to)) return Transformer(std::move(impl));
  PJ_CONTEXT* context = impl->context.get();
  const Pj found(proj_create_crs_to_crs(context, from.code().c_str(), to.code().c_str(), nullptr));
  if (found) impl->pipeline.reset(proj_normalize_for_visualization(context, found.get()));
  if (!impl->pipeline)
    return failure(ErrorCode::CrsFailed, {}, reasonOf(context), {from.name(), to.name()});
  return Transformer(std::move(impl));
}

std::size_t Transformer::transform(std::span<double> x, std::span<double> y) {
  assert(x.size() == y.size());
  if (impl_->pipeline)
    proj_trans_generic(impl_->pipeline.get(), PJ_FWD, x.data(), sizeof(double), x.size(), y.data(), sizeof(double), y.size(),
                       nullptr, 0, 0, nullptr, 0, 0);
  std::size_t failed = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (std::isfinite(x[i]) && std::isfinite(y[i])) continue;
    x[i] = y[i] = std::numeric_limits<double>::quiet_NaN(); // PROJ says HUGE_VAL
    ++failed;
  }
  return failed;
}

} // namespace suyuan::projection
