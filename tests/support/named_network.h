// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/ids.h"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <boost/graph/reverse_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/graph/topological_sort.hpp>
#include <boost/property_map/vector_property_map.hpp>

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace suyuan::test {

/// A network known by the names of its nodes, not by its drawing, walked by Boost.Graph: what our own graph, which knows
/// only the drawing, is held against.
class NamedNetwork {
public:
  struct Link {
    Fid fid;
    double metres = 0;
  };
  using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, boost::no_property, Link>;
  using Vertex = boost::graph_traits<Graph>::vertex_descriptor;

  void add(Fid fid, const std::string& from, const std::string& to, double metres = 1.0) {
    const auto added = boost::add_edge(node(from), node(to), Link{fid, metres}, graph_);
    ends_[fid] = {boost::source(added.first, graph_), boost::target(added.first, graph_)};
  }
  [[nodiscard]] std::size_t size() const { return ends_.size(); }
  [[nodiscard]] const Graph& graph() const { return graph_; }
  [[nodiscard]] Vertex from(Fid fid) const { return ends_.at(fid).first; }
  [[nodiscard]] Vertex to(Fid fid) const { return ends_.at(fid).second; }
  [[nodiscard]] bool knows(const std::string& name) const { return nodes_.contains(name); }
  [[nodiscard]] Vertex named(const std::string& name) const { return nodes_.at(name); }

  /// All links from which water comes to the node.
  [[nodiscard]] std::set<Fid> above(Vertex node) const { return reached(boost::make_reverse_graph(graph_), node); }
  /// All links that water leaving the node runs through.
  [[nodiscard]] std::set<Fid> below(Vertex node) const { return reached(graph_, node); }
  /// Metres of the shortest way down from a node to each.
  [[nodiscard]] std::vector<double> metresFrom(Vertex start) const {
    std::vector<double> metres(boost::num_vertices(graph_));
    boost::dijkstra_shortest_paths(graph_, start,
                                   boost::weight_map(boost::get(&Link::metres, graph_)).distance_map(boost::make_iterator_property_map(metres.begin(), boost::get(boost::vertex_index, graph_))));
    return metres;
  }
  /// Nodes upstream first. Throws boost::not_a_dag.
  [[nodiscard]] std::vector<Vertex> downwards() const {
    std::vector<Vertex> order;
    boost::topological_sort(graph_, std::back_inserter(order)); // downstream first
    return {order.rbegin(), order.rend()};
  }
  /// Strahler order by link; all links that leave a node bear the node's.
  [[nodiscard]] std::map<Fid, int> strahler() const {
    std::map<Fid, int> order;
    for (const Vertex v : downwards()) {
      std::multiset<int> arriving;
      for (const auto e : boost::make_iterator_range(boost::in_edges(v, graph_))) arriving.insert(order.at(graph_[e].fid));
      int own = 1;
      if (!arriving.empty()) own = *arriving.rbegin() + (arriving.count(*arriving.rbegin()) > 1 ? 1 : 0);
      for (const auto e : boost::make_iterator_range(boost::out_edges(v, graph_))) order[graph_[e].fid] = own;
    }
    return order;
  }
  /// Links that lie on a circle of more than one node.
  [[nodiscard]] std::set<Fid> circular() const {
    std::vector<std::size_t> part(boost::num_vertices(graph_));
    boost::strong_components(graph_, boost::make_iterator_property_map(part.begin(), boost::get(boost::vertex_index, graph_)));
    std::set<Fid> found;
    for (const auto e : boost::make_iterator_range(boost::edges(graph_))) {
      const Vertex a = boost::source(e, graph_);
      const Vertex b = boost::target(e, graph_);
      if (a != b && part[a] == part[b]) found.insert(graph_[e].fid);
    }
    return found;
  }

private:
  Vertex node(const std::string& name) {
    const auto [at, fresh] = nodes_.try_emplace(name);
    if (fresh) at->second = boost::add_vertex(graph_);
    return at->second;
  }
  template <class G>
  std::set<Fid> reached(const G& graph, Vertex start) const {
    std::set<Fid> found;
    struct Visitor : boost::default_bfs_visitor {
      std::set<Fid>* found;
      void examine_edge(typename boost::graph_traits<G>::edge_descriptor e, const G& g) const { found->insert(g[e].fid); }
    } visitor;
    visitor.found = &found;
    boost::breadth_first_search(graph, start, boost::visitor(visitor));
    return found;
  }

  Graph graph_;
  std::map<std::string, Vertex> nodes_;
  std::map<Fid, std::pair<Vertex, Vertex>> ends_;
};

} // namespace suyuan::test
