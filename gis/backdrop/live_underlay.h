// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/backdrop/backdrop_stack.h"

#include <functional>

namespace suyuan::backdrop {

/// A stack as the window shows it: what there is now, never waiting for what is on its way. A backdrop that fails is
/// told of and left out, the others are painted.
class LiveUnderlay : public render::Underlay {
public:
  using Failed = std::function<void(std::uint64_t number, const Error&)>; ///< Backdrop::number; on the painting thread

  LiveUnderlay(std::shared_ptr<const BackdropStack> stack, Failed failed) : stack_(std::move(stack)), failed_(std::move(failed)) {}

  Result<> paint(QPainter& painter, const render::MapView& view, std::stop_token stop) const override;
  [[nodiscard]] std::vector<QString> credits() const override { return stack_->credits(); }

private:
  std::shared_ptr<const BackdropStack> stack_;
  Failed failed_;
};

} // namespace suyuan::backdrop
