// SPDX-License-Identifier: GPL-3.0-or-later
// The window's part of tracing: the path that is lit follows every edit of the network; gaps and other faults are mended.
#include "app/desktop/canvas/map_canvas.h"
#include "app/desktop/forms/record_form.h"
#include "app/desktop/panels/network_panel.h"
#include "app/desktop/panels/record_panel.h"
#include "app/desktop/panels/trace_panel.h"
#include "app/desktop/shell/main_window.h"
#include "core/survey/mend_network.h"

#include <QDockWidget>
#include <QPointer>
#include <QStackedWidget>

namespace suyuan::desktop {

void MainWindow::traceSelected(survey::TraceDirection direction) {
  if (shown_ != nullptr && shown_->currentWidget() == record_)
    if (const Layer layer = record_->layer(); layer == Layer::Channels || layer == Layer::Wells || layer == Layer::Units) return traceFrom(layer, record_->fid(), direction);
  if (form_ != nullptr && form_->fid().isSet()) return traceFrom(Layer::Outfalls, form_->fid(), direction);
  say(tr("Choose an outfall first, on the map or in the table."), false);
}

void MainWindow::traceFrom(Layer layer, Fid fid, survey::TraceDirection direction, bool again) {
  lit_ = Lit{layer, fid, direction};
  session_->withNetwork([self = QPointer(this), layer, fid, direction, again](Result<std::shared_ptr<const network::DrainageGraph>> graph) {
    if (!self || self->canvas_ == nullptr) return;
    if (!graph) return self->report(graph.error());
    self->session_->tasks().start(
        again ? QString() : tr("Tracing"),
        [session = self->session_.get(), graph = *graph, layer, fid, direction](std::stop_token stop, const TaskRunner::Progress&) -> Result<NamedTrace> {
          auto reader = session->workerReader();
          if (!reader) return std::unexpected(std::move(reader).error());
          auto gates = survey::closedGates(**reader);
          if (!gates) return std::unexpected(std::move(gates).error());
          auto trace = survey::traceSurvey(*graph, {.from = {layer, fid}, .direction = direction, .to = {}, .barriers = std::move(*gates)}, stop);
          if (!trace) return std::unexpected(std::move(trace).error());
          return named(std::move(*trace), **reader, *graph, {layer, fid});
        },
        [self, layer, fid, direction, again](Result<NamedTrace> trace) {
          if (!self || self->canvas_ == nullptr) return;
          // Another one was asked for meanwhile.
          if (!self->lit_ || self->lit_->layer != layer || self->lit_->fid != fid || self->lit_->direction != direction) return;
          if (!trace && again) return self->forgetTrace(); // its start is gone
          if (!trace) return self->report(trace.error());
          self->showTrace(*trace, again);
        });
  });
}

void MainWindow::traceAgain() {
  if (lit_) traceFrom(lit_->layer, lit_->fid, lit_->direction, true);
}

void MainWindow::forgetTrace() {
  lit_.reset();
  if (canvas_ != nullptr) canvas_->changeScene([](render::MapScene& scene) { scene.tracePaths.clear(); });
  if (trace_ != nullptr) trace_->clear();
}

void MainWindow::mend(const std::vector<network::NetworkFix>& fixes) {
  session_->writeEntry(
      tr("Mend the network"),
      [fixes](store::SurveyFile& survey) -> Result<std::optional<EntryId>> {
        auto report = survey::mendNetwork(survey, fixes);
        if (!report) return std::unexpected(std::move(report).error());
        return report->entry;
      },
      [this](Result<std::optional<EntryId>> entry) {
        if (!entry) return report(entry.error());
        say(*entry ? tr("The network is mended; Ctrl+Z takes it back.") : tr("Nothing was mended: the network is not as it was any more."), false);
      });
}

void MainWindow::showTrace(const NamedTrace& traced, bool again) {
  std::vector<std::vector<Point>> paths;
  Box box;
  if (const auto* bridge = canvas_->bridge())
    for (const auto& line : traced.trace.lines) {
      auto& path = paths.emplace_back();
      for (const Point& p : line)
        if (const auto q = bridge->toMap(p)) {
          path.push_back(*q);
          box.add(q->x, q->y);
        }
    }
  canvas_->changeScene([&](render::MapScene& scene) { scene.tracePaths = std::move(paths); });
  if (!again && !box.isEmpty() && !(canvas_->view().box().contains(box.minX, box.minY) && canvas_->view().box().contains(box.maxX, box.maxY)))
    canvas_->setView(canvas_->view().fitted(box, 60));
  trace_->show(traced);
  if (again) return;
  if (auto* dock = findChild<QDockWidget*>(QStringLiteral("dock_trace"))) {
    dock->show();
    dock->raise();
  }
}

} // namespace suyuan::desktop
