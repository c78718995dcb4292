// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gnss/offset_point.h"

#include <cmath>
#include <numbers>

namespace suyuan::gnss {

namespace {

constexpr double semiMajorAxis = 6378137, flattening = 1 / 298.257222101; // GB 22021
constexpr double radian = std::numbers::pi / 180;

} // namespace

// Vincenty's direct formula (Survey Review 23, 1975); it converges for every start and distance.
Point offsetPoint(const Point& from, double bearing, double metres) noexcept {
  constexpr double b = semiMajorAxis * (1 - flattening);
  const double sinA = std::sin(bearing * radian), cosA = std::cos(bearing * radian);
  const double tanU = (1 - flattening) * std::tan(from.y * radian);
  const double cosU = 1 / std::sqrt(1 + tanU * tanU), sinU = tanU * cosU;
  const double sigma1 = std::atan2(tanU, cosA);
  const double sinAlpha = cosU * sinA, cosSquare = 1 - sinAlpha * sinAlpha;
  const double u = cosSquare * (semiMajorAxis * semiMajorAxis - b * b) / (b * b);
  const double a1 = 1 + u / 16384 * (4096 + u * (-768 + u * (320 - 175 * u)));
  const double b1 = u / 1024 * (256 + u * (-128 + u * (74 - 47 * u)));
  double sigma = metres / (b * a1), cosTwo = 0;
  for (int round = 0; round < 50; ++round) {
    cosTwo = std::cos(2 * sigma1 + sigma);
    const double s = std::sin(sigma), c = std::cos(sigma);
    const double delta = b1 * s * (cosTwo + b1 / 4 * (c * (2 * cosTwo * cosTwo - 1) - b1 / 6 * cosTwo * (4 * s * s - 3) * (4 * cosTwo * cosTwo - 3)));
    const double next = metres / (b * a1) + delta;
    const bool still = std::abs(next - sigma) < 1e-15;
    sigma = next;
    if (still) break;
  }
  cosTwo = std::cos(2 * sigma1 + sigma);
  const double s = std::sin(sigma), c = std::cos(sigma);
  const double across = sinU * s - cosU * c * cosA;
  const double lat = std::atan2(sinU * c + cosU * s * cosA, (1 - flattening) * std::hypot(sinAlpha, across));
  const double lambda = std::atan2(s * sinA, cosU * c - sinU * s * cosA);
  const double k = flattening / 16 * cosSquare * (4 + flattening * (4 - 3 * cosSquare));
  const double lon = lambda - (1 - k) * flattening * sinAlpha * (sigma + k * s * (cosTwo + k * c * (2 * cosTwo * cosTwo - 1)));
  Point to = from;
  to.x = std::remainder(from.x + lon / radian, 360);
  to.y = lat / radian;
  return to;
}

double offsetAccuracy(double standing, double metres, double bearingSigma, double metresSigma) noexcept {
  return std::hypot(standing, metres * bearingSigma * radian, metresSigma);
}

} // namespace suyuan::gnss
