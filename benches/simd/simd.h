// The names of clang's wasm_simd128.h that the kernels use; natively the same operations in SSE4.1, so that both engines run one algorithm.
#include "../kernels/kernel.h"
#include <string.h>
#ifdef __wasm_simd128__
#include <wasm_simd128.h>
#else
#include <smmintrin.h>
typedef __m128i v128_t;
#define OP static inline __attribute__((always_inline, unused))
OP __m128 f32(v128_t x) { return _mm_castsi128_ps(x); }
OP __m128d f64(v128_t x) { return _mm_castsi128_pd(x); }
OP v128_t of32(__m128 x) { return _mm_castps_si128(x); }
OP v128_t of64(__m128d x) { return _mm_castpd_si128(x); }
OP v128_t wasm_v128_load(const void *p) { return _mm_loadu_si128(p); }
OP v128_t wasm_v128_load64_zero(const void *p) { return _mm_loadl_epi64(p); }
OP v128_t wasm_v128_load32_splat(const void *p) { int x; memcpy(&x, p, 4); return _mm_set1_epi32(x); }
OP v128_t wasm_u16x8_load8x8(const void *p) { return _mm_cvtepu8_epi16(_mm_loadl_epi64(p)); }
OP void wasm_v128_store(void *p, v128_t x) { _mm_storeu_si128(p, x); }
#define BINARY(name, intrinsic) OP v128_t wasm_##name(v128_t a, v128_t b) { return intrinsic(a, b); }
BINARY(v128_and, _mm_and_si128) BINARY(v128_or, _mm_or_si128) BINARY(v128_xor, _mm_xor_si128)
BINARY(i8x16_add, _mm_add_epi8) BINARY(i8x16_sub, _mm_sub_epi8) BINARY(i8x16_eq, _mm_cmpeq_epi8) BINARY(i8x16_gt, _mm_cmpgt_epi8)
BINARY(u8x16_sub_sat, _mm_subs_epu8) BINARY(u8x16_add_sat, _mm_adds_epu8) BINARY(u8x16_max, _mm_max_epu8) BINARY(u8x16_min, _mm_min_epu8)
BINARY(i16x8_add, _mm_add_epi16) BINARY(i16x8_sub, _mm_sub_epi16) BINARY(i16x8_mul, _mm_mullo_epi16) BINARY(i16x8_max, _mm_max_epi16)
BINARY(u8x16_narrow_i16x8, _mm_packus_epi16) BINARY(i32x4_dot_i16x8, _mm_madd_epi16)
BINARY(i32x4_add, _mm_add_epi32) BINARY(i32x4_mul, _mm_mullo_epi32) BINARY(i64x2_add, _mm_add_epi64) BINARY(i64x2_sub, _mm_sub_epi64)
#define FLOATS(name, intrinsic) \
    OP v128_t wasm_f32x4_##name(v128_t a, v128_t b) { return of32(intrinsic##ps(f32(a), f32(b))); } \
    OP v128_t wasm_f64x2_##name(v128_t a, v128_t b) { return of64(intrinsic##pd(f64(a), f64(b))); }
FLOATS(add, _mm_add_) FLOATS(sub, _mm_sub_) FLOATS(mul, _mm_mul_) FLOATS(le, _mm_cmple_)
OP v128_t wasm_i16x8_abs(v128_t a) { return _mm_abs_epi16(a); }
OP v128_t wasm_i8x16_splat(int x) { return _mm_set1_epi8((char)x); }
OP v128_t wasm_i16x8_splat(int x) { return _mm_set1_epi16((short)x); }
OP v128_t wasm_i32x4_splat(int x) { return _mm_set1_epi32(x); }
OP v128_t wasm_i64x2_splat(long long x) { return _mm_set1_epi64x(x); }
OP v128_t wasm_f32x4_splat(float x) { return of32(_mm_set1_ps(x)); }
OP v128_t wasm_f64x2_splat(double x) { return of64(_mm_set1_pd(x)); }
OP v128_t wasm_f64x2_make(double a, double b) { return of64(_mm_set_pd(b, a)); }
OP v128_t wasm_i32x4_make(int a, int b, int c, int d) { return _mm_set_epi32(d, c, b, a); }
OP v128_t wasm_i16x8_extend_low_i8x16(v128_t a) { return _mm_cvtepi8_epi16(a); }
OP v128_t wasm_i16x8_extend_high_i8x16(v128_t a) { return _mm_srai_epi16(_mm_unpackhi_epi8(a, a), 8); }
OP v128_t wasm_u16x8_extend_low_u8x16(v128_t a) { return _mm_cvtepu8_epi16(a); }
OP v128_t wasm_u16x8_extend_high_u8x16(v128_t a) { return _mm_unpackhi_epi8(a, _mm_setzero_si128()); }
OP v128_t wasm_u64x2_extmul_low_u32x4(v128_t a, v128_t b) { return _mm_mul_epu32(_mm_unpacklo_epi32(a, a), _mm_unpacklo_epi32(b, b)); }
OP v128_t wasm_u64x2_extmul_high_u32x4(v128_t a, v128_t b) { return _mm_mul_epu32(_mm_unpackhi_epi32(a, a), _mm_unpackhi_epi32(b, b)); }
// Indices are below 16 or have the highest bit.
OP v128_t wasm_i8x16_swizzle(v128_t a, v128_t i) { return _mm_shuffle_epi8(a, i); }
#define wasm_i32x4_shl(a, n) _mm_slli_epi32(a, n)
#define wasm_u32x4_shr(a, n) _mm_srli_epi32(a, n)
#define wasm_u16x8_shr(a, n) _mm_srli_epi16(a, n)
#define wasm_i16x8_shl(a, n) _mm_slli_epi16(a, n)
#define wasm_u64x2_shr(a, n) _mm_srli_epi64(a, n)
OP v128_t wasm_u8x16_shr(v128_t a, int n) { return _mm_and_si128(_mm_srli_epi16(a, n), _mm_set1_epi8((char)(0xff >> n))); }
OP int wasm_i8x16_bitmask(v128_t a) { return _mm_movemask_epi8(a); }
OP int wasm_v128_any_true(v128_t a) { return !_mm_testz_si128(a, a); }
OP long long wasm_i64x2_extract_lane(v128_t a, int i) { return i ? _mm_extract_epi64(a, 1) : _mm_cvtsi128_si64(a); }
#define wasm_i32x4_extract_lane(a, i) _mm_extract_epi32(a, i)
typedef char bytes __attribute__((vector_size(16)));
typedef int words __attribute__((vector_size(16)));
#define wasm_i8x16_shuffle(a, b, ...) ((v128_t)__builtin_shufflevector((bytes)(a), (bytes)(b), __VA_ARGS__))
#define wasm_i32x4_shuffle(a, b, ...) ((v128_t)__builtin_shufflevector((words)(a), (words)(b), __VA_ARGS__))
#define wasm_i8x16_const(...) ((v128_t)(bytes){__VA_ARGS__})
#endif

// Bytes as a number, for the checksum.
static inline uint64_t fold(const void *data, int bytes) {
    uint64_t sum = 0;
    for (int i = 0; i + 8 <= bytes; i += 8) {
        uint64_t x;
        memcpy(&x, (const char *)data + i, 8);
        sum = (sum ^ x) * 0x9e3779b97f4a7c15u;
    }
    return sum;
}
