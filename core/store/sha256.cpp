// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sha256.h"

#include <openssl/evp.h>

#include <new>

namespace suyuan::store {

void Sha256::Free::operator()(evp_md_ctx_st* context) const noexcept { EVP_MD_CTX_free(context); }

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
  if (!context_ || EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) != 1) throw std::bad_alloc(); // all that can fail here
}

void Sha256::add(std::span<const std::byte> bytes) { EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()); }

std::string Sha256::hex() {
  unsigned char out[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  EVP_DigestFinal_ex(context_.get(), out, &size);
  EVP_DigestInit_ex(context_.get(), nullptr, nullptr);
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  text.reserve(2 * std::size_t{size});
  for (unsigned int i = 0; i < size; ++i) {
    text.push_back(digits[out[i] >> 4U]);
    text.push_back(digits[out[i] & 15U]);
  }
  return text;
}

} // namespace suyuan::store
