// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/likeness.h"

#include <QImage>

#include <optional>

namespace suyuan::media {

/// 感知摘要 of a picture that is turned right, from a thumbnail of it or itself: the DCT hash (pHash; C. Zauner, Implementation and
/// Benchmarking of Perceptual Image Hash Functions, 2010, 3.2.1). The picture as 32 x 32 grey points, of its cosine transform the
/// coefficients 1 … 8 by 1 … 8, each bit set where one is above their median; the lowest frequencies are the lowest bits. Nothing of a
/// picture without anything to see (a covered lens): such would all be alike.
[[nodiscard]] std::optional<Likeness> likenessOf(const QImage& picture);

} // namespace suyuan::media
